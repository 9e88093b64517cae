//! Pages of one address are made a few at a time; who asks for more waits without taking up more than the question does. So whoever asks
//! for thousands at once keeps others waiting for those few, and fills no memory with half-made pages.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Answers that are made for one address at the same time: enough for a whole carrier's customers, as each takes milliseconds.
const AT_ONCE: usize = 32;

/// How many answers are being made for which address. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Concurrency(Arc<Mutex<HashMap<IpAddr, Arc<Semaphore>>>>);

/// A place in the line of an address, and once it has come to it leave to begin.
#[derive(Debug)]
pub struct Permit {
    concurrency: Concurrency,
    address: IpAddr,
    line: Option<Arc<Semaphore>>,
    held: Option<OwnedSemaphorePermit>,
}

impl Concurrency {
    /// Waits until one more may be made. Who hangs up leaves the line.
    pub async fn permit(&self, address: IpAddr) -> Permit {
        let line = {
            let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            lines.entry(address).or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE))).clone()
        };
        let mut permit = Permit { concurrency: self.clone(), address, line: Some(line.clone()), held: None };
        // A line is never closed.
        permit.held = line.acquire_owned().await.ok();
        permit
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.held = None;
        self.line = None;
        let mut lines = self.concurrency.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody else has it or waits for it.
        if lines.get(&self.address).is_some_and(|line| Arc::strong_count(line) == 1) {
            lines.remove(&self.address);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn an_address_waits_for_itself_and_for_nobody_else() {
        let (concurrency, one) = (Concurrency::default(), IpAddr::from([203, 0, 113, 1]));
        let mut held = Vec::new();
        for _ in 0..AT_ONCE {
            held.push(concurrency.permit(one).await);
        }
        let mut waiting = Box::pin(concurrency.permit(one));
        assert!((&mut waiting).now_or_never().is_none());
        assert!(concurrency.permit(IpAddr::from([203, 0, 113, 2])).now_or_never().is_some());
        held.pop();
        let turn = waiting.now_or_never().expect("it has come to it");
        // Who hangs up leaves the line; nothing is kept of whoever is done.
        assert!(concurrency.permit(one).now_or_never().is_none());
        drop((turn, held));
        assert!(concurrency.0.lock().expect("no panic").is_empty());
    }
}
