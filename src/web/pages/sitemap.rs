//! `/sitemap.xml`: every page that search engines may list.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;

use crate::db::postings;
use crate::model::slug::Slug;
use crate::web::error::Error;
use crate::web::page::Page;
use crate::web::state::App;
use crate::web::urls;

/// Postings, and companies, that are named; with the catalogue this stays below the 50,000 URLs that
/// one sitemap may hold (sitemaps.org).
const MAX_POSTINGS: u32 = 20_000;

#[derive(Template)]
#[template(path = "feeds/sitemap.xml")]
struct Sitemap {
    /// URL, and the day of the last change where one is known.
    entries: Vec<(String, Option<String>)>,
}

impl Sitemap {
    fn new(app: &App, titles: &[(i64, String, String)]) -> Self {
        let catalogue = app.catalogue();
        let undated = |url: String| (app.absolute(&url), None);
        let lists = [urls::HOME, urls::PATHS, urls::SKILLS, urls::FAQ, urls::JOBS, urls::ABOUT];
        let mut entries: Vec<(String, Option<String>)> =
            lists.into_iter().map(|url| undated(url.to_owned())).collect();
        entries
            .extend(catalogue.categories.iter().map(|entry| undated(urls::category(&entry.category.slug))));
        entries.extend(catalogue.paths.iter().map(|entry| {
            (app.absolute(&urls::path(&entry.path.slug)), Some(entry.path.reviewed.to_string()))
        }));
        entries.extend(catalogue.skills.iter().map(|entry| undated(urls::skill(&entry.skill.slug))));
        let companies: BTreeSet<Slug> =
            titles.iter().filter_map(|(_, _, company)| company.parse().ok()).collect();
        entries.extend(companies.iter().map(|slug| undated(urls::company(slug))));
        entries.extend(titles.iter().map(|(id, title, _)| undated(urls::posting(*id, title))));
        Self { entries }
    }
}

/// Answers `/sitemap.xml`.
pub async fn get(State(app): State<App>) -> Result<Page, Error> {
    let titles = postings::list_titles(&mut *app.db().read().await?, MAX_POSTINGS).await?;
    let sitemap = Sitemap::new(&app, &titles);
    Ok(Page::document("application/xml; charset=utf-8", sitemap.render()?))
}
