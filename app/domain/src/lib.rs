//! The trade's words and rules: pure values and functions, no input or output, no framework.
//!
//! Reading order: what a case is and what may happen to it, how long it may take, who may act,
//! then the things around it.

pub mod case;
pub mod deadline;
pub mod calendar;
pub mod policy;
pub mod class;
pub mod dispatch;
pub mod account;
pub mod audit;
pub mod report;
pub mod photo;
pub mod area;
pub mod map;
pub mod inbox;
pub mod search;
pub mod fault;
pub mod id;
pub mod geo;
pub mod page;
pub mod language;
pub mod time;
