//! Whole answers, kept in memory within a number of bytes. Pages know nothing of it.

pub mod answer;
pub mod asked;
pub mod encoding;
pub mod flights;
pub mod front;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, Equivalent, OptionsBuilder, Weighter};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

use answer::{Age, Answer, Stamp};
use encoding::{Effort, Encoding};
use flights::Flights;

/// A body that has been the same for so long is made as small as can be, once it is asked for again.
const IMPROVED_AFTER: Duration = Duration::from_secs(5);

/// About as many bytes have an answer each, packed ones with plain ones.
const BYTES_OF_ONE: u64 = 16 * 1024;

/// Parts of the memory, each with a lock of its own. Of more the share of each would be small beside a page.
const SHARDS: usize = 4;

/// An answer's place: path and query as they are asked for, which for an answer with 200 is the one spelling of
/// its URL, and the encoding of its body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    encoding: Encoding,
    url: Box<str>,
}

/// A [`Key`] that need not be owned.
#[derive(Hash)]
struct Sought<'a> {
    encoding: Encoding,
    url: &'a str,
}

impl Equivalent<Key> for Sought<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.encoding == key.encoding && *self.url == *key.url
    }
}

#[derive(Debug, Clone, Copy)]
struct InBytes;

impl Weighter<Key, Arc<Answer>> for InBytes {
    fn weight(&self, key: &Key, answer: &Arc<Answer>) -> u64 {
        (key.url.len() + answer.weight()) as u64
    }
}

/// How a plain answer came about.
#[derive(Debug)]
pub enum Plain {
    /// It may be given to all; `made` for the one who asks.
    Kept { answer: Arc<Answer>, made: bool },
    /// Made for the one who asks, and for no one else.
    Own(Box<Answer>),
    /// Someone else had one for himself.
    None,
}

/// Answers that are kept, and those that are being made.
pub struct Answers {
    kept: Cache<Key, Arc<Answer>, InBytes>,
    /// Plain ones being made; none for what may not be kept.
    making: Flights<Box<str>, Option<Arc<Answer>>>,
    packing: Flights<Key, Option<Arc<Answer>>>,
    /// Who makes old ones anew, no more at once than there are cores.
    renewing: Arc<Semaphore>,
    /// Who makes bodies as small as can be, one at a time.
    improving: Arc<Semaphore>,
    made: AtomicU64,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("bytes", &self.bytes()).finish_non_exhaustive()
    }
}

impl Answers {
    /// Keeps so many bytes of answers at the most; none with 0.
    pub fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / BYTES_OF_ONE).unwrap_or(usize::MAX);
        let mut options = OptionsBuilder::new();
        options.shards(SHARDS).estimated_items_capacity(items.max(1)).weight_capacity(bytes);
        #[expect(clippy::expect_used, reason = "fails only where one of the two is not given")]
        let options = options.build().expect("a number of items and of bytes");
        Self {
            kept: Cache::with_options(
                options,
                InBytes,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            ),
            making: Flights::default(),
            packing: Flights::default(),
            renewing: Arc::new(Semaphore::new(available_parallelism().map_or(1, usize::from))),
            improving: Arc::new(Semaphore::new(1)),
            made: AtomicU64::new(0),
        }
    }

    /// Bytes of the answers that are kept, about.
    pub fn bytes(&self) -> u64 {
        self.kept.weight()
    }

    /// How many answers were made since the start of those that may be kept.
    pub fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// The answer at `url` that can be given in an encoding, and whether another should be made.
    pub fn find(
        &self,
        url: &str,
        encoding: Encoding,
        (stamp, now): (Stamp, Instant),
    ) -> Option<(Arc<Answer>, Age)> {
        // What can't be packed is kept as it is only.
        let plain = || self.kept.get(&Sought { encoding: Encoding::Identity, url });
        let found = self.kept.get(&Sought { encoding, url });
        let answer = found.or_else(|| plain().filter(|answer| !answer.is_packable()))?;
        let age = answer.age(stamp, now);
        (age != Age::Past).then_some((answer, age))
    }

    /// The plain answer at `url`, made by `make` unless it is there or being made.
    pub async fn plain(&self, url: &str, at: (Stamp, Instant), make: impl Future<Output = Answer>) -> Plain {
        let (mut made, mut own) = (false, None);
        let work = async {
            let current = self.find(url, Encoding::Identity, at).filter(|(_, age)| *age == Age::Current);
            if let Some((answer, _)) = current {
                return Some(answer);
            }
            made = true;
            let answer = make.await;
            if answer.may_be_kept() {
                self.made.fetch_add(1, Ordering::Relaxed);
                return Some(self.keep(url, Encoding::Identity, answer));
            }
            // What is there no longer must not be shown from memory either.
            if !answer.is_failure() {
                self.forget(url);
            }
            own = Some(Box::new(answer));
            None
        };
        match (self.making.join(url.into(), work).await, own) {
            (Some(answer), _) => Plain::Kept { answer, made },
            (None, Some(own)) => Plain::Own(own),
            (None, None) => Plain::None,
        }
    }

    /// A plain answer in an encoding, packed unless it is there or being packed.
    pub async fn packed(&self, url: &str, plain: Arc<Answer>, encoding: Encoding) -> Arc<Answer> {
        if !plain.goes_packed(encoding) {
            return plain;
        }
        let work = async {
            let before = self.kept.get(&Sought { encoding, url });
            if let Some(renewed) = before.and_then(|before| before.renewed(&plain)) {
                return Some(self.keep(url, encoding, renewed));
            }
            let packed = pack(Arc::clone(&plain), encoding, Effort::Quick).await?;
            Some(self.keep(url, encoding, packed))
        };
        self.packing.join(Key { encoding, url: url.into() }, work).await.unwrap_or(plain)
    }

    /// Leave to make the answer at `url` anew, to be held till that is done; none while someone does, or too
    /// many others are made.
    pub fn may_renew(&self, url: &str) -> Option<OwnedSemaphorePermit> {
        let idle = !self.making.has(url);
        idle.then(|| Arc::clone(&self.renewing).try_acquire_owned().ok()).flatten()
    }

    /// An answer that is not kept, in an encoding.
    pub async fn packed_once(answer: Answer, encoding: Encoding) -> Arc<Answer> {
        let plain = Arc::new(answer);
        if !plain.goes_packed(encoding) {
            return plain;
        }
        pack(Arc::clone(&plain), encoding, Effort::Quick).await.map_or(plain, Arc::new)
    }

    /// Makes the body of a kept answer as small as can be, aside, if that is worth it and nothing else is being
    /// made small.
    pub fn improve(self: &Arc<Self>, url: &str, (answer, now): (&Answer, Instant)) {
        let encoding = answer.encoding();
        if !answer.is_worth_improving(IMPROVED_AFTER, now) {
            return;
        }
        let Ok(permit) = Arc::clone(&self.improving).try_acquire_owned() else { return };
        let Some(plain) = self.kept.get(&Sought { encoding: Encoding::Identity, url }) else { return };
        let (answers, url) = (Arc::clone(self), Box::<str>::from(url));
        tokio::spawn(async move {
            let _permit = permit;
            let Some(packed) = pack(plain, encoding, Effort::Best).await else { return };
            // What came in its place meanwhile, if it says something else, stays.
            let current = answers.kept.get(&Sought { encoding, url: &url });
            if let Some(improved) = current.and_then(|current| packed.renewed(&current)) {
                answers.keep(&url, encoding, improved);
            }
        });
    }

    fn keep(&self, url: &str, encoding: Encoding, answer: Answer) -> Arc<Answer> {
        let answer = Arc::new(answer);
        self.kept.insert(Key { encoding, url: url.into() }, Arc::clone(&answer));
        answer
    }

    fn forget(&self, url: &str) {
        for encoding in Encoding::ALL {
            self.kept.remove(&Sought { encoding, url });
        }
    }
}

/// Packs beside the threads that answer; `None` if that fails, which the log tells.
async fn pack(plain: Arc<Answer>, encoding: Encoding, effort: Effort) -> Option<Answer> {
    let packed = spawn_blocking(move || plain.packed(encoding, effort)).await;
    match packed {
        Ok(Ok(packed)) => Some(packed),
        failed => {
            tracing::error!("an answer could not be packed: {failed:?}");
            None
        }
    }
}
