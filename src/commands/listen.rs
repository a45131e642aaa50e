//! The sockets that the site answers on: handed over by whoever starts the program and keeps them open while it is
//! started anew, or its own.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use listenfd::ListenFd;
use tokio::net::TcpListener;

/// Open files that the site needs beside its connections: database, index, log.
const OTHER_FILES: u64 = 256;

/// The socket that was handed over (`LISTEN_FDS`, as systemd does), else one of our own at `address`.
pub async fn listener(address: SocketAddr) -> Result<TcpListener> {
    let mut handed = ListenFd::from_env();
    if handed.len() == 0 {
        return bind(address, "--listen").await;
    }
    if handed.len() > 1 {
        bail!("{} sockets were handed over; the site takes one", handed.len());
    }
    let socket = handed.take_tcp_listener(0).context("what was handed over is no TCP socket that listens")?;
    let socket = socket.context("the socket that was handed over is gone")?;
    socket.set_nonblocking(true)?;
    Ok(TcpListener::from_std(socket)?)
}

/// A socket of our own.
pub async fn bind(address: SocketAddr, option: &str) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; choose another address with {option}"))
}

/// Has the system allow as many open files as it does at the most, and tells where that is less than the connections
/// that are to be borne.
pub fn raise_open_files(connections: u64) {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) if files < connections + OTHER_FILES => {
            tracing::warn!("the system allows {files} open files, fewer than {connections} connections need");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!("the number of open files can't be raised: {error}"),
    }
}
