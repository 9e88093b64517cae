//! What the pages show that stand before an account, or before its password.

use domain::account::AccountForm;
use domain::fault::{Fault, FaultCode};
use domain::language::Name;
use serde::{Deserialize, Serialize};

use super::{backend, fail};
use crate::error::AppError;
use crate::posted::{Posted, posted};

/// The page of the first account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetUp {
    /// What was typed as account name.
    pub login: String,
    /// What was typed as the person's name.
    pub name: String,
    /// What was wrong with it.
    pub faults: Vec<Fault>,
}

/// The page of an invitation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    /// The account's name.
    pub login: String,
    /// The person's name.
    pub name: Name,
    /// What was wrong with what was posted.
    pub faults: Vec<Fault>,
}

/// The account name of a sign-in that has just failed, and what was wrong.
pub fn failed_sign_in() -> (String, Vec<Fault>) {
    let Posted { login, faults, .. } = posted();
    (login.unwrap_or_default(), faults)
}

/// The page of the first account; not found once there is one.
pub async fn set_up() -> Result<SetUp, AppError> {
    let Posted { account, faults, .. } = answered()?;
    // What was typed comes again also while the store cannot be asked.
    if faults.is_empty() && foundation::account::exists(&backend()).await? {
        return Err(fail(FaultCode::NotFound.into()));
    }
    let AccountForm { login, name_zh, .. } = account.unwrap_or_default();
    Ok(SetUp { login, name: name_zh, faults })
}

/// The page of an invitation; not found unless the token is the right one.
pub async fn invited(token: String) -> Result<Invited, AppError> {
    let Posted { faults, .. } = answered()?;
    let found = foundation::account::invite::find(&backend(), &token).await?;
    let found = found.ok_or_else(|| fail(FaultCode::NotFound.into()))?;
    Ok(Invited { login: found.login, name: found.name, faults })
}

/// What was posted. With a wrong token nothing of it is shown, nor the form.
fn answered() -> Result<Posted, AppError> {
    let posted = posted();
    match posted.faults.iter().find(|fault| fault.code == FaultCode::NotFound) {
        Some(fault) => Err(fail((*fault).into())),
        None => Ok(posted),
    }
}
