//! The table of pages: one line a page.

use axum::Router;
use axum::routing::get;

use super::error::Error;
use super::state::Live;
use super::{assets, pages, urls};

/// Every URL and who answers it.
pub fn routes() -> Router<Live> {
    Router::new()
        .route(urls::HOME, get(pages::home::get))
        .route(urls::PATHS, get(pages::paths::get))
        .route(urls::PATH, get(pages::path::get))
        .route(urls::CATEGORY, get(pages::category::get))
        .route(urls::SKILLS, get(pages::skills::get))
        .route(urls::SKILL, get(pages::skill::get))
        .route(urls::FAQ, get(pages::faq::get))
        .route(urls::SEARCH, get(pages::search::get))
        .route(urls::SUGGEST, get(pages::suggest::get))
        .route(urls::OPENSEARCH, get(pages::opensearch::get))
        .route(urls::JOBS, get(pages::jobs::get))
        .route(urls::JOBS_FEED, get(pages::jobs_feed::get))
        .route(urls::POSTING, get(pages::posting::get))
        .route(urls::COMPANY, get(pages::company::get))
        .route(urls::ABOUT, get(pages::about::get))
        .route(urls::PRIVACY, get(pages::privacy::get))
        .route(urls::ROBOTS, get(pages::robots::get))
        .route(urls::SITEMAP, get(pages::sitemap_index::get))
        .route(urls::SITEMAP_SHARD, get(pages::sitemap::get))
        .route(urls::HEALTHZ, get(pages::health::alive))
        .route(urls::READYZ, get(pages::health::ready))
        .route(urls::PICTURE, get(pages::picture::get))
        .route(urls::FAVICON, get(pages::favicon::get))
        .route(urls::MANIFEST, get(pages::manifest::get))
        .route(urls::ASSET, get(assets::get))
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
}
