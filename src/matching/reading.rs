//! What job a title names: the head of the title decides, not a job that it only mentions.

use std::ops::Range;

use super::phrases::Certainty;
use super::phrases::{Claim, Phrases};
use super::roles::Part;
use super::title::{Gap, Word};
use super::tokens::{Lexicon, Token, end_of_head, ends_field, ids, qualifies, trim_ranks};

/// What a title says.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    pub claim: &'a Claim,
    /// How the name was found.
    pub found: Found,
    /// The words of the title that are the name of the job.
    pub inside: Range<usize>,
    /// The number of the noun, if the name is that of a person and not of a field.
    pub noun: Option<u32>,
    /// Whether a word that is no rank stands before the name: "Veterinary Practice Manager".
    pub modified: bool,
    /// The job of another path that the part after it makes of it: "Software Engineer, Machine Learning", and
    /// whether all words of that part are of that path alone.
    pub narrowed: Option<(&'a Claim, bool)>,
}

impl Reading<'_> {
    /// Whether the title settles the path without the text.
    pub fn is_certain(&self) -> bool {
        self.found != Found::Scattered
            && match self.claim.certainty {
                Certainty::Always => true,
                Certainty::Alone => !self.modified,
                Certainty::Weakly | Certainty::Never => false,
            }
    }
}

/// How the name of a job was found in a title, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// The words stand there.
    Whole,
    /// "Engineer, Software", "Head of Data Science".
    Turned,
    /// "Machine Learning Platform Engineer" for "Machine Learning Engineer".
    Scattered,
}

/// What could be read in a title.
#[derive(Debug, Clone)]
pub enum Read<'a> {
    Job(Reading<'a>),
    /// It names a job that no path knows; its last noun, as a number of the lexicon.
    OtherRole(u32),
    /// It names no job at all.
    Nothing,
}

/// Reads titles by the names that are known.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub lexicon: &'a Lexicon,
    pub phrases: &'a Phrases,
}

impl<'a> Reader<'a> {
    /// Reads a title, part by part: the first part that names a job decides.
    pub fn read(&self, words: &[Word]) -> Read<'a> {
        let parts = self.lexicon.parts_of(words);
        let mut field = None;
        for (at, part) in parts.iter().enumerate() {
            let later = &parts[at + 1..];
            let mut direct = self.direct(part);
            if self.head(part).is_none() {
                // "Marketing - Account Executive": a field, unless no job follows.
                field = field.or(direct.take());
                continue;
            }
            if let Some(reading) = direct.as_ref().filter(|reading| reading.is_certain()) {
                let narrowed = later.first().filter(|_| reading.claim.general);
                let narrowed = narrowed.and_then(|next| self.narrowed(part, next));
                return Read::Job(Reading { narrowed, ..reading.clone() });
            }
            let of_rung = direct.as_ref().is_none_or(|direct| direct.claim.certainty == Certainty::Never);
            let of_part = match direct {
                Some(direct) if !of_rung => Some(self.doubtful(direct, part, later)),
                direct => self
                    .shared_noun(part)
                    .or_else(|| self.turned(part, later))
                    .or(direct)
                    .or_else(|| self.scattered(part)),
            };
            if let Some(reading) = of_part {
                return Read::Job(reading);
            }
            if let Some(role) = self.head(part).filter(|head| part[*head].part == Part::Role) {
                return Read::OtherRole(part[role].id);
            }
        }
        if parts.iter().any(|part| self.is_no_opening(part)) {
            return Read::Nothing;
        }
        let alone = |part: &&Vec<Token>| part.iter().all(|token| token.part != Part::Preposition);
        let alone = |part: &&Vec<Token>| alone(part) && self.head(part).is_none();
        let field = field.or_else(|| parts.iter().filter(alone).find_map(|part| self.field(part, None)));
        field.map_or(Read::Nothing, Read::Job)
    }

    /// What is best read where the name that stands in a part does not settle the path.
    fn doubtful(&self, direct: Reading<'a>, part: &[Token], later: &[Vec<Token>]) -> Reading<'a> {
        // "Member of Technical Staff - Machine Learning Scientist": the plainer name counts.
        let mut plainer = later.iter().filter_map(|part| self.direct(part));
        if let Some(reading) = plainer.find(|reading| reading.is_certain() && reading.noun.is_some()) {
            return reading;
        }
        let by_rank = self.head(part).is_some_and(|head| part[head].part == Part::Rank);
        let turned = || self.turned(part, later).filter(|turned| by_rank && turned.is_certain());
        self.shared_noun(part).or_else(turned).unwrap_or_else(|| {
            let narrowed = later.first().and_then(|next| self.narrowed(part, next));
            Reading { narrowed, ..direct }
        })
    }

    /// "General application", "Talent community": no opening for one job.
    fn is_no_opening(&self, part: &[Token]) -> bool {
        ids(part).windows(2).any(|pair| self.phrases.is_no_opening(pair))
    }

    /// The job that the noun of a part and the whole next part make: "Engineer" and "Machine Learning".
    fn narrowed(&self, part: &[Token], next: &[Token]) -> Option<(&'a Claim, bool)> {
        let role = part.iter().rfind(|token| token.part == Part::Role)?;
        let claim = self.whole(next, *role).or_else(|| self.composed_of_chunk(next, *role))?.claim;
        let path = *claim.paths.first().filter(|_| claim.certainty == Certainty::Always)?;
        let own = next.iter().all(|token| self.phrases.is_of_one_path(token.id, path));
        Some((claim, own))
    }

    /// The longest name of a job in a part after which no other job begins; of equally long ones the first.
    fn direct(&self, part: &[Token]) -> Option<Reading<'a>> {
        let ids = ids(part);
        let mut best: Option<(Range<usize>, &Claim)> = None;
        for start in 0..end_of_head(part) {
            for end in (start + 1..=part.len().min(start + self.phrases.longest)).rev() {
                let Some(claim) = self.phrases.job(&ids[start..end]) else { continue };
                if !self.is_head(part, end) {
                    continue;
                }
                let someone = self.names_someone(part, end);
                if !someone && part.get(end).is_some_and(|next| next.gap == Gap::Space && !ends_field(next)) {
                    continue;
                }
                let wins = best.as_ref().is_none_or(|(known, _)| {
                    let before = self.names_someone(part, known.end);
                    let follows = start >= known.end
                        && part[known.end..=start].iter().all(|token| token.gap == Gap::Space);
                    match (before, someone) {
                        (true, false) => false,
                        (false, true) => true,
                        _ => follows || end - start > known.len(),
                    }
                });
                if wins {
                    best = Some((start..end, claim));
                }
                break;
            }
        }
        best.map(|(range, claim)| {
            let modified = qualifies(&part[..range.start]);
            Reading { modified, ..reading(claim, Found::Whole, &part[range]) }
        })
    }

    /// Whether a name of a job that ends before `end` is what the part is about: neither another job
    /// follows, nor a preposition in another language.
    fn is_head(&self, part: &[Token], end: usize) -> bool {
        let names_someone = self.names_someone(part, end);
        for token in &part[end..] {
            match token.part {
                Part::Preposition => return true,
                Part::Foreign => return false,
                _ if names_someone && matches!(token.gap, Gap::Slash | Gap::And) => return true,
                Part::Role => return false,
                _ => {}
            }
        }
        true
    }

    /// Whether the word before `end` names someone, not a field.
    fn names_someone(&self, part: &[Token], end: usize) -> bool {
        end > 0 && matches!(part[end - 1].part, Part::Role | Part::Rank)
    }

    /// The noun on which a part turns: the last that names a job or a rank before a preposition.
    fn head(&self, part: &[Token]) -> Option<usize> {
        let end = end_of_head(part);
        part[..end].iter().rposition(|token| matches!(token.part, Part::Role | Part::Rank))
    }

    /// A noun whose field stands elsewhere: before it with other words for it, after it, or in the next part.
    fn turned(&self, part: &[Token], later: &[Vec<Token>]) -> Option<Reading<'a>> {
        let head = self.head(part)?;
        let next = later.iter().find(|next| next.iter().all(|token| token.part != Part::Role));
        let end = end_of_head(part);
        if part[head].part == Part::Rank {
            let before = trim_ranks(&part[..head]);
            let after = part.get(end + 1..).map(|after| &after[..end_of_head(after)]).unwrap_or_default();
            let beside = &part[head + 1..end];
            let rank = Some(part[head].id);
            return self
                .field(before, rank)
                .or_else(|| self.field_ahead(after, next))
                .or_else(|| {
                    let leads = before.is_empty() && self.phrases.leads(part[head].id);
                    if leads { self.field_ahead(beside, next) } else { None }
                })
                .or_else(|| {
                    let open = before.is_empty() && after.is_empty() && beside.is_empty();
                    next.filter(|_| open).and_then(|next| self.field_ahead(next, None))
                });
        }
        let role = part[head];
        let bare = !qualifies(&part[..head]) || self.direct(part).is_some();
        let next = next.filter(|_| bare).and_then(|next| self.composed_of_chunk(next, role));
        self.composed(&part[head + 1..end], role).or(next)
    }

    /// "Engineering, QA" and "Product Design": a field named after its rank.
    fn field_ahead(&self, field: &[Token], next: Option<&Vec<Token>>) -> Option<Reading<'a>> {
        let reading = self.field(field, None);
        if reading.as_ref().is_some_and(|reading| reading.is_certain()) {
            return reading;
        }
        let narrowed = match (field, next) {
            ([only], Some(next)) => self
                .lexicon
                .people_of(only.id)
                .and_then(|people| self.composed(next, Token { id: people, ..*only })),
            _ => None,
        };
        narrowed.or(reading)
    }

    /// The field with which these tokens end, or with which they end before an "and": "Nursing", "Data
    /// Science", "Clinical Operations".
    fn field(&self, tokens: &[Token], rank: Option<u32>) -> Option<Reading<'a>> {
        let mut ends: Vec<usize> = (1..tokens.len()).filter(|at| tokens[*at].gap != Gap::Space).collect();
        ends.push(tokens.len());
        ends.iter().rev().find_map(|end| {
            let tokens = &tokens[..*end];
            let plain = ids(tokens);
            let mut people = plain.clone();
            let last = people.last_mut()?;
            *last = self.lexicon.people_of(*last).unwrap_or(*last);
            (0..plain.len()).find_map(|start| {
                let known = |claim: &&Claim| !claim.paths.is_empty();
                let job = self.phrases.job(&plain[start..]).filter(known);
                let people = || self.phrases.job(&people[start..]).filter(known);
                let of_trade = rank.is_some_and(|rank| self.phrases.is_of_trades(rank));
                let field = || self.phrases.field(&plain[start..]).filter(|_| !of_trade);
                let claim = job.or_else(people).or_else(field)?;
                // "Biologics Engineering" is not the engineering of the path that is known by that one word.
                let modified = qualifies(&tokens[..start]);
                let one = modified && start + 1 == tokens.len();
                let found = if one { Found::Scattered } else { Found::Turned };
                Some(Reading { modified, ..reading(claim, found, &tokens[start..]) })
            })
        })
    }

    /// The job that some of these tokens and a noun make together: the longest such, the last of equals.
    fn composed(&self, tokens: &[Token], role: Token) -> Option<Reading<'a>> {
        let longest = self.phrases.longest.saturating_sub(1).min(tokens.len());
        (1..=longest).rev().find_map(|length| {
            (0..=tokens.len() - length)
                .rev()
                .find_map(|start| self.whole(&tokens[start..start + length], role))
        })
    }

    /// "X-Ray and Laboratory Technician": the first of two jobs that share their noun.
    fn shared_noun(&self, part: &[Token]) -> Option<Reading<'a>> {
        let head = self.head(part).filter(|head| part[*head].part == Part::Role)?;
        let parted = part[..=head].iter().skip(1).any(|token| token.gap != Gap::Space);
        let reading = self.composed_of_chunk(&part[..head], part[head]).filter(|_| parted)?;
        (reading.claim.certainty == Certainty::Always).then_some(reading)
    }

    /// The job that a noun makes with a whole chunk of these tokens, as they are parted by "and" and slashes.
    fn composed_of_chunk(&self, tokens: &[Token], role: Token) -> Option<Reading<'a>> {
        let mut chunks = tokens.chunk_by(|_, next| next.gap == Gap::Space);
        chunks.find_map(|chunk| {
            let start = chunk.iter().position(|token| !matches!(token.part, Part::Grade | Part::Rank))?;
            let chunk = &chunk[start..];
            self.whole(chunk, role).or_else(|| {
                // "Analyst, Product Analytics"
                let (last, field) = chunk.split_last()?;
                let people = self.lexicon.people_of(last.id).filter(|people| *people == role.id)?;
                self.whole(field, Token { id: people, ..*last })
            })
        })
    }

    /// The job that all of these tokens and a noun make.
    fn whole(&self, tokens: &[Token], role: Token) -> Option<Reading<'a>> {
        let mut name = ids(tokens);
        name.push(role.id);
        let claim = self.phrases.job(&name).filter(|claim| !claim.paths.is_empty())?;
        let mut found = reading(claim, Found::Turned, tokens);
        found.noun = Some(role.id);
        found.inside = found.inside.start.min(role.from)..found.inside.end.max(role.last + 1);
        Some(found)
    }

    /// "Machine Learning Platform Engineer": a job whose name has other words inside.
    fn scattered(&self, part: &[Token]) -> Option<Reading<'a>> {
        let head = self.head(part).filter(|head| part[*head].part == Part::Role)?;
        let mut reading = self.composed(&part[..head], part[head])?;
        reading.found = Found::Scattered;
        reading.modified = true;
        Some(reading)
    }
}

fn reading<'a>(claim: &'a Claim, found: Found, tokens: &[Token]) -> Reading<'a> {
    let from = tokens.iter().map(|token| token.from).min().unwrap_or(0);
    let end = tokens.iter().map(|token| token.last + 1).max().unwrap_or(0);
    let noun = tokens.last().filter(|last| matches!(last.part, Part::Role | Part::Rank)).map(|last| last.id);
    Reading { claim, found, inside: from..end, noun, modified: false, narrowed: None }
}
