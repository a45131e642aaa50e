//! The index of positions kept with the database while a command changes it, so that a running site
//! finds what came in at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{MissedTickBehavior, interval};

use crate::db::Db;
use crate::search::keeper::{Fresh, Keeper};

/// How often the index is brought up to the database.
const TICK: Duration = Duration::from_secs(1);

/// Does the work, and meanwhile brings into the index what it changes; what it hands on needs not be read
/// from the database. An index that can't be kept is told
/// in the log and no failure of the work: it is made good by the next process that can.
pub async fn indexed<T, F: Future<Output = T>>(db: &Db, work: impl FnOnce(Arc<Fresh>) -> F) -> T {
    let (done, stop) = oneshot::channel();
    let keeper = Keeper::beside(db.file());
    let fresh = keeper.fresh();
    let keeping = tokio::spawn(keep(keeper, db.clone(), stop));
    let result = work(fresh).await;
    // Who has stopped keeping the index needs not be told.
    let _ = done.send(());
    if let Err(error) = keeping.await {
        tracing::error!("the index of positions was not finished: {error}");
    }
    result
}

/// Drops an index that knows more than the database; to be called before anything is changed.
pub async fn drop_early(db: &Db) {
    if let Err(error) = Keeper::beside(db.file()).drop_early(db).await {
        tracing::error!("{error:#}");
    }
}

async fn keep(mut keeper: Keeper, db: Db, mut stop: oneshot::Receiver<()>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, when nothing has changed yet.
    ticks.tick().await;
    loop {
        let last = tokio::select! {
            _ = ticks.tick() => false,
            _ = &mut stop => true,
        };
        let kept = match keeper.follow(&db).await {
            Ok(()) if last => keeper.finish().await,
            other => other,
        };
        if let Err(error) = kept {
            tracing::error!("{error:#}");
        }
        if last {
            return;
        }
    }
}
