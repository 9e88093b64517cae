//! The outside world behind small types.

pub mod clock;
pub mod files;
pub mod key;
pub mod statements;
