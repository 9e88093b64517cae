//! What the system of a city is opened with.

use std::path::PathBuf;

use crate::port::clock::Clock;
use crate::port::hashes::Hashes;
use crate::port::statements::Statements;

/// What a backend is opened with. Nobody prints it: it holds secrets.
#[derive(Clone)]
pub struct Settings {
    /// `sqlite://…` or `postgres://…`; `None` for the SQLite file in the data directory.
    pub database_url: Option<String>,
    /// Where the database file, the photos and the master key lie.
    pub data_dir: PathBuf,
    /// The master key, 64 hexadecimal digits; `None` for the one in the data directory's file `key`.
    pub key: Option<String>,
    /// Invented city, people and accounts. A data directory made so refuses to be opened without it.
    pub demo: bool,
    /// Connections that read at the same time.
    pub readers: u32,
    /// Searches that somebody may make in a minute; 0 for no limit.
    pub searches_a_minute: u32,
    /// Searches that all strangers together may make in a second, in the long run; 0 for as many as they like.
    pub searches_a_second: u32,
    /// The clock; tests set their own.
    pub clock: Clock,
    /// Records every statement; tests alone set it.
    pub statements: Option<Statements>,
    /// Counts password hashes; tests read it.
    pub hashes: Hashes,
    /// What one address, and all strangers together, may take up.
    pub limits: Limits,
}

/// What one address, and all strangers together, may take up. High, as mobile carriers put thousands of people behind one address.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Browsers that come for the first time from one address within an hour; 0 for no limit.
    pub devices_an_hour: u32,
    /// Reports that are begun from one address within a day; 0 for no limit.
    pub drafts_a_day: u32,
    /// People who join one case from one address within a day in browsers that came for the first time; ten times as many in all.
    pub joins_a_day: u32,
    /// Photos from one address, or of one member of staff, within a day, whether they go with a report or not; 0 for no limit.
    pub photos_a_day: u32,
    /// Bytes of photos from one address that belong to no report yet.
    pub photo_bytes: u64,
    /// Hundredths of the free disk that such photos may take up in all.
    pub photo_percent: u64,
    /// Bytes of photos that strangers, and as much again that staff, may have on their way in at the same time.
    pub spool_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            devices_an_hour: 1000,
            drafts_a_day: 5000,
            joins_a_day: 5,
            photos_a_day: 3000,
            photo_bytes: 500 << 20,
            photo_percent: 5,
            spool_bytes: 1 << 30,
        }
    }
}

impl Settings {
    /// The defaults for a data directory.
    pub fn new(data_dir: impl Into<PathBuf>) -> Settings {
        Settings {
            database_url: None,
            data_dir: data_dir.into(),
            key: None,
            demo: false,
            readers: 4,
            searches_a_minute: 60,
            searches_a_second: 25,
            clock: Clock::default(),
            statements: None,
            limits: Limits::default(),
            hashes: Hashes::default(),
        }
    }
}
