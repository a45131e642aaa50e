//! Recorded answers of hiring systems, read whole and right: compared with what a plain reader of JSON,
//! XML or CSV finds in them. The answers are not part of the project; without them these tests are
//! skipped and say so.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use career_paths::feeds::{self, Format, Origin};
use career_paths::model::posting::Posting;
use career_paths::model::stated_pay::{Amount, StatedPay};
use jiff::Timestamp;
use scraper::Html;
use serde_json::Value;

use crate::support::html::select;
use crate::support::shared;

/// Entries that are read of the largest files.
const MANY: usize = 2_000;

/// Every file of a folder whose name ends so, by name.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|file| file.to_string_lossy().ends_with(end)).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has none", folder.display());
    files
}

/// The postings of a file, and why others are none; of many entries only the first.
fn read(format: Format, file: &Path) -> (Vec<Posting>, Vec<String>) {
    let bytes = std::fs::read(file).unwrap();
    let origin = Origin { company: Some("Whoever".to_owned()), board: Some("somewhere".to_owned()) };
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let result = feeds::read(format, &mut &*bytes, &origin, &mut |row| {
        match row.posting {
            Ok(posting) => good.push(posting),
            Err(reason) => bad.push(format!("{}: {reason}", row.at)),
        }
        if good.len() + bad.len() < MANY { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if let Err(refused) = result {
        bad.push(refused.0);
    }
    (good, bad)
}

/// At least 99 in 100 of the entries are postings.
#[track_caller]
fn nearly_all(file: &Path, count: usize, good: &[Posting], bad: &[String]) {
    let shown = &bad[..bad.len().min(5)];
    assert!(good.len() * 100 >= count * 99, "{}: {} of {count}: {shown:?}", file.display(), good.len());
}

fn json(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// A text on one line, as a person reads it.
fn plain(text: &Value) -> String {
    let text = html_escape::decode_html_entities(text.as_str().unwrap_or_default());
    let text = text.replace(['\u{200b}', '\u{200c}', '\u{feff}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id, which may be a number.
fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn posted(posting: &Posting) -> Option<Timestamp> {
    posting.posted.map(|posted| posted.at.start())
}

fn instant(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

/// Lower and upper end of a range.
fn ends(pay: Option<&StatedPay>) -> (Option<f64>, Option<f64>) {
    let units = |end: fn(&StatedPay) -> Option<Amount>| pay.and_then(end).map(Amount::units);
    (units(|pay| pay.min), units(|pay| pay.max))
}

/// Compares each posting with the entry that has its id.
#[track_caller]
fn compare(file: &Path, format: Format, entries: &[&Value], ids: &str, right: impl Fn(&Posting, &Value)) {
    let (good, bad) = read(format, file);
    nearly_all(file, entries.len(), &good, &bad);
    let entries: HashMap<String, &Value> = entries.iter().map(|entry| (id(&entry[ids]), *entry)).collect();
    for posting in &good {
        let Some(entry) = entries.get(&posting.key.native_id) else {
            panic!("{}: nothing has the id {}", file.display(), posting.key.native_id);
        };
        right(posting, entry);
    }
}

/// Every place that a posting names stands in its entry, and there is one where the entry has one.
#[track_caller]
fn right_places(posting: &Posting, stated: &str, texts: &Value) {
    let texts = texts.to_string().to_lowercase();
    for place in &posting.places {
        let words = place.raw.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for word in words {
            assert!(texts.contains(&word.to_lowercase()), "{:?} is not in {texts:.300}", place.raw);
        }
        let code = place.country.as_deref();
        assert!(code.is_none_or(|code| code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase())));
    }
    // Two modes of work at once are none.
    let told = !posting.places.is_empty() || posting.work_mode.is_some() || stated.contains("Hybrid");
    assert!(stated.trim().is_empty() || told, "{stated:?} is lost");
}

#[test]
fn greenhouse() {
    let Some(folder) = shared("feeds/greenhouse") else { return };
    for file in files(&folder, ".json") {
        let document = json(&file);
        let one = [&document];
        let many: Vec<&Value> = document["jobs"].as_array().into_iter().flatten().collect();
        let entries: &[&Value] = if many.is_empty() { &one } else { &many };
        compare(&file, Format::Greenhouse, entries, "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["title"]));
            if entry["company_name"].is_string() {
                assert_eq!(posting.company, plain(&entry["company_name"]));
            }
            assert_eq!(posted(posting), instant(&entry["first_published"]), "{}", posting.title);
            right_places(posting, &plain(&entry["location"]["name"]), entry);
            assert_eq!(posting.url.is_some(), entry["absolute_url"].is_string());
            let shows_pay = entry["content"].as_str().is_some_and(|html| html.contains("pay-range"));
            assert_eq!(!posting.pay.is_empty(), shows_pay, "{}", posting.title);
        });
    }
}

#[test]
fn lever() {
    let Some(folder) = shared("feeds/lever") else { return };
    for file in files(&folder, ".json") {
        let document = json(&file);
        let entries: Vec<&Value> = document.as_array().unwrap().iter().collect();
        compare(&file, Format::Lever, &entries, "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["text"]));
            let created = entry["createdAt"].as_i64();
            assert_eq!(posted(posting).map(Timestamp::as_millisecond), created);
            right_places(posting, &plain(&entry["categories"]["location"]), entry);
            let range = &entry["salaryRange"];
            assert_eq!(ends(posting.pay.first()), (range["min"].as_f64(), range["max"].as_f64()));
            assert!(posting.description_html.is_some() && posting.apply_url.is_some());
        });
    }
}

#[test]
fn ashby() {
    let Some(folder) = shared("postings/ashby") else { return };
    let mut all = files(&folder, ".json");
    // The small boards; sanitising ten megabytes of adverts takes its time.
    all.retain(|file| std::fs::metadata(file).unwrap().len() < 45_000);
    all.extend(shared("feeds/ashby").map(|folder| files(&folder, ".json")).unwrap_or_default());
    assert!(all.len() > 10);
    for file in all {
        let document = json(&file);
        let entries: Vec<&Value> = document["jobs"].as_array().unwrap().iter().collect();
        compare(&file, Format::Ashby, &entries, "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["title"]));
            assert_eq!(posted(posting), instant(&entry["publishedAt"]));
            right_places(posting, &plain(&entry["location"]), entry);
            let salaries: Vec<&Value> = entry["compensation"]["compensationTiers"]
                .as_array()
                .into_iter()
                .flatten()
                .flat_map(|tier| tier["components"].as_array().into_iter().flatten())
                .filter(|part| part["compensationType"] == "Salary" && part["minValue"].is_number())
                .collect();
            let shown = entry["shouldDisplayCompensationOnJobPostings"] != false;
            assert_eq!(!posting.pay.is_empty(), shown && !salaries.is_empty(), "{}", posting.title);
            for pay in &posting.pay {
                let stated = |part: &&&Value| part["minValue"].as_f64() == ends(Some(pay)).0;
                assert!(salaries.iter().any(|part| stated(&part)), "{pay:?}");
            }
        });
    }
}

#[test]
fn workable_smartrecruiters_and_recruitee() {
    let Some(folder) = shared("feeds") else { return };
    for file in files(&folder.join("workable"), ".json") {
        let document = json(&file);
        let entries: Vec<&Value> = document["jobs"].as_array().unwrap().iter().collect();
        compare(&file, Format::Workable, &entries, "shortcode", |posting, entry| {
            assert_eq!(
                (&posting.title, &posting.company),
                (&plain(&entry["title"]), &plain(&document["name"]))
            );
            let day = posting.posted.map(|posted| posted.at.to_string());
            assert_eq!(day.as_deref(), entry["published_on"].as_str());
            right_places(posting, &plain(&entry["country"]), entry);
        });
    }
    for file in files(&folder.join("smartrecruiters"), ".json") {
        let document = json(&file);
        let Some(many) = document["content"].as_array() else { continue };
        compare(&file, Format::SmartRecruiters, &many.iter().collect::<Vec<_>>(), "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["name"]));
            assert_eq!(posting.company, plain(&entry["company"]["name"]));
            assert_eq!(posted(posting), instant(&entry["releasedDate"]));
            let country = posting.places.first().and_then(|place| place.country.as_deref());
            assert_eq!(country, entry["location"]["country"].as_str().map(str::to_uppercase).as_deref());
        });
    }
    for file in files(&folder.join("recruitee"), ".json") {
        let document = json(&file);
        let entries: Vec<&Value> = document["offers"].as_array().unwrap().iter().collect();
        compare(&file, Format::Recruitee, &entries, "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["title"]));
            assert_eq!(posting.company, plain(&entry["company_name"]));
            let utc = entry["published_at"].as_str().map(|text| text.replace(" UTC", "Z"));
            assert_eq!(posted(posting), utc.map(|text| text.parse().unwrap()));
            right_places(posting, &plain(&entry["location"]), entry);
            let stated = entry["salary"]["min"].as_str().and_then(|text| text.parse::<f64>().ok());
            assert_eq!(ends(posting.pay.first()).0, stated);
        });
    }
}

#[test]
fn pages_with_job_postings() {
    let Some(folder) = shared("feeds/jsonld") else { return };
    for file in files(&folder, ".html") {
        let (good, bad) = read(Format::JsonLd, &file);
        let page = Html::parse_document(&std::fs::read_to_string(&file).unwrap());
        let blocks = select(&page, "script[type='application/ld+json']");
        let sound: Vec<Value> =
            blocks.iter().filter_map(|block| serde_json::from_str(&block.inner_html()).ok()).collect();
        let stated = sound.iter().find(|value| value["@type"] == "JobPosting");
        assert!(good.len() == 1 || (stated.is_none() && !bad.is_empty()), "{}: {bad:?}", file.display());
        if let (Some(stated), Some(posting)) = (stated, good.first()) {
            assert_eq!(posting.title, plain(&stated["title"]));
            assert_eq!(posting.company, plain(&stated["hiringOrganization"]["name"]));
            let day = posting.posted.unwrap().at.date().to_string();
            assert!(stated["datePosted"].as_str().unwrap().starts_with(&day));
            assert!(!posting.places.is_empty() && posting.description_html.is_some());
        }
    }
}

/// What stands between two tags, without CDATA marks, of every element of this name.
fn elements<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = text.split(open.as_str()).skip(1).map(|rest| rest.split(close.as_str()).next().unwrap());
    parts.map(|part| part.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim()).collect()
}

#[test]
fn xml_feeds() {
    let Some(folder) = shared("feeds") else { return };
    for file in files(&folder.join("xml_indeed"), ".xml") {
        let text = std::fs::read_to_string(&file).unwrap();
        let jobs = elements(&text, "job");
        let (good, bad) = read(Format::Indeed, &file);
        nearly_all(&file, jobs.len(), &good, &bad);
        let mut without_city = 0;
        for (posting, job) in good.iter().zip(&jobs) {
            let field = |name: &str| elements(job, name).first().copied().unwrap_or_default();
            assert_eq!(posting.title, html_escape::decode_html_entities(field("title")));
            assert_eq!(posting.key.native_id, field("referencenumber"));
            assert_eq!(posting.company, html_escape::decode_html_entities(field("company")));
            let city = posting.places.first().and_then(|place| place.city.as_deref()).unwrap_or_default();
            without_city += usize::from(city != field("city") && posting.work_mode.is_none());
            let day = posting.posted.unwrap().at.date().strftime("%d %b %Y").to_string();
            assert!(field("date").contains(&day), "{day}: {}", field("date"));
            let figures = field("salary").contains(|c: char| c.is_ascii_digit());
            assert_eq!(posting.pay.is_empty(), !figures, "{}", field("salary"));
        }
        // "LA" is a city to some and a state to others.
        assert!(without_city * 20 <= good.len(), "{without_city} of {}", good.len());
    }
    // Not well-formed: whatever comes of it, the others go on.
    for file in files(&folder.join("xml_other"), ".xml") {
        let (good, bad) = read(Format::Indeed, &file);
        assert!(!good.is_empty() || !bad.is_empty(), "{}", file.display());
    }
    for file in files(&folder.join("rss"), ".xml") {
        let text = std::fs::read_to_string(&file).unwrap();
        let (good, bad) = read(Format::Rss, &file);
        nearly_all(&file, elements(&text, "item").len(), &good, &bad);
        assert!(good.iter().all(|posting| posting.posted.is_some() && posting.url.is_some()));
        let titles: Vec<String> =
            elements(&text, "title").into_iter().map(|title| plain(&title.into())).collect();
        let stated = |posting: &&Posting| titles.iter().any(|title| title.starts_with(&posting.title));
        let known = good.iter().filter(stated).count();
        assert!(known * 100 >= good.len() * 99, "{known} of {}", good.len());
    }
}

#[test]
fn tables_and_lines() {
    if let Some(folder) = shared("postings/open_jobs") {
        for file in files(&folder, ".csv") {
            let (good, bad) = read(Format::Csv, &file);
            let mut table = csv::Reader::from_path(&file).unwrap();
            let rows: Vec<HashMap<String, String>> =
                table.deserialize().take(MANY).map(|row| row.unwrap()).collect();
            nearly_all(&file, rows.len(), &good, &bad);
            let rows: HashMap<&str, &HashMap<String, String>> =
                rows.iter().map(|row| (row["jobId"].as_str(), row)).collect();
            for posting in &good {
                let row = rows[posting.key.native_id.as_str()];
                assert_eq!(posting.title, plain(&row["title"].as_str().into()));
                assert_eq!((&posting.key.source, &posting.company), (&row["platform"], &row["company"]));
                let stated = row["postedAt"].parse::<Timestamp>().ok();
                assert!(stated.is_none() || posted(posting) == stated, "{}", row["postedAt"]);
            }
        }
    }
    if let Some(file) = shared("postings/network_jobs/jobs.ndjson") {
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<Value> =
            text.lines().take(MANY).map(|line| serde_json::from_str(line).unwrap()).collect();
        compare(&file, Format::Ndjson, &rows.iter().collect::<Vec<_>>(), "id", |posting, entry| {
            assert_eq!(posting.title, plain(&entry["title"]));
            assert_eq!(posting.company, plain(&entry["company"]));
            right_places(posting, &plain(&entry["location"]), entry);
        });
    }
    let Some(script) = shared("postings/gen_postings.py") else { return };
    let Ok(made) = std::process::Command::new("python3").arg(script).arg("300").output() else { return };
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), made.stdout).unwrap();
    let (good, bad) = read(Format::Ndjson, file.path());
    assert_eq!((good.len(), bad), (300, vec![]));
    assert!(good.iter().all(|posting| posting.places.len() == 1 && posting.posted.is_some()));
}
