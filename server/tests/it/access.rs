//! Who may do what.

mod assignment;
pub mod matrix;
pub mod people;
mod reference;
