//! Every page of the product: the citizen's, the officer's and the desk's. Compiles for the browser (feature
//! `hydrate`) and for the server (feature `ssr`).
//!
//! Reading order: the document, every route, the three doors, what they share.

#![recursion_limit = "512"]

mod alarm;
pub mod api;
mod chunk;
pub mod citizen;
pub mod city;
mod class_picker;
pub mod desk;
pub mod error;
mod key;
pub mod map;
pub mod officer;
mod opaque;
pub mod page_resource;
mod pause;
mod photo;
#[cfg(feature = "ssr")]
pub mod posted;
pub mod preferences;
#[cfg(feature = "ssr")]
pub mod request;
pub mod routes;
mod sending;
#[cfg(feature = "ssr")]
pub mod server;
pub mod session;
#[cfg(feature = "ssr")]
pub mod shell;
mod staff_notice;
pub mod text;
mod town_lists;
pub mod ui;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
