//! Asks a server whether it is ready.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long one question may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether `GET /readyz` on this port of 127.0.0.1 answers 200.
pub(super) fn is_ready(port: u16) -> bool {
    ask(port).is_ok_and(|answer| answer.split(|&byte| byte == b' ').nth(1) == Some(b"200"))
}

/// The answer to `GET /readyz`, head and body.
fn ask(port: u16) -> std::io::Result<Vec<u8>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut socket = TcpStream::connect_timeout(&address, PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    write!(socket, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer)?;
    Ok(answer)
}
