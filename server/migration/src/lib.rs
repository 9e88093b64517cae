//! How the tables came to be, in order, the same for SQLite and PostgreSQL. Every migration runs in a transaction, so that a
//! kill during the first start leaves either all of it or nothing.

use sea_orm_migration::prelude::*;

mod m20261123_000001_catalog;
mod m20261123_000002_people;
mod m20261123_000003_case;
mod m20261126_000004_index;
mod m20261127_000005_receipt;
mod m20261127_000006_secrecy;
mod m20261127_000008_upload;
mod m20261127_000009_search;
mod m20261127_000010_danger;
mod m20261127_000011_event;
mod m20261127_000012_work_order;
mod m20261128_000013_alarm;
mod m20261128_000014_job;
mod m20261128_000015_account;
mod m20261128_000016_city;
mod search;
mod table;

/// Brings a database to the newest schema.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_catalog::Migration),
            Box::new(m20261123_000002_people::Migration),
            Box::new(m20261123_000003_case::Migration),
            Box::new(m20261126_000004_index::Migration),
            Box::new(m20261127_000005_receipt::Migration),
            Box::new(m20261127_000006_secrecy::Migration),
            Box::new(m20261127_000008_upload::Migration),
            Box::new(m20261127_000009_search::Migration),
            Box::new(m20261127_000010_danger::Migration),
            Box::new(m20261127_000011_event::Migration),
            Box::new(m20261127_000012_work_order::Migration),
            Box::new(m20261128_000013_alarm::Migration),
            Box::new(m20261128_000014_job::Migration),
            Box::new(m20261128_000015_account::Migration),
            Box::new(m20261128_000016_city::Migration),
        ]
    }
}
