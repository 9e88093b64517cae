//! What there is only so much of, given out so that nobody can take it all: room for photos on their way in, requests that send some.
//!
//! Somebody may hold no more than their share, and never more than half of what is free at that moment. So a few addresses that hold all
//! they can leave room for others, who then have less each: it takes many to fill it, and one alone is stopped long before anybody notices.
//! Staff draw from a room of their own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Somebody who sends something: what is shared is counted for them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// A member of staff, by the account's id: many of them share an office's address.
    Staff(i64),
    /// Everybody behind an address.
    Address(String),
}

/// Something of which there is only so much. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shares(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    total: u64,
    of_one: u64,
    staff: Mutex<Room>,
    strangers: Mutex<Room>,
}

#[derive(Debug, Default)]
struct Room {
    used: u64,
    held: HashMap<Sender, u64>,
}

impl Shares {
    /// So much in all for strangers, as much again for staff, and of it so much for each.
    pub fn new(total: u64, of_one: u64) -> Shares {
        Shares(Arc::new(Inside { total, of_one, staff: Mutex::default(), strangers: Mutex::default() }))
    }

    /// A share of somebody, empty as yet.
    pub fn of(&self, sender: &Sender) -> Share {
        Share { shares: self.clone(), sender: sender.clone(), held: 0 }
    }

    fn room(&self, sender: &Sender) -> MutexGuard<'_, Room> {
        let room = match sender {
            Sender::Staff(_) => &self.0.staff,
            Sender::Address(_) => &self.0.strangers,
        };
        room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody holds; given back when dropped.
#[derive(Debug)]
pub struct Share {
    shares: Shares,
    sender: Sender,
    held: u64,
}

impl Share {
    /// Takes more; `false`, and nothing is taken, when that is more than is theirs or than there is.
    pub fn grow(&mut self, more: u64) -> bool {
        let mut room = self.shares.room(&self.sender);
        let free = self.shares.0.total.saturating_sub(room.used);
        let theirs = room.held.get(&self.sender).copied().unwrap_or_default() + more;
        if more > free || theirs > self.shares.0.of_one || theirs > free.div_ceil(2) {
            return false;
        }
        room.used += more;
        room.held.insert(self.sender.clone(), theirs);
        self.held += more;
        true
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut room = self.shares.room(&self.sender);
        room.used = room.used.saturating_sub(self.held);
        if let Some(theirs) = room.held.get_mut(&self.sender) {
            *theirs = theirs.saturating_sub(self.held);
            if *theirs == 0 {
                room.held.remove(&self.sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> Sender {
        Sender::Address(number.to_string())
    }

    #[test]
    fn nobody_takes_more_than_their_share() {
        let shares = Shares::new(1000, 100);
        let (mut one, mut two) = (shares.of(&address(1)), shares.of(&address(1)));
        assert!(one.grow(60) && two.grow(40) && !two.grow(1));
        assert!(shares.of(&address(2)).grow(100));
        drop(one);
        assert!(two.grow(60) && !two.grow(1));
    }

    #[test]
    fn a_dozen_who_take_all_they_can_leave_room_for_one_more() {
        let shares = Shares::new(1024, 256);
        let mut held = Vec::new();
        for number in 0..13 {
            let mut share = shares.of(&address(number));
            while share.grow(1) {}
            assert!(share.held > 0, "address {number}");
            held.push(share);
        }
        // Staff have room of their own, strangers theirs again as soon as it is given back.
        assert!(shares.of(&Sender::Staff(1)).grow(256));
        held.clear();
        assert!(shares.of(&address(0)).grow(256));
    }
}
