//! Names of jobs and of fields of work, and the paths that claim them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::roles::Part;
use super::terms::spelling;
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
    /// Whether the name settles it. Where it doesn't, the text must speak for a path.
    pub certainty: Certainty,
    /// Whether the part of a title after it may make it a job of another path: "Software Engineer, Android".
    pub general: bool,
}

/// When a name settles the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    Always,
    /// Where nothing qualifies it: "Operations Manager", but not "Casino Operations Manager".
    Alone,
    /// Only where the text speaks for it, or no text is there that could.
    Weakly,
    /// Only where the text speaks for it.
    Never,
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
    /// "General application" and the like.
    no_openings: Vec<[u32; 2]>,
    /// Ranks after which a field is named without a preposition: "VP Sales".
    leading: Vec<u32>,
    /// Ranks of those who work with their hands: a "Construction Helper" is none of "Construction Manager".
    of_trades: Vec<u32>,
    /// Words in job titles → the path in whose titles alone they are, if there is one.
    owners: HashMap<u32, Option<usize>>,
}

/// Pairs of words in titles under which an employer gathers names, not people for one job.
const NO_OPENINGS: &[[&str; 2]] = &[
    ["general", "application"],
    ["general", "interest"],
    ["general", "opportunity"],
    ["general", "opportunities"],
    ["open", "application"],
    ["open", "applications"],
    ["initiative", "application"],
    ["spontaneous", "application"],
    ["speculative", "application"],
    ["future", "opportunities"],
    ["future", "openings"],
    ["talent", "pool"],
    ["talent", "community"],
    ["talent", "network"],
    ["expression", "interest"],
    ["candidature", "spontanee"],
];

/// See [`Phrases::leads`].
const LEADING: &[&str] = &["vp", "head", "director", "chief"];

/// See [`Phrases::is_of_trades`].
const OF_TRADES: &[&str] =
    &["apprentice", "foreman", "graduate", "helper", "journeyman", "superintendent", "supervisor", "trainee"];

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
                    claim.certainty = Certainty::Weakly;
                }
            }
        }
        for line in lines(AMBIGUOUS) {
            let title = line.trim_start_matches(['~', '^']);
            let ids = lexicon.learn_all(&words(title));
            let Some(claim) = phrases.jobs.get_mut(&ids) else { continue };
            claim.general = line.starts_with('^');
            match line.chars().next() {
                Some('^') => {}
                Some('~') => claim.certainty = Certainty::Alone,
                _ => claim.certainty = Certainty::Weakly,
            }
        }
        for title in lines(OTHER_JOBS) {
            let ids = lexicon.learn_all(&words(title));
            let none = Claim {
                paths: Vec::new(),
                name: title.to_owned(),
                certainty: Certainty::Always,
                general: false,
            };
            phrases.jobs.entry(ids).or_insert(none);
        }
        phrases.add_fields(paths, lexicon);
        phrases.find_owners();
        phrases.add_rungs(paths, lexicon);
        let mut learn = |word: &str| lexicon.learn(&spelling(word));
        phrases.no_openings = NO_OPENINGS.iter().map(|pair| pair.map(&mut learn)).collect();
        phrases.leading = LEADING.iter().map(|word| learn(word)).collect();
        phrases.of_trades = OF_TRADES.iter().map(|word| learn(word)).collect();
        phrases.longest = phrases.jobs.keys().map(Vec::len).max().unwrap_or(0);
        phrases
    }

    fn add_job(&mut self, ids: Vec<u32>, path: usize, name: &str) {
        let claim =
            Claim { paths: vec![path], name: name.to_owned(), certainty: Certainty::Always, general: false };
        self.jobs.entry(ids).or_insert(claim);
    }

    fn find_owners(&mut self) {
        for (ids, claim) in self.jobs.iter().chain(&self.fields).filter(|(_, claim)| !claim.paths.is_empty())
        {
            let owner = claim.paths.first().copied().filter(|_| claim.paths.len() == 1);
            for id in ids {
                let known = self.owners.entry(*id).or_insert(owner);
                *known = known.filter(|known| Some(*known) == owner);
            }
        }
    }

    /// Whether a word is in job titles of this path alone.
    pub fn is_of_one_path(&self, word: u32, path: usize) -> bool {
        self.owners.get(&word).copied().flatten() == Some(path)
    }

    /// Titles of rungs are names of jobs too. They often leave out what is plain from the ladder ("Shop
    /// Foreman"), so that they settle nothing alone unless they hold a word that is this path's alone.
    fn add_rungs(&mut self, paths: &[Path], lexicon: &mut Lexicon) {
        let mut added: HashMap<Vec<u32>, Claim> = HashMap::new();
        for (number, path) in paths.iter().enumerate() {
            for title in path.levels.iter().flat_map(|level| &level.titles) {
                let ids = lexicon.learn_all(&words(title));
                let bare =
                    ids.iter().filter(|id| matches!(lexicon.part(**id), Part::Other | Part::Role)).count();
                if bare == 0 || ids.len() < 2 || self.is_known_by_its_end(&ids, number, lexicon) {
                    continue;
                }
                let certain = ids.iter().any(|id| self.is_of_one_path(*id, number));
                let certainty = if certain { Certainty::Always } else { Certainty::Never };
                let claim = Claim { paths: vec![number], name: title.clone(), certainty, general: false };
                added
                    .entry(ids)
                    .and_modify(|known| {
                        if !known.paths.contains(&number) {
                            known.paths.push(number);
                            known.certainty = Certainty::Never;
                        }
                    })
                    .or_insert(claim);
            }
        }
        for (ids, claim) in added {
            self.jobs.entry(ids).or_insert(claim);
        }
    }

    /// Whether a title adds nothing: it is known, or, but for a grade after it, ends with a job title of the
    /// same path.
    fn is_known_by_its_end(&self, ids: &[u32], path: usize, lexicon: &Lexicon) -> bool {
        let named = ids.iter().rposition(|id| lexicon.part(*id) != Part::Grade).map_or(0, |last| last + 1);
        let ends = |start: usize| self.jobs.get(&ids[start..named]);
        self.jobs.contains_key(ids)
            || (0..named).filter_map(ends).any(|claim| {
                matches!(claim.certainty, Certainty::Always | Certainty::Alone) && claim.paths.contains(&path)
            })
    }

    /// "Head of X", "X Manager" and the like name the field X.
    fn add_fields(&mut self, paths: &[Path], lexicon: &Lexicon) {
        for (number, path) in paths.iter().enumerate() {
            for title in &path.job_titles {
                self.add_field(title, number, None, lexicon);
            }
        }
        let of_titles: HashSet<Vec<u32>> = self.fields.keys().cloned().collect();
        for (number, path) in paths.iter().enumerate() {
            for title in path.levels.iter().flat_map(|level| &level.titles) {
                self.add_field(title, number, Some(&of_titles), lexicon);
            }
        }
    }

    fn add_field(
        &mut self,
        title: &str,
        path: usize,
        of_titles: Option<&HashSet<Vec<u32>>>,
        lexicon: &Lexicon,
    ) {
        let words = words(title);
        let parts = lexicon.parts_of(&words);
        let [part] = parts.as_slice() else { return };
        let ids: Vec<u32> = part.iter().map(|token| token.id).collect();
        let Some(at) = field_in(&ids, lexicon) else { return };
        let named = part[at.clone()].iter().flat_map(|token| &words[token.from..=token.last]);
        let name = named.map(|word| word.written.as_str()).collect::<Vec<_>>().join(" ");
        let Some(field) = ids.get(at).filter(|field| !self.jobs.contains_key(*field)) else {
            return;
        };
        // A name that several trades bear makes no field of one.
        let doubtful = self.jobs.get(&ids).filter(|job| job.certainty != Certainty::Always);
        let paths = doubtful.map_or_else(|| vec![path], |job| job.paths.clone());
        let certainty = match doubtful {
            Some(job) => job.certainty,
            None if of_titles.is_none() || field.len() > 1 => Certainty::Always,
            None => Certainty::Never,
        };
        match self.fields.get_mut(field) {
            Some(claim) if claim.paths.contains(&path) => {}
            // What a job title says goes before what a rung's title says.
            Some(_) if of_titles.is_some_and(|titles| titles.contains(field)) => {}
            Some(claim) => {
                claim.paths.push(path);
                claim.certainty = Certainty::Never;
            }
            None => {
                let claim = Claim { paths, name, certainty, general: false };
                self.fields.insert(field.to_vec(), claim);
            }
        }
    }

    /// Whether these two words mean that there is no opening for one job.
    pub fn is_no_opening(&self, pair: &[u32]) -> bool {
        self.no_openings.iter().any(|known| known == pair)
    }

    /// Whether a field may follow this rank without a preposition.
    pub fn leads(&self, rank: u32) -> bool {
        self.leading.contains(&rank)
    }

    /// Whether this rank is one of the trades, which fields of offices don't have.
    pub fn is_of_trades(&self, rank: u32) -> bool {
        self.of_trades.contains(&rank)
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

/// Where the field stands in "Head of X" or "X Manager".
fn field_in(title: &[u32], lexicon: &Lexicon) -> Option<Range<usize>> {
    let is_rank = |id: &u32| matches!(lexicon.part(*id), Part::Rank | Part::Grade);
    let of = lexicon.id("of");
    let whole = match title.iter().position(|id| *id == of) {
        Some(at) => (at > 0 && title[..at].iter().all(is_rank)).then_some(at + 1..title.len())?,
        None => {
            let last = title.last()?;
            (lexicon.part(*last) == Part::Rank).then_some(0..title.len() - 1)?
        }
    };
    let start = whole.start + title[whole.clone()].iter().position(|id| !is_rank(id))?;
    let field = &title[start..whole.end];
    let says_something = field.iter().any(|id| lexicon.part(*id) == Part::Other) && !field.contains(&UNKNOWN);
    says_something.then_some(start..whole.end)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
