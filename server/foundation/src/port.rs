//! The outside world behind small types.

pub mod blur;
pub mod clock;
pub mod files;
pub mod hashes;
pub mod key;
pub mod private;
pub mod spool;
pub mod statements;
