//! Words by their stems. The words of adverts are few and come again and again, so that their stems are
//! kept: that takes a fifth of the time of an import with an index off it.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Stems that are kept; all are forgotten when there are more.
const MOST_KEPT: usize = 100_000;

/// Puts the English stem (Porter's second algorithm) in place of each word in lower case.
#[derive(Debug, Clone, Default)]
pub struct Stems;

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = StemsOf<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemsOf<T> {
        StemsOf { inner, known: FxHashMap::default() }
    }
}

/// A tokeniser whose words are stems.
#[derive(Clone)]
pub struct StemsOf<T> {
    inner: T,
    known: FxHashMap<String, String>,
}

impl<T: Tokenizer> Tokenizer for StemsOf<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        if self.known.len() > MOST_KEPT {
            self.known.clear();
        }
        let stemmer = Stemmer::new(Algorithm::English);
        StemStream { words: self.inner.token_stream(text), stemmer, known: &mut self.known }
    }
}

/// The stems of a text.
pub struct StemStream<'a, T> {
    words: T,
    stemmer: Stemmer,
    known: &'a mut FxHashMap<String, String>,
}

impl<T: TokenStream> TokenStream for StemStream<'_, T> {
    fn advance(&mut self) -> bool {
        if !self.words.advance() {
            return false;
        }
        let token = self.words.token_mut();
        if let Some(stem) = self.known.get(&token.text) {
            token.text.clone_from(stem);
            return true;
        }
        let stem = match self.stemmer.stem(&token.text) {
            Cow::Owned(stem) => stem,
            Cow::Borrowed(stem) => stem.to_owned(),
        };
        self.known.insert(std::mem::replace(&mut token.text, stem.clone()), stem);
        true
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}
