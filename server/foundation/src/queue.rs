//! Whose turn it is with what takes long (a photo to be decoded, a password to be hashed, a search, words to be weighed): one at a time,
//! staff before strangers, and among each of them everybody in turn. After a turn of staff a stranger who waits has one, so that staff who
//! never stop keep nobody out.
//!
//! Who has just had a turn is back in line only when it is over, behind everybody who came meanwhile. So a flood from one address delays
//! somebody at another one by no more than one turn. The line is bounded. When it is full, whoever has most waiting in it gives up the last
//! of those for somebody who has fewer, and is told at once; so it takes as many addresses as there are places to keep anybody out. Who
//! hangs up leaves the line.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::share::Sender;

/// Strangers that may wait at the same time, and as many of staff.
const PLACES: usize = 64;
/// Of one address that may wait at the same time: as many as a carrier's customers come within seconds.
const PLACES_OF_ONE: usize = 16;

/// The line. Cheap to clone.
#[derive(Clone, Default)]
pub struct Queue {
    lines: Arc<Mutex<Lines>>,
}

#[derive(Default)]
struct Lines {
    /// Who has the turn.
    serving: Option<Sender>,
    serial: u64,
    staff: Line,
    strangers: Line,
}

/// Who waits: everybody's own line, and the order in which everybody has a turn.
#[derive(Default)]
struct Line {
    order: VecDeque<Sender>,
    waiting: HashMap<Sender, VecDeque<(u64, oneshot::Sender<Turn>)>>,
}

/// The turn; the next has it when this is dropped.
pub struct Turn {
    queue: Queue,
    sender: Sender,
}

impl Queue {
    /// Waits for a turn; `None` when there is no place left, or once it had to be given up for somebody who has fewer.
    pub async fn turn(&self, sender: &Sender) -> Option<Turn> {
        let (serial, turn) = {
            let mut lines = self.lock();
            if lines.serving.is_none() {
                lines.serving = Some(sender.clone());
                return Some(Turn { queue: self.clone(), sender: sender.clone() });
            }
            if !lines.of(sender).make_room(sender) {
                return None;
            }
            lines.serial += 1;
            let serial = lines.serial;
            let (tell, told) = oneshot::channel();
            let served = lines.serving.as_ref() == Some(sender);
            lines.of(sender).join(sender, serial, tell, served);
            (serial, told)
        };
        // Who hangs up leaves the line.
        let leaving = Leaving { queue: self, sender, serial };
        let turn = turn.await.ok();
        std::mem::forget(leaving);
        turn
    }

    /// Gives the turn on.
    fn next(&self, before: &Sender) {
        let next = {
            let mut lines = self.lock();
            lines.of(before).again(before);
            let next = match before {
                Sender::Staff(_) => lines.strangers.next().or_else(|| lines.staff.next()),
                Sender::Address(_) => lines.staff.next().or_else(|| lines.strangers.next()),
            };
            lines.serving = next.as_ref().map(|(sender, _)| sender.clone());
            next
        };
        if let Some((sender, tell)) = next {
            // Who has gone meanwhile gives the turn back, which gives it on.
            drop(tell.send(Turn { queue: self.clone(), sender }));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn of(&mut self, sender: &Sender) -> &mut Line {
        match sender {
            Sender::Staff(_) => &mut self.staff,
            Sender::Address(_) => &mut self.strangers,
        }
    }
}

impl Line {
    /// Whether there is a place for one more of somebody. In a full line whoever has most waiting gives up the last of those, unless they
    /// would then have fewer than the newcomer.
    fn make_room(&mut self, sender: &Sender) -> bool {
        let own = self.waiting.get(sender).map_or(0, VecDeque::len);
        if own >= PLACES_OF_ONE {
            return false;
        }
        if self.waiting.values().map(VecDeque::len).sum::<usize>() < PLACES {
            return true;
        }
        let most = self.waiting.values_mut().max_by_key(|theirs| theirs.len()).filter(|theirs| theirs.len() > own + 1);
        most.and_then(VecDeque::pop_back).is_some()
    }

    /// Whoever has the turn comes into the order when it is over, and who waits already stands there.
    fn join(&mut self, sender: &Sender, serial: u64, tell: oneshot::Sender<Turn>, served: bool) {
        self.waiting.entry(sender.clone()).or_default().push_back((serial, tell));
        if !served {
            self.again(sender);
        }
    }

    /// Puts somebody who waits at the end of the order, unless they stand in it.
    fn again(&mut self, sender: &Sender) {
        if self.waiting.contains_key(sender) && !self.order.contains(sender) {
            self.order.push_back(sender.clone());
        }
    }

    fn next(&mut self) -> Option<(Sender, oneshot::Sender<Turn>)> {
        while let Some(sender) = self.order.pop_front() {
            let own = self.waiting.get_mut(&sender);
            let first = own.and_then(VecDeque::pop_front);
            if self.waiting.get(&sender).is_some_and(VecDeque::is_empty) {
                self.waiting.remove(&sender);
            }
            if let Some((_, tell)) = first {
                return Some((sender, tell));
            }
        }
        None
    }

    fn leave(&mut self, sender: &Sender, serial: u64) {
        let Some(own) = self.waiting.get_mut(sender) else { return };
        own.retain(|(other, _)| *other != serial);
        if own.is_empty() {
            self.waiting.remove(sender);
            self.order.retain(|other| other != sender);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.queue.clone().next(&self.sender);
    }
}

/// Takes somebody who no longer waits out of the line.
struct Leaving<'a> {
    queue: &'a Queue,
    sender: &'a Sender,
    serial: u64,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.queue.lock().of(self.sender).leave(self.sender, self.serial);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(name: &str) -> Sender {
        Sender::Address(name.to_owned())
    }

    /// Lets these wait in this order while somebody has the turn, and tells in which order they then have theirs.
    async fn order(waiting: &[Sender]) -> Vec<Sender> {
        let queue = Queue::default();
        let first = queue.turn(&address("flood")).await.expect("the first turn");
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        for sender in waiting {
            let (queue, sender, tell) = (queue.clone(), sender.clone(), tell.clone());
            tokio::spawn(async move {
                let turn = queue.turn(&sender).await.expect("a place");
                tell.send(sender).expect("heard");
                drop(turn);
            });
            tokio::task::yield_now().await;
        }
        drop((first, tell));
        let mut order = Vec::new();
        while let Some(sender) = told.recv().await {
            order.push(sender);
        }
        order
    }

    #[tokio::test]
    async fn a_flood_delays_others_by_no_more_than_one_turn() {
        let (flood, other) = (address("flood"), address("other"));
        let mut waiting = vec![flood.clone(); 12];
        waiting.push(other.clone());
        waiting.push(Sender::Staff(1));
        let order = order(&waiting).await;
        assert_eq!(order.len(), 14);
        // The flood has the turn when all of them come. Staff are next, then the other address.
        assert_eq!(order[..2], [Sender::Staff(1), other]);
        assert!(order[2..].iter().all(|sender| *sender == flood));
    }

    #[tokio::test]
    async fn staff_who_never_stop_leave_every_second_turn_to_strangers() {
        let [a, b] = ["a", "b"].map(address);
        let waiting = [Sender::Staff(1), Sender::Staff(1), Sender::Staff(2), a.clone(), b.clone()];
        let expected = [Sender::Staff(1), a, Sender::Staff(2), b, Sender::Staff(1)];
        assert_eq!(order(&waiting).await, expected);
    }

    #[tokio::test]
    async fn everybody_has_one_turn_in_turn() {
        let [a, b, c] = ["a", "b", "c"].map(address);
        let waiting = [&a, &a, &a, &b, &b, &c].map(Clone::clone);
        assert_eq!(order(&waiting).await, [&a, &b, &c, &a, &b, &a].map(Clone::clone));
    }

    #[tokio::test]
    async fn a_full_line_is_told_at_once_and_who_leaves_makes_room() {
        let queue = Queue::default();
        let turn = queue.turn(&address("a")).await.expect("the first turn");
        let waiting: Vec<_> = (0..PLACES_OF_ONE)
            .map(|_| {
                let queue = queue.clone();
                tokio::spawn(async move { queue.turn(&address("a")).await.is_some() })
            })
            .collect();
        tokio::task::yield_now().await;
        assert!(queue.turn(&address("a")).await.is_none(), "the address has all its places");
        let other = tokio::spawn({
            let queue = queue.clone();
            async move { queue.turn(&address("b")).await.is_some() }
        });
        tokio::task::yield_now().await;
        for waiting in waiting {
            waiting.abort();
            assert!(waiting.await.is_err());
        }
        let again = tokio::spawn({
            let queue = queue.clone();
            async move { queue.turn(&address("a")).await.is_some() }
        });
        tokio::task::yield_now().await;
        drop(turn);
        assert!(other.await.expect("a turn") && again.await.expect("a turn"));
        assert!(queue.turn(&address("c")).await.is_some(), "nobody is left in line");
    }

    #[tokio::test]
    async fn in_a_full_line_whoever_has_most_makes_room() {
        let queue = Queue::default();
        let turn = queue.turn(&address("first")).await.expect("the first turn");
        let wait = |name: String| {
            let (queue, sender) = (queue.clone(), address(&name));
            tokio::spawn(async move { queue.turn(&sender).await.is_some() })
        };
        let mut flood = Vec::new();
        for number in 0..PLACES {
            flood.push(wait(format!("flood {}", number / PLACES_OF_ONE)));
            tokio::task::yield_now().await;
        }
        let mut others = Vec::new();
        for number in 0..30 {
            others.push(wait(format!("other {number}")));
            tokio::task::yield_now().await;
        }
        drop(turn);
        for other in others {
            assert!(other.await.expect("told"), "everybody has a turn");
        }
        let mut served = 0;
        for one in flood {
            served += usize::from(one.await.expect("told"));
        }
        assert_eq!(served, PLACES - 30, "the flood gave up as many as came");
    }
}
