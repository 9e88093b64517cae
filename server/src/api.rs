//! What scripts and machines ask: server functions, photos, the base map, the manifest of the officers' app,
//! health.

pub mod function;
pub mod health;
pub mod manifest;
pub mod map;
pub mod media;
