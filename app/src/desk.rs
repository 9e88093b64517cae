//! The clerks' desk: signing in, the inbox of one's own duties, one case with everything that may be done to it, and
//! registering a call. Resources are made inside the views, which come in a chunk of their own, so that a
//! citizen downloads neither the pages nor the code that reads their data.
//!
//! The pages of the administration (accounts, the city's files, the audit record, one's password) are plain documents with plain forms: nobody downloads
//! script for them, and they exist on the server alone.

#[cfg(feature = "ssr")]
pub mod account;
mod address;
#[cfg(feature = "ssr")]
pub mod audit;
mod case;
#[cfg(feature = "ssr")]
pub mod city;
#[cfg(feature = "ssr")]
mod entrance;
mod failed;
#[cfg(feature = "ssr")]
pub mod first_password;
mod frame;
mod inbox;
mod limit;
#[cfg(feature = "ssr")]
pub mod login;
mod part;
#[cfg(feature = "ssr")]
mod plain;
mod register;
mod reloading;
#[cfg(feature = "ssr")]
pub mod sessions;
mod start;

pub use case::DeskCasePage;
pub use inbox::InboxPage;
pub use register::RegisterPage;
pub use start::DeskStartPage;
