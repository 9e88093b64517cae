//! Every page of the product: the citizen's, the officer's and the desk's. Compiles for the browser (feature
//! `hydrate`) and for the server (feature `ssr`).
//!
//! Reading order: the document, every route, the three doors, what they share.

#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
pub mod shell;
pub mod routes;
pub mod citizen;
pub mod officer;
pub mod desk;
pub mod api;
pub mod ui;
pub mod map;
pub mod text;
pub mod preferences;
pub mod posted;
pub mod session;
pub mod error;
#[cfg(feature = "ssr")]
pub mod server;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
