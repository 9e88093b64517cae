//! What the program does by itself, now and then. Every job may run again at any time without harm.

pub mod sweep;
