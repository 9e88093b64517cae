//! Cases, for the desk and the officers' app.

#[cfg(feature = "ssr")]
use domain::case::Part;
use domain::case::{CaseDetail, CaseSummary, LikelyCase, Step};
use domain::dispatch::Officer;
use domain::inbox::{InboxFilter, QueueCount};
use domain::page::Page;
use domain::report::StaffReport;
#[cfg(feature = "ssr")]
use foundation::limit::search::Search;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// A page of the inbox.
#[server(input = Json)]
pub async fn list_cases(filter: InboxFilter) -> Result<Page<CaseSummary>, AppError> {
    let actor = crate::server::actor().await?;
    let words = filter.words.as_deref().is_some_and(|words| !words.trim().is_empty());
    crate::server::count_search(Some(&actor), if words { Search::List } else { Search::Work }).await?;
    Ok(casework::case::list(&crate::server::backend(), &actor, &filter).await?)
}

/// The queues this person sees, with their counts.
#[server]
pub async fn count_queues() -> Result<Vec<QueueCount>, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::count(&crate::server::backend(), &actor).await?)
}

/// The whole case, with phone numbers masked.
#[server]
pub async fn find_case(number: String) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::find(&crate::server::backend(), &actor, &number).await?)
}

/// Takes a step with a case, decided on a revision: somebody else's step in between is a fault, not a second event. The same step with the
/// same key again gets the first answer, here and below.
#[server(input = Json)]
pub async fn move_case(
    number: String,
    revision: i64,
    step: Step,
    #[server(default)] key: String,
) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::advance(&crate::server::backend(), &actor, &number, revision, &step, &key).await?)
}

/// Adds an internal note.
#[server]
pub async fn note_case(number: String, words: String, #[server(default)] key: String) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::note(&crate::server::backend(), &actor, &number, &words, &key).await?)
}

/// Puts on record that a dissatisfied reporter was called back.
#[server]
pub async fn follow_up_case(
    number: String,
    words: String,
    #[server(default)] key: String,
) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::follow_up(&crate::server::backend(), &actor, &number, &words, &key).await?)
}

/// Releases the reporter's words and photos to the public, or withdraws them.
#[server]
pub async fn release_case(
    number: String,
    released: bool,
    #[server(default)] key: String,
) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::release(&crate::server::backend(), &actor, &number, Part::Report, released, &key).await?)
}

/// Releases one photo to the public, or withdraws it.
#[server]
pub async fn release_photo(
    number: String,
    photo: String,
    released: bool,
    #[server(default)] key: String,
) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::release(&crate::server::backend(), &actor, &number, Part::Photo(photo), released, &key).await?)
}

/// Releases the words to the citizen to the public, or withdraws them.
#[server]
pub async fn release_answer(
    number: String,
    released: bool,
    #[server(default)] key: String,
) -> Result<CaseDetail, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::release(&crate::server::backend(), &actor, &number, Part::Answer, released, &key).await?)
}

/// The phone number of a case's reporter in full; the look-up is limited and put on record with its reason.
#[server]
pub async fn reveal_phone(number: String, reason: String) -> Result<Vec<String>, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::reveal_phone(&crate::server::backend(), &actor, &number, &reason).await?)
}

/// What was reported before from the number of somebody who calls; the look-up is limited and put on record.
#[server]
pub async fn list_caller_cases(phone: String) -> Result<Vec<CaseSummary>, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::of_caller(&crate::server::backend(), &actor, &phone).await?)
}

/// The officers of the case's department, to whom a clerk may give it.
#[server]
pub async fn list_officers(number: String) -> Result<Vec<Officer>, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::officers(&crate::server::backend(), &actor, &number).await?)
}

/// Cases that are likely the same as what is being typed.
#[server(input = Json)]
pub async fn list_likely_cases(report: StaffReport) -> Result<Vec<LikelyCase>, AppError> {
    let actor = crate::server::actor().await?;
    crate::server::count_search(Some(&actor), Search::Suggestion).await?;
    Ok(casework::case::likely(&crate::server::backend(), &actor, &report.form).await?)
}

/// Registers a call, or what an officer found. The same key gives the same number again.
#[server(input = Json)]
pub async fn register_case(report: StaffReport) -> Result<String, AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::register(&crate::server::backend(), &actor, &report).await?.to_string())
}

/// Adds a caller to a case that is there already. The same key joins once.
#[server(input = Json)]
pub async fn join_case(number: String, report: StaffReport) -> Result<(), AppError> {
    let actor = crate::server::actor().await?;
    Ok(casework::case::join_call(&crate::server::backend(), &actor, &number, &report).await?)
}
