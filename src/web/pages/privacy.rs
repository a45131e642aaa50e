//! `/privacy`: what is kept of a visit, in plain words.

use askama::Template;

use crate::web::error::Error;
use crate::web::extract::{Nothing, Query};
use crate::web::layout::{Layout, Section};
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::{assets, urls};

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct PrivacyPage {
    layout: Layout,
}

/// Answers `/privacy`.
pub async fn get(app: App, _: Query<Nothing>) -> Result<Page, Error> {
    Page::html(&PrivacyPage {
        layout: Layout::new(&app, urls::PRIVACY, Section::None, "Privacy")
            .describe("What this site keeps of your visit: one number, and nothing that says who you are."),
    })
}
