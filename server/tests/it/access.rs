//! Who may do what.

mod assignment;
mod matrix;
mod people;
mod reference;
