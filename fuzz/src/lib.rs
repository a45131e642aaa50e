//! What has to hold of any input, for the fuzzer. The tests of the site include the same checks and hold
//! them against the inputs that are kept in `corpus/`.

mod checks;

pub use checks::{check, targets};
