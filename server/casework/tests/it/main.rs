//! Foundation, city and casework on real databases: every test runs on SQLite and on a PostgreSQL that the tests start themselves.

mod stage;

mod account;
mod again;
mod audit;
mod caller;
mod case;
mod course;
mod danger;
mod draft;
mod first_release;
mod guess;
mod hidden;
mod import;
mod job;
mod joined;
mod lock;
mod order;
mod orders_of_old;
mod own;
mod photo;
mod plan;
mod privacy;
mod public;
mod race;
mod receipt;
mod release;
mod retry;
mod room;
mod search;
mod secrecy;
mod session;
mod suggest;
mod upgrade;
