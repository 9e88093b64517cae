//! What the tests stand on. For tests alone: no program of ours depends on this crate.
//!
//! * [`TemporaryDirectory`] a folder that is gone afterwards
//! * [`Postgres`] a PostgreSQL of one's own, and [`postgres()`], the one that all tests of a process share
//! * [`city_in`], [`city_database`] and [`city_server`] a city to test in
//! * [`connect`] a connection behind the program's back
//! * [`Proxy`] a bad network between the server and its PostgreSQL
//! * [`Server`] the program itself as a child process that may be killed
//! * [`Disk`] the disk under it, whose power can be cut, which can be full or broken
//! * [`trial()`] whether this is the long run, and [`rounds()`], how often to try
//! * [`raise_open_files()`] room for a thousand connections
//!
//! A harness that cannot do its work panics with a sentence that says what to do: a test has no better answer to that. What it starts
//! ends with the test process, even when that is killed with -9 (a watchdog process per child sees to it).
//!
//! Everything here blocks; the waits are short, and a test on a tokio runtime may call it as it is.

mod city;
mod database;
mod disk;
mod open_files;
mod port;
mod postgres;
mod proxy;
mod server;
mod temporary_directory;
mod trial;
mod watchdog;

pub use city::{CityComponent, city_components, city_database, city_in, city_on, city_server};
pub use database::connect;
pub use disk::{Disk, DiskState, Loss, Replay};
pub use open_files::raise_open_files;
pub use port::free_port;
pub use postgres::{Postgres, postgres};
pub use proxy::Proxy;
pub use server::Server;
pub use temporary_directory::TemporaryDirectory;
pub use trial::{rounds, trial};
