//! Work that is done again and again, and may fail for as long: the log tells when that begins, from time to
//! time that it lasts, and when it is over.

use std::fmt;
use std::time::{Duration, Instant};

/// The log tells of a failure that lasts no more often.
const TOLD_EVERY: Duration = Duration::from_mins(1);

/// One kind of work, and since when it fails.
#[derive(Debug)]
pub struct Trouble {
    work: &'static str,
    failing: Option<Failing>,
}

#[derive(Debug, Clone, Copy)]
struct Failing {
    since: Instant,
    told: Instant,
}

/// What the log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Begun,
    Lasting(Duration),
    Over(Duration),
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begun => f.write_str("fails, and is tried again"),
            Self::Lasting(time) => write!(f, "has failed for {} s", time.as_secs()),
            Self::Over(time) => write!(f, "works again, after {} s", time.as_secs()),
        }
    }
}

impl Trouble {
    /// Of work that is named as in "writing counted views".
    pub fn with(work: &'static str) -> Self {
        Self { work, failing: None }
    }

    /// Notes how it went this time.
    pub fn note<T>(&mut self, result: &anyhow::Result<T>) {
        let Some(told) = self.tell(result.is_err(), Instant::now()) else { return };
        let work = self.work;
        match result {
            Err(error) => tracing::error!("{work} {told}: {error:#}"),
            Ok(_) => tracing::info!("{work} {told}"),
        }
    }

    fn tell(&mut self, failed: bool, now: Instant) -> Option<Told> {
        match &mut self.failing {
            None if failed => {
                self.failing = Some(Failing { since: now, told: now });
                Some(Told::Begun)
            }
            Some(failing) if failed => {
                let due = now.duration_since(failing.told) >= TOLD_EVERY;
                due.then(|| {
                    failing.told = now;
                    Told::Lasting(now.duration_since(failing.since))
                })
            }
            _ => self.failing.take().map(|failing| Told::Over(now.duration_since(failing.since))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Told, Trouble};

    #[test]
    fn a_failure_is_told_when_it_begins_once_a_minute_and_when_it_is_over() {
        let (mut trouble, start) = (Trouble::with("writing"), Instant::now());
        let mut told = Vec::new();
        for second in 0..200 {
            let failed = (10..150).contains(&second);
            let what = trouble.tell(failed, start + Duration::from_secs(second));
            told.extend(what.map(|what| (second, what)));
        }
        let lasting = |seconds| Told::Lasting(Duration::from_secs(seconds));
        let over = Told::Over(Duration::from_secs(140));
        assert_eq!(told, [(10, Told::Begun), (70, lasting(60)), (130, lasting(120)), (150, over)]);
    }

    #[test]
    fn what_fails_anew_is_told_anew_and_success_is_not_told() {
        let (mut trouble, now) = (Trouble::with("writing"), Instant::now());
        assert_eq!(trouble.tell(false, now), None);
        for _ in 0..3 {
            assert_eq!(trouble.tell(true, now), Some(Told::Begun));
            assert_eq!(trouble.tell(true, now), None);
            assert_eq!(trouble.tell(false, now), Some(Told::Over(Duration::ZERO)));
            assert_eq!(trouble.tell(false, now), None);
        }
    }
}
