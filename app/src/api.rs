//! Server functions: a private door for pages. Each takes the actor from the session and makes one call to `backend`;
//! anything about the business stands there.

#![expect(missing_docs, reason = "the macro makes a struct of every function's arguments, which cannot be documented")]

pub mod case;
pub mod catalog;
pub mod officer;
pub mod public;
pub mod report;
pub mod session;
