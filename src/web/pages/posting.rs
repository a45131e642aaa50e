//! `/jobs/{id}-{slug}`: one open position.

use std::fmt;

use askama::Template;
use axum::Extension;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use url::Url;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::{PathEntry, SkillEntry};
use crate::db::postings;
use crate::model::board::Policy;
use crate::model::posting::StoredPosting;
use crate::web::card::{PostingCard, all_places};
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::pictures::Picture;
use crate::web::state::App;
use crate::web::structured::Thing;
use crate::web::structured::address::unsaid;
use crate::web::structured::job_posting::{JobPosting, reference};
use crate::web::views::{Unseen, Viewed, is_view};
use crate::web::{age, assets, canonical, number, stated_pay, urls};

/// Similar positions that the page lists.
const SIMILAR: usize = 5;

/// Days for which the page of a closed position still answers.
const DAYS_CLOSED: i32 = 60;

#[derive(Template)]
#[template(path = "pages/posting.html")]
struct PostingPage<'a> {
    layout: Layout,
    card: PostingCard,
    posting: &'a StoredPosting,
    policy: &'a Policy,
    /// All places, those of its duplicates included; beside each what its words leave unsaid.
    places: Vec<(String, Option<String>)>,
    /// The employer's own number of the position.
    reference: Option<&'a str>,
    /// The path on which it stands.
    path: Option<&'a PathEntry>,
    /// The path under which its source lists it, if that is another one.
    listed: Option<&'a PathEntry>,
    /// When it was closed, if it was: "24 November 2026".
    closed: Option<String>,
    open_until: Option<Day>,
    first_seen: Day,
    last_seen: Day,
    /// Every range that is stated, and the employer's own words where they differ.
    pay: Vec<(String, Option<&'a str>)>,
    skills: Vec<&'a SkillEntry>,
    apply: Option<Url>,
    /// The advert where the employer published it, unless that is where the apply link leads.
    advert: Option<Url>,
    similar: Vec<PostingCard>,
}

/// A day as it is read, and as a machine reads it.
struct Day {
    iso: String,
    words: String,
}

impl Day {
    fn new(exact: impl fmt::Display, date: Date) -> Self {
        Self { iso: exact.to_string(), words: age::day(date) }
    }

    fn in_utc(at: Timestamp) -> Self {
        Self::new(at, at.to_zoned(TimeZone::UTC).date())
    }
}

impl<'a> PostingPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, posting: &'a StoredPosting, policy: &'a Policy) -> Self {
        let card = PostingCard::new(app, catalogue, posting);
        let path = posting.standing.path.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let listed = posting.posting.listed_under.as_ref().and_then(|slug| catalogue.path(slug.as_str()));
        let closed = posting.closed_on(app.today());
        // A sample's addresses lead nowhere.
        let real = !posting.posting.is_sample();
        let link = |url: &Option<String>| url.as_deref().filter(|_| real).and_then(web_link);
        let apply = link(&posting.posting.apply_url).or_else(|| link(&posting.posting.url));
        let pay = posting.posting.pay.iter();
        let marked_up = closed.is_none().then(|| JobPosting::new(posting, policy, apply.is_some())).flatten();
        let layout = layout(app, &card, posting, path.or(listed));
        let layout = if closed.is_none() && policy.may_index { layout } else { layout.hidden() };
        Self {
            layout: match marked_up {
                Some(marked_up) => layout.about(Thing::Posting(Box::new(marked_up))),
                None => layout,
            },
            similar: similar(app, catalogue, posting, path.or(listed)),
            pay: pay.filter_map(|pay| Some((stated_pay::text(pay)?, pay.raw.as_deref()))).collect(),
            skills: posting.skills.iter().filter_map(|slug| catalogue.skill(slug.as_str())).collect(),
            advert: link(&posting.posting.url).filter(|url| Some(url) != apply.as_ref()),
            apply: apply.filter(|_| closed.is_none()),
            listed: listed.filter(|entry| posting.only_listed_under(&entry.path.slug)),
            closed: closed.map(age::day),
            open_until: posting.posting.valid_through.map(|last| Day::new(last, last.date())),
            first_seen: Day::in_utc(posting.first_seen),
            last_seen: Day::in_utc(posting.last_seen),
            places: places(posting),
            reference: reference(posting),
            card,
            posting,
            policy,
            path,
        }
    }
}

fn layout(app: &App, card: &PostingCard, posting: &StoredPosting, path: Option<&PathEntry>) -> Layout {
    let place = card.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let title = format!("{} at {}{place}", card.title, card.company);
    // Employers post the same job in one place several times; their pages are told apart by its number.
    let mark = format!("no. {}", posting.id);
    let posted = card.age.as_ref().map(|age| format!(" Posted {}.", age.day)).unwrap_or_default();
    let pay = card.pay.as_ref().map(|pay| format!(" {pay}.")).unwrap_or_default();
    let layout = Layout::new(app, &card.url, Section::Jobs, &title)
        .marked(&mark)
        .describe(&format!("Open position {mark}: {title}.{pay}{posted} {}", card.excerpt))
        .under("Open positions", urls::JOBS)
        .named(&card.title);
    match path {
        Some(entry) => layout.line(entry.category.line).picture(Picture::ladder(app, entry)),
        None => layout,
    }
}

fn places(posting: &StoredPosting) -> Vec<(String, Option<String>)> {
    all_places(posting).into_iter().zip(posting.places().map(unsaid)).collect()
}

/// Open positions on the same path, those of the same stage first.
fn similar(
    app: &App,
    catalogue: &Catalogue,
    posting: &StoredPosting,
    path: Option<&PathEntry>,
) -> Vec<PostingCard> {
    let others = path.map(|entry| entry.standing.iter()).unwrap_or_default();
    let mut others: Vec<&StoredPosting> = others.filter(|other| other.id != posting.id).collect();
    others.sort_by_key(|other| other.standing.stage != posting.standing.stage);
    others.into_iter().take(SIMILAR).map(|other| PostingCard::new(app, catalogue, other)).collect()
}

/// A link that leads to a site, and to nothing else that a browser would open.
fn web_link(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Answers `/jobs/{id}-{slug}`; another title behind the id leads to the right one, a duplicate to the
/// posting that stands for it.
pub async fn get(
    app: App,
    Segment(segment): Segment,
    unseen: Option<Extension<Unseen>>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Error> {
    let id: i64 = segment.split('-').next().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
    let found = postings::find(&mut *app.db().read().await?, id).await?;
    let (posting, policy) = found.ok_or(Error::NotFound)?;
    if let Some(url) = elsewhere(&app, &posting, &segment)? {
        return Ok(url);
    }
    if unseen.is_none() && is_view(&headers) {
        app.views().count(id);
    }
    let page = Page::html(&PostingPage::new(&app, app.catalogue(), &posting, &policy))?;
    Ok((Extension(Viewed(id)), page).into_response())
}

/// Where a posting is rather to be found, if not here; gone where it has long been closed.
fn elsewhere(app: &App, posting: &StoredPosting, segment: &str) -> Result<Option<Response>, Error> {
    let closed = posting.closed_on(app.today());
    let last = closed.map(|day| day.saturating_add(DAYS_CLOSED.days()));
    if last.is_some_and(|last| last < app.today()) {
        return Err(Error::Gone);
    }
    if let Some(first) = posting.duplicate_of.filter(|_| closed.is_none()) {
        return Ok(Some(canonical::redirect_for_now(&urls::posting(first, &posting.posting.title))));
    }
    let url = urls::posting(posting.id, &posting.posting.title);
    Ok((url != format!("/jobs/{segment}")).then(|| canonical::redirect(&url)))
}
