//! Names of jobs and of fields of work, and the paths that claim them.

use std::collections::HashMap;

use super::roles::Part;
use super::title::words;
use super::tokens::{Lexicon, UNKNOWN};
use crate::model::path::Path;

/// Titles of jobs that are on no path of the shipped content although a title of a path stands in them
/// or near them; one a line. A path of the content that claims one of them has it.
const OTHER_JOBS: &str = include_str!("other_jobs.txt");

/// Titles under which several trades work: on such a title alone no posting stands where its text
/// speaks for none of them.
const AMBIGUOUS: &str = include_str!("ambiguous_titles.txt");

/// Who claims a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Numbers of paths, the one that comes first in front; none where the job is on no path.
    pub paths: Vec<usize>,
    /// The name as the content writes it.
    pub name: String,
    /// Whether the name alone settles it. Where it doesn't, the text must speak for a path.
    pub certain: bool,
}

/// Names, by the numbers of their words.
#[derive(Debug, Default)]
pub struct Phrases {
    /// "Software Engineer".
    jobs: HashMap<Vec<u32>, Claim>,
    /// "Data Science", known from "Head of Data Science" and the like.
    fields: HashMap<Vec<u32>, Claim>,
    /// Words of the longest job.
    pub longest: usize,
}

impl Phrases {
    /// The names of these paths; learns their words.
    pub fn new(paths: &[Path], lexicon: &mut Lexicon) -> Self {
        let mut phrases = Self::default();
        for (number, path) in paths.iter().enumerate() {
            for title in path.job_titles.iter().chain(std::iter::once(&path.name)) {
                let ids = lexicon.learn_all(&words(title));
                phrases.add_job(ids, number, title);
            }
        }
        for (number, path) in paths.iter().enumerate() {
            for shared in &path.shared_titles {
                let ids = lexicon.learn_all(&words(&shared.title));
                if let Some(claim) = phrases.jobs.get_mut(&ids).filter(|claim| !claim.paths.contains(&number))
                {
                    claim.paths.push(number);
                    claim.certain = false;
                }
            }
        }
        for title in lines(AMBIGUOUS) {
            let ids = lexicon.learn_all(&words(title));
            if let Some(claim) = phrases.jobs.get_mut(&ids) {
                claim.certain = false;
            }
        }
        for title in lines(OTHER_JOBS) {
            let ids = lexicon.learn_all(&words(title));
            let none = Claim { paths: Vec::new(), name: title.to_owned(), certain: true };
            phrases.jobs.entry(ids).or_insert(none);
        }
        phrases.add_fields(paths, lexicon);
        phrases.add_rungs(paths, lexicon);
        phrases.longest = phrases.jobs.keys().map(Vec::len).max().unwrap_or(0);
        phrases
    }

    fn add_job(&mut self, ids: Vec<u32>, path: usize, name: &str) {
        let claim = Claim { paths: vec![path], name: name.to_owned(), certain: true };
        self.jobs.entry(ids).or_insert(claim);
    }

    /// Titles of rungs are names of jobs too. They often leave out what is plain from the ladder ("Shop
    /// Foreman"), so that they settle nothing alone unless they hold a word that is this path's alone.
    fn add_rungs(&mut self, paths: &[Path], lexicon: &mut Lexicon) {
        let mut owners: HashMap<u32, Option<usize>> = HashMap::new();
        for (ids, claim) in self.jobs.iter().chain(&self.fields) {
            for id in ids {
                let owner = claim.paths.first().copied().filter(|_| claim.paths.len() == 1);
                owners
                    .entry(*id)
                    .and_modify(|known| *known = known.filter(|o| Some(*o) == owner))
                    .or_insert(owner);
            }
        }
        let mut added: HashMap<Vec<u32>, Claim> = HashMap::new();
        for (number, path) in paths.iter().enumerate() {
            for title in path.levels.iter().flat_map(|level| &level.titles) {
                let ids = lexicon.learn_all(&words(title));
                let bare =
                    ids.iter().filter(|id| matches!(lexicon.part(**id), Part::Other | Part::Role)).count();
                // "Senior Accountant": the Accountant in it decides, and decides more.
                let settled = |ids: &[u32]| {
                    self.jobs.get(ids).is_some_and(|claim| claim.certain && claim.paths == [number])
                };
                let decided = (1..ids.len()).any(|at| settled(&ids[at..]));
                if self.jobs.contains_key(&ids) || bare == 0 || ids.len() < 2 || decided {
                    continue;
                }
                let certain = ids.iter().any(|id| owners.get(id).copied().flatten() == Some(number));
                let claim = Claim { paths: vec![number], name: title.clone(), certain };
                added
                    .entry(ids)
                    .and_modify(|known| {
                        if !known.paths.contains(&number) {
                            known.paths.push(number);
                            known.certain = false;
                        }
                    })
                    .or_insert(claim);
            }
        }
        for (ids, claim) in added {
            self.jobs.entry(ids).or_insert(claim);
        }
    }

    /// "Head of X", "X Manager" and the like name the field X.
    fn add_fields(&mut self, paths: &[Path], lexicon: &mut Lexicon) {
        for (number, path) in paths.iter().enumerate() {
            for title in &path.job_titles {
                self.add_field(title, number, true, lexicon);
            }
        }
        for (number, path) in paths.iter().enumerate() {
            for title in path.levels.iter().flat_map(|level| &level.titles) {
                self.add_field(title, number, false, lexicon);
            }
        }
    }

    fn add_field(&mut self, title: &str, path: usize, certain: bool, lexicon: &mut Lexicon) {
        let parts = lexicon.parts_of(&words(title));
        let [part] = parts.as_slice() else { return };
        let ids: Vec<u32> = part.iter().map(|token| token.id).collect();
        let ranks = |id: u32| lexicon.part(id) == Part::Rank;
        let of = lexicon.id("of");
        let grades = |ids: &[u32]| ids.iter().all(|id| matches!(lexicon.part(*id), Part::Rank | Part::Grade));
        let field = match ids.iter().position(|id| *id == of) {
            Some(at) if at > 0 && grades(&ids[..at]) => &ids[at + 1..],
            Some(_) => return,
            None => match ids.split_last() {
                Some((last, field)) if ranks(*last) => field,
                _ => return,
            },
        };
        let start = field.iter().position(|id| !matches!(lexicon.part(*id), Part::Rank | Part::Grade));
        let Some(field) = start.map(|start| &field[start..]) else { return };
        if field.contains(&UNKNOWN) || self.jobs.contains_key(field) {
            return;
        }
        let certain = certain || field.len() > 1;
        match self.fields.get_mut(field) {
            Some(claim) if claim.paths.contains(&path) => {}
            // What a job title says goes before what a rung's title says.
            Some(claim) if claim.certain && !certain => {}
            Some(claim) => {
                claim.paths.push(path);
                claim.certain = false;
            }
            None => {
                let claim = Claim { paths: vec![path], name: title.to_owned(), certain };
                self.fields.insert(field.to_vec(), claim);
            }
        }
    }

    /// Who claims a job of this name.
    pub fn job(&self, ids: &[u32]) -> Option<&Claim> {
        self.jobs.get(ids)
    }

    /// Who claims this field of work.
    pub fn field(&self, ids: &[u32]) -> Option<&Claim> {
        self.fields.get(ids)
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
