//! Taking a step with a case.

use domain::case::{CaseDetail, Step};
use domain::fault::FaultCode;

use super::Sending;
use crate::api::case::move_case;
use crate::photo::PhotoDraft;

/// Takes a step with a case as it was read at `revision`, unless something of it is missing or its photos are still on their way; `answered` gets
/// the case as it stands then, or why it was refused.
pub fn take_step(
    sending: Sending,
    (number, revision): (String, i64),
    step: Step,
    photos: &[PhotoDraft],
    answered: impl FnOnce(Result<CaseDetail, FaultCode>) + 'static,
) {
    let waiting: Vec<_> = photos.iter().find_map(|photos| photos.faults()).into_iter().collect();
    if sending.is_complete(if waiting.is_empty() { step.faults() } else { waiting }) {
        let key = sending.key();
        sending.send_boxed(Box::pin(move_case(number, revision, step, key)), Box::new(answered));
    }
}
