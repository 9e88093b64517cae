//! A bad network between the server and its PostgreSQL.

mod commit;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use commit::CommitWatch;

/// How long the proxy tries to reach its target before it hangs up on the client.
const CONNECT: Duration = Duration::from_secs(5);

/// Passes bytes between its own port of 127.0.0.1 and a PostgreSQL, and does harm when told to.
///
/// The connection must not be encrypted, or the proxy cannot see a commit. Dropped, it hangs up on everybody.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    target: SocketAddr,
    state: Mutex<State>,
    resumed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    paused: bool,
    closed: bool,
    /// Cut after the next commit of a transaction in which the client sent these bytes (none: any commit).
    armed: Option<Vec<u8>>,
    commits_cut: usize,
    sockets: Vec<TcpStream>,
}

impl Proxy {
    /// Starts to listen on a port of its own, for `target`.
    pub fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .unwrap_or_else(|error| panic!("the proxy cannot listen: {error}"));
        let address = listener.local_addr().unwrap_or_else(|error| panic!("the proxy has no address: {error}"));
        let shared = Arc::new(Shared { target, state: Mutex::default(), resumed: Condvar::new() });
        let accepting = Arc::clone(&shared);
        std::thread::spawn(move || accepting.accept(&listener));
        Self { address, shared }
    }

    /// Where clients connect.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Arms one cut: the next COMMIT reaches the server, the server's answer is awaited and thrown away, then the connection is cut.
    /// The client cannot know whether its work was kept; it was.
    pub fn cut_after_commit(&self) {
        self.cut_after_commit_carrying(b"");
    }

    /// As [`cut_after_commit`](Self::cut_after_commit), but waits for a transaction in which the client sent `marker`, such as a
    /// text of the test: a commit of some background job must not use up the cut.
    pub fn cut_after_commit_carrying(&self, marker: &[u8]) {
        self.shared.state().armed = Some(marker.to_owned());
    }

    /// How many commits were cut so far.
    pub fn commits_cut(&self) -> usize {
        self.shared.state().commits_cut
    }

    /// Lets nothing through in either direction, without hanging up.
    pub fn pause(&self) {
        self.shared.state().paused = true;
    }

    /// Ends a pause; what was held back goes through.
    pub fn resume(&self) {
        self.shared.state().paused = false;
        self.shared.resumed.notify_all();
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        {
            let mut state = self.shared.state();
            state.closed = true;
            for socket in &state.sockets {
                let _ = socket.shutdown(Shutdown::Both);
            }
        }
        self.shared.resumed.notify_all();
        // Wakes the thread that accepts, so that it sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while the proxy is paused; false when it is closed.
    fn may_pass(&self) -> bool {
        let state = self.state();
        let state = self
            .resumed
            .wait_while(state, |state| state.paused && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        !state.closed
    }

    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for client in listener.incoming() {
            if self.state().closed {
                return;
            }
            let Ok(client) = client else { continue };
            let shared = Arc::clone(self);
            std::thread::spawn(move || {
                // A target that is away means that the client is hung up on, as it would be without a proxy.
                let _ = shared.connect(client);
            });
        }
    }

    fn connect(self: Arc<Self>, client: TcpStream) -> std::io::Result<()> {
        if !self.may_pass() {
            return Ok(());
        }
        let server = TcpStream::connect_timeout(&self.target, CONNECT)?;
        client.set_nodelay(true)?;
        server.set_nodelay(true)?;
        self.state().sockets.extend([client.try_clone()?, server.try_clone()?]);
        let watch = Arc::new(Mutex::new(CommitWatch::default()));
        let back = (Arc::clone(&self), server.try_clone()?, client.try_clone()?, Arc::clone(&watch));
        std::thread::spawn(move || {
            let (shared, server, client, watch) = back;
            shared.carry_answers(server, client, &watch);
        });
        self.carry_requests(client, server, &watch);
        Ok(())
    }

    fn carry_requests(&self, mut client: TcpStream, mut server: TcpStream, watch: &Mutex<CommitWatch>) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(length @ 1..) = client.read(&mut buffer) {
            if !self.may_pass() {
                break;
            }
            self.watch_request(&buffer[..length], watch);
            if server.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        hang_up(&client, &server);
    }

    fn carry_answers(&self, mut server: TcpStream, mut client: TcpStream, watch: &Mutex<CommitWatch>) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(length @ 1..) = server.read(&mut buffer) {
            match self.watch_answer(&buffer[..length], watch) {
                Answer::Pass => {}
                Answer::Drop => continue,
                Answer::Cut => break,
            }
            if !self.may_pass() || client.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        hang_up(&client, &server);
    }

    /// Looks for a commit to cut. Both locks are taken in this order everywhere.
    fn watch_request(&self, bytes: &[u8], watch: &Mutex<CommitWatch>) {
        let mut state = self.state();
        let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        if watch.request(bytes, state.armed.as_deref()) {
            state.armed = None;
        }
    }

    /// Decides about what the server answers.
    fn watch_answer(&self, bytes: &[u8], watch: &Mutex<CommitWatch>) -> Answer {
        let mut state = self.state();
        let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        if !watch.is_cutting() {
            Answer::Pass
        } else if watch.answer(bytes) {
            state.commits_cut += 1;
            Answer::Cut
        } else {
            Answer::Drop
        }
    }
}

/// What happens to a piece of the server's answer.
enum Answer {
    Pass,
    Drop,
    Cut,
}

/// Ends both directions of both connections; one that is over already is none the worse for it.
fn hang_up(client: &TcpStream, server: &TcpStream) {
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests;
