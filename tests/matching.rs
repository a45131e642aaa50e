//! How often matching is right, on postings that people have labelled.

use std::collections::HashMap;
use std::time::Instant;

use career_paths::content::load::load;
use career_paths::content::tree::Tree;
use career_paths::matching::{Advert, Finding, Matcher, text};
use serde_json::Value;

use crate::support::shared;

fn matcher() -> Matcher {
    let content = load(&Tree::shipped().unwrap()).unwrap();
    Matcher::new(&content.paths, &content.skills)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap_or("none")).collect()
}

#[derive(Debug, Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
    stated: u32,
    stated_right: u32,
}

impl Score {
    /// Counts one posting: `paths` are those that are right, `none` among them where no path is right
    /// too, and no path at all where none fits; `stages` are those that are right, `unknown` among them
    /// where nothing settles it.
    fn count(&mut self, found: &Finding, paths: &[&str], stages: &[&str]) {
        let path = found.standing.path.as_ref().map(|slug| slug.as_str());
        let none_is_right = paths.is_empty() || paths.contains(&"none");
        let right = path.is_some_and(|path| paths.contains(&path));
        self.right += u32::from(right);
        self.wrong += u32::from(path.is_some() && !right);
        self.missed += u32::from(!right && !none_is_right);
        let left_alone = path.is_none() && none_is_right;
        if !stages.is_empty() && !stages.contains(&"unknown") && !left_alone {
            self.stated += 1;
            let stage = found.standing.stage.map(|stage| stage.word());
            self.stated_right += u32::from(stage.is_some_and(|stage| stages.contains(&stage)));
        }
    }
}

#[test]
fn labelled_postings_stand_where_people_put_them() {
    let (Some(input), Some(labels)) = (shared("matching/input.ndjson"), shared("matching/labelled.jsonl"))
    else {
        return;
    };
    let read = |file| lines(&std::fs::read_to_string(file).unwrap());
    let labels = read(labels);
    let labels: HashMap<&str, &Value> =
        labels.iter().map(|label| (label["id"].as_str().unwrap(), label)).collect();
    let matcher = matcher();
    let mut score = Score::default();
    for posting in read(input) {
        let field = |name: &str| posting[name].as_str().unwrap_or_default();
        let html = posting["description_html"].as_str().or(posting["description"].as_str());
        let plain = text::plain(html.unwrap_or_default());
        let found = matcher.find(&Advert { title: field("title"), company: field("company"), text: &plain });
        let label = labels[field("id")];
        score.count(&found, &words(&label["paths"]), &words(&label["stages"]));
    }
    let ratio = |part: u32, whole: u32| f64::from(part) / f64::from(whole);
    let precision = ratio(score.right, score.right + score.wrong);
    let recall = ratio(score.right, score.right + score.missed);
    let stages = ratio(score.stated_right, score.stated);
    println!("precision {precision:.3}, recall {recall:.3}, stages {stages:.3}: {score:?}");
    assert!(precision >= 0.93 && recall >= 0.80 && stages >= 0.93, "{precision} {recall} {stages}");
}

#[test]
fn matching_takes_time_in_proportion_to_the_text() {
    let matcher = matcher();
    let sentence = "<p>5+ years of Python, SQL &amp; Go as a Senior Data Engineer</p>";
    let time = |times: usize| {
        let html = sentence.repeat(times);
        let start = Instant::now();
        let plain = text::plain(&html);
        let title = "Data Engineer ".repeat(times.min(100));
        let found = matcher.find(&Advert { title: &title, company: "Example Corp", text: &plain });
        assert!(found.standing.path.is_some());
        start.elapsed()
    };
    time(100);
    let (short, long) = (time(1_000), time(16_000));
    assert!(long < short * 64, "16 times the text took {long:?} instead of {short:?}");
}
