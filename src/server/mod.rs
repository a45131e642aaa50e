//! Connections: how many, how long, and how the last ones end. HTTP/1.1 only: TLS and later versions are the
//! business of the proxy in front, and what is not there can't be attacked.

pub mod client;
pub mod exporter;
pub mod gate;
pub mod rate;
pub mod stream;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::web::metrics::Connections;
use stream::{Patient, Progress, Waits};

/// After a connection could not be accepted, mostly since too many files are open.
const PAUSE: Duration = Duration::from_secs(1);

/// Connections that are told that there are too many, at once; more are closed without a word.
const TURNED_AWAY: usize = 64;

/// What one that is told so may take, so that it reads what it is told.
const TURNING_AWAY: Duration = Duration::from_secs(1);

/// Bounds of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections at once.
    pub connections: u32,
    /// Bytes of a request's head; at least 8 KiB.
    pub head: usize,
    pub waits: Waits,
    /// What requests under way may take once the server is told to stop.
    pub drain: Duration,
}

/// Fewer bytes than this hyper does not take.
const SMALLEST_HEAD: usize = 8 * 1024;

/// How long who has just connected may take to ask for something once the server is told to stop.
const GRACE: Duration = Duration::from_secs(1);

/// Header fields of one request. Browsers send about twenty, proxies some more.
const FIELDS: usize = 100;

/// Told to whoever connects when there are too many.
const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
     cache-control: no-store\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 42\r\n\r\n\
     The site is busy. Try again in a moment.\r\n";

/// Accepts connections until `stop` is done, and has each answered by the service that `site` makes for it; then lets
/// requests under way finish, within [`Bounds::drain`]. Answers how many were cut off.
pub async fn serve<S>(
    listener: TcpListener,
    bounds: Bounds,
    meter: Connections,
    site: impl Fn(IpAddr, Arc<Progress>) -> S,
    stop: impl Future<Output = ()>,
) -> usize
where
    S: Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + Send + 'static,
{
    let free = Arc::new(Semaphore::new(bounds.connections as usize));
    let turning = Arc::new(Semaphore::new(TURNED_AWAY));
    let (ending, ended) = watch::channel(false);
    let protocol = protocol(&bounds);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let Ok(place) = Arc::clone(&free).try_acquire_owned() else {
            meter.turned_away.inc();
            if let Ok(turn) = Arc::clone(&turning).try_acquire_owned() {
                tokio::spawn(async move {
                    // Who does not read it is closed all the same.
                    let _ = timeout(TURNING_AWAY, turn_away(stream)).await;
                    drop(turn);
                });
            }
            continue;
        };
        let progress = Arc::new(Progress::default());
        let service = site(peer.ip(), Arc::clone(&progress));
        let stream = TokioIo::new(Patient::new(stream, bounds.waits, Arc::clone(&progress)));
        let connection = attend(protocol.serve_connection(stream, service), progress, ended.clone());
        let open = meter.open.clone();
        tokio::spawn(async move {
            open.inc();
            if let Err(error) = connection.await {
                // Clients break off, or talk something else: nothing that an operator could mend.
                tracing::debug!("a connection ended: {error}");
            }
            open.dec();
            drop(place);
        });
    }
    drop(listener);
    let _ = ending.send(true);
    // All places are free once no one is there.
    match timeout(bounds.drain, free.acquire_many(bounds.connections)).await {
        Ok(_) => 0,
        Err(_) => bounds.connections as usize - free.available_permits(),
    }
}

/// Sees a connection to its end; once the server ends, to that of the request under way. Who has just come gets to say
/// what he wants: to close on him would look to a visitor as if there were no site.
async fn attend<S>(
    connection: http1::Connection<TokioIo<Patient<TcpStream>>, S>,
    progress: Arc<Progress>,
    mut ending: watch::Receiver<bool>,
) -> hyper::Result<()>
where
    S: Service<Request<Incoming>, Response = Response, Error = Infallible>,
{
    let mut connection = pin!(connection);
    let ending = async {
        let _ = ending.wait_for(|ending| *ending).await;
        let _ = timeout(GRACE, progress.first()).await;
    };
    tokio::select! {
        result = connection.as_mut() => return result,
        () = ending => {}
    }
    connection.as_mut().graceful_shutdown();
    connection.await
}

/// HTTP/1.1 within bounds. The time for heads is kept by [`Patient`], which tells it from the time between requests.
fn protocol(bounds: &Bounds) -> http1::Builder {
    let mut protocol = http1::Builder::new();
    protocol.max_headers(FIELDS).max_buf_size(bounds.head.max(SMALLEST_HEAD)).header_read_timeout(None);
    protocol
}

/// The next connection; waits while none can be had.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Without it a small answer waits for the receipt of the one before.
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::error!("no connection can be accepted: {error}; trying again in a second");
                sleep(PAUSE).await;
            }
        }
    }
}

/// Whether a connection ended before it was accepted.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Says that there are too many, and waits for the client to read it: closing at once would take it back.
async fn turn_away(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(FULL.as_bytes()).await?;
    stream.shutdown().await?;
    let mut unread = [0; 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}
