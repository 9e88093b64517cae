//! Words are read for danger before anything else is done with them: one text at a time, everybody in turn, on a thread that may take its
//! time. Read where requests are answered or inside a transaction, a few crafted texts would hold up the whole city.

use domain::fault::FaultCode;
use domain::report::LONGEST_SENT;

use crate::share::Sender;
use crate::worker::Worker;
use crate::{Backend, Failure};

/// Reads. What the lexicon keeps of one text is so freed where it came from.
static READER: Worker = Worker::new("reading words");

/// What of a text counts: no more than a form may carry, whatever was posted, as what stands last in it counts as well.
pub(crate) fn heard(words: &str) -> &str {
    words.char_indices().nth(LONGEST_SENT).map_or(words, |(end, _)| &words[..end])
}

/// Reads words, so that afterwards [`crate::catalog::Catalog::emergency`] knows at once what they tell.
///
/// # Errors
/// `Busy` when too many wait for a turn.
pub async fn read(backend: &Backend, sender: &Sender, words: &str) -> Result<(), Failure> {
    let words = heard(words);
    if ::danger::was_read(words) {
        return Ok(());
    }
    let turn = backend.0.readings.turn(sender).await.ok_or(FaultCode::Busy)?;
    let words = words.to_owned();
    // The turn goes along: who asked may hang up, the reading goes on.
    let reading = move || {
        let _turn = turn;
        ::danger::services(&words);
    };
    READER.run(reading).await
}
