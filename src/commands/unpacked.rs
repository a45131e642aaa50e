//! Files packed by gzip, up to a bound.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

use flate2::bufread::MultiGzDecoder;

/// Most bytes to which a packed feed may unpack, 32 GiB: twice the adverts of two million positions. Some megabytes
/// of gzip can hold a thousand times as much, and would keep an import busy for days.
pub const MOST_UNPACKED: u64 = 32 << 30;

/// A packed file as it unpacks. To read on once it has come to more than its bound is an error.
#[derive(Debug)]
pub struct Unpacked<R> {
    decoder: MultiGzDecoder<R>,
    most: u64,
    /// How much may still come; `None` once more came.
    left: Option<u64>,
}

impl<R: BufRead> Unpacked<R> {
    /// A file that may unpack to at most so many bytes.
    pub fn new(packed: R, most: u64) -> Self {
        Self { decoder: MultiGzDecoder::new(packed), most, left: Some(most) }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.decoder.read(buffer)?;
        self.left = self.left.and_then(|left| left.checked_sub(count as u64));
        if self.left.is_none() {
            let message = format!("it unpacks to more than {} bytes; unpack and split it", self.most);
            return Err(Error::new(ErrorKind::InvalidData, message));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read, Write};
    use std::ops::ControlFlow;

    use clap::ValueEnum;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::Unpacked;
    use crate::feeds::{self, Format, Origin};

    fn packed(parts: &[&[u8]]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        parts.iter().for_each(|part| encoder.write_all(part).unwrap());
        encoder.finish().unwrap()
    }

    #[test]
    fn files_are_unpacked_up_to_the_bound() {
        let file = [packed(&[&[b'x'; 600]]), packed(&[&[b'y'; 400]])].concat();
        let unpacked = |most| {
            let mut bytes = Vec::new();
            Unpacked::new(&*file, most).read_to_end(&mut bytes).map(|count| (count, bytes))
        };
        assert_eq!(unpacked(1000).unwrap().1, [[b'x'; 600].as_slice(), &[b'y'; 400]].concat());
        assert!(unpacked(999).unwrap_err().to_string().contains("more than 999 bytes"));
        assert!(unpacked(0).is_err());
        let mut bomb = Unpacked::new(&*file, 999);
        let mut buffer = [0; 64];
        while bomb.read(&mut buffer).is_ok() {}
        assert!(bomb.read(&mut buffer).is_err(), "it goes on after its end");
    }

    #[test]
    fn a_feed_that_unpacks_without_end_is_refused_in_every_format() {
        // What every format passes over for as long as it comes, after a beginning of its own.
        let blank = vec![b' '; 2 << 20];
        for format in Format::value_variants() {
            let start = match format {
                Format::Personio => "<workzag-jobs><position><id>1</id></position>",
                Format::Indeed => "<source><job><title>Potter</title></job>",
                Format::Rss => "<rss><channel><item><title>Potter</title></item>",
                Format::Lever => "[",
                Format::Ndjson => "{\"title\": \"Potter\", \"id\": 1, \"company\": \"Clay Works\"}\n",
                Format::Csv => "title,company,id\n",
                _ => "{\"jobs\": [",
            };
            let bomb = packed(&[start.as_bytes(), &blank]);
            let mut input = BufReader::new(Unpacked::new(&*bomb, 1 << 20));
            let result =
                feeds::read(*format, &mut input, &Origin::default(), &mut |_| ControlFlow::Continue(()));
            let refused = result.unwrap_err().to_string();
            assert!(refused.contains("unpacks to more than 1048576 bytes"), "{format:?}: {refused}");
        }
    }
}
