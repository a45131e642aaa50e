//! Stopping and starting anew: nobody who is being answered is cut off, and who keeps the socket sees no refusal.

use std::net::TcpListener;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::support::connection::Connection;
use crate::support::process::Server;
use crate::support::project;

/// The program with a socket that is held by us, as systemd hands it over.
fn handed(folder: &std::path::Path, socket: &TcpListener) -> Server {
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 3<&0";
    let data = project("tests/content");
    let mut command = Command::new("sh");
    command
        .current_dir(folder)
        .args(["-c", script, env!("CARGO_BIN_EXE_career-paths"), "--data", data.to_str().unwrap()])
        .stdin(std::process::Stdio::from(std::os::fd::OwnedFd::from(socket.try_clone().unwrap())));
    Server::launch(command)
}

#[test]
fn with_a_socket_that_is_handed_over_a_restart_refuses_no_one() {
    let folder = tempfile::tempdir().unwrap();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let first = handed(folder.path(), &socket);
    assert_eq!(first.address(), address);
    let (stop, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let mut connection = Connection::open(&address);
                    assert_eq!(connection.get("/paths/potter", "Connection: close\r\n").status, 200);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let more = |before: usize| {
            let started = Instant::now();
            while answered.load(Ordering::Relaxed) < before + 20 {
                assert!(started.elapsed() < Duration::from_secs(30), "no one is answered");
                std::thread::sleep(Duration::from_millis(5));
            }
        };
        more(0);
        let (code, log) = first.stop("-TERM");
        assert_eq!(code, Some(0), "{log}");
        let second = handed(folder.path(), &socket);
        more(answered.load(Ordering::Relaxed));
        stop.store(true, Ordering::Relaxed);
        let (code, log) = second.stop("-TERM");
        assert_eq!(code, Some(0), "{log}");
    });
}

#[test]
fn requests_under_way_are_finished_and_idle_connections_closed() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap()]);
    let mut idle = Connection::open(site.address());
    assert_eq!(idle.get("/", "").status, 200);
    let mut halfway = Connection::open(site.address());
    halfway.send(b"GET /paths/potter HTTP/1.1\r\nHost: x\r\n");
    // It has to be seen by the site before that is told to stop.
    std::thread::sleep(Duration::from_millis(200));
    let rest = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        halfway.send(b"\r\n");
        halfway.answer().map(|answer| answer.status)
    });
    let started = Instant::now();
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(rest.join().unwrap(), Some(200));
    assert_eq!(idle.rest().0, b"");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert!(!log.contains("still open"), "{log}");
}

#[test]
fn who_is_slower_than_the_drain_is_cut_off_and_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let data = project("tests/content");
    let site = Server::start(folder.path(), &["--data", data.to_str().unwrap(), "--drain", "1s"]);
    let mut slow = Connection::open(site.address());
    slow.send(b"GET / HTTP/1.1\r\n");
    std::thread::sleep(Duration::from_millis(200));
    let started = Instant::now();
    let (code, log) = site.stop("-TERM");
    assert_eq!(code, Some(0), "{log}");
    assert!((1.0..6.0).contains(&started.elapsed().as_secs_f64()), "{:?}", started.elapsed());
    assert!(log.contains("stopped with 1 connections still open"), "{log}");
}

#[test]
fn what_is_handed_over_and_no_socket_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" 3</dev/null";
    let output = Command::new("sh")
        .current_dir(folder.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_career-paths")])
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.starts_with("error: what was handed over is no TCP socket"), "{err}");
}
