//! A connection that does not wait for ever: not for the next request, not for the rest of one, not for who does not
//! take the answer.

use std::io::{self, Error, ErrorKind, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::{Instant, Sleep, sleep_until};

/// How long the client's end of a connection is waited for at the most, after the last answer.
const LINGERS: Duration = Duration::from_secs(1);

/// How long a connection waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// For all of a request's head, from its first byte.
    pub head: Duration,
    /// For the next request.
    pub idle: Duration,
    /// For a client to take anything at all of an answer.
    pub write: Duration,
}

/// How many requests of a connection came in, and how many were answered.
#[derive(Debug, Default)]
pub struct Progress {
    asked: AtomicU64,
    answered: AtomicU64,
    first: Notify,
}

impl Progress {
    /// Notes that a request came in whole.
    pub fn ask(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed) == 0 {
            self.first.notify_one();
        }
    }

    /// Waits for the first request.
    pub async fn first(&self) {
        // One who waits for it is told of it even if it came before.
        if self.asked() == 0 {
            self.first.notified().await;
        }
    }

    /// Notes that one is answered, or given up.
    pub fn answer(&self) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Whether a request is being answered.
    fn is_busy(&self) -> bool {
        self.asked() != self.answered.load(Ordering::Relaxed)
    }
}

/// A stream that fails with [`ErrorKind::TimedOut`] when it waits too long.
#[derive(Debug)]
pub struct Patient<S> {
    stream: S,
    waits: Waits,
    progress: Arc<Progress>,
    /// When anything last went in or out.
    last: Instant,
    /// When the head of a request began to come in, and how many were whole before.
    head: Option<(Instant, u64)>,
    /// Since when the client takes nothing.
    stuck: Option<Instant>,
    /// Till when the end is waited for, once everything is said.
    lingers: Option<Instant>,
    /// Wakes no later than patience ends; mostly earlier, since it is not set anew for every request.
    alarm: Pin<Box<Sleep>>,
}

impl<S> Patient<S> {
    /// A stream that was just opened.
    pub fn new(stream: S, waits: Waits, progress: Arc<Progress>) -> Self {
        let now = Instant::now();
        let alarm = Box::pin(sleep_until(now + waits.idle));
        Self { stream, waits, progress, last: now, head: None, stuck: None, lingers: None, alarm }
    }

    /// When patience with the next request ends; not soon while one is being answered.
    fn reading_ends(&self) -> Instant {
        match self.head {
            Some((begun, before)) if before == self.progress.asked() => begun + self.waits.head,
            _ if self.progress.is_busy() => Instant::now() + self.waits.idle,
            _ => self.last + self.waits.idle,
        }
    }

    /// Ready once a deadline has passed.
    fn poll_ended(&mut self, deadline: Instant, context: &mut Context<'_>) -> Poll<Error> {
        if self.alarm.deadline() > deadline {
            self.alarm.as_mut().reset(deadline);
        }
        while Instant::now() < deadline {
            ready!(self.alarm.as_mut().poll(context));
            // It was set for an earlier end.
            self.alarm.as_mut().reset(deadline);
        }
        Poll::Ready(ErrorKind::TimedOut.into())
    }

    /// What became of a try to write.
    fn note_written<T>(
        &mut self,
        result: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.last = Instant::now();
            self.stuck = None;
            return result;
        }
        let stuck = *self.stuck.get_or_insert_with(Instant::now);
        self.poll_ended(stuck + self.waits.write, context).map(Err)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        if let Poll::Ready(result) = Pin::new(&mut this.stream).poll_read(context, buffer) {
            if buffer.filled().len() > before {
                this.last = Instant::now();
                let asked = this.progress.asked();
                if this.head.is_none_or(|(_, before)| before != asked) {
                    this.head = Some((this.last, asked));
                }
            }
            return Poll::Ready(result);
        }
        this.poll_ended(this.reading_ends(), context).map(Err)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.note_written(result, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.stream).poll_write_vectored(context, bytes);
        this.note_written(result, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    /// Ends the answer, and waits for the client to end as well, while throwing away what he still sends: closing at
    /// once would take back what he has not read.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let ends = match this.lingers {
            Some(ends) => ends,
            None => {
                ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
                *this.lingers.insert(Instant::now() + LINGERS)
            }
        };
        let mut unread = [MaybeUninit::uninit(); 4096];
        loop {
            let mut buffer = ReadBuf::uninit(&mut unread);
            match Pin::new(&mut this.stream).poll_read(context, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() && Instant::now() < ends => {}
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return this.poll_ended(ends, context).map(|_| Ok(())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::{Instant, sleep};

    use super::{Patient, Progress, Waits};

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    const WAITS: Waits = Waits { head: seconds(10), idle: seconds(75), write: seconds(30) };

    fn connection() -> (DuplexStream, Patient<DuplexStream>, Arc<Progress>) {
        let progress = Arc::new(Progress::default());
        let (client, server) = duplex(64);
        (client, Patient::new(server, WAITS, Arc::clone(&progress)), progress)
    }

    /// Reads until that fails, and answers after how many seconds.
    async fn patience(stream: &mut Patient<DuplexStream>) -> u64 {
        let start = Instant::now();
        let mut bytes = [0; 16];
        loop {
            match stream.read(&mut bytes).await {
                Ok(0) => panic!("closed"),
                Ok(_) => {}
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::TimedOut);
                    return start.elapsed().as_secs();
                }
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_says_nothing_is_left_after_a_while() {
        let (_client, mut stream, _) = connection();
        assert_eq!(patience(&mut stream).await, 75);
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_drips_in_is_cut_off_however_it_drips() {
        let (mut client, mut stream, _) = connection();
        tokio::spawn(async move {
            sleep(seconds(20)).await;
            while client.write_all(b"a").await.is_ok() {
                sleep(seconds(1)).await;
            }
        });
        assert_eq!(patience(&mut stream).await, 30);
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_whole_request_there_is_time_for_the_next_and_for_the_answer() {
        let (mut client, mut stream, progress) = connection();
        client.write_all(b"request").await.unwrap();
        stream.read_exact(&mut [0; 7]).await.unwrap();
        progress.ask();
        let long = tokio::time::timeout(seconds(500), stream.read(&mut [0; 1])).await;
        assert!(long.is_err(), "it is being answered");
        // Whoever waits here for the next request is woken in time, though nothing comes in.
        let waiting = async { stream.read(&mut [0; 1]).await.unwrap_err().kind() };
        let answering = async {
            sleep(seconds(20)).await;
            progress.answer();
        };
        let start = Instant::now();
        let (ended, ()) = tokio::join!(waiting, answering);
        assert_eq!(ended, ErrorKind::TimedOut);
        assert!(start.elapsed() < seconds(20 + 2 * 75), "{:?}", start.elapsed());
        progress.ask();
        progress.answer();
        stream.write_all(b"answer").await.unwrap();
        assert_eq!(patience(&mut stream).await, 75);
        client.write_all(b"again").await.unwrap();
        assert_eq!(patience(&mut stream).await, 10);
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_no_answer_is_left_and_who_takes_it_slowly_is_not() {
        let (mut client, mut stream, _) = connection();
        let start = Instant::now();
        let reader = tokio::spawn(async move {
            for _ in 0..10 {
                sleep(seconds(20)).await;
                client.read_exact(&mut [0; 8]).await.unwrap();
            }
            client
        });
        let error = stream.write_all(&[0; 1_000]).await.unwrap_err();
        assert_eq!((error.kind(), start.elapsed().as_secs()), (ErrorKind::TimedOut, 230));
        drop(reader.await.unwrap());
    }
}
