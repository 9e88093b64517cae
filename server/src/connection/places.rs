//! Places for connections: so many of one address, never more than half of all. When they are used up, a newcomer has the place of a
//! connection that waits for nothing, or else of the one on which nothing has moved for longest: of the same address where that has all its
//! places, or else of the address that has most. So nobody keeps neighbours out by holding connections on which nothing happens, and no
//! address others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

use futures::task::AtomicWaker;

/// How long nothing has to have moved on a connection before it gives its place up.
const STILL: Duration = Duration::from_secs(1);
/// Bytes of a request that count as having moved something: whoever sends byte after byte holds a place as one who sends nothing.
const MOVED: usize = 1024;

/// The places. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Places {
    total: usize,
    of_one: usize,
    taken: Arc<Mutex<Taken>>,
    began: Instant,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    of: HashMap<IpAddr, Vec<Arc<Life>>>,
}

/// What is known of a connection from outside of it.
#[derive(Debug, Default)]
struct Life {
    /// Milliseconds, since there are places, when something moved last.
    moved_at: AtomicU64,
    /// Whether everything asked on it has been answered, and nothing more has come.
    rests: AtomicBool,
    over: AtomicBool,
    waker: AtomicWaker,
}

/// The place of one connection; free when this is dropped.
#[derive(Debug)]
pub struct Place {
    places: Places,
    address: IpAddr,
    life: Arc<Life>,
    /// Bytes of a request that came since something moved last.
    came: usize,
    /// Whether something of an answer was taken in since.
    went: bool,
}

impl Places {
    /// So many in all, and of one address.
    pub fn new(total: usize, of_one: usize) -> Places {
        Places { total, of_one: of_one.min(total.div_ceil(2)), taken: Arc::default(), began: Instant::now() }
    }

    /// A place for one more connection of an address; `None` when all are used up by connections that move.
    pub fn take(&self, address: IpAddr) -> Option<Place> {
        self.take_at(address, Instant::now())
    }

    fn take_at(&self, address: IpAddr, now: Instant) -> Option<Place> {
        let now = self.since(now);
        let mut taken = self.lock();
        let theirs = taken.of.get(&address).map_or(0, Vec::len);
        let giving = if theirs >= self.of_one {
            Some(address)
        } else if taken.all >= self.total {
            let most = taken.of.iter().max_by_key(|(_, lives)| lives.len());
            Some(*most.filter(|(_, lives)| lives.len() > theirs + 1)?.0)
        } else {
            None
        };
        if let Some(giving) = giving {
            let lives = taken.of.get_mut(&giving)?;
            let weigh = |life: &Arc<Life>| (!life.rests.load(Ordering::Relaxed), life.moved_at.load(Ordering::Relaxed));
            // Neighbors who are all busy are not cut off for one more; who has more than others is.
            let gives = |(_, moved_at): &(bool, u64)| giving != address || moved_at + STILL.as_millis() as u64 <= now;
            let giving = lives.iter().map(weigh).enumerate().filter(|(_, weight)| gives(weight));
            let (index, _) = giving.min_by_key(|(_, weight)| *weight)?;
            lives.swap_remove(index).end();
            taken.all -= 1;
        }
        let life = Arc::new(Life { moved_at: now.into(), rests: true.into(), ..Life::default() });
        taken.of.entry(address).or_default().push(life.clone());
        taken.all += 1;
        Some(Place { places: self.clone(), address, life, came: 0, went: false })
    }

    /// Milliseconds since there are places.
    fn since(&self, now: Instant) -> u64 {
        u64::try_from(now.duration_since(self.began).as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Life {
    fn end(&self) {
        self.over.store(true, Ordering::Release);
        self.waker.wake();
    }
}

impl Place {
    /// So many bytes of a request came.
    pub fn came(&mut self, bytes: usize) {
        self.life.rests.store(false, Ordering::Relaxed);
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
            self.life.rests.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the place had to be given up; the task is woken when it has to be.
    pub fn is_over(&self, waker: &Waker) -> bool {
        self.life.waker.register(waker);
        self.life.over.load(Ordering::Acquire)
    }

    fn moved(&mut self) {
        self.came = 0;
        self.life.moved_at.store(self.places.since(Instant::now()), Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let taken = &mut *self.places.lock();
        let Some(lives) = taken.of.get_mut(&self.address) else { return };
        if let Some(index) = lives.iter().position(|life| Arc::ptr_eq(life, &self.life)) {
            lives.swap_remove(index);
            taken.all -= 1;
        }
        if lives.is_empty() {
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

    fn is_over(place: &Place) -> bool {
        place.is_over(Waker::noop())
    }

    #[test]
    fn who_holds_all_places_of_an_address_keeps_no_neighbor_out() {
        let places = Places::new(1000, 3);
        let began = places.began;
        let at = |ms| began + Duration::from_millis(ms);
        let mut held: Vec<Place> = (0..3).map(|n| places.take_at(address(9), at(n)).expect("a place")).collect();
        assert!(places.take_at(address(9), at(500)).is_none(), "all of them are as good as new");
        assert!(places.take_at(address(10), at(500)).is_some(), "another address has its own");
        // The second has moved something lately.
        held[1].life.moved_at.store(1900, Ordering::Relaxed);
        let newcomer = places.take_at(address(9), at(2000)).expect("the place of the first");
        let next = places.take_at(address(9), at(2001)).expect("the place of the third");
        assert_eq!(held.iter().map(is_over).collect::<Vec<_>>(), [true, false, true]);
        assert!(!is_over(&newcomer) && !is_over(&next));
        assert!(places.take_at(address(9), at(2002)).is_none());
        // What was given up is not given back a second time.
        held.remove(0);
        assert!(places.take_at(address(9), at(2003)).is_none());
        drop(newcomer);
        assert!(places.take_at(address(9), at(2004)).is_some());
    }

    #[test]
    fn when_all_are_used_up_the_address_with_most_makes_room() {
        let places = Places::new(12, 6);
        let at = |ms| places.began + Duration::from_millis(ms);
        let mut held: Vec<Place> = (0..6).map(|n| places.take_at(address(1), at(n)).expect("a place")).collect();
        held.extend((0..6).map(|n| places.take_at(address(2), at(n)).expect("a place")));
        let others: Vec<Place> = (3..9).map(|last| places.take_at(address(last), at(50)).expect("a place")).collect();
        assert!(others.iter().all(|place| !is_over(place)));
        // However lately something moved on theirs.
        assert_eq!(held[..6].iter().filter(|place| is_over(place)).count(), 3);
        assert_eq!(held[6..].iter().filter(|place| is_over(place)).count(), 3);
    }

    #[test]
    fn who_waits_for_an_answer_is_spared() {
        let places = Places::new(10, 2);
        let at = |ms| places.began + Duration::from_millis(ms);
        let mut report = places.take_at(address(1), at(0)).expect("a place");
        report.came(900);
        let mut idle = places.take_at(address(1), at(100)).expect("a place");
        idle.came(900);
        idle.went();
        idle.is_through();
        idle.life.moved_at.store(500, Ordering::Relaxed);
        let newcomer = places.take_at(address(1), at(9000)).expect("the place of the idle one");
        assert!(is_over(&idle) && !is_over(&report));
        // Now nothing rests for long enough: who holds a place with half a request gives it up, however young the others are.
        assert!(places.take_at(address(1), at(9100)).is_some() && is_over(&report) && !is_over(&newcomer));
    }

    #[test]
    fn a_byte_now_and_then_moves_nothing() {
        let places = Places::new(10, 1);
        let mut place = places.take(address(1)).expect("a place");
        let moved_at = |place: &Place| place.life.moved_at.load(Ordering::Relaxed);
        std::thread::sleep(Duration::from_millis(20));
        for _ in 0..100 {
            place.came(1);
        }
        assert!(moved_at(&place) < 20);
        place.came(2000);
        assert!(moved_at(&place) >= 20);
    }
}
