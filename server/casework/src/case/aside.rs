//! What happens beside the course of a case: notes, call backs, and what is released to the public.

use domain::account::Actor;
use domain::case::{CaseDetail, Part, Step, transition};
use domain::fault::FaultCode;
use foundation::failure::check;
use foundation::{Backend, Failure};

use super::again::{posted, taken};
use super::detail;
use super::step::{budget, scoped};
use super::take::{Attempt, take};

/// Adds an internal note. Without a key every note is another one, as the same words may well be noted twice.
///
/// # Errors
/// Not found outside the person's scope; empty or too long; or the store is away.
pub async fn note(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    words: &str,
    key: &str,
) -> Result<CaseDetail, Failure> {
    aside(backend, actor, number, &Step::Note { words: words.to_owned() }, key).await
}

/// Puts on record that a dissatisfied reporter was called back, and what came of it. For those who close: acceptor and shift leader.
///
/// # Errors
/// Not found outside the person's scope; not allowed; no words; nobody waits for a call any more; or the store is away.
pub async fn follow_up(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    words: &str,
    key: &str,
) -> Result<CaseDetail, Failure> {
    aside(backend, actor, number, &Step::FollowUp { words: words.to_owned() }, key).await
}

/// Shows a part of a case to the public (the report, a photo, the answer), or withdraws it. Each is a decision of its own, and over when the
/// case stops being public. What was decided already is decided once: the same again writes nothing.
///
/// For those who file: acceptor and shift leader. Sent again under the same key it
/// does not undo what was decided since.
///
/// # Errors
/// Not found outside the person's scope, or no such photo of the case; not allowed; no answer yet, or not public; or the store is away.
pub async fn release(
    backend: &Backend,
    actor: &Actor,
    number: &str,
    part: Part,
    released: bool,
    key: &str,
) -> Result<CaseDetail, Failure> {
    aside(backend, actor, number, &Step::Release { part, released }, key).await
}

/// Takes a step beside the course of a case, which does not depend on its revision. The same step with the same key again changes nothing.
async fn aside(backend: &Backend, actor: &Actor, number: &str, step: &Step, key: &str) -> Result<CaseDetail, Failure> {
    // Whoever never does such a thing may learn nothing of what there is.
    if !transition(step.action()).is_by(actor.role) {
        return Err(FaultCode::NotAllowed.into());
    }
    check(step.faults())?;
    let key = posted(backend, actor, number, step, key)?;
    let tx = backend.begin().await?;
    let row = scoped(&tx, actor, number).await?;
    let row = match taken(&tx, actor, number, step.action(), key.as_deref()).await? {
        Some(before) => before.row,
        None => {
            budget(&tx, backend, actor, row.id).await?;
            take(&tx, backend, &row, Attempt::of_staff(actor, step, None, key)).await?.row
        }
    };
    tx.commit().await?;
    detail::read(backend, actor, &row).await
}
