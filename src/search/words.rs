//! Texts as words: how adverts are indexed, and queries read.

use std::str::CharIndices;
use std::sync::LazyLock;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, StopWordFilter, TextAnalyzer, Token,
    TokenStream, Tokenizer, TokenizerManager,
};

use super::stems::Stems;

/// Words by their stems, without stop words, whose places stay empty: for long texts.
pub const TEXT: &str = "text";

/// Words by their stems, every one of them: "IT" is a word of a title.
pub const NAME: &str = "name";

/// Words as they are written, in lower case and without accents.
pub const SURFACE: &str = "surface";

/// Longest word in bytes that is indexed; longer ones are addresses and noise.
const LONGEST: usize = 40;

/// Letters that a word before `+` or `#` may have to be one with it, as in `C++` and `F#`.
const BEFORE_SIGN: usize = 2;

/// `.NET` and `ASP.NET` as a word of its own, which nets are not.
const DOT_NET: &str = "dotnet";

/// The analysers by name, for an index.
pub fn analyzers() -> TokenizerManager {
    // With the usual ones, since a column of text asks for one as well.
    let manager = TokenizerManager::default();
    let folded = || {
        TextAnalyzer::builder(Words::default()).filter(RemoveLongFilter::limit(LONGEST)).filter(LowerCaser)
    };
    let surface = folded().filter(AsciiFoldingFilter);
    let name = folded().filter(AsciiFoldingFilter).filter(Stems);
    let stop = StopWordFilter::new(Language::English).unwrap_or_else(|| StopWordFilter::remove(Vec::new()));
    let text = folded().filter(AsciiFoldingFilter).filter(stop).filter(Stems);
    manager.register(SURFACE, surface.build());
    manager.register(NAME, name.build());
    manager.register(TEXT, text.build());
    manager
}

/// A word that someone typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower case, without accents.
    pub surface: String,
    pub stem: String,
    /// Whether it is too common to be looked for in texts.
    pub stop: bool,
}

/// The words of a text that someone typed.
pub fn read(text: &str) -> Vec<Word> {
    surfaces(text)
        .into_iter()
        .map(|surface| {
            let stem = tokens(NAME, &surface).pop().unwrap_or_default();
            let stop = tokens(TEXT, &surface).is_empty();
            Word { surface, stem, stop }
        })
        .collect()
}

/// The words of a text as they are written, in lower case and without accents.
pub fn surfaces(text: &str) -> Vec<String> {
    tokens(SURFACE, text)
}

/// The stem of one word.
pub fn stem(surface: &str) -> String {
    tokens(NAME, surface).pop().unwrap_or_default()
}

/// An analyser by its name.
pub fn analyzer(name: &str) -> Option<TextAnalyzer> {
    static ANALYZERS: LazyLock<TokenizerManager> = LazyLock::new(analyzers);
    ANALYZERS.get(name)
}

fn tokens(name: &str, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    if let Some(mut analyzer) = analyzer(name) {
        analyzer.token_stream(text).process(&mut |token| tokens.push(token.text.clone()));
    }
    tokens
}

/// Where words begin and end: letters and digits of any script, with `++` and `#` after the names of some
/// languages. Scripts that part no words are taken letter by letter, so that any run of them is found as a
/// phrase.
#[derive(Debug, Clone, Default)]
struct Words {
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, letters: text.char_indices(), token: &mut self.token }
    }
}

struct WordStream<'a> {
    text: &'a str,
    letters: CharIndices<'a>,
    token: &'a mut Token,
}

impl WordStream<'_> {
    /// The end of the word that begins with this letter.
    fn end(&mut self, start: usize, first: char) -> usize {
        if stands_alone(first) {
            return start + first.len_utf8();
        }
        let end = loop {
            let mut ahead = self.letters.clone();
            match ahead.next() {
                Some((_, letter)) if letter.is_alphanumeric() && !stands_alone(letter) => {
                    self.letters = ahead;
                }
                Some((at, _)) => break at,
                None => break self.text.len(),
            }
        };
        if end - start > BEFORE_SIGN {
            return end;
        }
        let rest = &self.text[end..];
        let signs = if rest.starts_with("++") { 2 } else { usize::from(rest.starts_with('#')) };
        let parted = !rest[signs..].starts_with(char::is_alphanumeric);
        let signs = if parted { signs } else { 0 };
        for _ in 0..signs {
            self.letters.next();
        }
        end + signs
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        while let Some((start, first)) = self.letters.next() {
            if first.is_alphanumeric() {
                let end = self.end(start, first);
                self.token.offset_from = start;
                self.token.offset_to = end;
                let word = &self.text[start..end];
                let dotted = word.eq_ignore_ascii_case("net") && self.text[..start].ends_with('.');
                self.token.text.push_str(if dotted { DOT_NET } else { word });
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Letters of scripts that write words without spaces: Kana, Han, Thai (Unicode 16, chapters 16 and 18).
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{0e01}'..='\u{0e3a}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::{NAME, SURFACE, TEXT, read, tokens};

    #[test]
    fn words_are_what_people_look_for() {
        for (text, words) in [
            ("Senior C++/C# Engineer", vec!["senior", "c++", "c#", "engineer"]),
            ("Node.js & R+D, grade #7", vec!["node", "js", "r", "d", "grade", "7"]),
            ("Café MÜNCHEN", vec!["cafe", "munchen"]),
            ("看護師 (東京)", vec!["看", "護", "師", "東", "京"]),
            ("ASP.NET, .net and a net", vec!["asp", "dotnet", "dotnet", "and", "a", "net"]),
            ("\0 -- ++ # 🙂", vec![]),
        ] {
            assert_eq!(tokens(SURFACE, text), words, "{text}");
        }
    }

    #[test]
    fn stems_are_the_same_for_every_form_of_a_word() {
        assert_eq!(tokens(NAME, "nurse nurses Nursing"), ["nurs"; 3]);
        assert_eq!(tokens(NAME, "IT support"), ["it", "support"]);
        assert_eq!(tokens(TEXT, "the support of it"), ["support"]);
        let words = read("of nurses");
        assert!(words[0].stop && !words[1].stop);
        assert_eq!((words[1].surface.as_str(), words[1].stem.as_str()), ("nurses", "nurs"));
    }
}
