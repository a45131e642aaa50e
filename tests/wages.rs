//! Wages: the tables as files, in the database, and on the pages.

use std::collections::HashMap;

use career_paths::content::load::load;
use career_paths::content::problem::{Problem, Problems};
use career_paths::content::tree::Tree;
use career_paths::db::wages;
use career_paths::model::wage::{Percentile, Wages};
use scraper::Html;

use crate::support::html::{select, text};
use crate::support::project;
use crate::support::site::Site;

/// What is wrong with the small content once a wage table has another text in one place.
fn problems(table: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    let bytes = tree.files.get_mut(&format!("wages/{table}")).unwrap();
    let before = String::from_utf8(bytes.clone()).unwrap();
    assert!(before.contains(from), "{table} has no {from:?}");
    *bytes = before.replacen(from, to, 1).into_bytes();
    load(&tree).map(|_| Vec::new()).unwrap_or_else(|error| error.downcast::<Problems>().unwrap().0)
}

#[test]
fn every_fault_of_a_wage_table_is_named_with_its_line() {
    for (table, from, to, line, field, message) in [
        (
            "wages.csv",
            "US-VT,13-1051,400,70100",
            "US-VT,13-1051,400,-70100",
            11,
            "mean",
            "-70100 is negative",
        ),
        ("wages.csv", "45100,55200", "45100,55.2K", 11, "p25", "\"55.2K\" is no whole number"),
        ("wages.csv", "45100,55200", "0,55200", 11, "p10", "0 is not between 1"),
        ("wages.csv", "45100,55200", "45100,9999999999", 11, "p25", "is no whole number"),
        (
            "wages.csv",
            "45100,55200",
            "55201,55200",
            11,
            "",
            "the 25th percentile 55200 is below the 10th percentile 55201",
        ),
        (
            "wages.csv",
            ",,61200,75300,,",
            ",,61200,61199,,",
            9,
            "",
            "the median 61199 is below the 25th percentile",
        ),
        ("wages.csv", "US-VT,", "US-VX,", 11, "area", "unknown area \"US-VX\""),
        ("wages.csv", "US-VT,13-1051", "US-VT,13-1052", 11, "soc", "unknown occupation \"13-1052\""),
        ("wages.csv", "US-VT,13-1051", "US-TX,13-1051", 11, "", "13-1051 in US-TX stands on line 10 already"),
        ("wages.csv", "400,70100", "400;70100", 11, "", "8 fields instead of 9"),
        ("wages.csv", "area,soc,employment", "area,soc,jobs", 1, "", "does not name the columns"),
        ("areas.csv", "US-VT,Vermont", "US-TX,Vermont", 8, "area", "US-TX stands on line 7 already"),
        ("areas.csv", "US-VT,Vermont", "usvt,Vermont", 8, "area", "\"usvt\" is no such code"),
        ("areas.csv", "US-VT,Vermont", "US-VT,", 8, "", "US-VT has no name"),
        (
            "areas.csv",
            "US,United States",
            "GB,United Kingdom",
            1,
            "",
            "the nation US of release.json is not among the areas",
        ),
        ("occupations.csv", "13-1051", "131051", 2, "soc", "\"131051\" is no such code"),
    ] {
        let found = problems(table, from, to);
        let told = found.iter().any(|problem| {
            problem.file.ends_with(&format!("wages/{table}"))
                && (problem.line, problem.field.as_str()) == (line, field)
                && problem.message.contains(message)
                && !problem.help.is_empty()
        });
        assert!(told, "{from} -> {to}: {found:#?}");
    }
    let found = problems("wages.csv", "US-VT", "US-\u{0}T");
    assert!(!found.is_empty());
}

#[test]
fn a_table_or_its_release_may_not_be_missing() {
    for name in ["areas.csv", "occupations.csv", "wages.csv", "release.json"] {
        let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
        tree.files.remove(&format!("wages/{name}")).unwrap();
        let error = load(&tree).unwrap_err().to_string();
        assert!(error.contains(&format!("wages/{name}:1:1: this file is missing")), "{error}");
    }
    let mut tree = Tree::from_dir(&project("tests/content")).unwrap();
    tree.files.insert("wages/areas.csv".to_owned(), b"area,name\nUS,\xff\n".to_vec());
    let error = load(&tree).unwrap_err().to_string();
    assert!(error.contains("wages/areas.csv:2:1: this row is not text in UTF-8"), "{error}");
}

#[tokio::test]
async fn wages_in_the_database_are_those_of_the_files() {
    let site = Site::small().await;
    let files = load(&Tree::from_dir(&project("tests/content")).unwrap()).unwrap().wages.unwrap();
    let mut connection = site.db.read().await.unwrap();
    let all = files.occupations.iter().map(|occupation| occupation.soc.as_str());
    assert_eq!(wages::find(&mut connection, all).await.unwrap(), Some(files.clone()));
    assert_eq!(wages::list_areas(&mut connection).await.unwrap(), files.areas);
    assert_eq!(wages::count(&mut connection).await.unwrap(), 11);
    let some =
        wages::find(&mut connection, ["51-9195", "00-0000", "51-9195"].into_iter()).await.unwrap().unwrap();
    assert_eq!((some.occupations.len(), some.wages.len()), (1, 2));
    let empty = files.find("13-1051", "US-NV").unwrap();
    assert_eq!((empty.employment, empty.percentiles), (None, [None; 5]), "what is missing stays missing");
    assert_eq!(wages::list_by_occupation(&mut connection, "13-1051").await.unwrap().len(), 8);
}

#[tokio::test]
async fn pay_is_that_of_the_place_asked_for_and_says_so_where_it_is_not() {
    let site = Site::small().await;
    for (url, bands, citation) in [
        ("/paths/estimator", ["$45K-$58K", "$75K+"], "10th to 25th percentile, United States"),
        ("/paths/estimator?place=US", ["$45K-$58K", "$75K+"], "10th to 25th percentile, United States"),
        ("/paths/estimator?place=US-CA", ["$52K-$67K", "$90K+"], "10th to 25th percentile, California"),
        // Oregon has a median and no 10th percentile; Nevada has nothing.
        ("/paths/estimator?place=US-OR", ["$45K-$58K", "$75K+"], "10th to 25th percentile, United States"),
        ("/paths/estimator?place=US-NV", ["$45K-$58K", "$75K+"], "10th to 25th percentile, United States"),
    ] {
        let page = Html::parse_document(&site.page(url).await);
        let shown: Vec<String> = select(&page, ".ladder .pay b").iter().map(|b| text(*b)).collect();
        assert_eq!(shown, bands, "{url}");
        let note = text(select(&page, ".rungs > li:first-child article > .note")[0]);
        assert!(note.starts_with("Pay: Office of Tests, WTT May 2025, Cost Estimators, "), "{note}");
        assert!(note.contains(citation), "{url}: {note}");
        let chosen = select(&page, "select#place option[selected]");
        assert_eq!(chosen.len(), 1, "{url}");
        let place = text(chosen[0]);
        let elsewhere = note.contains(&format!("The release has no such figures for {place}"));
        assert_eq!(elsewhere, url.ends_with("OR") || url.ends_with("NV"), "{url}: {note}");
    }
    let page = Html::parse_document(&site.page("/paths/estimator?place=US-OR").await);
    let second = text(select(&page, ".rungs > li:nth-child(2) article > .note")[0]);
    assert!(second.contains("median and above, Oregon"), "each rung by itself: {second}");
}

#[tokio::test]
async fn the_wages_of_a_place_stand_in_a_table_beside_the_chart() {
    let site = Site::small().await;
    let page = Html::parse_document(&site.page("/paths/estimator?place=US-OR").await);
    let rows: Vec<Vec<String>> = select(&page, ".wages tr")
        .iter()
        .map(|row| row.child_elements().map(|cell| text(cell)).collect())
        .collect();
    assert_eq!(rows[0], ["", "Oregon", "United States"]);
    assert_eq!(rows[1], ["10th percentile", "not published", "$44,980"]);
    assert_eq!(rows[3], ["Median", "$75,300", "$74,740"]);
    assert_eq!(rows[7], ["Jobs", "3,900", "220,000"]);
    assert_eq!(select(&page, ".strips .bar").len(), 2);
    let lists: Vec<Vec<String>> = select(&page, ".areas")
        .iter()
        .map(|list| list.child_elements().map(|line| text(line)).collect())
        .collect();
    assert_eq!(lists[0].len(), 5);
    assert_eq!(lists[0][0], "California $89,990 24,000 jobs");
    assert_eq!(lists[0][4], "Texas $70,100 21,000 jobs");
    assert_eq!(lists[1][1], "Texas $70,100 21,000 jobs");
    assert_eq!(select(&page, ".areas a")[0].attr("href"), Some("/paths/estimator?place=US-CA#ladder"));
}

#[tokio::test]
async fn an_estimate_has_the_wages_of_its_occupation_beside_it() {
    let site = Site::shipped().await;
    for (url, median, place) in [
        ("/paths/machine-learning-engineer", "$120K (median)", "United States"),
        ("/paths/machine-learning-engineer?place=US-CA", "(median)", "California"),
    ] {
        let page = Html::parse_document(&site.page(url).await);
        let bands: Vec<String> = select(&page, ".ladder .pay b").iter().map(|b| text(*b)).collect();
        assert_eq!(bands, ["$70K-$100K", "$110K-$160K", "$160K-$220K", "$220K-$350K+"], "{url}");
        for note in select(&page, ".rungs article > .note:last-child") {
            let note = text(note);
            assert!(note.contains("Estimate of this site"), "{note}");
            assert!(note.contains("For comparison, Data Scientists earn $"), "{note}");
            assert!(note.contains(median), "{note}");
            let source = format!("US Bureau of Labor Statistics, OEWS May 2025, {place}");
            assert!(note.contains(&source), "{note}");
        }
        assert_eq!(select(&page, ".evidence svg").len(), 1);
    }
}

#[tokio::test]
async fn a_place_that_is_none_is_named_with_the_nearest() {
    let site = Site::shipped().await;
    for (given, nearest, code) in [
        ("XX", "US-TX (Texas)", "US-TX"),
        ("californa", "US-CA (California)", "US-CA"),
        ("us-oh", "US-OH (Ohio)", "US-OH"),
    ] {
        let answer = site.get(&format!("/paths/electrician?place={given}")).await;
        assert_eq!(answer.status, 400, "{given}");
        let page = Html::parse_document(&answer.text());
        let told = text(select(&page, "main li")[0]);
        assert!(told.contains("The parameter place names no place with wage figures"), "{told}");
        assert!(told.contains(nearest), "{told}");
        let link = format!("/paths/electrician?place={code}");
        assert_eq!(select(&page, "main li a")[0].attr("href"), Some(link.as_str()));
    }
}

/// A generator of numbers that is the same for every run (Knuth's MMIX).
fn random(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap() % below
}

/// The wage tables read anew and by other means than the site's: area and occupation → figures.
fn table() -> HashMap<(String, String), Vec<Option<u32>>> {
    let file = std::fs::read_to_string(project("data/wages/wages.csv")).unwrap();
    file.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let figures = cells[4..].iter().map(|cell| cell.parse().ok()).collect();
            ((cells[0].to_owned(), cells[1].to_owned()), figures)
        })
        .collect()
}

/// "$64K", "$250K", "$1.2M" by rules of this test's own.
fn thousands(value: u32) -> String {
    assert!((10_000..999_500).contains(&value), "{value}");
    format!("${}K", (f64::from(value) / 1_000.0).round())
}

/// Two hundred bands of random paths, rungs and places, made from the table by hand, stand on their
/// pages.
#[tokio::test]
async fn bands_are_those_of_the_table() {
    let site = Site::shipped().await;
    let catalogue = site.state.catalogue();
    let wages: &Wages = catalogue.wages.as_ref().unwrap();
    let table = table();
    let (mut state, mut local, mut national) = (2026, 0, 0);
    while local + national < 200 {
        let entry = &catalogue.paths[random(&mut state, catalogue.paths.len())];
        let area = &wages.areas[random(&mut state, wages.areas.len())];
        let rank = random(&mut state, entry.path.levels.len());
        let Some(band) = &entry.path.levels[rank].pay.wage else { continue };
        let figures = |area: &str| {
            let row = table.get(&(area.to_owned(), band.soc.clone()))?;
            let at = |p: Percentile| row[Percentile::ALL.iter().position(|one| *one == p).unwrap()];
            let low = at(band.from)?;
            match band.to {
                Some(to) => {
                    Some(format!("{}-{}", thousands(low), thousands(at(to).filter(|top| *top > low)?)))
                }
                None => Some(format!("{}+", thousands(low))),
            }
        };
        let here = figures(&area.code);
        let (expected, place) = match &here {
            Some(band) => (band.clone(), area.name.as_str()),
            None => (figures("US").unwrap(), "United States"),
        };
        if here.is_some() {
            local += 1;
        } else {
            national += 1;
        }
        let url = format!("/paths/{}?place={}", entry.path.slug, area.code);
        let page = Html::parse_document(&site.page(&url).await);
        let rung = select(&page, ".rungs > li")[rank];
        let texts: Vec<String> = rung.descendent_elements().map(|element| text(element)).collect();
        assert!(texts.contains(&expected), "{url} rung {rank}: no {expected}");
        let cited = format!("{band}, {place}.");
        assert!(texts.iter().any(|text| text.contains(&cited)), "{url} rung {rank}: no {cited:?}");
        assert_eq!(text(select(&page, ".ladder .pay b")[rank]), expected, "{url}");
    }
    assert!(local > 150 && national > 0, "{local} of the place, {national} of the nation");
}
