//! Text made safe for HTML and XML. Pages are mostly such text, and askama's own way looks at every byte by
//! itself; this one looks at sixteen at a time.

use std::fmt::{Result, Write};

use askama::filters::Escaper;

/// Escapes `"`, `&`, `'`, `<` and `>`, as askama does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Html;

/// Bytes that are compared at once, by instructions that every processor has.
const AT_ONCE: usize = 16;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> Result {
        let mut rest = text;
        while let Some((at, entity)) = first(rest.as_bytes()) {
            let (plain, marked) = rest.split_at(at);
            if !plain.is_empty() {
                dest.write_str(plain)?;
            }
            dest.write_str(entity)?;
            rest = &marked[1..];
        }
        if rest.is_empty() { Ok(()) } else { dest.write_str(rest) }
    }
}

/// The place of the first byte that must not stand as it is, and what to write instead.
fn first(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let (chunks, end) = bytes.as_chunks::<AT_ONCE>();
    let plain = chunks.iter().take_while(|chunk| !has_mark(chunk)).count();
    if plain == chunks.len() {
        let mut last = [0; AT_ONCE];
        last[..end.len()].copy_from_slice(end);
        if !has_mark(&last) {
            return None;
        }
    }
    let from = plain * AT_ONCE;
    let found = (from..).zip(&bytes[from..]).find(|(_, byte)| has_mark(&[**byte]));
    found.map(|(at, byte)| (at, entity(*byte)))
}

/// Without a branch, so that the compiler compares all at once. One bit tells `"` from `&`, and `<` from `>`.
fn has_mark<const N: usize>(bytes: &[u8; N]) -> bool {
    let mut marks = [0; N];
    for (mark, byte) in marks.iter_mut().zip(bytes) {
        *mark = u8::from(byte | 4 == b'&') | u8::from(byte | 2 == b'>') | u8::from(*byte == b'\'');
    }
    marks.iter().fold(0, |any, mark| any | mark) > 0
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'"' => "&#34;",
        b'&' => "&#38;",
        b'\'' => "&#39;",
        b'<' => "&#60;",
        _ => "&#62;",
    }
}

#[cfg(test)]
mod tests {
    use askama::filters::{Escaper, Html as Askamas};

    use super::Html;

    #[test]
    fn it_writes_what_askama_would() {
        let mut texts = vec![String::new(), "\"&'<>".to_owned(), "é<ü>ß & 🚀".repeat(9)];
        // A mark at every place of a text, with others of its kind before and behind it.
        for at in 0..40 {
            for mark in ["\"", "&", "'", "<", ">", "é", "%", ";"] {
                texts.push(format!("{}{mark}{}", "x".repeat(at), "y".repeat(40 - at)));
                texts.push(format!("{}{mark}{mark}<{}", "ü".repeat(at), "z".repeat(at / 2)));
            }
        }
        for text in texts {
            let (mut ours, mut theirs) = (String::new(), String::new());
            Html.write_escaped_str(&mut ours, &text).unwrap();
            Askamas.write_escaped_str(&mut theirs, &text).unwrap();
            assert_eq!(ours, theirs, "{text}");
        }
        let mut char = String::new();
        Html.write_escaped_char(&mut char, '<').unwrap();
        assert_eq!(char, "&#60;");
    }
}
