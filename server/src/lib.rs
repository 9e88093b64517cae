//! The doors of Jingzhi: configuration, commands, and everything that speaks HTTP. Neither SQL nor a rule of the trade
//! stands here; every door calls crate `backend`.
//!
//! Reading order: the settings and commands, every URL, what surrounds every request, the citizens' forms, what scripts fetch.

// The pages are one deep type; see `app`.
#![recursion_limit = "512"]

pub mod api;
mod asset;
pub mod command;
pub mod config;
pub mod connection;
pub mod doors;
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
pub mod visitor;
