//! What the pages of the administration show. They have no script, so that nobody can ask for it but by opening the page.

use casework::leaving;
use domain::account::{AccountFilter, AccountForm, AccountSummary, Invitation};
use domain::area::Area;
use domain::audit::{AuditFilter, AuditLines};
use domain::dispatch::{Department, Officer};
use domain::fault::Fault;
use domain::page::Page;
use foundation::account::{Administrator, list};
use serde::{Deserialize, Serialize};

use super::{actor, backend};
use crate::error::AppError;
use crate::posted::{Posted, posted};

/// A page of the accounts.
pub async fn accounts(filter: AccountFilter) -> Result<Page<AccountSummary>, AppError> {
    let actor = actor().await?;
    Ok(list::list(&backend(), Administrator::Person(&actor), &filter).await?)
}

/// An account as its page shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountOpened {
    pub account: AccountSummary,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Colleagues who could take over all that the person has in hand.
    pub colleagues: Vec<Officer>,
    /// A link that was just made.
    pub invitation: Option<Invitation>,
    /// What was wrong with what was posted.
    pub faults: Vec<Fault>,
}

/// One account.
pub async fn account(id: i64) -> Result<AccountOpened, AppError> {
    let actor = actor().await?;
    let (backend, by) = (backend(), Administrator::Person(&actor));
    let account = list::find(&backend, by, id).await?;
    let colleagues = leaving::colleagues(&backend, by, id).await?;
    let Posted { invitation, faults, .. } = posted();
    Ok(AccountOpened { own: actor.account == id, account, colleagues, invitation, faults })
}

/// The page for making an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountToBe {
    /// What was typed.
    pub form: AccountForm,
    /// What was wrong with it.
    pub faults: Vec<Fault>,
    /// The link of the one that was just made.
    pub invitation: Option<Invitation>,
    /// Departments to choose from.
    pub departments: Vec<Department>,
    /// Towns to choose from.
    pub towns: Vec<Area>,
}

/// The page for making an account.
pub async fn account_to_be() -> Result<AccountToBe, AppError> {
    let actor = actor().await?;
    Administrator::Person(&actor).check()?;
    let catalog = backend().catalog();
    let Posted { account, invitation, faults, .. } = posted();
    Ok(AccountToBe {
        form: account.unwrap_or_default(),
        faults,
        invitation,
        departments: catalog.departments(),
        towns: catalog.towns(),
    })
}

/// What was wrong with a change of one's password.
pub async fn password() -> Result<Vec<Fault>, AppError> {
    actor().await?;
    Ok(posted().faults)
}

/// Lines of the record.
pub async fn audit(filter: AuditFilter) -> Result<AuditLines, AppError> {
    let actor = actor().await?;
    Ok(foundation::audit::list(&backend(), &actor, &filter).await?)
}
