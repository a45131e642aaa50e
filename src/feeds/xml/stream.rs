//! A stream of bytes, read up to marks and counted in lines.

use std::io::{self, BufRead, ErrorKind};

/// Bytes that are read one stretch at a time; holds none of them itself.
pub struct Stream<'i> {
    input: Box<dyn BufRead + 'i>,
    /// Line on which the reading stands, from 1 on.
    pub line: usize,
}

impl<'i> Stream<'i> {
    pub fn new(input: Box<dyn BufRead + 'i>) -> Self {
        Self { input, line: 1 }
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.input.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.input.fill_buf()
    }

    /// The next byte, which stays where it is; `None` at the end.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.fill()?.first().copied())
    }

    /// Goes past the next byte.
    pub fn skip(&mut self) {
        self.input.consume(1);
    }

    /// Goes past the first of two marks, which may be the same, and says which it was; `None` at the
    /// end. What stands up to it, the mark included, is handed over in stretches.
    pub fn until(&mut self, marks: (u8, u8), mut sink: impl FnMut(&[u8])) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.fill()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let mark = memchr::memchr2(marks.0, marks.1, buffer);
            let used = mark.map_or(buffer.len(), |at| at + 1);
            let (stretch, found) = (&buffer[..used], mark.map(|at| buffer[at]));
            sink(stretch);
            let lines = memchr::memchr_iter(b'\n', stretch).count();
            self.line += lines;
            self.input.consume(used);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Goes past an `end` of at most three bytes, the last of which is `>`; false if there is none.
    pub fn past(&mut self, end: &[u8], mut sink: impl FnMut(&[u8])) -> io::Result<bool> {
        let mut tail = Vec::with_capacity(8);
        loop {
            let found = self.until((b'>', b'>'), |stretch| {
                sink(stretch);
                tail.extend_from_slice(&stretch[stretch.len().saturating_sub(3)..]);
                tail.drain(..tail.len().saturating_sub(3));
            })?;
            match found {
                None => return Ok(false),
                Some(_) if tail.ends_with(end) => return Ok(true),
                Some(_) => {}
            }
        }
    }

    /// Goes past a DTD of which the `start` is read, the inner part of which stands in brackets; false if it
    /// has no end.
    pub fn past_declarations(&mut self, start: &[u8]) -> io::Result<bool> {
        let open = |bytes: &[u8]| {
            let count = |bracket| memchr::memchr_iter(bracket, bytes).count();
            (count(b'['), count(b']'))
        };
        let (mut opened, mut closed) = open(start);
        if start.ends_with(b">") && opened <= closed {
            return Ok(true);
        }
        loop {
            let more = self.until((b'>', b'>'), |stretch| {
                let (more_opened, more_closed) = open(stretch);
                opened += more_opened;
                closed += more_closed;
            })?;
            match more {
                None => return Ok(false),
                Some(_) if opened <= closed => return Ok(true),
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::Stream;

    #[test]
    fn ends_are_found_across_the_edges_of_buffers() {
        for size in 1..8 {
            let input = BufReader::with_capacity(size, &b"a]>\n]]]>b"[..]);
            let mut stream = Stream::new(Box::new(input));
            let mut seen = Vec::new();
            assert!(stream.past(b"]]>", |stretch| seen.extend_from_slice(stretch)).unwrap());
            assert_eq!((&*seen, stream.line, stream.peek().unwrap()), (&b"a]>\n]]]>"[..], 2, Some(b'b')));
            assert!(!stream.past(b"]]>", |_| {}).unwrap());
        }
    }
}
