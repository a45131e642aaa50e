//! Bodies of answers, up to a bound.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use reqwest::Response;
use tokio::task::spawn_blocking;

/// First bytes of a file packed by gzip.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Why there is no whole body.
#[derive(Debug)]
pub enum Broken {
    /// It has more bytes than are taken, unpacked ones counted.
    TooLarge,
    /// It broke off, or took too long.
    Transfer(reqwest::Error),
    /// The file that was sent is packed, and the packing is broken.
    Packing(String),
}

/// Reads a body of at most `most` bytes. What the transfer packed comes unpacked; so does a file
/// that is packed itself, such as `feed.xml.gz`.
pub async fn read(mut answer: Response, most: usize) -> Result<Vec<u8>, Broken> {
    let stated = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if stated > most {
        return Err(Broken::TooLarge);
    }
    let mut bytes = Vec::with_capacity(stated.min(1 << 20));
    while let Some(chunk) = answer.chunk().await.map_err(Broken::Transfer)? {
        if chunk.len() > most - bytes.len() {
            return Err(Broken::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    if !bytes.starts_with(&GZIP) {
        return Ok(bytes);
    }
    spawn_blocking(move || unpack(&bytes, most))
        .await
        .unwrap_or_else(|error| Err(Broken::Packing(error.to_string())))
}

fn unpack(packed: &[u8], most: usize) -> Result<Vec<u8>, Broken> {
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    MultiGzDecoder::new(packed)
        .take(bound)
        .read_to_end(&mut bytes)
        .map_err(|error| Broken::Packing(error.to_string()))?;
    if bytes.len() > most { Err(Broken::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{Broken, unpack};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn packed_files_are_unpacked_up_to_the_bound() {
        let file = packed(&[b'x'; 1000]);
        assert_eq!(unpack(&file, 1000).unwrap().len(), 1000);
        assert!(matches!(unpack(&file, 999), Err(Broken::TooLarge)));
        assert!(matches!(unpack(&file[..file.len() - 4], 1000), Err(Broken::Packing(_))));
        let bomb = packed(&vec![0; 50 << 20]);
        assert!(matches!(unpack(&bomb, 1 << 20), Err(Broken::TooLarge)));
        let twice = [packed(b"ab"), packed(b"cd")].concat();
        assert_eq!(unpack(&twice, 10).unwrap(), b"abcd");
    }
}
