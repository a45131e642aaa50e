//! `/`: where to begin.

use askama::Template;
use axum::extract::State;

use crate::catalogue::Catalogue;
use crate::web::card::PostingCard;
use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, SITE, Section};
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
    newest: Vec<PostingCard>,
}

/// Answers `/`.
pub async fn get(State(app): State<App>, _: Query<Nothing>) -> Result<Page, Error> {
    let catalogue = app.catalogue();
    Page::html(&HomePage {
        layout: Layout::new(&app, urls::HOME, Section::None, "See where a career can go")
            .describe(
                "Career ladders from entry to lead: titles, pay with its source, years, duties, skills and open \
                 positions.",
            )
            .without_trail()
            .own_search()
            .feed(&Wanted::all().feed_url())
            .about(Thing::Site(WebSite { name: SITE.to_owned(), url: app.absolute(urls::HOME) })),
        newest: catalogue.newest.iter().map(|stored| PostingCard::new(&app, &catalogue, stored)).collect(),
        catalogue: &catalogue,
    })
}
