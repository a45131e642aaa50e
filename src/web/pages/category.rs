//! `/categories/{category}`: the paths of one field of work.

use std::cmp::Reverse;

use askama::Template;

use crate::catalogue::Catalogue;
use crate::catalogue::entry::CategoryEntry;
use crate::model::posting::StoredPosting;
use crate::search::facet::Facet;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query, Segment};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::wanted::Wanted;
use crate::web::{assets, number, urls};

/// Openings that are listed.
const NEWEST: usize = 10;

#[derive(Template)]
#[template(path = "pages/category.html")]
struct CategoryPage<'a> {
    layout: Layout,
    catalogue: &'a Catalogue,
    entry: &'a CategoryEntry,
    newest: Vec<PostingCard>,
    /// The search for all open positions on its paths.
    search: String,
}

/// The newest openings on the paths of a category.
fn newest(app: &App, catalogue: &Catalogue, entry: &CategoryEntry) -> Vec<PostingCard> {
    let mut all: Vec<&StoredPosting> = catalogue.paths_of(entry).flat_map(|path| &path.standing).collect();
    all.sort_by_key(|stored| (Reverse(stored.posting.posted.map(|posted| posted.at.date())), stored.id));
    all.into_iter().take(NEWEST).map(|stored| PostingCard::new(app, catalogue, stored)).collect()
}

impl<'a> CategoryPage<'a> {
    fn new(app: &App, catalogue: &'a Catalogue, entry: &'a CategoryEntry) -> Self {
        let category = &entry.category;
        let url = urls::category(&category.slug);
        let wanted = Wanted::of(Facet::Category, category.slug.as_str());
        let paths = number::counted(entry.paths.len(), "career path");
        let layout = Layout::new(app, &url, Section::Paths, format!("{} careers", category.name))
            .describe(&format!("{} {paths}, each with levels, pay and open positions.", category.summary))
            .under("Career paths", urls::PATHS)
            .named(&category.name)
            .line(category.line)
            .feed(&wanted.feed_url());
        Self { layout, catalogue, entry, newest: newest(app, catalogue, entry), search: wanted.url() }
    }
}

/// Answers `/categories/{category}`.
pub async fn get(app: App, Segment(slug): Segment, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    let entry = catalogue.category(&slug).ok_or(Error::NotFound)?;
    Page::html(&CategoryPage::new(&app, catalogue, entry))
}
