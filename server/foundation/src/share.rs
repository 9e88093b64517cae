//! What there is only so much of, given out so that nobody can take it all: room for photos on their way in, requests that send some,
//! connections.
//!
//! Somebody may hold no more than their share. Where it can be taken back ([`Shares::taken_back`]), who holds all of it loses a piece to the
//! next of their own, and whoever holds most of what is used up loses their last piece to somebody who holds less. Elsewhere nobody holds
//! more than half of what is free at that moment. So a few addresses that hold all they can leave room for others, who then have less each.
//! Staff draw from a room of their own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use futures::task::AtomicWaker;

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
    taken_back: bool,
    staff: Mutex<Room>,
    strangers: Mutex<Room>,
}

#[derive(Debug, Default)]
struct Room {
    used: u64,
    serial: u64,
    held: HashMap<Sender, Theirs>,
}

/// What somebody holds, and each piece of it, by the order in which they were begun.
#[derive(Debug, Default)]
struct Theirs {
    sum: u64,
    pieces: BTreeMap<u64, Piece>,
}

/// How much it is, and whom to tell when it is lost.
#[derive(Debug)]
struct Piece {
    worth: u64,
    holder: Arc<AtomicWaker>,
}

impl Shares {
    /// So much in all for strangers, as much again for staff, and of it so much for each.
    pub fn new(total: u64, of_one: u64) -> Shares {
        Shares::made(total, of_one, false)
    }

    /// The same where whoever holds a piece looks again and again whether it is still theirs, or is woken when it is not
    /// ([`Share::is_lost`], [`Share::is_taken`]), and then lets go.
    pub fn taken_back(total: u64, of_one: u64) -> Shares {
        Shares::made(total, of_one, true)
    }

    fn made(total: u64, of_one: u64, taken_back: bool) -> Shares {
        Shares(Arc::new(Inside { total, of_one, taken_back, staff: Mutex::default(), strangers: Mutex::default() }))
    }

    /// A share of somebody, empty as yet.
    pub fn of(&self, sender: &Sender) -> Share {
        Share { shares: self.clone(), sender: sender.clone(), serial: None, holder: Arc::default() }
    }

    fn room(&self, sender: &Sender) -> MutexGuard<'_, Room> {
        let room = match sender {
            Sender::Staff(_) => &self.0.staff,
            Sender::Address(_) => &self.0.strangers,
        };
        room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn has(&self, sender: &Sender, serial: u64) -> bool {
        self.held.get(sender).is_some_and(|theirs| theirs.pieces.contains_key(&serial))
    }

    fn sum(&self, sender: &Sender) -> u64 {
        self.held.get(sender).map_or(0, |theirs| theirs.sum)
    }

    fn let_go(&mut self, sender: &Sender, serial: u64) -> Option<Piece> {
        let theirs = self.held.get_mut(sender)?;
        let piece = theirs.pieces.remove(&serial)?;
        theirs.sum -= piece.worth;
        self.used -= piece.worth;
        if theirs.pieces.is_empty() {
            self.held.remove(sender);
        }
        Some(piece)
    }

    /// Takes a piece back of somebody who has all that is theirs, for another one of theirs: the largest, and of these the first. So one of
    /// those behind an address who begins and does not go on keeps none of the others out.
    fn give_up(&mut self, sender: &Sender, except: Option<u64>) -> bool {
        let theirs = self.held.get(sender).into_iter().flat_map(|theirs| &theirs.pieces);
        let others = theirs.filter(|(serial, _)| Some(**serial) != except);
        let first = others.max_by_key(|(serial, piece)| (piece.worth, Reverse(**serial))).map(|(serial, _)| *serial);
        let lost = first.and_then(|serial| self.let_go(sender, serial));
        lost.inspect(|piece| piece.holder.wake()).is_some()
    }

    /// Takes the last piece back of whoever holds most, if that is more than so much.
    fn take_back(&mut self, more_than: u64) -> bool {
        let most = self.held.iter().max_by_key(|(_, theirs)| theirs.sum).filter(|(_, theirs)| theirs.sum > more_than);
        let last = most.and_then(|(sender, theirs)| Some((sender.clone(), *theirs.pieces.last_key_value()?.0)));
        let lost = last.and_then(|(sender, serial)| self.let_go(&sender, serial));
        lost.inspect(|piece| piece.holder.wake()).is_some()
    }
}

/// What somebody holds; given back when dropped.
#[derive(Debug)]
pub struct Share {
    shares: Shares,
    sender: Sender,
    /// Its place in the order, once it holds something.
    serial: Option<u64>,
    holder: Arc<AtomicWaker>,
}

impl Share {
    /// Takes more; `false`, and nothing is taken, when that is more than is theirs or than there is, or when it is lost.
    pub fn grow(&mut self, more: u64) -> bool {
        let Inside { total, of_one, taken_back, .. } = *self.shares.0;
        let mut room = self.shares.room(&self.sender);
        if self.serial.is_some_and(|serial| !room.has(&self.sender, serial)) {
            return false;
        }
        // Who asks for nothing more needs no room, however little there is.
        if more == 0 {
            return true;
        }
        let theirs = room.sum(&self.sender) + more;
        let free = total.saturating_sub(room.used);
        if more > of_one.min(total) || (!taken_back && (theirs > of_one || more > free || theirs > free.div_ceil(2))) {
            return false;
        }
        while room.sum(&self.sender) + more > of_one {
            if !room.give_up(&self.sender, self.serial) {
                return false;
            }
        }
        let theirs = room.sum(&self.sender) + more;
        while more > total.saturating_sub(room.used) {
            if !room.take_back(theirs) {
                return false;
            }
        }
        room.used += more;
        let serial = *self.serial.get_or_insert_with(|| {
            room.serial += 1;
            room.serial
        });
        let theirs = room.held.entry(self.sender.clone()).or_default();
        theirs.sum += more;
        let piece = theirs.pieces.entry(serial).or_insert_with(|| Piece { worth: 0, holder: self.holder.clone() });
        piece.worth += more;
        true
    }

    /// Whether it was taken back.
    pub fn is_lost(&self) -> bool {
        self.serial.is_some_and(|serial| !self.shares.room(&self.sender).has(&self.sender, serial))
    }

    /// The same for a task, which is woken when it happens.
    pub fn is_taken(&self, waker: &Waker) -> bool {
        self.holder.register(waker);
        self.is_lost()
    }

    /// Gives all of it back.
    pub fn give_back(&mut self) {
        if let Some(serial) = self.serial.take() {
            self.shares.room(&self.sender).let_go(&self.sender, serial);
        }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.give_back();
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
        two.give_back();
        assert!(two.grow(100) && !two.is_lost());
    }

    #[test]
    fn a_dozen_who_take_all_they_can_leave_room_for_one_more() {
        let shares = Shares::new(1024, 256);
        let mut held = Vec::new();
        for number in 0..13 {
            let mut share = shares.of(&address(number));
            let mut taken = 0;
            while share.grow(1) {
                taken += 1;
            }
            assert!(taken > 0, "address {number}");
            held.push(share);
        }
        // Staff have room of their own, strangers theirs again as soon as it is given back.
        assert!(shares.of(&Sender::Staff(1)).grow(256));
        held.clear();
        assert!(shares.of(&address(0)).grow(256));
    }

    #[test]
    fn who_needs_nothing_more_is_never_refused() {
        let shares = Shares::new(100, 50);
        let (mut one, mut two) = (shares.of(&address(1)), shares.of(&address(2)));
        assert!(one.grow(40) && two.grow(30));
        // Half of what is free is less than the first holds already.
        assert!(!one.grow(1) && one.grow(0));
        assert!(shares.of(&address(1)).grow(0) && shares.of(&address(3)).grow(0));
    }

    #[test]
    fn whoever_holds_most_loses_it_to_those_who_hold_less() {
        let shares = Shares::taken_back(60, 10);
        let one = |number| {
            let mut share = shares.of(&address(number));
            share.grow(1).then_some(share)
        };
        // Six addresses take all there is, and after them fifty others come with one piece each.
        let mut flood: Vec<Share> = (0..60).map(|index| one(index / 10).expect("a piece")).collect();
        // An address has its ten: one more takes the place of its own first.
        flood.push(one(0).expect("a piece"));
        assert!(flood.remove(0).is_lost() && flood.iter().all(|share| !share.is_lost()));
        let others: Vec<Share> = (100..150).map(|number| one(number).expect("a piece")).collect();
        assert!(others.iter().all(|share| !share.is_lost()));
        assert_eq!(flood.iter().filter(|share| share.is_lost()).count(), 50);
        assert!(
            flood.iter_mut().filter(|share| share.is_lost()).all(|share| !share.grow(1)),
            "what is lost stays lost"
        );
        // Now nobody holds more than a newcomer would.
        drop(flood);
        drop(others);
        let all: Vec<Share> = (200..260).map(|number| one(number).expect("a piece")).collect();
        assert!(one(300).is_none() && all.iter().all(|share| !share.is_lost()));
    }
}
