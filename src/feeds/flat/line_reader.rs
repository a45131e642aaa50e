//! Lines of a stream, bounded in length.

use std::io::{BufRead, ErrorKind};

/// Longest line that is held, in bytes; longer ones are read over.
pub const MAX_LINE: usize = 4 * 1024 * 1024;

/// The lines of a stream that are not blank, each with its number from 1 on.
pub struct Lines<'i> {
    input: &'i mut dyn BufRead,
    line: Vec<u8>,
    number: usize,
}

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<'l> {
    Line {
        bytes: &'l [u8],
        /// False for a last line that has no end: the file may be cut off in it.
        complete: bool,
    },
    TooLong {
        /// The longest allowed, in bytes.
        limit: usize,
    },
}

impl std::fmt::Debug for Lines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines").field("number", &self.number).finish_non_exhaustive()
    }
}

impl<'i> Lines<'i> {
    /// The lines of `input` from where it stands.
    pub fn new(input: &'i mut dyn BufRead) -> Self {
        Self { input, line: Vec::new(), number: 0 }
    }

    /// The next line that is not blank and its number; `None` at the end. Fails if the stream can't be
    /// read on.
    pub fn advance(&mut self) -> Result<Option<(usize, Taken<'_>)>, String> {
        loop {
            self.line.clear();
            self.number += 1;
            let Some(end) =
                self.fill().map_err(|error| format!("breaks off at line {}: {error}", self.number))?
            else {
                return Ok(None);
            };
            if self.number == 1 && self.line.starts_with(b"\xEF\xBB\xBF") {
                self.line.drain(..3);
            }
            if matches!(end, End::TooLong) {
                return Ok(Some((self.number, Taken::TooLong { limit: MAX_LINE })));
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        let complete = self.line.ends_with(b"\n");
        Ok(Some((self.number, Taken::Line { bytes: self.line.trim_ascii(), complete })))
    }

    /// Reads up to the end of the line and holds it with its end, as far as it is not too long.
    fn fill(&mut self) -> std::io::Result<Option<End>> {
        let mut length = 0_usize;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', buffer);
            let used = end.map_or(buffer.len(), |at| at + 1);
            let at_end = buffer.is_empty();
            length += used;
            if length <= MAX_LINE {
                self.line.extend_from_slice(&buffer[..used]);
            }
            self.input.consume(used);
            match (end.is_some() || at_end, length) {
                (true, 0) => return Ok(None),
                (true, _) if length > MAX_LINE => return Ok(Some(End::TooLong)),
                (true, _) => return Ok(Some(End::Held)),
                (false, _) => {}
            }
        }
    }
}

/// How a line was read.
enum End {
    Held,
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::{Lines, MAX_LINE, Taken};

    #[test]
    fn lines_are_numbered_and_long_ones_are_not_held() {
        let long = "x".repeat(MAX_LINE + 1);
        let text = format!("\u{feff}a\r\n\n \n{long}\nb");
        let mut input = text.as_bytes();
        let mut lines = Lines::new(&mut input);
        assert_eq!(lines.advance().unwrap(), Some((1, Taken::Line { bytes: b"a", complete: true })));
        assert_eq!(lines.advance().unwrap(), Some((4, Taken::TooLong { limit: MAX_LINE })));
        assert_eq!(lines.advance().unwrap(), Some((5, Taken::Line { bytes: b"b", complete: false })));
        assert_eq!(lines.advance().unwrap(), None);
    }
}
