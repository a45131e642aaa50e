//! Work that several requests want at once, done once.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::future::Future;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OnceCell;

/// Work under way, each by its key.
#[derive(Debug)]
pub struct Flights<K, V>(Mutex<HashMap<K, Arc<OnceCell<V>>>>);

impl<K, V> Default for Flights<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Flights<K, V> {
    /// What `work` answers; who asks meanwhile for the same gets the same answer, and does not work. When the one
    /// who works gives up, another of them does.
    pub async fn join(&self, key: K, work: impl Future<Output = V>) -> V {
        let cell = Arc::clone(self.lock().entry(key.clone()).or_default());
        let flight = Flight { flights: self, key, cell };
        flight.cell.get_or_init(|| work).await.clone()
    }

    /// Whether someone works on this.
    pub fn has<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.lock().contains_key(key)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Arc<OnceCell<V>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who works or waits. Dropped, by giving up too, it leaves nothing behind.
struct Flight<'a, K: Clone + Eq + Hash, V: Clone> {
    flights: &'a Flights<K, V>,
    key: K,
    cell: Arc<OnceCell<V>>,
}

impl<K: Clone + Eq + Hash, V: Clone> Drop for Flight<'_, K, V> {
    fn drop(&mut self) {
        let mut flights = self.flights.lock();
        let ours = flights.get(&self.key).is_some_and(|cell| Arc::ptr_eq(cell, &self.cell));
        // Once it is done later ones find the answer elsewhere; till then the others wait for this cell: two of
        // it are the map's and ours.
        if ours && (self.cell.initialized() || Arc::strong_count(&self.cell) == 2) {
            flights.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use tokio::time::{sleep, timeout};

    use super::Flights;

    #[tokio::test]
    async fn one_works_for_all() {
        let (flights, worked) = (Flights::default(), AtomicU32::new(0));
        let work = async || {
            sleep(Duration::from_millis(5)).await;
            worked.fetch_add(1, Ordering::Relaxed)
        };
        let (a, b, other) =
            tokio::join!(flights.join("a", work()), flights.join("a", work()), flights.join("b", work()));
        assert_eq!(a, b);
        assert_ne!(a, other);
        assert_eq!(flights.join("a", work()).await, 2, "what is done is not kept here");
        assert!(!flights.has(&"a"));
    }

    #[tokio::test]
    async fn who_gives_up_leaves_the_work_to_the_next_and_nothing_behind() {
        let flights = Flights::default();
        let first = timeout(Duration::from_millis(5), flights.join("a", pending()));
        let second = flights.join("a", async { 2 });
        let (first, second) = tokio::join!(first, second);
        assert!(first.is_err());
        assert_eq!(second, 2);
        assert!(timeout(Duration::from_millis(5), flights.join("a", pending::<i32>())).await.is_err());
        assert!(!flights.has(&"a"));
    }
}
