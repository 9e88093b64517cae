//! Every page of the product: the citizen's, the officer's and the desk's. Compiles for the browser (feature
//! `hydrate`) and for the server (feature `ssr`).
//!
//! Reading order: the document, every route, the three doors, what they share.

#![recursion_limit = "512"]

mod alarm;
pub mod api;
mod canvas;
pub mod citizen;
pub mod city;
pub mod desk;
pub mod error;
mod held_fields;
mod key;
pub mod loaded;
pub mod map;
pub mod officer;
mod piece;
#[cfg(feature = "ssr")]
pub mod posted;
pub mod preferences;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod text;
pub mod ui;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
