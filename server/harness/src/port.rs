//! Free ports on the loopback address.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// The lowest port handed out.
const FIRST: u16 = 12_000;
/// How many ports may be handed out. They end below 32,768, where Linux begins to take ports for outgoing connections: a server
/// that is killed and started again must find its port free.
const COUNT: u16 = 20_000;

/// How far this process has come in its walk over the ports.
static STEP: AtomicU16 = AtomicU16::new(0);

/// A port of 127.0.0.1 that nobody listens on, never the same twice in one process.
///
/// Two processes begin their walks at different places, so that they hardly ever want the same port in the same moment.
pub fn free_port() -> u16 {
    let start = (std::process::id() % u32::from(COUNT)) as u16;
    for _ in 0..COUNT {
        let step = STEP.fetch_add(1, Ordering::Relaxed);
        let offset = (u32::from(start) * 67 + u32::from(step)) % u32::from(COUNT);
        let port = FIRST + offset as u16;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("no port of 127.0.0.1 between {FIRST} and {} is free", FIRST + COUNT);
}

#[cfg(test)]
mod tests {
    use super::free_port;

    #[test]
    fn a_port_is_handed_out_once() {
        let ports = [free_port(), free_port(), free_port()];
        assert_ne!(ports[0], ports[1]);
        assert_ne!(ports[1], ports[2]);
        assert!(ports.iter().all(|port| (12_000..32_000).contains(port)));
    }
}
