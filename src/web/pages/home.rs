//! `/`: where to begin.

use askama::Template;
use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::PathEntry;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, SITE, Section};
use crate::web::lines::Lines;
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::structured::Thing;
use crate::web::structured::web_site::WebSite;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    /// A ladder to show what the site is about; another one each day.
    example: Option<&'a PathEntry>,
    lines: Lines<'a>,
    newest: Vec<PostingCard>,
}

/// The path whose turn it is on a day.
fn example(catalogue: &Catalogue, today: Date) -> Option<&PathEntry> {
    let turn = usize::try_from(today.day_of_year()).ok()?.checked_rem(catalogue.paths.len())?;
    catalogue.paths.get(turn)
}

fn layout(app: &App) -> Layout {
    Layout::new(app, urls::HOME, Section::None, "See where a career can go")
        .describe(
            "Career ladders from entry to lead: titles, pay with its source, years, duties, skills and open \
             positions.",
        )
        .without_trail()
        .own_search()
        .feed(&Wanted::all().feed_url())
        .about(Thing::Site(WebSite { name: SITE.to_owned(), url: app.absolute(urls::HOME) }))
}

/// Answers `/`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    Page::html(&HomePage {
        layout: layout(&app),
        newest: catalogue.newest.iter().map(|stored| PostingCard::new(&app, catalogue, stored)).collect(),
        example: example(catalogue, app.today()),
        lines: Lines::new(catalogue),
        catalogue,
    })
}
