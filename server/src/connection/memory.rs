//! What a connection keeps in memory of somebody: of a request that has not come whole, of an answer that is not taken in. Counted for the
//! address it comes from, so that those who begin and do not go on, or ask and do not read, take up only so much together.

use std::task::Waker;

use foundation::share::Share;

/// Bytes that a connection keeps of a request at most, and as many of an answer; so long may the head of a request be. A longer one, or one
/// with more than a hundred headers, is answered 431 before anything is looked at.
pub const CONNECTION_BUFFER: usize = 32 * 1024;
/// Bytes that all strangers together keep.
pub const MOST_HELD: u64 = 64 * 1024 * 1024;
/// Bytes of one address: as much as some hundred phones that take in a page or a file slowly.
pub const MOST_HELD_OF_ONE: u64 = 16 * 1024 * 1024;

/// Bytes that count for nobody: the head of a request as browsers send it.
const UNCOUNTED: usize = 8 * 1024;
/// Bytes that stand behind an answer which nobody takes in, besides what of it was offered: the body, the state of the request, what came
/// with it.
const BEHIND: usize = 32 * 1024;
/// Bytes by which what is counted grows.
const STEP: u64 = 8 * 1024;

/// What one connection keeps.
#[derive(Debug)]
pub struct HeldMemory {
    share: Share,
    counted: u64,
    /// Bytes that came since something was answered last, and those that came before it: what is left of them may wait to be read as well.
    came: usize,
    came_before: usize,
    answered: bool,
    /// Bytes of an answer that wait to be taken in.
    waiting: usize,
}

impl HeldMemory {
    /// Nothing yet.
    pub fn new(share: Share) -> HeldMemory {
        HeldMemory { share, counted: 0, came: 0, came_before: 0, answered: true, waiting: 0 }
    }

    /// So many bytes came. `false` when there is no room for them.
    pub fn came(&mut self, bytes: usize) -> bool {
        if std::mem::take(&mut self.answered) {
            self.came_before = std::mem::take(&mut self.came);
        }
        self.came += bytes;
        self.count()
    }

    /// Some of an answer was taken in.
    pub fn went(&mut self) {
        self.answered = true;
    }

    /// So many bytes of an answer wait to be taken in. `false` when there is no room for them.
    pub fn waits(&mut self, bytes: usize) -> bool {
        self.waiting = bytes;
        self.count()
    }

    /// All of the answer was taken in.
    pub fn is_through(&mut self) {
        if std::mem::take(&mut self.waiting) > 0 {
            self.count();
        }
    }

    /// Whether others needed the room more; the task is woken when they do.
    pub fn is_taken(&self, waker: &Waker) -> bool {
        self.counted > 0 && self.share.is_taken(waker)
    }

    /// Counts what is kept beyond what an ordinary request takes, and gives back what is not kept any more.
    fn count(&mut self) -> bool {
        let came = CONNECTION_BUFFER.min(self.came + self.came_before).saturating_sub(UNCOUNTED);
        let waiting = if self.waiting == 0 { 0 } else { self.waiting.saturating_sub(UNCOUNTED) + BEHIND };
        let bytes = ((came + waiting) as u64).next_multiple_of(STEP);
        if bytes < self.counted {
            self.share.give_back();
            self.counted = 0;
        }
        let room = bytes == self.counted || self.share.grow(bytes - self.counted);
        if room {
            self.counted = bytes;
        }
        room
    }
}

#[cfg(test)]
mod tests {
    use foundation::share::{Sender, Shares};

    use super::*;

    #[test]
    fn who_sends_half_a_request_or_reads_nothing_holds_only_so_much() {
        let shares = Shares::taken_back(MOST_HELD, MOST_HELD_OF_ONE);
        let sender = Sender::Address("203.0.113.9".to_owned());
        let connect = || HeldMemory::new(shares.of(&sender));
        // Ordinary heads and answers count for nobody.
        let mut ordinary: Vec<HeldMemory> = (0..20_000).map(|_| connect()).collect();
        assert!(ordinary.iter_mut().all(|held| held.came(900)));
        let mut heads: Vec<HeldMemory> = (0..2000).map(|_| connect()).collect();
        assert!(heads.iter_mut().all(|held| held.came(CONNECTION_BUFFER)));
        let kept = |all: &[HeldMemory]| all.iter().filter(|held| !held.is_taken(Waker::noop())).count();
        // The first of them gave their places up for the last.
        assert_eq!(kept(&heads) as u64, MOST_HELD_OF_ONE / (CONNECTION_BUFFER as u64 - UNCOUNTED as u64));
        // Others have their own.
        assert!(HeldMemory::new(shares.of(&Sender::Address("203.0.113.10".to_owned()))).came(CONNECTION_BUFFER));
        heads.clear();
        let mut unread: Vec<HeldMemory> = (0..2000).map(|_| connect()).collect();
        assert!(unread.iter_mut().all(|held| held.waits(100_000)));
        // With what stands behind each of them.
        assert_eq!(kept(&unread), MOST_HELD_OF_ONE as usize / (128 * 1024));
        // Whoever has taken the answer in holds nothing.
        unread.iter_mut().for_each(HeldMemory::is_through);
        let mut last = connect();
        assert!(last.came(CONNECTION_BUFFER) && last.counted > 0 && !last.is_taken(Waker::noop()));
    }

    #[test]
    fn what_waits_behind_an_answer_counts_as_well() {
        let shares = Shares::taken_back(MOST_HELD, MOST_HELD_OF_ONE);
        let mut held = HeldMemory::new(shares.of(&Sender::Address("203.0.113.9".to_owned())));
        // A request, half of the next one with it, and after the answer to the first one byte more.
        assert!(held.came(CONNECTION_BUFFER));
        held.went();
        assert!(held.came(1));
        assert_eq!(held.counted, (CONNECTION_BUFFER - UNCOUNTED) as u64);
        held.went();
        assert!(held.came(900));
        assert_eq!(held.counted, 0, "by now all of it has been read");
    }

    #[test]
    fn twenty_addresses_that_take_all_they_can_leave_room_for_others() {
        let shares = Shares::taken_back(MOST_HELD, MOST_HELD_OF_ONE);
        let connect = |address: usize| HeldMemory::new(shares.of(&Sender::Address(address.to_string())));
        let mut flood: Vec<HeldMemory> = (0..20_000).map(|index| connect(index / 1000)).collect();
        for held in &mut flood {
            let _ = held.came(CONNECTION_BUFFER);
        }
        let mut others: Vec<HeldMemory> = (100..150).map(connect).collect();
        assert!(others.iter_mut().all(|held| held.came(CONNECTION_BUFFER)));
        assert!(!others.iter().any(|held| held.is_taken(Waker::noop())));
        assert!(flood.iter().any(|held| held.is_taken(Waker::noop())));
    }
}
