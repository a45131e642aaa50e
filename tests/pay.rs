//! What rungs pay: by reference, in order, by place, and as the wage table says.

use std::collections::HashMap;

use career_paths::model::wage::{Percentile, Wages};
use scraper::Html;

use crate::support::content::{ESTIMATOR, POTTER, edited, faults, place, problems};
use crate::support::html::{select, text};
use crate::support::project;
use crate::support::site::Site;

#[test]
fn a_pay_band_without_a_word_of_its_source_is_refused() {
    let found = problems(&[(POTTER, "\"source\": \"survey\",", "")]);
    let (line, column) = place(POTTER, "\"pay\": {");
    assert_eq!((found.len(), found[0].check, found[0].field.as_str()), (1, "pay-band", "levels[0].pay"));
    assert_eq!((found[0].line, found[0].column), (line, column + "\"pay\": ".len()));
    assert!(found[0].message.contains("where the figures come from"), "{}", found[0]);
}

#[test]
fn a_pay_band_by_reference_has_to_lead_somewhere() {
    const PAY: &str = "{ \"wage\": \"13-1051\", \"from\": \"p10\", \"to\": \"p25\" }";
    for (pay, message) in [
        ("{ \"wage\": \"13-1052\", \"from\": \"p10\" }", "there is no occupation 13-1052"),
        (
            "{ \"wage\": \"13-1051\", \"from\": \"p25\", \"to\": \"p10\" }",
            "runs from the 25th percentile down",
        ),
        ("{ \"wage\": \"13-1051\" }", "nothing says at which percentile the band begins"),
        ("{ \"from\": \"p10\" }", "no occupation"),
        ("{ \"wage\": \"13-1051\", \"from\": \"p10\", \"min\": 1 }", "has no figures of its own"),
    ] {
        let found = problems(&[(ESTIMATOR, PAY, pay)]);
        assert!(
            found.iter().any(|p| p.check == "pay-band" && p.message.contains(message)),
            "{pay}: {found:#?}"
        );
    }
    let found = problems(&[
        (ESTIMATOR, PAY, "{ \"wage\": \"13-1051\", \"from\": \"p25\", \"to\": \"p10\" }"),
        ("wages/wages.csv", "US-VT,", "US-VX,"),
    ]);
    let checks: Vec<&str> = found.iter().map(|problem| problem.check).collect();
    assert_eq!(checks, ["pay-band", "wages"], "faulty wages hide no fault of a band: {found:#?}");
    let mut tree = edited(&[]);
    tree.files.retain(|name, _| !name.starts_with("wages/"));
    let found = faults(&tree);
    assert!(found.iter().all(|problem| problem.check == "pay-band"), "{found:#?}");
    assert!(found[0].message.contains("there are no wages"), "{}", found[0]);
}

#[test]
fn less_pay_on_a_higher_rung_needs_a_reason_and_a_reason_needs_less_pay() {
    const MIN: &str = "\"min\": 38000";
    const REASON: &str = "\"lower_because\": \"Journeymen of this trade pay for their own clay.\",";
    let lower = format!("{REASON} \"min\": 29999");
    assert_eq!(problems(&[(POTTER, MIN, &lower)]), []);
    let found = problems(&[(POTTER, MIN, &format!("{REASON} {MIN}"))]);
    assert_eq!((found.len(), found[0].check), (1, "pay-order"), "{found:#?}");
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
        let sources = text(select(&page, "section[aria-labelledby=sources] .sources")[0]);
        assert!(sources.contains("Occupational Employment and Wage Statistics, May 2025"), "{sources}");
    }
}

/// What the nation's figures keep in order, those of a place may not; the page says it rather than
/// leave the reader to wonder.
#[tokio::test]
async fn pay_that_falls_in_a_place_says_why() {
    const DIP: &str = "One end of this band is below that of the level before, whose figures are of another";
    let site = Site::shipped().await;
    let (mut places, mut occupations) = (0, 0);
    let app = site.state.app();
    let catalogue = app.catalogue();
    for entry in catalogue.paths.iter().filter(|entry| entry.path.soc.len() > 1).step_by(5) {
        for area in catalogue.areas() {
            let url = format!("/paths/{}?place={}", entry.path.slug, area.code);
            let page = Html::parse_document(&site.page(&url).await);
            let pays: Vec<_> =
                entry.path.levels.iter().map(|level| catalogue.pay_in(level, area).0).collect();
            for (rank, rung) in select(&page, ".rungs > li").into_iter().enumerate() {
                let text = text(rung);
                let falls = rank > 0 && pays[rank].is_below(&pays[rank - 1]);
                let told = text.contains(DIP) || text.contains("It pays less than the level below: ");
                assert_eq!(falls, told, "{url} rung {rank}");
                assert!(!text.contains(DIP) || area.code != "US", "{url}: the content has to say why");
                places += usize::from(text.contains(&format!("{DIP} place")));
                occupations += usize::from(text.contains(&format!("{DIP} occupation")));
            }
        }
    }
    assert!(places > 0 && occupations > 0, "{places} of places, {occupations} of occupations");
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
    let app = site.state.app();
    let catalogue = app.catalogue();
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
            let Some(to) = band.to else { return Some(format!("{}+", thousands(low))) };
            let (low, top) = (thousands(low), thousands(at(to).filter(|top| *top > low)?));
            Some(if low == top { low } else { format!("{low}-{top}") })
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
