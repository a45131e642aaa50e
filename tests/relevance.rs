//! How well the search puts in order what it finds, by queries whose results were judged by hand.

use std::collections::HashMap;

use career_paths::commands::load::load_content;
use career_paths::db::open::open;
use career_paths::db::postings;
use career_paths::matching::text::plain;
use career_paths::search::concepts::Concepts;
use career_paths::search::facet::Filters;
use career_paths::search::find::{Order, Query, find};
use career_paths::search::keeper::Keeper;
use jiff::civil::date;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::support::postings::import_file;
use crate::support::{project, shared};

/// The mean that was reached; a change that falls below has to say why.
const REACHED: f64 = 0.86;

/// Results of a query that count.
const RANKS: usize = 10;

#[derive(Deserialize)]
struct Judgements {
    queries: Vec<Judged>,
}

#[derive(Deserialize)]
struct Judged {
    q: String,
    rules: Vec<Rule>,
    /// Grades of single postings by source, board and own id; they come before all rules.
    judged: HashMap<String, u8>,
}

/// A grade for whatever it fits.
#[derive(Deserialize)]
struct Rule {
    title: Option<String>,
    company: Option<String>,
    place: Option<String>,
    text: Option<String>,
    grade: u8,
}

/// What rules look at of a posting: title, company, places, text.
type Fields = [String; 4];

impl Rule {
    fn compiled(&self) -> (Vec<(usize, Regex)>, u8) {
        let of = |(at, pattern): (usize, &Option<String>)| {
            let pattern = pattern.as_ref()?;
            Some((at, RegexBuilder::new(pattern).case_insensitive(true).build().unwrap()))
        };
        let patterns = [&self.title, &self.company, &self.place, &self.text];
        (patterns.into_iter().enumerate().filter_map(of).collect(), self.grade)
    }
}

fn gain(grades: impl Iterator<Item = u8>) -> f64 {
    let at = |(rank, grade): (usize, u8)| {
        (2_f64.powi(i32::from(grade)) - 1.0) / f64::from(u32::try_from(rank + 2).unwrap()).log2()
    };
    grades.take(RANKS).enumerate().map(at).sum()
}

impl Judged {
    /// The grade of every posting that has one.
    fn grades(&self, all: &[(i64, String, Fields)]) -> HashMap<i64, u8> {
        let mut rules: Vec<_> = self.rules.iter().map(Rule::compiled).collect();
        rules.sort_by_key(|(_, grade)| std::cmp::Reverse(*grade));
        let fits =
            |fields: &Fields, rule: &[(usize, Regex)]| rule.iter().all(|(at, p)| p.is_match(&fields[*at]));
        let grade = |(id, key, fields): &(i64, String, Fields)| {
            let ruled = || rules.iter().find(|(rule, _)| fits(fields, rule)).map_or(0, |(_, grade)| *grade);
            (*id, self.judged.get(key).copied().unwrap_or_else(ruled))
        };
        all.iter().map(grade).filter(|(_, grade)| *grade > 0).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_in_good_order() {
    let Some(data) = shared("postings") else { return };
    let judgements = std::fs::read_to_string(project("tests/relevance/queries.json")).unwrap();
    let judgements: Judgements = serde_json::from_str(&judgements).unwrap();
    assert!(judgements.queries.len() >= 60);
    let folder = tempfile::tempdir().unwrap();
    let db = open(&folder.path().join("test.db")).await.unwrap();
    load_content(&db, None).await.unwrap();
    import_file(&db, "ashby", &data.join("ashby")).await;
    import_file(&db, "csv", &data.join("open_jobs")).await;
    import_file(&db, "ndjson", &data.join("network_jobs")).await;

    let stored = postings::list_whole(&mut db.read().await.unwrap(), 0, true, 100_000).await.unwrap();
    let fields = |stored: &career_paths::model::posting::StoredPosting| {
        let posting = &stored.posting;
        let places: Vec<&str> = posting.places.iter().map(|place| place.raw.as_str()).collect();
        let text = posting.description_html.as_deref().map(plain).unwrap_or_default();
        let key = format!("{}/{}/{}", posting.key.source, posting.key.board, posting.key.native_id);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (stored.id, key, [posting.title.clone(), posting.company.clone(), places.join("; "), text])
    };
    let all: Vec<_> = stored.iter().filter(|stored| stored.duplicate_of.is_none()).map(fields).collect();

    let mut keeper = Keeper::beside(db.file());
    keeper.follow(&db).await.unwrap();
    let index = keeper.read(None).await.unwrap().unwrap();
    let content =
        career_paths::content::load::load(&career_paths::commands::load::tree(None).unwrap()).unwrap();
    let concepts = Concepts::new(content.paths.iter(), content.skills.iter());
    let mut sum = 0.0;
    for judged in &judgements.queries {
        let grades = judged.grades(&all);
        let mut best: Vec<u8> = grades.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        let query = Query {
            text: judged.q.clone(),
            filters: Filters::default(),
            order: Order::Relevance,
            offset: 0,
            limit: u32::try_from(RANKS).unwrap(),
            today: date(2026, 11, 25),
            counted: false,
        };
        let found = find(&index, &concepts, &query).unwrap();
        let reached = gain(found.ids.iter().map(|id| grades.get(id).copied().unwrap_or(0)));
        let ideal = gain(best.into_iter());
        println!("{:.3} {}", reached / ideal, judged.q);
        sum += reached / ideal;
    }
    #[expect(clippy::cast_precision_loss, reason = "some dozens")]
    let mean = sum / judgements.queries.len() as f64;
    println!("mean nDCG@{RANKS} over {} queries: {mean:.3}", judgements.queries.len());
    assert!(mean >= REACHED, "{mean:.3} is less than the {REACHED} that was reached before");
}
