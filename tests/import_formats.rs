//! Every format through `import postings` and read back by `export postings`.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::process::run;
use crate::support::project;

/// A fixture, its format, and what the summary says: read, new, changed, rejected.
const FIXTURES: &[(&str, &str, [u32; 4])] = &[
    ("ashby.json", "ashby", [3, 3, 0, 0]),
    ("greenhouse.json", "greenhouse", [4, 3, 0, 1]),
    ("greenhouse_detail.json", "greenhouse", [1, 1, 0, 0]),
    ("indeed.xml", "indeed", [5, 4, 0, 1]),
    ("jsonld.html", "jsonld", [4, 2, 0, 2]),
    ("lever.json", "lever", [5, 3, 0, 2]),
    ("personio.xml", "personio", [3, 2, 0, 1]),
    ("postings.csv", "csv", [5, 3, 0, 2]),
    ("postings.ndjson", "ndjson", [6, 4, 0, 2]),
    ("recruitee.json", "recruitee", [3, 2, 0, 1]),
    ("rss.xml", "rss", [3, 3, 0, 0]),
    ("smartrecruiters.json", "smartrecruiters", [3, 2, 0, 1]),
    // The details of one that the list holds without a text.
    ("smartrecruiters_detail.json", "smartrecruiters", [1, 0, 1, 0]),
    ("workable_v3.json", "workable", [2, 2, 0, 0]),
    ("workable_widget.json", "workable", [3, 2, 0, 1]),
];

/// Own id, title, company, places as city/region/country, day or instant, and pay of a posting of each.
const POSTINGS: &[[&str; 6]] = &[
    [
        "aaaaaaaa-0000-4000-8000-000000000001",
        "Staff Machine Learning Engineer",
        "Example Corp",
        "New York/New York/US; London/-/GB; -/-/CA",
        "2026-03-09T04:44:58.347Z",
        "240000-320000 USD year; 120000-150000 GBP year",
    ],
    [
        "aaaaaaaa-0000-4000-8000-000000000004",
        "Barista",
        "Example Corp",
        "Singapore/-/SG",
        "-",
        "18-? SGD hour",
    ],
    [
        "4000000000001",
        "Senior Data Engineer",
        "Example Corp",
        "Austin/Texas/US; New York/New York/US",
        "2026-02-24T09:25:19-05:00",
        "150000-185000 USD year; 130000-160000 USD year",
    ],
    ["4000000000002", "例のエンジニア", "Example Corp", "Tokyo/-/JP", "-", ""],
    [
        "4000000000004",
        "Support Specialist",
        "Example Corp",
        "Dublin/-/IE",
        "2026-05-07T14:53:31-04:00",
        "21.5-28.75 EUR hour",
    ],
    [
        "32433869",
        "Senior Staff Accountant",
        "Example Corp",
        "Maitland/Florida/US",
        "2026-06-28T00:00:00-05:00",
        "70000-85000 USD year",
    ],
    [
        "77001",
        "Quantitative Analyst & Modeller",
        "Example Corp",
        "Amsterdam/North Holland/NL; -/-/FR",
        "2026-07-15",
        "4500-6000 EUR month",
    ],
    [
        "11111111-2222-4333-8444-555555555501",
        "Backend Engineer II",
        "Example Corp",
        "New York/New York/US; Toronto/Ontario/CA",
        "2026-05-19T20:38:11.267Z",
        "150000-180000 USD year",
    ],
    [
        "901234",
        "Data Engineer (m/w/d) R&D",
        "Example Corp GmbH",
        "Berlin/-/DE; Hamburg/-/DE; Munich/-/DE",
        "2023-01-12T14:33:46Z",
        "",
    ],
    [
        "7954688",
        "Account Executive, Sales \"Grower\"",
        "Example Corp",
        "San Francisco/California/US",
        "2026-06-02T08:58:57-04:00",
        "",
    ],
    [
        "4001234567",
        "Senior Machine Learning Engineer",
        "Example Corp",
        "New York/New York/US; -/-/CA",
        "2026-02-24T09:25:19-05:00",
        "150000-190000.5 USD year",
    ],
    [
        "https://jobs.example.com/nurse/0",
        "Night Nurse",
        "Example Hospital",
        "Denver/Colorado/US",
        "2026-01-23T02:57:36Z",
        "60000-? ? ?",
    ],
    [
        "2700001",
        "(Senior) Financial Accountant (f/m/d)",
        "Example GmbH",
        "Berlin/Berlin/DE",
        "2026-08-05T10:10:39Z",
        "60000-75000 EUR year",
    ],
    [
        "example:8141211",
        "Account Executive (Hunter)",
        "Example Corp",
        "Singapore/-/SG",
        "2026-08-22T06:25:52Z",
        "",
    ],
    [
        "744000000000001",
        "Pricing Analyst",
        "Example Corp",
        "Warsaw/-/PL",
        "2026-08-17T07:35:02.787Z",
        "9000-12000 PLN month",
    ],
    ["EX00000003", "Tax Accountant", "Example Corp", "Athens/Attica/GR", "2026-06-02T00:00:00Z", ""],
    [
        "EX00000001",
        "Customer Success Manager, LATAM",
        "Example & Sons",
        "São Paulo/State of São Paulo/BR; -/-/MX",
        "2026-06-30",
        "",
    ],
];

/// A value as it stands in the table above.
fn short<'v>(value: &'v Value, unknown: &'v str) -> String {
    match value {
        Value::Null => unknown.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn joined(list: &Value, one: impl Fn(&Value) -> String) -> String {
    list.as_array().unwrap().iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Imports every fixture into the database of a folder; answers the summaries.
fn import_all(folder: &std::path::Path) -> Vec<String> {
    let data = project("tests/content");
    let import = |(file, format, _): &(&str, &str, [u32; 4])| {
        let file = project("tests/fixtures/feeds").join(file);
        let always = ["import", "postings", "--company", "Example Corp", "--board", "ex"];
        let options = ["--data", data.to_str().unwrap(), "--format", format, file.to_str().unwrap()];
        let (code, out, err) = run(folder, &[&always[..], &options].concat());
        assert_eq!(code, Some(0), "{}: {err}", file.display());
        out.lines().last().unwrap().to_owned()
    };
    FIXTURES.iter().map(import).collect()
}

#[test]
fn every_format_comes_in_with_what_it_states() {
    let folder = tempfile::tempdir().unwrap();
    for ((file, _, [read, new, changed, rejected]), said) in FIXTURES.iter().zip(import_all(folder.path())) {
        let unchanged = 0;
        let told = format!(
            "read {read}, new {new}, changed {changed}, unchanged {unchanged}, closed 0, rejected {rejected}"
        );
        assert_eq!(said, told, "{file}");
    }
    let (_, out, _) = run(folder.path(), &["export", "postings"]);
    let all: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let all: HashMap<&str, &Value> =
        all.iter().map(|posting| (posting["native_id"].as_str().unwrap(), posting)).collect();
    for [id, title, company, places, posted, pay] in POSTINGS {
        let posting = all.get(id).unwrap_or_else(|| panic!("{id} is lost"));
        let place = |place: &Value| {
            assert!(!place["raw"].as_str().unwrap().is_empty(), "{id}");
            ["city", "region", "country"].map(|part| short(&place[part], "-")).join("/")
        };
        let range = |pay: &Value| {
            let [min, max, currency, period] =
                ["min", "max", "currency", "period"].map(|part| short(&pay[part], "?"));
            format!("{min}-{max} {currency} {period}")
        };
        let found = [
            short(&posting["title"], "-"),
            short(&posting["company"], "-"),
            joined(&posting["places"], place),
            short(&posting["posted_at"], "-"),
            joined(&posting["pay"], range),
        ];
        assert_eq!(found, [*title, *company, *places, *posted, *pay], "{id}");
    }
}

#[test]
fn every_format_is_unchanged_when_it_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    import_all(folder.path());
    for ((file, _, [read, _, _, rejected]), said) in FIXTURES.iter().zip(import_all(folder.path())) {
        let (unchanged, changed) = (read - rejected, 0);
        let told = format!(
            "read {read}, new 0, changed {changed}, unchanged {unchanged}, closed 0, rejected {rejected}"
        );
        assert_eq!(said, told, "{file}");
    }
}
