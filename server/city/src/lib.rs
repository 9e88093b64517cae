//! How a city's own files come in and go out: areas, roads, components, departments, classes and the rest of what [`foundation::catalog`]
//! holds.
//!
//! Reading order: the kinds of records and their columns (`part`), the bringing (`import`) and the giving (`export`), what a city has and
//! lacks (`overview`); then how files are read (`file`, `cells`, `border`, `gcj02`), and what still depends on a record (`dependants`).

mod border;
mod cells;
mod dependants;
pub mod export;
pub mod file;
mod gcj02;
pub mod import;
pub mod overview;
mod part;
