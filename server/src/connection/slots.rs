//! Slots for connections: so many of one address, never more than half of all. When they are used up, a newcomer has the slot of a
//! connection that waits for nothing, or else of the one on which nothing has moved for longest: of the same address where that has all its
//! slots, or else of the address that has most. So nobody keeps neighbours out by holding connections on which nothing happens, and no
//! address others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use futures::task::AtomicWaker;

/// How long nothing has to have moved on a connection before it gives its slot up.
const STILL: Duration = Duration::from_secs(1);
/// Bytes of a request that count as having moved something: whoever sends byte after byte holds a slot as one who sends nothing.
const MOVED: usize = 1024;

/// The slots. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Slots {
    total: usize,
    of_one: usize,
    taken: Arc<Mutex<Taken>>,
    began: Instant,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    of: HashMap<IpAddr, Vec<Arc<Activity>>>,
}

/// What is known of a connection from outside of it.
#[derive(Debug, Default)]
struct Activity {
    /// Milliseconds, since there are slots, when something moved last.
    moved_at: AtomicU64,
    /// Whether everything asked on it has been answered, and nothing more has come.
    rests: AtomicBool,
    over: AtomicBool,
    waker: AtomicWaker,
}

/// The slot of one connection; free when this is dropped.
#[derive(Debug)]
pub struct Slot {
    slots: Slots,
    address: IpAddr,
    activity: Arc<Activity>,
    /// Bytes of a request that came since something moved last.
    came: usize,
    /// Whether something of an answer was taken in since.
    went: bool,
}

impl Slots {
    /// So many in all, and of one address.
    pub fn new(total: usize, of_one: usize) -> Slots {
        Slots { total, of_one: of_one.min(total.div_ceil(2)), taken: Arc::default(), began: Instant::now() }
    }

    /// A slot for one more connection of an address; `None` when all are used up by connections that move.
    pub fn take(&self, address: IpAddr) -> Option<Slot> {
        self.take_at(address, Instant::now())
    }

    fn take_at(&self, address: IpAddr, now: Instant) -> Option<Slot> {
        let now = self.since(now);
        let mut taken = self.lock();
        let theirs = taken.of.get(&address).map_or(0, Vec::len);
        let giving = if theirs >= self.of_one {
            Some(address)
        } else if taken.all >= self.total {
            let most = taken.of.iter().max_by_key(|(_, activities)| activities.len());
            Some(*most.filter(|(_, activities)| activities.len() > theirs + 1)?.0)
        } else {
            None
        };
        if let Some(giving) = giving {
            let activities = taken.of.get_mut(&giving)?;
            let weigh = |activity: &Arc<Activity>| {
                (!activity.rests.load(Ordering::Relaxed), activity.moved_at.load(Ordering::Relaxed))
            };
            // Neighbors who are all busy are not cut off for one more; who has more than others is.
            let gives = |(_, moved_at): &(bool, u64)| giving != address || moved_at + STILL.as_millis() as u64 <= now;
            let giving = activities.iter().map(weigh).enumerate().filter(|(_, weight)| gives(weight));
            let (index, _) = giving.min_by_key(|(_, weight)| *weight)?;
            activities.swap_remove(index).end();
            taken.all -= 1;
        }
        let activity = Arc::new(Activity { moved_at: now.into(), rests: true.into(), ..Activity::default() });
        taken.of.entry(address).or_default().push(activity.clone());
        taken.all += 1;
        Some(Slot { slots: self.clone(), address, activity, came: 0, went: false })
    }

    /// Milliseconds since there are slots.
    fn since(&self, now: Instant) -> u64 {
        u64::try_from(now.duration_since(self.began).as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Activity {
    fn end(&self) {
        self.over.store(true, Ordering::Release);
        self.waker.wake();
    }
}

impl Slot {
    /// So many bytes of a request came.
    pub fn came(&mut self, bytes: usize) {
        self.activity.rests.store(false, Ordering::Relaxed);
        self.went = false;
        self.came += bytes;
        if self.came >= MOVED {
            self.moved();
        }
    }

    /// Something of an answer was taken in.
    pub fn went(&mut self) {
        self.went = true;
        self.moved();
    }

    /// All of the answer was taken in.
    pub fn is_through(&mut self) {
        if self.went {
            self.activity.rests.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the slot had to be given up; the task is woken when it has to be.
    pub fn is_over(&self, waker: &Waker) -> bool {
        self.activity.waker.register(waker);
        self.activity.over.load(Ordering::Acquire)
    }

    fn moved(&mut self) {
        self.came = 0;
        self.activity.moved_at.store(self.slots.since(Instant::now()), Ordering::Relaxed);
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let taken = &mut *self.slots.lock();
        let Some(activities) = taken.of.get_mut(&self.address) else { return };
        if let Some(index) = activities.iter().position(|activity| Arc::ptr_eq(activity, &self.activity)) {
            activities.swap_remove(index);
            taken.all -= 1;
        }
        if activities.is_empty() {
            taken.of.remove(&self.address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        [203, 0, 113, last].into()
    }

    fn is_over(slot: &Slot) -> bool {
        slot.is_over(Waker::noop())
    }

    #[test]
    fn who_holds_all_places_of_an_address_keeps_no_neighbor_out() {
        let slots = Slots::new(1000, 3);
        let began = slots.began;
        let at = |ms| began + Duration::from_millis(ms);
        let mut held: Vec<Slot> = (0..3).map(|n| slots.take_at(address(9), at(n)).expect("a slot")).collect();
        assert!(slots.take_at(address(9), at(500)).is_none(), "all of them are as good as new");
        assert!(slots.take_at(address(10), at(500)).is_some(), "another address has its own");
        // The second has moved something lately.
        held[1].activity.moved_at.store(1900, Ordering::Relaxed);
        let newcomer = slots.take_at(address(9), at(2000)).expect("the slot of the first");
        let next = slots.take_at(address(9), at(2001)).expect("the slot of the third");
        assert_eq!(held.iter().map(is_over).collect::<Vec<_>>(), [true, false, true]);
        assert!(!is_over(&newcomer) && !is_over(&next));
        assert!(slots.take_at(address(9), at(2002)).is_none());
        // What was given up is not given back a second time.
        held.remove(0);
        assert!(slots.take_at(address(9), at(2003)).is_none());
        drop(newcomer);
        assert!(slots.take_at(address(9), at(2004)).is_some());
    }

    #[test]
    fn when_all_are_used_up_the_address_with_most_makes_room() {
        let slots = Slots::new(12, 6);
        let at = |ms| slots.began + Duration::from_millis(ms);
        let mut held: Vec<Slot> = (0..6).map(|n| slots.take_at(address(1), at(n)).expect("a slot")).collect();
        held.extend((0..6).map(|n| slots.take_at(address(2), at(n)).expect("a slot")));
        let others: Vec<Slot> = (3..9).map(|last| slots.take_at(address(last), at(50)).expect("a slot")).collect();
        assert!(others.iter().all(|slot| !is_over(slot)));
        // However lately something moved on theirs.
        assert_eq!(held[..6].iter().filter(|slot| is_over(slot)).count(), 3);
        assert_eq!(held[6..].iter().filter(|slot| is_over(slot)).count(), 3);
    }

    #[test]
    fn who_waits_for_an_answer_is_spared() {
        let slots = Slots::new(10, 2);
        let at = |ms| slots.began + Duration::from_millis(ms);
        let mut report = slots.take_at(address(1), at(0)).expect("a slot");
        report.came(900);
        let mut idle = slots.take_at(address(1), at(100)).expect("a slot");
        idle.came(900);
        idle.went();
        idle.is_through();
        idle.activity.moved_at.store(500, Ordering::Relaxed);
        let newcomer = slots.take_at(address(1), at(9000)).expect("the slot of the idle one");
        assert!(is_over(&idle) && !is_over(&report));
        // Now nothing rests for long enough: who holds a slot with half a request gives it up, however young the others are.
        assert!(slots.take_at(address(1), at(9100)).is_some() && is_over(&report) && !is_over(&newcomer));
    }

    #[test]
    fn a_byte_now_and_then_moves_nothing() {
        let slots = Slots::new(10, 1);
        let mut slot = slots.take(address(1)).expect("a slot");
        let moved_at = |slot: &Slot| slot.activity.moved_at.load(Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(20));
        for _ in 0..100 {
            slot.came(1);
        }
        assert!(moved_at(&slot) < 20);
        slot.came(2000);
        assert!(moved_at(&slot) >= 20);
    }
}
