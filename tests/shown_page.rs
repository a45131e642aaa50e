//! The page this site began with, fact by fact.

use scraper::{Html, Selector};

use crate::support::html::{select, text};
use crate::support::project;
use crate::support::site::Site;

const URL: &str = "/paths/machine-learning-engineer";

/// A position as the page showed it, with what we do better: title, company, place, age, views,
/// beginning and end of the excerpt, the level that its title says, whether it is this job.
struct Shown {
    title: &'static str,
    company: &'static str,
    place: &'static str,
    age: &'static str,
    views: &'static str,
    excerpt: &'static str,
    level: &'static str,
    ours: bool,
}

const POSITIONS: [Shown; 5] = [
    Shown {
        title: "Staff Machine Learning Engineer - Message Security Detection",
        company: "Abnormal",
        place: "Bee Cave, Texas",
        age: "about 2 months ago",
        views: "51 views",
        excerpt: "Abnormal AI is looking for a Staff Machine Learning Engineer to join the Message Detection - Attack Detection team. At Abnormal, we protect our customers against nefarious adversaries who are...",
        level: "Lead Level",
        ours: true,
    },
    Shown {
        title: "Senior AI/ML Engineer",
        company: "Vectra",
        place: "Campbell, California",
        age: "about 2 months ago",
        views: "51 views",
        excerpt: "We’re an early-stage startup on a mission to reinvent cybersecurity with AI-native infrastructure. Our vision is to help defenders move faster than adversaries by combining large-scale data, modern...",
        level: "Senior Level",
        ours: true,
    },
    Shown {
        title: "Software Engineer II",
        company: "Akamai Technologies",
        place: "Northlake, Georgia",
        age: "about 1 month ago",
        views: "59 views",
        excerpt: "Our team is part of the Security organization, responsible for developing products and platforms focused on security. Our product is Bot Manager. It is designed to provide cloud computing security,...",
        level: "Mid Level",
        ours: false,
    },
    Shown {
        title: "Software Quality Engineer III",
        company: "ExtraHop",
        place: "Hayes Valley, California",
        age: "about 2 months ago",
        views: "36 views",
        excerpt: "ExtraHop is reinventing Network Detection and Response (NDR) to help enterprises and organziations stay ahead of emerging threats with unmatched network visibility, context, and control. Today’s...",
        level: "Senior Level",
        ours: false,
    },
    Shown {
        title: "Security Engineer - IR Threat Intelligence",
        company: "META",
        place: "Turner, Oregon",
        age: "about 3 weeks ago",
        views: "44 views",
        excerpt: "Summary: Meta Security is looking for a threat intelligence investigator with extensive experience in investigating cyber threats with an intelligence-driven approach. You will be proactively...",
        level: "Level not stated",
        ours: false,
    },
];

#[tokio::test]
async fn every_line_stands_on_the_page_in_its_order() {
    let site = Site::shipped().await;
    let page = Html::parse_document(&site.page(URL).await);
    let shown = text(select(&page, "main")[0]);
    let fixture = std::fs::read_to_string(project("tests/fixtures/shown-page.txt")).unwrap();
    let mut rest = shown.as_str();
    let mut lines = 0;
    for line in fixture.lines().filter(|line| !line.starts_with('#')) {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} does not follow in {rest:?}"));
        rest = &rest[at + line.len()..];
        lines += 1;
    }
    assert!(lines > 100, "the fixture has {lines} lines");
}

#[tokio::test]
async fn every_position_is_there_with_the_level_that_its_title_says() {
    let site = Site::shipped().await;
    let page = Html::parse_document(&site.page(URL).await);
    let listed = select(&page, "#also-listed ~ .board .position");
    let mut ours = select(&page, "section[aria-labelledby=positions] .position");
    ours.retain(|position| !listed.contains(position));
    let tag = Selector::parse(".tags li").unwrap();
    for shown in &POSITIONS {
        let positions = if shown.ours { &ours } else { &listed };
        let found = positions.iter().find(|position| text(**position).contains(shown.title));
        let position = *found.unwrap_or_else(|| panic!("{} is not in its group", shown.title));
        let whole = text(position);
        let meta = format!("{} {} {}", shown.place, shown.age, shown.views);
        for fact in [shown.company, &meta, shown.excerpt] {
            assert!(whole.contains(fact), "{fact:?} is not in {whole:?}");
        }
        let tags: Vec<String> = position.select(&tag).map(text).collect();
        assert_eq!(tags, ["Full-time", "On-site", shown.level, "Technology"], "{}", shown.title);
        assert_eq!(whole.contains("Another job by its title"), !shown.ours, "{whole}");
    }
    assert_eq!((ours.len(), listed.len()), (2, 3));
    let words = text(select(&page, "main")[0]);
    assert!(words.contains("Also listed under this path"));
    assert!(!words.contains("1 months"));
}

#[tokio::test]
async fn dates_are_absolute_too_and_marked_as_approximate() {
    let site = Site::shipped().await;
    let page = Html::parse_document(&site.page(URL).await);
    let times = select(&page, ".position time");
    let mut days: Vec<&str> = times.iter().filter_map(|time| time.value().attr("datetime")).collect();
    days.sort_unstable();
    assert_eq!(days, ["2026-09-22", "2026-09-22", "2026-09-22", "2026-10-22", "2026-11-01"]);
    for time in times {
        assert!(time.value().attr("title").unwrap().starts_with("approximately "));
    }
}

#[tokio::test]
async fn each_position_has_a_page_and_a_company() {
    let site = Site::shipped().await;
    let page = Html::parse_document(&site.page(URL).await);
    for shown in &POSITIONS {
        let links = select(&page, ".position a");
        let link = |name: &str| {
            let link = links.iter().find(|link| text(**link) == name).unwrap();
            link.value().attr("href").unwrap().to_owned()
        };
        let position = text(select(&Html::parse_document(&site.page(&link(shown.title)).await), "main")[0]);
        for fact in [shown.title, shown.company, shown.place, shown.age, shown.excerpt, "approximately"] {
            assert!(position.contains(fact), "{fact:?} is not in {position:?}");
        }
        let company = site.page(&link(shown.company)).await;
        assert!(company.contains(&format!("<h1>{}</h1>", shown.company)));
    }
}

#[tokio::test]
async fn related_paths_are_not_empty() {
    let site = Site::shipped().await;
    for path in ["machine-learning-engineer", "software-engineer", "security-engineer"] {
        let page = Html::parse_document(&site.page(&format!("/paths/{path}")).await);
        let related = select(&page, ".related li");
        assert!(!related.is_empty(), "{path}");
        for near in related {
            let words = text(near);
            assert!(words.contains("Shares") && words.contains("Pay at"), "{words}");
        }
    }
}
