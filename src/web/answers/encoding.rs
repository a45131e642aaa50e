//! Encodings of a body: which one a client wants, and how it is made.

use std::io::{self, Read, Write};

use axum::http::{HeaderMap, HeaderValue, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// How a body goes out; the smaller bodies are, the higher it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    Identity,
    Gzip,
    Zstd,
    Brotli,
}

/// How much time may go into making a body small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// While someone waits: some 40 KB in half a millisecond.
    Quick,
    /// Aside, once for many: a fifth smaller, in some fifty milliseconds.
    Best,
}

impl Encoding {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Identity, Self::Gzip, Self::Zstd, Self::Brotli];

    /// The encoding in which a client likes an answer best, the smallest of those it likes alike. Who refuses
    /// everything that we have gets the plain one all the same (RFC 9110, 12.5.3, allows that), rather than an
    /// error that helps no one.
    pub fn wanted(headers: &HeaderMap) -> Self {
        // Plain where nothing else is named.
        let (mut weight, mut best) = (0.0, Self::Identity);
        let values = headers.get_all(header::ACCEPT_ENCODING).iter();
        let parts = values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
        for part in parts {
            let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
            let Some(encoding) = Self::named(name.trim()) else { continue };
            let given = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |given| given.parse().ok());
            let given: f32 = given.filter(|given| (0.0..=1.0).contains(given)).unwrap_or(0.0);
            if given > 0.0 && (given, encoding) > (weight, best) {
                (weight, best) = (given, encoding);
            }
        }
        best
    }

    fn named(name: &str) -> Option<Self> {
        // As registered, and in any case (RFC 9110, 8.4.1).
        let known = [
            ("br", Self::Brotli),
            ("zstd", Self::Zstd),
            ("gzip", Self::Gzip),
            ("x-gzip", Self::Gzip),
            ("identity", Self::Identity),
        ];
        known.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, encoding)| encoding)
    }

    /// The value of `Content-Encoding`, if any.
    pub fn header(self) -> Option<HeaderValue> {
        let name = match self {
            Self::Identity => return None,
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Brotli => "br",
        };
        Some(HeaderValue::from_static(name))
    }

    /// A body in this encoding. Takes a core for as long as [`Effort`] says.
    pub fn pack(self, body: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
        let level = self.level(effort);
        let mut packed = Vec::with_capacity(body.len() / 4);
        match self {
            Self::Identity => packed.extend_from_slice(body),
            Self::Gzip => {
                let mut encoder = GzEncoder::new(packed, Compression::new(level));
                encoder.write_all(body)?;
                packed = encoder.finish()?;
            }
            Self::Zstd => packed = zstd::bulk::compress(body, level.cast_signed())?,
            Self::Brotli => {
                let mut encoder = brotli::CompressorReader::new(body, body.len().max(1), level, WINDOW);
                encoder.read_to_end(&mut packed)?;
            }
        }
        Ok(packed)
    }

    /// Levels as measured on pages of paths: of quick ones the last before time grows faster than size falls.
    fn level(self, effort: Effort) -> u32 {
        match (self, effort) {
            (Self::Identity, _) => 0,
            (Self::Gzip, Effort::Quick) => 5,
            (Self::Gzip, Effort::Best) => 9,
            (Self::Zstd, Effort::Quick) => 5,
            (Self::Zstd, Effort::Best) => 19,
            (Self::Brotli, Effort::Quick) => 4,
            (Self::Brotli, Effort::Best) => 11,
        }
    }
}

/// Size of brotli's window as a power of two; larger than any page.
const WINDOW: u32 = 20;

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::http::{HeaderMap, header};

    use super::{Effort, Encoding};

    #[test]
    fn a_client_gets_what_it_likes_best() {
        for (given, wanted) in [
            ("", Encoding::Identity),
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip, deflate", Encoding::Gzip),
            ("GZip", Encoding::Gzip),
            ("zstd;q=0.9, br;q=0.8", Encoding::Zstd),
            ("identity, gzip;q=0.5", Encoding::Identity),
            ("identity;q=0.5, gzip;q=0.5", Encoding::Gzip),
            ("br;q=0, gzip;q=0.1", Encoding::Gzip),
            ("br;q=x, *;q=0", Encoding::Identity),
            ("br;q=7", Encoding::Identity),
            ("br;q=nan", Encoding::Identity),
            ("*", Encoding::Identity),
            ("identity;q=0", Encoding::Identity),
            (",,;,q=1;;", Encoding::Identity),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, given.parse().unwrap())]);
            assert_eq!(Encoding::wanted(&headers), wanted, "{given}");
        }
        let mut two = HeaderMap::new();
        two.append(header::ACCEPT_ENCODING, "gzip".parse().unwrap());
        two.append(header::ACCEPT_ENCODING, "br".parse().unwrap());
        assert_eq!(Encoding::wanted(&two), Encoding::Brotli);
        assert_eq!(Encoding::wanted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = "A kiln is fired slowly, and cooled more slowly still. ".repeat(300);
        for body in [text.as_bytes(), b"", b"x"] {
            for effort in [Effort::Quick, Effort::Best] {
                let gzip = Encoding::Gzip.pack(body, effort).unwrap();
                let mut unpacked = Vec::new();
                flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut unpacked).unwrap();
                assert_eq!(unpacked, body);
                let brotli = Encoding::Brotli.pack(body, effort).unwrap();
                let mut unpacked = Vec::new();
                brotli::Decompressor::new(&brotli[..], 4096).read_to_end(&mut unpacked).unwrap();
                assert_eq!(unpacked, body);
                let zstd = Encoding::Zstd.pack(body, effort).unwrap();
                assert_eq!(zstd::bulk::decompress(&zstd, text.len()).unwrap(), body);
                assert_eq!(Encoding::Identity.pack(body, effort).unwrap(), body);
            }
        }
    }
}
