//! The demo city, for trying the program: its files, its accounts and some hundred recent cases in every state; and any number of past
//! cases for measuring ([`seed`]). All people and cases are invented. The program's commands alone depend on this.

mod account;
mod case;
mod city;
mod photo;
mod picture;
mod random;
pub mod seed;

#[cfg(test)]
mod tests;

use foundation::invented;
use foundation::invented::Invented;
use foundation::{Backend, Failure, Settings};

pub use account::{DemoAccount, accounts};
pub use city::bring;

/// Opens a backend, and brings the demo's files where a demo has none yet, or data of an older release are still without.
///
/// # Errors
/// As [`casework::open`].
pub async fn open(settings: Settings) -> Result<Backend, Failure> {
    let demo = settings.demo;
    let backend = casework::open(settings).await?;
    if city::is_due(&backend, demo).await? {
        bring(&backend).await?;
    }
    Ok(backend)
}

/// Makes sure that invented cases may be written here, and that there is a city, with somebody to work on them: accounts that nobody can
/// use before [`load`] gives them their password.
///
/// # Errors
/// When this is a real city; or the store is away.
pub(crate) async fn claim(backend: &Backend) -> Result<(), Failure> {
    invented::claim(backend.store()).await?;
    if city::is_due(backend, true).await? {
        bring(backend).await?;
    }
    account::make(backend).await
}

/// Loads what is missing of accounts and cases, and gives the accounts this password.
///
/// # Errors
/// When the city is not a demo, the password is shorter than eight characters, or the store is away.
pub async fn load(backend: &Backend, password: &str) -> Result<(), Failure> {
    claim(backend).await?;
    account::set_password(backend, password).await?;
    if invented::mark(backend.db()).await? == Some(Invented::Loaded) {
        return Ok(());
    }
    case::load(backend).await
}
