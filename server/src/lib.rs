//! The program: configuration, commands, and everything that speaks HTTP. Neither SQL nor a rule of the trade stands here: whatever
//! there is to do, the crates `casework`, `city` and `foundation` do.
//!
//! Reading order: the settings and commands, every URL, what surrounds every request, the citizens' forms, what scripts fetch.

// The pages are one deep type; see `app`.
#![recursion_limit = "512"]

pub mod address;
pub mod api;
mod asset;
pub mod command;
pub mod concurrency;
pub mod config;
pub mod connection;
mod content_security;
mod document;
pub mod endpoint;
pub mod form;
mod log;
mod metrics;
pub mod middleware;
mod pace;
pub mod page;
pub mod policy;
pub mod refusal;
pub mod router;
mod site;
pub mod state;
pub mod visitor;
