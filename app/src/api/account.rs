//! Accounts of staff, for the system administrator; and everybody's own password.

#[cfg(feature = "ssr")]
use backend::account::Administrator;
use domain::account::{AccountFilter, AccountForm, AccountSummary, Invitation};
use domain::dispatch::Officer;
use domain::page::Page;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// A page of the accounts.
#[server(input = Json)]
pub async fn list_accounts(filter: AccountFilter) -> Result<Page<AccountSummary>, AppError> {
    let actor = crate::server::actor().await?;
    Ok(backend::account::list::list(&crate::server::backend(), Administrator::Person(&actor), &filter).await?)
}

/// An account, with the colleagues who could take over all that the person has in hand.
#[server]
pub async fn find_account(id: i64) -> Result<(AccountSummary, Vec<Officer>), AppError> {
    let actor = crate::server::actor().await?;
    let (backend, by) = (crate::server::backend(), Administrator::Person(&actor));
    let account = backend::account::list::find(&backend, by, id).await?;
    Ok((account, backend::account::disable::colleagues(&backend, by, id).await?))
}

/// Makes an account. Its link is told this once.
#[server(input = Json)]
pub async fn create_account(form: AccountForm) -> Result<Invitation, AppError> {
    let actor = crate::server::actor().await?;
    let site = crate::server::site().public_url;
    let by = Administrator::Person(&actor);
    Ok(backend::account::invite::create(&crate::server::backend(), by, &form, &site).await?)
}

/// Takes a password away, and makes a link for choosing another one.
#[server]
pub async fn reset_account(id: i64) -> Result<Invitation, AppError> {
    let actor = crate::server::actor().await?;
    let site = crate::server::site().public_url;
    let by = Administrator::Person(&actor);
    Ok(backend::account::invite::reset(&crate::server::backend(), by, id, &site).await?)
}

/// Lets somebody in no more; their work goes to a colleague.
#[server]
pub async fn disable_account(id: i64, to: Option<i64>) -> Result<(), AppError> {
    let actor = crate::server::actor().await?;
    let by = Administrator::Person(&actor);
    Ok(backend::account::disable::disable(&crate::server::backend(), by, id, to).await?)
}

/// Changes the password of whoever is signed in, and signs them out everywhere else.
#[server]
pub async fn change_password(old: String, new: String) -> Result<(), AppError> {
    let actor = crate::server::actor().await?;
    let token = crate::server::cookie_value(crate::server::cookie::Cookie::Session).unwrap_or_default();
    Ok(backend::account::password::change(&crate::server::backend(), &actor, &token, &old, &new).await?)
}
