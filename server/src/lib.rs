//! The doors of Jingzhi: configuration, commands, and everything that speaks HTTP. Neither SQL nor a rule of the trade
//! stands here; every door calls crate `backend`.
//!
//! Reading order: the settings and commands, every URL, what surrounds every request, the citizens' forms, what scripts fetch.

// The pages are one deep type; see `app`.
#![recursion_limit = "512"]

pub mod config;
pub mod command;
pub mod doors;
mod site;
mod asset;
pub mod router;
pub mod middleware;
pub mod page;
pub mod refusal;
pub mod visitor;
pub mod form;
pub mod api;
