//! The rules of the trade with their exact values: what `make mutants` showed that nobody would have noticed.

mod account;
mod case;
mod code;
mod deadline;
mod dispatch;
mod fault;
mod geo;
mod inbox;
mod life;
mod list;
mod report;
mod search;
