//! Paths, skills and categories by a name that someone typed, rightly or nearly.

use super::Catalogue;
use crate::model::slug::Slug;

/// Likeness from which a name counts as meant.
const MEANT: f64 = 0.82;

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Path,
    Category,
    Skill,
}

/// Something whose name is near to what was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    pub kind: Kind,
    pub slug: Slug,
    pub name: String,
    /// 1 is the name itself.
    pub likeness: f64,
}

impl Catalogue {
    /// What a visitor may mean by `text`, likeliest first, paths before skills of equal likeness;
    /// at most `limit`. Names, employers' titles and aliases all count.
    pub fn near(&self, text: &str, limit: usize) -> Vec<Near> {
        let typed = fold(text);
        if typed.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for entry in &self.paths {
            let shared = entry.path.shared_titles.iter().map(|shared| &shared.title);
            let titles = entry.path.job_titles.iter().chain(entry.path.levels.iter().flat_map(|l| &l.titles));
            let names = std::iter::once(&entry.path.name).chain(titles).chain(shared);
            found.extend(nearest(&typed, Kind::Path, &entry.path.slug, &entry.path.name, names));
        }
        for entry in &self.categories {
            let category = &entry.category;
            let names = std::iter::once(&category.name);
            found.extend(nearest(&typed, Kind::Category, &category.slug, &category.name, names));
        }
        for entry in &self.skills {
            let names = std::iter::once(&entry.skill.name).chain(&entry.skill.aliases);
            found.extend(nearest(&typed, Kind::Skill, &entry.skill.slug, &entry.skill.name, names));
        }
        found.sort_by(|a, b| {
            b.likeness.total_cmp(&a.likeness).then(a.kind.cmp(&b.kind)).then(a.name.cmp(&b.name))
        });
        found.truncate(limit);
        found
    }
}

/// The one of `all` with the name most like what was typed.
pub(super) fn likest<'a, T, const N: usize>(
    typed: &str,
    all: &'a [T],
    names: impl Fn(&T) -> [String; N],
) -> Option<&'a T> {
    let typed = fold(typed);
    let best = |one: &T| names(one).iter().map(|name| likeness(&typed, &fold(name))).fold(0.0, f64::max);
    all.iter().map(|one| (best(one), one)).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, one)| one)
}

fn nearest<'a>(
    typed: &str,
    kind: Kind,
    slug: &Slug,
    shown: &str,
    names: impl Iterator<Item = &'a String>,
) -> Option<Near> {
    let likeness = names.map(|name| likeness(typed, &fold(name))).fold(0.0, f64::max);
    (likeness >= MEANT).then(|| Near { kind, slug: slug.clone(), name: shown.to_owned(), likeness })
}

/// 1 for the name itself, a little less where every typed word begins a word of it, else how alike
/// the letters are.
fn likeness(typed: &str, name: &str) -> f64 {
    const WORDS: f64 = 0.97;
    if typed == name {
        return 1.0;
    }
    let mut words = name.split(' ');
    if typed.split(' ').all(|part| words.any(|word| word.starts_with(part))) {
        return WORDS;
    }
    strsim::jaro_winkler(typed, name) * WORDS
}

/// Lower-case words, parted by single spaces; `+` and `#` belong to words.
fn fold(text: &str) -> String {
    /// Longer than any name; more would only cost time.
    const LONGEST: usize = 100;
    let words: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_alphanumeric() || c == '+' || c == '#' { c } else { ' ' })
        .collect();
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{MEANT, fold, likeness};

    #[test]
    fn names_are_found_by_their_words_and_in_spite_of_typos() {
        for (typed, name) in [
            ("machine learning engineer", "Machine Learning Engineer"),
            ("Machin Lerning Enginer", "Machine Learning Engineer"),
            ("learning eng", "Machine Learning Engineer"),
            ("c++", "C++"),
        ] {
            assert!(likeness(&fold(typed), &fold(name)) >= MEANT, "{typed}");
        }
        assert!(likeness("plumber", "registered nurse") < MEANT);
    }
}
