//! Server functions: a private door for pages. Each takes the actor from the session and makes one call to a part of the server;
//! anything about the business stands there.

pub mod case;
pub mod catalog;
pub mod officer;
pub mod public;
pub mod report;
pub mod session;
