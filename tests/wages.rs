//! Wages: the tables as files, in the database, and beside the ladder.

use career_paths::content::load::load;
use career_paths::content::tree::Tree;
use career_paths::db::wages;
use scraper::Html;

use crate::support::content::problems;
use crate::support::html::{select, text};
use crate::support::project;
use crate::support::site::Site;

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
        let found = problems(&[(&format!("wages/{table}"), from, to)]);
        let told = found.iter().any(|problem| {
            problem.file.ends_with(&format!("wages/{table}"))
                && (problem.line, problem.field.as_str()) == (line, field)
                && problem.message.contains(message)
                && !problem.help.is_empty()
        });
        assert!(told, "{from} -> {to}: {found:#?}");
    }
    let found = problems(&[("wages/wages.csv", "US-VT", "US-\u{0}T")]);
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
