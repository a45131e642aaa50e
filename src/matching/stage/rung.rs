//! The titles of a path's own rungs in a posting's title.

use super::word::Words;
use crate::model::path::Path;
use crate::model::stage::Stage;

/// A rung whose title a posting bears.
#[derive(Debug, Clone, Copy)]
pub struct Rung<'a> {
    pub stage: Stage,
    pub title: &'a str,
}

/// The rung of the path whose title is found in a posting's title, word by word; of several the longest
/// title, of equally long ones that of the lowest rung. A rung that bears the plain name of the path
/// settles nothing: by that employers mean the job, at any level.
pub fn find<'a>(words: &Words<'_>, path: &'a Path) -> Option<Rung<'a>> {
    let mut found: Option<(usize, Rung<'a>)> = None;
    for level in &path.levels {
        for title in &level.titles {
            let longer = found.as_ref().is_none_or(|(length, _)| title.len() > *length);
            let plain = title.eq_ignore_ascii_case(&path.name);
            if longer && !plain && (0..words.list.len()).any(|at| stands_at(words, at, title)) {
                found = Some((title.len(), Rung { stage: level.stage, title }));
            }
        }
    }
    found.map(|(_, rung)| rung)
}

/// Whether the words of a rung's title stand at a place of a posting's title.
fn stands_at(words: &Words<'_>, at: usize, title: &str) -> bool {
    let mut own = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut posted = words.list[at..].iter();
    own.all(|word| posted.next().is_some_and(|posted| posted.text.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::stands_at;
    use crate::matching::stage::word::Words;

    #[test]
    fn a_title_stands_in_another_word_by_word() {
        let lower = "senior r&d sous-chef, night";
        let words = Words::new(lower, lower);
        assert!(stands_at(&words, 3, "Sous Chef"));
        assert!(!stands_at(&words, 3, "Sou"));
        assert!(!stands_at(&words, 4, "Chef de Partie"));
        assert!(!stands_at(&words, 5, "Night Chef"));
    }
}
