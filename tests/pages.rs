//! Every page as a visitor gets it: whole answers kept and compared, and what each must hold.

use insta::{Settings, assert_snapshot};
use scraper::Html;

use crate::support::html::{select, text};
use crate::support::site::{Answer, Site};

/// Every kind of page, by the name of its snapshot.
const PAGES: &[(&str, &str)] = &[
    ("home", "/"),
    ("paths", "/paths"),
    ("path-potter", "/paths/potter"),
    ("path-clerk", "/paths/clerk"),
    ("path-estimator", "/paths/estimator"),
    ("path-estimator-oregon", "/paths/estimator?place=US-OR"),
    ("category", "/categories/crafts"),
    ("category-empty", "/categories/empty"),
    ("skills", "/skills"),
    ("skills-filter", "/skills?q=figures&kind=tool"),
    ("skill", "/skills/costing"),
    ("faq", "/faq"),
    ("faq-search", "/faq?q=kiln"),
    ("search", "/search?q=pot"),
    ("search-typo", "/search?q=poter+kilm"),
    ("search-nothing", "/search?q=%3Cb%3Exyzzy"),
    ("search-start", "/search"),
    ("suggest", "/suggest?q=ceramic"),
    ("opensearch", "/opensearch.xml"),
    ("jobs", "/jobs"),
    ("posting", "/jobs/1-senior-estimator-bridges"),
    ("posting-bare", "/jobs/2-potter"),
    ("posting-listed", "/jobs/3-zoo-keeper-ii"),
    ("company", "/companies/societe-exemple"),
    ("about", "/about"),
    ("privacy", "/privacy"),
    ("robots", "/robots.txt"),
    ("sitemap", "/sitemap.xml"),
    ("sitemap-catalogue", "/sitemaps/catalogue-0.xml"),
    ("sitemap-positions", "/sitemaps/positions-0.xml"),
    ("feed", "/jobs.atom?q=potter"),
    ("healthz", "/healthz"),
    ("readyz", "/readyz"),
    ("manifest", "/site.webmanifest"),
    ("not-found", "/paths/poter"),
    ("bad-parameter", "/jobs?page=9&colour=red"),
    ("bad-place", "/paths/estimator?place=XX"),
];

/// Status, headers and body.
fn whole(answer: &Answer) -> String {
    let mut headers: Vec<String> =
        answer.headers.keys().map(|name| format!("{name}: {}", answer.header(name.as_str()))).collect();
    headers.sort();
    format!("{}\n{}\n\n{}", answer.status, headers.join("\n"), answer.text())
}

#[tokio::test]
async fn answers_are_as_they_were() {
    let site = Site::small().await;
    let mut settings = Settings::clone_current();
    // What changes from run to run or with every touch of the stylesheet.
    settings.add_filter(r"x-request-id: \S+", "x-request-id: [id]");
    settings.add_filter(r#"etag: W/"[0-9a-f]+""#, "etag: [digest]");
    settings.add_filter(r"(/assets/[a-z0-9-]+\.)[0-9a-f]{16}\.", "$1[hash].");
    settings.add_filter(r"(/pictures/(?:[a-z0-9-]+\.)?)[0-9a-f]{16}\.", "$1[hash].");
    settings.add_filter(r"(First seen here|Last checked)</dt><dd><time .*?</time>", "$1</dt><dd>[when]");
    settings.add_filter(r"<(published|updated)>[^<]*<", "<$1>[when]<");
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    for (name, url) in PAGES {
        let answer = site.get(url).await;
        assert_snapshot!(*name, whole(&answer));
    }
}

/// Whether a URL is that of a page rather than of something for machines.
fn is_html(url: &str) -> bool {
    !url.contains('.') && !url.ends_with('z') && !url.starts_with("/suggest")
}

#[tokio::test]
async fn every_page_has_its_landmarks_and_one_heading() {
    let site = Site::small().await;
    for (name, url) in PAGES.iter().filter(|(_, url)| is_html(url)) {
        let page = Html::parse_document(&site.get(url).await.text());
        for (selector, count) in [
            ("html[lang=en]", 1),
            ("h1", 1),
            ("main#content", 1),
            ("body > header", 1),
            ("body > footer", 1),
            ("nav[aria-label=Main]", 1),
            ("a.skip[href='#content']", 1),
            ("title", 1),
            ("script:not([src]):not([type='application/ld+json'])", 0),
            ("[style]", 0),
            // The page of positions has a box of its own.
            ("search form[action='/search'] input[name=q]", usize::from(*name != "jobs")),
        ] {
            assert_eq!(select(&page, selector).len(), count, "{name}: {selector}");
        }
        let crumbs = select(&page, "nav[aria-label=Breadcrumb] li").len();
        let stands_nowhere = ["home", "not-found", "bad-parameter", "bad-place"].contains(name);
        assert_eq!(crumbs >= 2, !stands_nowhere, "{name}");
        let here = select(&page, "nav[aria-label=Breadcrumb] li:last-child [aria-current=page]");
        assert_eq!(here.len(), usize::from(!stands_nowhere), "{name}");
    }
}

#[tokio::test]
async fn headings_never_skip_a_level_and_ids_are_unique() {
    let site = Site::shipped().await;
    for url in [
        "/",
        "/paths",
        "/paths/machine-learning-engineer",
        "/paths/registered-nurse",
        "/skills",
        "/skills/python",
        "/faq",
        "/search",
        "/search?q=rn",
        "/search?q=technology",
        "/jobs",
        "/about",
        "/privacy",
    ] {
        let page = Html::parse_document(&site.page(url).await);
        let mut before = 0;
        for heading in select(&page, "h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..].parse().unwrap();
            assert!(level <= before + 1, "{url}: {} after h{before}", text(heading));
            before = level;
        }
        let mut ids: Vec<&str> = select(&page, "[id]").iter().filter_map(|e| e.value().id()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{url} has an id twice");
        for labelled in select(&page, "[aria-labelledby]") {
            let id = labelled.value().attr("aria-labelledby").unwrap();
            assert!(ids.binary_search(&id).is_ok(), "{url}: nothing has the id {id}");
        }
    }
}

#[tokio::test]
async fn a_ladder_lies_on_one_axis_with_its_figures_as_text() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/potter").await);
    let rows = select(&page, ".ladder > li");
    assert_eq!(rows.len(), 3);
    let bands: Vec<String> = select(&page, ".ladder .pay b").into_iter().map(text).collect();
    assert_eq!(bands, ["$30K-$38K", "$38K-$52K", "$52K-$70K+"]);
    let bars: Vec<(String, String)> = select(&page, ".ladder rect.band[height='16']")
        .iter()
        .map(|bar| (bar.value().attr("x").unwrap().to_owned(), bar.value().attr("width").unwrap().to_owned()))
        .collect();
    let bar = |x: &str, width: &str| (x.to_owned(), width.to_owned());
    assert_eq!(bars, [bar("37.5%", "10%"), bar("47.5%", "17.5%"), bar("65%", "22.5%")]);
    assert_eq!(select(&page, ".ladder rect.hatch").len(), 1, "only the estimate is hatched");
    assert_eq!(select(&page, ".ladder .tip").len(), 1, "only the open top has an arrow");
}

#[tokio::test]
async fn a_ladder_of_nine_rungs_and_hourly_pay_has_unique_anchors() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/clerk").await);
    let anchors: Vec<&str> = select(&page, ".rungs > li").iter().filter_map(|e| e.value().id()).collect();
    assert_eq!(
        anchors,
        ["entry", "entry-2", "mid", "mid-4", "senior", "senior-6", "lead", "lead-8", "lead-9"]
    );
    assert!(text(page.root_element()).contains("Amounts in EUR an hour"));
    assert!(text(page.root_element()).contains("No skill is named for this level."));
}

#[tokio::test]
async fn what_is_new_on_a_rung_is_said_in_words() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/potter").await);
    let skills: Vec<String> = select(&page, "#journeyman .skills li").into_iter().map(text).collect();
    assert_eq!(
        skills,
        [
            "Up Wheel Throwing practitioner up from working",
            "New Kiln Firing working",
            "New 3D Modelling/Spreadsheets awareness, useful, either"
        ]
    );
    assert_eq!(select(&page, "#apprentice .skills .tag").len(), 0);
}

#[tokio::test]
async fn related_paths_say_what_is_shared_and_what_the_pay_step_is() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/potter").await);
    let related: Vec<String> = select(&page, ".related li").into_iter().map(text).collect();
    assert_eq!(related.len(), 1, "{related:?}");
    assert!(related[0].starts_with("Estimator Shares 3 skills: "), "{}", related[0]);
    assert!(
        related[0]
            .contains("Pay at entry level, United States: $30K-$38K here, $45K-$58K there, about $18K more"),
        "{}",
        related[0]
    );
}

#[tokio::test]
async fn positions_stand_on_rungs_with_reasons_or_apart() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/potter").await);
    let all: Vec<String> = select(&page, ".position").into_iter().map(text).collect();
    assert_eq!(all.len(), 3);
    assert!(
        all[0].contains("Title says Potter; \"Apprentice\" in the title means entry level."),
        "{}",
        all[0]
    );
    assert!(all[1].contains("Place not stated date not stated"), "{}", all[1]);
    assert!(all[1].contains("Level not stated"), "{}", all[1]);
    assert!(
        all[2].contains("Another job by its title: no employer's title for a Potter is in it."),
        "{}",
        all[2]
    );
    assert!(all[2].contains("about 1 month ago"), "{}", all[2]);
}

#[tokio::test]
async fn a_posting_names_the_host_to_which_its_link_leads() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/jobs/4-apprentice-potter").await);
    let link = select(&page, "a.apply")[0];
    assert_eq!(text(link), "Apply at example.com");
    assert_eq!(link.value().attr("href"), Some("https://example.com/apply?id=4&x=%3Cy%3E"));
    assert_eq!(link.value().attr("rel"), Some("nofollow noopener"));
}

#[tokio::test]
async fn questions_can_be_searched() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/faq?q=STATE+kiln").await);
    let found: Vec<String> = select(&page, "summary").into_iter().map(text).collect();
    assert_eq!(found, ["Does a potter need a license? Potter"]);
}
