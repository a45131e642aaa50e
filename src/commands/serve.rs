//! `serve`: the website.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sd_notify::NotifyState;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::closing::follow_clock;
use super::import::summary;
use super::indexing::drop_early;
use super::intake::Report;
use super::listen;
use super::load::{load_content, match_anew};
use super::sync::{Synced, Syncing, client};
use super::trouble::Trouble;
use crate::boards::list::{Board, BoardList};
use crate::cli::serve::{Limits, Serve};
use crate::db::{Db, meta, open};
use crate::server::gate::{Gate, Rules};
use crate::server::{self, exporter};
use crate::web::metrics::Imported;
use crate::web::site;
use crate::web::state::Live;

/// How often counted views are written and the content version is looked at.
const TICK: Duration = Duration::from_secs(1);

/// Bytes of one unit of `--cache`.
const MEBIBYTE: u64 = 1024 * 1024;

/// Sockets that are answered.
struct Sockets {
    site: TcpListener,
    metrics: Option<TcpListener>,
}

/// Opens the database, loads the content, and serves until SIGINT or SIGTERM.
#[expect(clippy::print_stdout, reason = "the address is this command's answer")]
pub async fn run(options: &Serve) -> Result<()> {
    let stop = stop_signal()?;
    listen::raise_open_files(options.limits.max_connections.into());
    let site = listen::listener(options.listen).await?;
    let metrics = match options.metrics {
        Some(address) => Some(listen::bind(address, "--metrics").await?),
        None => None,
    };
    let address = site.local_addr()?;
    let db = open::open_or_read(&options.database.file).await?;
    drop_early(&db).await;
    prepare(&db, options).await?;
    let base_url = options.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let today = || Timestamp::now().to_zoned(TimeZone::UTC).date();
    let memory = u64::from(options.cache) * MEBIBYTE;
    let state = Live::new(db.clone(), base_url.clone(), Box::new(today), memory).await?;
    println!("Career Paths is at http://{address}");
    if let Some(metrics) = &metrics {
        println!("Metrics are at http://{}/metrics", metrics.local_addr()?);
    }
    // Who starts us without waiting for it does not listen.
    let _ = sd_notify::notify(&[NotifyState::Ready]);
    let syncing = keep_synced(state.clone(), base_url, options.clone());
    serve(Sockets { site, metrics }, state, &options.limits, syncing, stop).await?;
    db.close().await;
    Ok(())
}

/// Loads the content. Faulty content is refused: without older content that is the end, with it the
/// site goes on showing that.
async fn prepare(db: &Db, options: &Serve) -> Result<()> {
    if db.is_read_only() {
        return Ok(());
    }
    let Err(error) = load_content(db, options.data.as_deref()).await else { return Ok(()) };
    if meta::find_fingerprint(&mut *db.read().await?).await?.is_none() {
        return Err(error.context("the site can't start without content"));
    }
    for line in format!("{error:#}").lines() {
        tracing::error!("{line}");
    }
    tracing::error!("this content was refused; the site goes on with the content it had");
    Ok(())
}

/// Serves on the sockets while `syncing` runs beside it, until `stop` is done; then lets requests under way finish
/// and writes the last views.
async fn serve(
    sockets: Sockets,
    state: Live,
    limits: &Limits,
    syncing: impl Future<Output = ()> + Send + 'static,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let (stopping, stopped) = watch::channel(false);
    let background = tokio::spawn(keep_up(state.clone(), stopped.clone()));
    let mut aside = JoinSet::new();
    aside.spawn(keep_matched(state.db().clone()));
    aside.spawn(keep_indexed(state.clone()));
    aside.spawn(syncing);
    let bounds = limits.connections();
    let rules = Arc::new(limits.rules());
    aside.spawn(forget_idle(Arc::clone(&rules)));
    let site = site(state.clone(), limits.pages());
    if let Some(metrics) = sockets.metrics {
        aside.spawn(exporter::serve(metrics, (state.clone(), site.clone()), bounds, stopped));
    }
    let gate = move |peer, progress| Gate { site: site.clone(), rules: Arc::clone(&rules), peer, progress };
    let stop = async move {
        stop.await;
        tracing::info!("told to stop; finishing what is under way");
        // The receivers live as long as the server.
        let _ = stopping.send(true);
    };
    let cut_off = server::serve(sockets.site, bounds, state.metrics().connections.clone(), gate, stop).await;
    if cut_off > 0 {
        tracing::warn!("stopped with {cut_off} connections still open");
    }
    // What is cut off is rolled back, and goes on at the next start.
    aside.shutdown().await;
    timeout(limits.drain, background).await.context("the background work did not stop")??;
    if state.db().is_read_only() {
        return Ok(());
    }
    state.views().flush(state.db()).await.context("cannot write the last views")
}

/// Forgets clients that have not asked for a while.
async fn forget_idle(rules: Arc<Rules>) {
    let Some(rates) = &rules.rates else { return };
    let mut ticks = interval(TICK);
    loop {
        ticks.tick().await;
        rates.forget_idle();
    }
}

/// Each tick writes counted views and takes up new content. Failures are logged and tried again.
async fn keep_up(state: Live, mut stopped: watch::Receiver<bool>) {
    let mut troubles =
        ["closing what ran out", "writing counted views", "reading new content"].map(Trouble::with);
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        tick(&state, &mut troubles).await;
    }
}

/// Each tick brings into the index what changed. Failures are logged and tried again.
async fn keep_indexed(state: Live) {
    let mut trouble = Trouble::with("keeping the index of positions");
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        note(state.db(), &mut trouble, &state.follow().await);
    }
}

/// After new content: matches anew what was matched under the old. Failures are logged and tried again.
async fn keep_matched(db: Db) {
    if db.is_read_only() {
        return;
    }
    let mut trouble = Trouble::with("matching postings anew");
    loop {
        let matched = match_anew(&db).await;
        note(&db, &mut trouble, &matched);
        match matched {
            Ok(0) => return,
            Ok(count) => return tracing::info!("{count} postings matched anew"),
            Err(_) => tokio::time::sleep(TICK).await,
        }
    }
}

/// Fetches the listed boards, again and again; not at all unless that was asked for. The list is read
/// anew each time, so that it can be changed while the site runs.
async fn keep_synced(state: Live, base_url: String, options: Serve) {
    let Some(every) = options.sync_every.filter(|_| !state.db().is_read_only()) else { return };
    let every = Duration::try_from(every).unwrap_or(Duration::MAX).max(TICK);
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = sync_once(&state, &base_url, &options).await {
            tracing::error!("boards could not be fetched: {error:#}");
        }
    }
}

async fn sync_once(state: &Live, base_url: &str, options: &Serve) -> Result<()> {
    let list = BoardList::open(&options.boards.file)?;
    let syncing = Syncing {
        db: state.db(),
        client: client(&options.boards, Some(base_url.to_owned()))?,
        close_after: options.close_after.close_after,
        even_early: false,
    };
    let tell = |board: &Board, result: Synced<'_>| match result {
        Ok(report) => {
            state.metrics().imported(imported(report));
            tracing::info!("{}: {}", board.name(), summary(report));
        }
        Err(reason) => tracing::warn!("{} could not be read: {reason}", board.name()),
    };
    syncing.sync(list.boards.iter().collect(), tell).await?;
    Ok(())
}

fn imported(report: &Report) -> Imported {
    let Report { new, changed, unchanged, closed, .. } = *report;
    Imported { new, changed, unchanged, closed, rejected: report.rejections() }
}

/// What is done every second, each part of it however the others went.
async fn tick(state: &Live, [closing, counting, reading]: &mut [Trouble; 3]) {
    let db = state.db();
    if !db.is_read_only() {
        note(db, closing, &follow_clock(db).await);
        note(db, counting, &state.views().flush(db).await.map_err(Into::into));
    }
    let refreshed = state.refresh().await;
    note(db, reading, &refreshed);
    if refreshed.unwrap_or_default() {
        tracing::info!(version = state.app().catalogue().version, "new content taken up");
    }
}

/// Notes how some work went, and what that tells of the database.
fn note<T>(db: &Db, trouble: &mut Trouble, result: &Result<T>) {
    if let Err(error) = result {
        db.note(error.as_ref());
    }
    trouble.note(result);
}

/// Done on SIGINT or SIGTERM.
pub(super) fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot wait for signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for signals")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
