//! What every part of the city's work stands on: no HTTP, no HTML, and nothing of what is done with a case.
//!
//! Reading order: [`Backend`], the system of one city, with what it is opened with; where its data lie (`store`, `port`); the city itself
//! (`catalog`, `geography`); who works here (`account`, `session`, `login`, `device`); what is put on record (`audit`); how it is kept
//! usable for everybody (`limit`, `share`, `queue`, `worker`); and what it does by itself (`job`).

pub mod account;
pub mod audit;
mod backend;
pub mod blocking;
pub mod catalog;
pub mod device;
pub mod failure;
pub mod geography;
pub mod invented;
pub mod job;
pub mod limit;
pub mod login;
pub mod memory;
pub mod port;
pub mod queue;
pub mod session;
pub mod setting;
mod settings;
pub mod share;
pub mod store;
pub mod worker;

pub use backend::Backend;
pub use failure::Failure;
pub use settings::{Limits, Settings};
