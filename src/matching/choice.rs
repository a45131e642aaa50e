//! Which path a posting is put on, from what its title names and what its text asks for.

use super::phrases::{Certainty, Claim};
use super::reading::{Found, Read, Reading};
use crate::model::path::Path;

/// What the skills of a text must weigh for a path that its title leaves open.
const ENOUGH: f64 = 3.0;

/// What part of the weight that speaks for any path must speak for it then; more where a word in the title
/// qualifies the job.
const MOST: f64 = 0.6;
const NEARLY_ALL: f64 = 0.8;

/// What they must weigh for a path of which the title names only the last word.
const MUCH: f64 = 9.0;

/// By how much more they must speak for a path that shares a title than for the one to which it belongs first.
const FIRST: f64 = 1.1;

/// By how much they must speak more for it than for any other path.
const AHEAD: f64 = 1.3;

/// Letters of a name that says nothing without a text, as "PT".
const LONGEST_ABBREVIATION: usize = 4;

/// The path that was chosen.
#[derive(Debug)]
pub struct Choice {
    /// Its number.
    pub path: usize,
    /// How sure it is, 0 to 1.
    pub score: f64,
    /// Why, for a visitor.
    pub reason: String,
}

/// What there is to choose from.
#[derive(Debug)]
pub struct Bench<'a> {
    pub paths: &'a [Path],
    /// For each path: the nouns with which its job titles end.
    pub roles: &'a [Vec<u32>],
    /// For each path: how much the skills in the text speak for it.
    pub weights: Vec<f64>,
}

impl Bench<'_> {
    /// The path that a title and a text speak for, or none where they don't.
    pub fn choose(&self, read: &Read<'_>) -> Option<Choice> {
        match read {
            Read::Job(reading) => self.by_title(reading),
            Read::OtherRole(role) => self.by_text(*role),
            Read::Nothing => None,
        }
    }

    fn by_title(&self, reading: &Reading<'_>) -> Option<Choice> {
        let claim = reading.claim;
        let first = *claim.paths.first()?;
        let reason = format!("title says {}", claim.name);
        if reading.is_certain() {
            let narrowed = reading.narrowed.and_then(|(narrowed, own)| self.narrowed(claim, narrowed, own));
            let score = if reading.found == Found::Whole { 0.97 } else { 0.93 };
            return narrowed.or(Some(Choice { path: first, score, reason }));
        }
        if let Some((narrowed, own)) = reading.narrowed {
            let shared = narrowed.paths.first().is_some_and(|path| claim.paths.contains(path));
            if own || shared {
                return self.narrowed(claim, narrowed, true);
            }
        }
        if self.most(None) < ENOUGH {
            // The text says nothing of any job. Only a title that stands alone is taken at its word.
            let alone = !reading.modified
                && reading.narrowed.is_none()
                && claim.certainty != Certainty::Never
                && (reading.found == Found::Whole
                    || reading.found == Found::Turned && claim.paths.len() == 1)
                && claim.name.len() > LONGEST_ABBREVIATION;
            return alone.then_some(Choice { path: first, score: 0.6, reason });
        }
        let mut best = first;
        let narrowed = reading.narrowed.iter().flat_map(|(narrowed, _)| narrowed.paths.first());
        for path in claim.paths.iter().chain(narrowed) {
            let ahead = if best == first { FIRST } else { 1.0 };
            if self.weights[*path] > ahead * self.weights[best] {
                best = *path;
            }
        }
        let share = if reading.modified { NEARLY_ALL } else { MOST };
        let supported = self.weights[best] >= ENOUGH && self.weights[best] >= share * self.most(reading.noun);
        supported.then_some(Choice { path: best, score: 0.85, reason })
    }

    /// The most that speaks for any path with jobs of this noun; for any path where there is none.
    fn most(&self, noun: Option<u32>) -> f64 {
        let rivals = self.weights.iter().zip(self.roles);
        let rivals = rivals.filter(|(_, roles)| noun.is_none_or(|noun| roles.contains(&noun)));
        rivals.map(|(weight, _)| *weight).fold(0.0, f64::max)
    }

    /// The path of a narrower job where its name is unmistakable (`own`) or the text speaks for it.
    fn narrowed(&self, claim: &Claim, narrowed: &Claim, own: bool) -> Option<Choice> {
        let (first, path) = (*claim.paths.first()?, *narrowed.paths.first()?);
        let supported = own || self.weights[path] > self.weights[first];
        let reason = format!("title says {} as a kind of {}", narrowed.name, claim.name);
        let other = path != first || claim.certainty != Certainty::Always;
        (other && supported).then_some(Choice { path, score: 0.9, reason })
    }

    /// The path whose skills an advert names, if jobs on it have this noun.
    fn by_text(&self, role: u32) -> Option<Choice> {
        let mut order: Vec<usize> = (0..self.weights.len()).collect();
        order.sort_by(|a, b| self.weights[*b].total_cmp(&self.weights[*a]).then(a.cmp(b)));
        let best = *order.first()?;
        let second = order.get(1).map_or(0.0, |path| self.weights[*path]);
        let ahead = self.weights[best] >= MUCH && self.weights[best] >= AHEAD * second;
        if !ahead || !self.roles[best].contains(&role) {
            return None;
        }
        let reason = format!("asks for the skills of the path {}", self.paths[best].name);
        Some(Choice { path: best, score: 0.75, reason })
    }
}
