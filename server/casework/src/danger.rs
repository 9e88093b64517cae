//! Words are read for danger before anything else is done with them: one text at a time, everybody in turn, on a thread that may take its
//! time. Read where requests are answered or inside a transaction, a few crafted texts would hold up the whole city.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::class::ClassId;
use domain::fault::FaultCode;
use domain::length::LONGEST_SENT;
use domain::report::{EmergencyCall, EmergencyService};
use foundation::catalog::Catalog;
use foundation::memory::Memory;
use foundation::queue::Queue;
use foundation::share::Sender;
use foundation::worker::Worker;
use foundation::{Backend, Failure, Settings};

/// Reads. What the lexicon keeps of one text is so freed where it came from.
static READER: Worker = Worker::new("reading words");

/// What of a text counts: no more than a form may carry, whatever was posted, as what stands last in it counts as well.
pub(crate) fn heard(words: &str) -> &str {
    words.char_indices().nth(LONGEST_SENT).map_or(words, |(end, _)| &words[..end])
}

/// Who waits for words to be read, and whose were read lately.
#[derive(Default)]
struct Readings {
    line: Queue,
    lately: ReadFor,
}

impl Memory for Readings {
    fn new(_: &Settings) -> Readings {
        Readings::default()
    }
}

/// Whose words were read lately.
#[derive(Default)]
struct ReadFor(RandomState, Mutex<HashSet<u64>>);

impl ReadFor {
    /// Texts that are remembered; then all of them are read once more.
    const MOST: usize = 4096;

    fn has(&self, sender: &Sender, words: &str) -> bool {
        self.all().contains(&self.0.hash_one((sender, words)))
    }

    fn note(&self, sender: &Sender, words: &str) {
        let mut all = self.all();
        if all.len() >= ReadFor::MOST {
            all.clear();
        }
        all.insert(self.0.hash_one((sender, words)));
    }

    fn all(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether somebody's words were read lately: then what they tell is known at once.
pub fn was_read(words: &str) -> bool {
    ::danger::was_read(heard(words))
}

/// Reads words, so that afterwards [`emergency`] knows at once what they tell.
///
/// # Errors
/// `Busy` when too many wait for a turn.
pub async fn read(backend: &Backend, sender: &Sender, words: &str) -> Result<(), Failure> {
    let words = heard(words);
    let readings = backend.memory::<Readings>();
    // Whoever asks for words that others wrote must not be answered sooner than for any other.
    if words.trim().is_empty() || (::danger::was_read(words) && readings.lately.has(sender, words)) {
        return Ok(());
    }
    let turn = readings.line.turn(sender).await.ok_or(FaultCode::Busy)?;
    let text = words.to_owned();
    // The turn goes along: who asked may hang up, the reading goes on.
    let reading = move || {
        let _turn = turn;
        ::danger::read_anew(&text);
    };
    READER.run(reading).await?;
    readings.lately.note(sender, words);
    Ok(())
}

/// Whom a reporter should call before anything else: words and class that show danger to people. Empty when they show none. Where the
/// words are a stranger's, [`read`] comes first.
pub fn emergency(catalog: &Catalog, words: &str, class: Option<&ClassId>) -> Vec<EmergencyCall> {
    let mut services = ::danger::services(heard(words));
    services.extend(class.map(|id| catalog.emergency_services(id)).into_iter().flatten());
    if !services.is_empty() {
        // Whatever the danger is, somebody may be hurt.
        services.insert(EmergencyService::Ambulance);
    }
    catalog.city().emergency_numbers.iter().filter(|call| services.contains(&call.service)).cloned().collect()
}
