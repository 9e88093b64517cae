//! Connections, before anybody speaks HTTP on them: of one address only so many at the same time, which keep only so much in memory, and
//! whoever does not read its answer is cut off.

mod lingering;
pub mod memory;
mod slots;

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum_server::accept::Accept;
use foundation::share::{Sender, Shares};
use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::address::counted_as;
use crate::pace::{Measure, Pace};
use lingering::Lingering;
use memory::{HeldMemory, MOST_HELD, MOST_HELD_OF_ONE};
use slots::{Slot, Slots};

/// What is asked of somebody who reads an answer. The slowest mobile network (2G, 50 kbit/s) is six times as fast.
pub(crate) const MEASURE: Measure =
    Measure { slowest: 1024, window: Duration::from_secs(30), silence: Duration::from_secs(30) };

/// Bytes of an answer that the system keeps for one connection. With more of them a slow phone would seem not to read at all for a long
/// while, and many who do not read would fill the memory.
const SEND_BUFFER: usize = 128 * 1024;

/// Files that the program needs besides connections: the database, photos on their way in and out.
const OTHER_FILES: u64 = 384;

/// Takes connections in. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Acceptor {
    slots: Slots,
    memory: Shares,
    trusted: Arc<[IpNet]>,
}

impl Acceptor {
    /// For so many connections of one address, of the files that may be open. Proxies that are believed bring everybody's.
    pub fn new(of_address: u32, files: u64, trusted: &[IpNet]) -> Acceptor {
        // Where few files may be open, half of them are for connections.
        let total = usize::try_from(files.saturating_sub(OTHER_FILES).max(files / 2).max(1)).unwrap_or(usize::MAX);
        Acceptor {
            slots: Slots::new(total, of_address as usize),
            memory: Shares::taken_back(MOST_HELD, MOST_HELD_OF_ONE),
            trusted: trusted.into(),
        }
    }

    fn take_in(&self, stream: TcpStream) -> io::Result<Watched<Lingering>> {
        let address = stream.peer_addr()?.ip().to_canonical();
        let (slot, held) = self.slot(address)?.unzip();
        stream.set_nodelay(true)?;
        socket2::SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER)?;
        Ok(Watched { inner: Lingering::new(stream), pace: Pace::new(MEASURE), held, slot })
    }

    /// A slot for one more connection, and what it keeps in memory; none for a proxy, which brings everybody's.
    fn slot(&self, address: IpAddr) -> io::Result<Option<(Slot, HeldMemory)>> {
        if self.trusted.iter().any(|network| network.contains(&address)) {
            return Ok(None);
        }
        let address = counted_as(address);
        let slot = self.slots.take(address).ok_or_else(|| io::Error::other("too many connections"))?;
        Ok(Some((slot, HeldMemory::new(self.memory.of(&Sender::Address(address.to_string()))))))
    }
}

impl<S> Accept<TcpStream, S> for Acceptor {
    type Stream = Watched<Lingering>;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Self::Stream, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let taken = self.take_in(stream);
        if let Err(error) = &taken {
            tracing::debug!(%error, "a connection is refused");
        }
        std::future::ready(taken.map(|stream| (stream, service)))
    }
}

/// A connection whose other end has to read what it asked for.
#[derive(Debug)]
pub struct Watched<I> {
    inner: I,
    pace: Pace,
    held: Option<HeldMemory>,
    slot: Option<Slot>,
}

impl<I> Watched<I> {
    /// An error once the slot of this connection, or the memory it takes up, was given to another.
    fn still_there(&self, context: &Context<'_>) -> io::Result<()> {
        let waker = context.waker();
        if self.slot.as_ref().is_some_and(|slot| slot.is_over(waker)) {
            return Err(io::Error::other("a newcomer has the slot of this connection"));
        }
        if self.held.as_ref().is_some_and(|held| held.is_taken(waker)) {
            return Err(too_much());
        }
        Ok(())
    }

    /// What became of an attempt to write so many bytes; an error once attempts have come to nothing for too long.
    fn wrote(
        &mut self,
        context: &mut Context<'_>,
        offered: usize,
        wrote: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match wrote {
            Poll::Ready(Ok(bytes)) => {
                self.pace.moved(bytes);
                if let Some(held) = &mut self.held {
                    held.went();
                }
                if let Some(slot) = &mut self.slot {
                    slot.went();
                }
            }
            Poll::Ready(Err(_)) => {}
            Poll::Pending => {
                if self.held.as_mut().is_some_and(|held| !held.waits(offered)) {
                    return Poll::Ready(Err(too_much()));
                }
                self.still_there(context)?;
                ready!(self.pace.poll_over(context));
                return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "nobody reads the answer")));
            }
        }
        wrote
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Watched<I> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let watched = self.get_mut();
        watched.still_there(context)?;
        let before = buffer.filled().len();
        ready!(Pin::new(&mut watched.inner).poll_read(context, buffer))?;
        let came = buffer.filled().len() - before;
        if let Some(slot) = &mut watched.slot {
            slot.came(came);
        }
        let room = watched.held.as_mut().is_none_or(|held| held.came(came));
        Poll::Ready(if room { Ok(()) } else { Err(too_much()) })
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Watched<I> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let watched = self.get_mut();
        let wrote = Pin::new(&mut watched.inner).poll_write(context, bytes);
        watched.wrote(context, bytes.len(), wrote)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let watched = self.get_mut();
        let wrote = Pin::new(&mut watched.inner).poll_write_vectored(context, pieces);
        watched.wrote(context, pieces.iter().map(|piece| piece.len()).sum(), wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let watched = self.get_mut();
        ready!(Pin::new(&mut watched.inner).poll_flush(context))?;
        if let Some(held) = &mut watched.held {
            held.is_through();
        }
        if let Some(slot) = &mut watched.slot {
            slot.is_through();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(context)
    }
}

fn too_much() -> io::Error {
    io::Error::other("the connections of one address keep too much in memory")
}

/// Raises the number of files that the program may open to what the system allows, within reason, and tells it: every connection is one.
pub fn most_files() -> u64 {
    const ENOUGH: u64 = 65_536;
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let wanted = limit.maximum.map_or(ENOUGH, |most| most.min(ENOUGH));
        match limit.current {
            Some(now) if now < wanted => {
                let raised = Rlimit { current: Some(wanted), maximum: limit.maximum };
                if setrlimit(Resource::Nofile, raised).is_ok() { wanted } else { now }
            }
            now => now.unwrap_or(ENOUGH).min(ENOUGH),
        }
    }
    #[cfg(not(unix))]
    ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_connections_and_a_proxy_as_many_as_come() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().expect("a network")];
        let acceptor = Acceptor::new(3, 1000, &trusted);
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let mut held: Vec<_> = (0..3).map(|_| acceptor.slot(address("203.0.113.9")).expect("a slot")).collect();
        assert!(acceptor.slot(address("203.0.113.9")).is_err());
        assert!(acceptor.slot(address("203.0.113.10")).is_ok());
        assert!((0..50).all(|_| acceptor.slot(address("10.0.0.1")).is_ok_and(|slot| slot.is_none())));
        held.pop();
        assert!(acceptor.slot(address("203.0.113.9")).is_ok());
    }
}
