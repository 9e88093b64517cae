//! What anybody may see, and what the reporter of a case may do. Everything else, and everything unknown, is the same "not found".

mod act;
mod find;
mod home;
mod map;
mod nearby;
mod own;
mod recent;
mod track;

pub use act::act;
pub use find::find;
pub use home::home;
pub use map::features;
pub use nearby::nearby;
pub use own::{forget_own, keep_own, open_own, own};
pub use track::{open, track};
