//! What a connection keeps in memory of somebody: of a request that has not come whole, of an answer that is not taken in. Counted for the
//! address it comes from, so that those who begin and do not go on, or ask and do not read, take up only so much together.

use backend::share::Share;

/// Bytes that a connection keeps of a request at most, and as many of an answer; so long may the head of a request be. A longer one, or one
/// with more than a hundred headers, is answered 431 before anything is looked at.
pub const CONNECTION_BUFFER: usize = 32 * 1024;
/// Bytes that all strangers together keep.
pub const HELD: u64 = 64 * 1024 * 1024;
/// Bytes of one address: as much as five hundred phones that take in their answers slowly.
pub const HELD_OF_ONE: u64 = 16 * 1024 * 1024;

/// Bytes that count for nobody: the head of a request as browsers send it.
const UNCOUNTED: usize = 8 * 1024;
/// Bytes by which what is counted grows.
const STEP: u64 = 8 * 1024;

/// What one connection keeps.
#[derive(Debug)]
pub struct Held {
    share: Share,
    counted: u64,
    /// Bytes that came since the last were answered.
    read: usize,
    answered: bool,
}

impl Held {
    /// Nothing yet.
    pub fn new(share: Share) -> Held {
        Held { share, counted: 0, read: 0, answered: true }
    }

    /// So many bytes came. `false` when there is no room for them.
    pub fn came(&mut self, bytes: usize) -> bool {
        if std::mem::take(&mut self.answered) {
            self.read = 0;
        }
        self.read = CONNECTION_BUFFER.min(self.read + bytes);
        self.count(self.read)
    }

    /// Some of an answer was taken in.
    pub fn went(&mut self) {
        self.answered = true;
    }

    /// So many bytes of an answer wait to be taken in. `false` when there is no room for them. What came with the question may be kept as well,
    /// as it may hold more of them.
    pub fn waits(&mut self, bytes: usize) -> bool {
        self.count(self.read + bytes.min(CONNECTION_BUFFER))
    }

    /// Counts so many bytes, and gives back what is no longer kept once little is.
    fn count(&mut self, bytes: usize) -> bool {
        let bytes = bytes.saturating_sub(UNCOUNTED) as u64;
        if bytes == 0 && self.counted > 0 {
            self.share.give_back();
            self.counted = 0;
        }
        let missing = bytes.saturating_sub(self.counted).next_multiple_of(STEP);
        if bytes <= self.counted {
            return true;
        }
        let room = self.share.grow(missing);
        if room {
            self.counted += missing;
        }
        room
    }
}

#[cfg(test)]
mod tests {
    use backend::share::{Sender, Shares};

    use super::*;

    #[test]
    fn who_sends_half_a_request_or_reads_nothing_holds_only_so_much() {
        let shares = Shares::new(HELD, HELD_OF_ONE);
        let sender = Sender::Address("203.0.113.9".to_owned());
        let connect = || Held::new(shares.of(&sender));
        // Ordinary heads and answers count for nobody.
        let mut ordinary: Vec<Held> = (0..20_000).map(|_| connect()).collect();
        assert!(ordinary.iter_mut().all(|held| held.came(900) && held.waits(4000)));
        let mut heads: Vec<Held> = (0..2000).map(|_| connect()).collect();
        let held = heads.iter_mut().filter_map(|held| held.came(CONNECTION_BUFFER).then_some(())).count();
        assert_eq!(held as u64, HELD_OF_ONE / (CONNECTION_BUFFER as u64 - UNCOUNTED as u64));
        // Others have their own.
        assert!(Held::new(shares.of(&Sender::Address("203.0.113.10".to_owned()))).came(CONNECTION_BUFFER));
        heads.clear();
        let mut unread: Vec<Held> = (0..2000).map(|_| connect()).collect();
        let held = unread.iter_mut().filter_map(|held| held.waits(10_000_000).then_some(())).count();
        assert!(held >= 500 && held as u64 <= HELD_OF_ONE / (CONNECTION_BUFFER as u64 - UNCOUNTED as u64), "{held}");
        // Whoever reads on holds nothing once the next request comes.
        for held in &mut unread {
            held.went();
            assert!(held.came(900));
        }
        assert!(connect().came(CONNECTION_BUFFER));
    }
}
