//! What scripts and machines fetch: photos, the base map, health.

pub mod health;
pub mod map;
pub mod media;
