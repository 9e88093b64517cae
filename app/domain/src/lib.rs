//! The trade's words and rules: pure values and functions, no input or output, no framework.
//!
//! Reading order: what a case is and what may happen to it, how long it may take, who may act,
//! then the things around it.

pub mod account;
pub mod area;
pub mod audit;
pub mod calendar;
pub mod case;
pub mod city;
pub mod class;
pub mod deadline;
pub mod dispatch;
pub mod fault;
pub mod geo;
pub mod id;
pub mod inbox;
pub mod key;
pub mod language;
pub mod length;
pub mod map;
pub mod normal;
pub mod page;
pub mod photo;
pub mod policy;
pub mod report;
#[cfg(not(target_arch = "wasm32"))]
pub mod search;
pub mod secrecy;
pub mod time;
