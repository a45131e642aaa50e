//! Pictures for links to pages: what is on them, how they are kept, and that no content breaks them.

use std::path::Path;

use axum::http::StatusCode;
use career_paths::commands::load::load_content;
use career_paths::web::palette::Palette;
use resvg::tiny_skia::Pixmap;
use scraper::Html;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::html::select;
use crate::support::site::{Answer, MEMORY, Site, at_once};
use crate::support::{copy, project};

/// The content of a `meta` element by its property or name.
async fn meta(site: &Site, url: &str, name: &str) -> String {
    let page = Html::parse_document(&site.page(url).await);
    let found = select(&page, &format!("meta[property='{name}'], meta[name='{name}']"));
    assert_eq!(found.len(), 1, "{url}: {name}");
    found[0].attr("content").unwrap().to_owned()
}

/// The URL of a page's picture, without the site.
async fn picture_url(site: &Site, page: &str) -> String {
    let url = meta(site, page, "og:image").await;
    url.strip_prefix("https://careers.example").expect("an absolute URL").to_owned()
}

async fn picture(site: &Site, page: &str) -> (Answer, Pixmap) {
    let answer = site.get(&picture_url(site, page).await).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    let pixels = Pixmap::decode_png(&answer.bytes).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (1200, 630), "{page}");
    (answer, pixels)
}

/// How many pixels of a picture have exactly this color.
fn count(picture: &Pixmap, color: &str) -> usize {
    let value = u32::from_str_radix(color.trim_start_matches('#'), 16).unwrap();
    let [_, red, green, blue] = value.to_be_bytes();
    let same = |pixel: &&resvg::tiny_skia::PremultipliedColorU8| {
        (pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()) == (red, green, blue, 255)
    };
    picture.pixels().iter().filter(same).count()
}

/// Content with one path more, made from the first rung of another by what `rung` changes in it.
fn with_ladder(name: &str, levels: usize, rung: impl Fn(usize, &mut Value)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&project("tests/content"), folder.path());
    let file = folder.path().join("paths/crafts/potter.json");
    let mut path: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    path["slug"] = json!("made");
    path["name"] = json!(name);
    path["job_titles"] = json!(["Made Up Worker"]);
    path["faqs"] = json!([]);
    let first = path["levels"][0].clone();
    let made = (0..levels).map(|at| {
        let mut level = first.clone();
        level["stage"] = json!(["entry", "mid", "senior", "lead"][at * 4 / levels]);
        level["label"] = json!(format!("Grade {at}"));
        level["titles"] = json!([format!("Made Up Worker {at}")]);
        level["years"] = json!({ "min": at * 2, "max": at * 2 + 2 });
        level["pay"]["min"] = json!(30_000 + at * 10_000);
        level["pay"]["max"] = json!(40_000 + at * 10_000);
        for field in ["summary", "focus", "advance"] {
            level[field] = json!(format!("{} {at}.", level[field].as_str().unwrap()));
        }
        if at + 1 == levels {
            level.as_object_mut().unwrap().remove("advance");
        }
        level["skills"] = if at == 0 { level["skills"].take() } else { json!([]) };
        rung(at, &mut level);
        level
    });
    path["levels"] = made.collect();
    std::fs::write(folder.path().join("paths/crafts/made.json"), path.to_string()).unwrap();
    folder
}

#[tokio::test]
async fn a_path_has_a_picture_of_its_ladder_in_the_color_of_its_line() {
    let site = Site::small().await;
    let mut seen = Vec::new();
    for (page, line) in [("/paths/potter", 3), ("/paths/estimator", 7), ("/paths/clerk", 7)] {
        let (answer, picture) = picture(&site, page).await;
        assert_eq!(answer.header("content-type"), "image/png");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        assert!(answer.bytes.len() < 100_000, "{page}: {} bytes", answer.bytes.len());
        let palette = Palette::get();
        // The bar at the top alone has 16,800 pixels, and the rail and the bars of pay come to it.
        assert!(count(&picture, palette.line(line).light) > 20_000, "{page}");
        assert_eq!(count(&picture, palette.line(line % 16 + 1).light), 0, "{page}");
        assert!(count(&picture, palette.ink.light) > 5_000, "{page}: text");
        assert!(count(&picture, palette.soft.light) > 500, "{page}: text that matters less");
        let white = picture.pixels().iter().filter(|p| p.red() == 255 && p.green() == 255).count();
        assert!(white > picture.pixels().len() * 3 / 4, "{page}: much white");
        assert!(!seen.contains(&answer.bytes), "{page} looks like another");
        seen.push(answer.bytes);
    }
}

#[tokio::test]
async fn what_the_picture_shows_is_said_in_words() {
    let site = Site::small().await;
    let alt = meta(&site, "/paths/potter", "og:image:alt").await;
    for part in ["Potter", "3 levels", "1 Apprentice Potter, $30K-$38K", "USD a year", "United States"] {
        assert!(alt.contains(part), "{alt}");
    }
    assert_eq!(meta(&site, "/paths/potter", "twitter:image:alt").await, alt);
    for (name, value) in [("type", "image/png"), ("width", "1200"), ("height", "630")] {
        assert_eq!(meta(&site, "/paths/potter", &format!("og:image:{name}")).await, value);
    }
    let image = meta(&site, "/paths/potter", "og:image").await;
    assert_eq!(meta(&site, "/paths/potter", "twitter:image").await, image);
}

#[tokio::test]
async fn other_pages_share_one_picture_and_postings_have_that_of_their_path() {
    let site = Site::small().await;
    let sign = picture_url(&site, "/").await;
    for page in ["/paths", "/categories/crafts", "/skills", "/skills/kiln", "/faq", "/jobs", "/about"] {
        assert_eq!(picture_url(&site, page).await, sign, "{page}");
    }
    let (_, drawn) = picture(&site, "/").await;
    for line in [3, 7] {
        assert!(count(&drawn, Palette::get().line(line).light) > 5_000, "the line of a category");
    }
    let estimator = picture_url(&site, "/paths/estimator").await;
    assert_eq!(picture_url(&site, "/jobs/1-senior-estimator-bridges").await, estimator);
    assert_eq!(picture_url(&site, "/paths/estimator?place=US-OR").await, estimator, "one for all places");
}

#[tokio::test]
async fn a_picture_has_another_url_once_it_shows_something_else() {
    let site = Site::small().await;
    let (before, sign) = (picture_url(&site, "/paths/potter").await, picture_url(&site, "/").await);
    let clerk = picture_url(&site, "/paths/clerk").await;
    let (old, _) = picture(&site, "/paths/potter").await;
    let folder = tempfile::tempdir().unwrap();
    copy(&project("tests/content"), folder.path());
    let file = folder.path().join("paths/crafts/potter.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("\"min\": 30000", "\"min\": 31000", 1)).unwrap();
    assert!(load_content(&site.db, Some(folder.path())).await.unwrap());
    site.refresh().await;
    let after = picture_url(&site, "/paths/potter").await;
    assert_ne!(after, before);
    assert_eq!(picture_url(&site, "/paths/clerk").await, clerk, "what did not change keeps its URL");
    assert_eq!(picture_url(&site, "/").await, sign);
    let answer = site.get(&before).await;
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "links that were shared still show one");
    assert_eq!(answer.header("location"), after);
    assert!(!answer.header("cache-control").contains("immutable"));
    assert_ne!(picture(&site, "/paths/potter").await.0.bytes, old.bytes);
}

#[tokio::test]
async fn a_name_that_means_no_picture_is_not_found() {
    let site = Site::small().await;
    for name in [
        "nobody.0123456789abcdef.png",
        "potter.png",
        "potter",
        "potter.0123456789abcdef.svg",
        ".png",
        "..png",
        "0123456789abcdef.jpg",
        "0123456789abcdeg.png",
        "%ff.png",
        "%2e%2e%2fpotter.0123456789abcdef.png",
    ] {
        let answer = site.get(&format!("/pictures/{name}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(answer.header("cache-control"), "no-store", "{name}");
    }
    for (name, page) in [("potter..png", "/paths/potter"), ("0123456789abcdef.png", "/")] {
        let answer = site.get(&format!("/pictures/{name}")).await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{name}");
        assert_eq!(answer.header("location"), picture_url(&site, page).await);
    }
    assert_eq!(site.state.studio().drawn(), 0, "none of this draws anything");
}

#[tokio::test]
async fn many_who_ask_at_once_share_one_drawing() {
    let site = Site::remembering(MEMORY).await;
    let urls = [picture_url(&site, "/paths/potter").await, picture_url(&site, "/").await];
    assert_eq!(site.state.studio().drawn(), 0, "pages name pictures, and draw none");
    let asked = (0..20).map(|at| site.get(&urls[at % 2]));
    let answers = at_once(asked).await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::OK));
    assert_eq!(site.state.studio().drawn(), 2);
    assert_eq!(answers[0].bytes, answers[18].bytes);
    site.get(&urls[0]).await;
    assert_eq!(site.state.studio().drawn(), 2, "it is kept");
}

/// The picture of the made-up path of some content.
async fn made(data: &Path) -> (Site, Pixmap) {
    let site = Site::of(data).await;
    let (answer, drawn) = picture(&site, "/paths/made").await;
    assert!(answer.bytes.len() < 120_000, "{} bytes", answer.bytes.len());
    assert!(count(&drawn, Palette::get().line(3).light) > 17_000);
    let alt = meta(&site, "/paths/made", "og:image:alt").await;
    assert!(alt.chars().count() <= 420, "{alt}");
    (site, drawn)
}

#[tokio::test]
async fn every_number_of_rungs_fits() {
    for levels in 2..=9_u32 {
        let (_, drawn) = made(with_ladder("Made Up Worker", levels as usize, |_, _| {}).path()).await;
        // Nothing touches the margins under the bar at the top.
        let paper = drawn.pixel(0, 300).unwrap();
        for y in 20..630 {
            for x in (0..56).chain(1144..1200) {
                assert_eq!(drawn.pixel(x, y), Some(paper), "{levels} levels: {x}, {y}");
            }
        }
        assert!((608..630).all(|y| (0..1200).all(|x| drawn.pixel(x, y) == Some(paper))), "{levels} levels");
        assert_eq!(stations(&drawn, levels), levels as usize);
    }
}

/// Stations on the rail of a ladder of so many levels: how often its color is left and found again on
/// the way down.
fn stations(picture: &Pixmap, levels: u32) -> usize {
    let top = picture.pixel(600, 5).unwrap();
    let is_line = |x: u32, y: u32| picture.pixel(x, y) == Some(top);
    // Between the first station and the second only the rail has the color of the bar at the top.
    let between = 204 + (328 / levels).min(140);
    let rail: Vec<u32> = (60..130).filter(|x| is_line(*x, between)).collect();
    assert!((12..=14).contains(&rail.len()), "{levels} levels: a rail {} pixels wide", rail.len());
    let middle = rail[rail.len() / 2];
    (205..560).filter(|y| is_line(middle, *y) && !is_line(middle, *y - 1)).count() - 1
}

#[tokio::test]
async fn names_of_any_length_and_script_are_drawn() {
    for (name, title) in [
        ("W".repeat(200), "Word ".repeat(39).trim_end().to_owned()),
        ("<b>&\"'>]]>&amp;</svg>".to_owned(), "<script>alert(\"&\")</script>".to_owned()),
        ("مهندس تعلم الآلة".to_owned(), "مهندس تعلم الآلة ".repeat(11).trim_end().to_owned()),
        ("機械学習エンジニア".to_owned(), "シニア機械学習エンジニア".repeat(16)),
        ("e\u{301}\u{302}".repeat(60), "👩‍🚒 🚀 abc\u{200d}".to_owned()),
    ] {
        let folder = with_ladder(&name, 4, |at, level| level["titles"] = json!([format!("{title} {at}")]));
        made(folder.path()).await;
    }
}

#[tokio::test]
async fn pay_of_any_size_and_shape_is_drawn() {
    let pay = |at: usize, level: &mut Value| {
        let pay = &mut level["pay"];
        (pay["min"], pay["max"]) = match at {
            0 => (json!(1), json!(1)),
            1 => (json!(1_000_000), json!(1_250_000)),
            2 => (json!(1_000_000), json!(999_999_999)),
            _ => (json!(999_999_999), Value::Null),
        };
        if at == 3 {
            pay.as_object_mut().unwrap().remove("max");
            pay["open_top"] = json!(true);
        }
    };
    let (site, _) = made(with_ladder("Founder", 4, pay).path()).await;
    let alt = meta(&site, "/paths/made", "og:image:alt").await;
    assert!(alt.contains("$1M-$1.25M") && alt.contains("$1000M+"), "{alt}");
    // Bands that can't be compared have no bars, and no axis.
    let currencies =
        |at: usize, level: &mut Value| level["pay"]["currency"] = json!(["USD", "CHF", "JPY"][at]);
    let (site, _) = made(with_ladder("Consul", 3, currencies).path()).await;
    let alt = meta(&site, "/paths/made", "og:image:alt").await;
    assert!(alt.contains("USD a year / CHF a year / JPY a year"), "{alt}");
}
