//! How often somebody may search. Counted in the store like every limit; who is over it already is known here and costs the store nothing
//! more, or those who never stop would cost it most.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::one_more;
use crate::memory::Memory;
use crate::{Backend, Failure, Settings};

/// Seconds over which searches are counted.
const WINDOW: i64 = 60;
/// How many devices search from one address, as far as it tells them apart: behind a mobile carrier's stand thousands.
const DEVICES: u32 = 10;
/// How many lists staff look at, and suggestions anybody gets while typing, for each search.
const LIGHT: u32 = 4;
/// Keys that are remembered as being over their limit.
const MOST: usize = 20_000;

/// Who searches.
#[derive(Clone, Debug)]
pub enum Searcher {
    /// Somebody who is signed in.
    Account(i64),
    /// Anybody else.
    Stranger {
        /// The address they come from.
        address: String,
        /// What tells their device from others behind it: its cookie, or what its browser says of itself.
        device: String,
    },
}

/// What they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Look for words, or through the public list.
    List,
    /// Look at a list of their own work.
    Work,
    /// Type, and are offered what fits.
    Suggestion,
}

impl Search {
    /// The name of its count, and how many there may be for each search.
    const fn counted(self) -> (&'static str, u32) {
        match self {
            Search::List => ("list", 1),
            Search::Work => ("work", LIGHT),
            Search::Suggestion => ("suggestion", LIGHT),
        }
    }
}

/// Who is over the limit, and the second until which they are.
#[derive(Default)]
struct Refused(Mutex<HashMap<String, i64>>);

impl Memory for Refused {
    fn new(_: &Settings) -> Refused {
        Refused::default()
    }
}

impl Refused {
    /// The seconds somebody still has to wait.
    fn wait(&self, key: &str, now: i64) -> Option<i64> {
        let refused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        refused.get(key).map(|until| until - now).filter(|wait| *wait > 0)
    }

    fn note(&self, key: String, until: i64, now: i64) {
        let mut refused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.len() >= MOST {
            refused.retain(|_, until| *until > now);
            // All of them are over it now: whoever is forgotten is counted once more.
            if refused.len() >= MOST {
                refused.clear();
            }
        }
        refused.insert(key, until);
    }
}

/// Counts one more search. Gives how many seconds whoever searches has to wait when that is too many. While the store is away nothing is
/// counted: what they ask for says so itself.
pub async fn search(backend: &Backend, who: &Searcher, what: Search) -> Option<u32> {
    if backend.settings().searches_a_minute == 0 {
        return None;
    }
    let (name, factor) = what.counted();
    let most = backend.settings().searches_a_minute.saturating_mul(factor);
    let now = backend.now().0;
    let refused = backend.memory::<Refused>();
    for (key, most) in keys(backend, who, name, most) {
        let wait = match refused.wait(&key, now) {
            Some(wait) => Some(wait),
            None => match count(backend, &key, most).await {
                Ok(until) => until.map(|until| {
                    refused.note(key, until, now);
                    until - now
                }),
                Err(failure) => {
                    tracing::warn!(?failure, "searches are not counted");
                    None
                }
            },
        };
        if let Some(wait) = wait {
            return Some(u32::try_from(wait).unwrap_or(1).max(1));
        }
    }
    None
}

/// What is counted: an account; or an address, and then one of its devices. In this order, as a stranger can be as many devices as they like:
/// whose address is over its limit leaves no further rows.
fn keys(backend: &Backend, who: &Searcher, name: &str, most: u32) -> Vec<(String, u32)> {
    match who {
        Searcher::Account(id) => vec![(format!("search:{name}:account:{id}"), most)],
        Searcher::Stranger { address, device } => {
            let device = backend.keys().lookup("search device", &format!("{address} {device}"));
            let address = backend.keys().lookup("address", address);
            vec![
                (format!("search:{name}:address:{address}"), most.saturating_mul(DEVICES)),
                (format!("search:{name}:device:{device}"), most),
            ]
        }
    }
}

/// Counts one more under a key; the second in which the window is over where that is too many. Nobody waits until it is on disk.
async fn count(backend: &Backend, key: &str, most: u32) -> Result<Option<i64>, Failure> {
    let Some(row) = backend.write_relaxed(one_more(backend.writer(), backend, key, WINDOW)).await? else {
        return Ok(None);
    };
    let (count, began): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    Ok((count > i64::from(most)).then_some(began + WINDOW))
}
