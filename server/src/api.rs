//! What scripts and machines ask: server functions, photos, the base map, health.

pub mod function;
pub mod health;
pub mod map;
pub mod media;
