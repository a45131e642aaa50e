//! What is worked out of a posting on its way into the database, and of one in it on its way into the index.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

use crate::db::changes::{Advert, Searchable};
use crate::matching::{self, Finding, Matcher, text};
use crate::model::posting::{Incoming, Posting};
use crate::model::slug::Slug;

/// Works out of a posting what is kept beside it.
pub fn prepare(posting: Posting, matcher: &Matcher) -> Incoming {
    let said = digest(&posting);
    let text = posting.description_html.as_deref().map(text::plain).unwrap_or_default();
    let found = find(matcher, &posting.title, &posting.company, &text, &posting.excerpt);
    let twin = (!text.is_empty())
        .then(|| digest(&(folded(&posting.company), folded(&posting.title), folded(&text))));
    Incoming {
        standing: found.standing,
        skills: found.skills,
        digest: said,
        twin,
        first_seen: None,
        closed_at: None,
        text,
        posting,
    }
}

/// What is found in an advert, of which the beginning does where its text is not known.
pub fn find(matcher: &Matcher, title: &str, company: &str, text: &str, excerpt: &str) -> Finding {
    let text = if text.is_empty() { excerpt } else { text };
    matcher.find(&matching::Advert { title, company, text })
}

/// The letters and digits of a text in lower case.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
    folded
}

/// What the index needs of postings that were written: `written` tells the id of each, `None` where it was not
/// written, or not as it came.
pub fn searchable(postings: Vec<Incoming>, written: &[Option<i64>], change: i64) -> Vec<Searchable> {
    let known = postings.into_iter().zip(written);
    known
        .filter_map(|(incoming, id)| {
            let posting = incoming.posting;
            let plain = if incoming.text.is_empty() { posting.excerpt } else { incoming.text };
            Some(Searchable {
                id: (*id)?,
                change,
                shown: true,
                company_slug: Slug::from_name(&posting.company, "company"),
                title: posting.title,
                company: posting.company,
                places: posting.places,
                work_mode: posting.work_mode,
                employment_type: posting.employment_type,
                pay: posting.pay,
                posted_on: posting.posted.map(|posted| posted.at.date()),
                path: incoming.standing.path,
                stage: incoming.standing.stage,
                skills: incoming.skills,
                advert: Advert::Plain(plain),
            })
        })
        .collect()
}

/// A number by which two values are told apart; the same on every machine.
fn digest(value: &impl Hash) -> i64 {
    struct Stable(Sha256);
    impl Hasher for Stable {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        fn finish(&self) -> u64 {
            let digest = self.0.clone().finalize();
            digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
        }
    }
    let mut hasher = Stable(Sha256::new());
    value.hash(&mut hasher);
    hasher.finish().cast_signed()
}
