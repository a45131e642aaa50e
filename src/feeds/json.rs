//! Whole JSON documents.

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;

use super::Refused;

/// Largest document in bytes; the largest boards known have some 30 MB.
pub const MAX_DOCUMENT: u64 = 128 * 1024 * 1024;

/// All bytes of a document.
pub fn bytes(input: &mut dyn BufRead) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = input.take(MAX_DOCUMENT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Refused(format!("cannot be read to its end: {error}")))?;
    if bytes.len() as u64 > MAX_DOCUMENT {
        return Err(Refused(format!("is larger than {MAX_DOCUMENT} bytes")));
    }
    Ok(bytes)
}

/// The document as a value of `T`, said to be of `what` where it is not.
pub fn parse<T: DeserializeOwned>(input: &mut dyn BufRead, what: &str) -> Result<T, Refused> {
    serde_json::from_slice(&bytes(input)?)
        .map_err(|error| Refused(format!("is no answer of {what}: {error}")))
}
