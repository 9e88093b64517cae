//! A connection that is closed so that the last answer arrives: what the other side is still sending is read and thrown away for a
//! moment. Closed at once, the operating system would tell it that the connection broke, and a browser would show that instead of the
//! answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready as when_ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long, and how much, is read after the last answer.
const LONGEST: Duration = Duration::from_secs(2);
const MOST: usize = 1024 * 1024;

/// The connection.
#[derive(Debug)]
pub struct Lingering {
    stream: TcpStream,
    /// Set once nothing more is written: until when, and how much, is still read.
    end: Option<(Pin<Box<Sleep>>, usize)>,
}

impl Lingering {
    /// Around a connection that has come in.
    pub fn new(stream: TcpStream) -> Lingering {
        Lingering { stream, end: None }
    }
}

impl AsyncRead for Lingering {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Lingering {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.end.is_none() {
            when_ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            this.end = Some((Box::pin(sleep(LONGEST)), MOST));
        }
        let Some((alarm, left)) = &mut this.end else { return Poll::Ready(Ok(())) };
        let mut scratch = [0; 8192];
        loop {
            if *left == 0 || alarm.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut into = ReadBuf::new(&mut scratch);
            match Pin::new(&mut this.stream).poll_read(context, &mut into) {
                Poll::Ready(Ok(())) if !into.filled().is_empty() => *left = left.saturating_sub(into.filled().len()),
                // The other side has closed it as well, or broken it.
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
