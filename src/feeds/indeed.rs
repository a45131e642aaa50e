//! indeed.

use std::io::BufRead;

use super::{Origin, Refused, Take};

/// Reads a feed of this format.
pub fn read(_input: &mut dyn BufRead, _origin: &Origin, _take: Take<'_>) -> Result<(), Refused> {
    Err(Refused("not yet".to_owned()))
}
