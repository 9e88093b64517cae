//! The text and the place index of cases, written in the same transaction as the case. They are the only tables that the
//! two databases make differently, so they are the only raw SQL of the schema.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// `case_text` finds cases by tokens: what the public may find, what staff may find.
pub async fn create_text(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let postgres = [
        "CREATE TABLE case_text (case_id BIGINT PRIMARY KEY, public TSVECTOR NOT NULL, staff TSVECTOR NOT NULL)",
        "CREATE INDEX case_text_public ON case_text USING GIN (public)",
        "CREATE INDEX case_text_staff ON case_text USING GIN (staff)",
    ];
    let sqlite = ["CREATE VIRTUAL TABLE case_text USING fts5(public, staff, content='', contentless_delete=1, \
                   tokenize='unicode61 remove_diacritics 0')"];
    create(manager, &postgres, &sqlite).await
}

/// The words of settled cases. Cases are taken together in blocks of neighbouring ids; a part is a block as it was written once, and
/// `text_part` names the one that holds. `text_word` has, of each part, the cases in which a token stands. `text_fresh` are the cases whose
/// words are in `case_text` and in no part, whatever an older part says of them.
pub async fn create_parts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let postgres = [
        "CREATE TABLE text_part (block BIGINT PRIMARY KEY, id BIGINT NOT NULL)",
        "CREATE TABLE text_word (token TEXT COLLATE \"C\" NOT NULL, part BIGINT NOT NULL, cases BYTEA NOT NULL, PRIMARY KEY (token, part))",
        // They are never larger than half a page: stored where they stand, and as they are.
        "ALTER TABLE text_word ALTER COLUMN cases SET STORAGE PLAIN",
        "CREATE INDEX text_word_part ON text_word (part)",
        "CREATE TABLE text_fresh (case_id BIGINT PRIMARY KEY, settled BOOLEAN NOT NULL, stamp BIGINT NOT NULL)",
    ];
    let sqlite = [
        "CREATE TABLE text_part (block INTEGER PRIMARY KEY, id INTEGER NOT NULL)",
        "CREATE TABLE text_word (token TEXT NOT NULL, part INTEGER NOT NULL, cases BLOB NOT NULL, PRIMARY KEY (token, part)) WITHOUT ROWID",
        "CREATE INDEX text_word_part ON text_word (part)",
        "CREATE TABLE text_fresh (case_id INTEGER PRIMARY KEY, settled BOOLEAN NOT NULL, stamp INTEGER NOT NULL)",
    ];
    create(manager, &postgres, &sqlite).await
}

/// `case_place` finds cases by position.
pub async fn create_place(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let postgres = [
        "CREATE TABLE case_place (case_id BIGINT PRIMARY KEY, place POINT NOT NULL)",
        "CREATE INDEX case_place_place ON case_place USING GIST (place)",
    ];
    let sqlite = ["CREATE VIRTUAL TABLE case_place USING rtree(case_id, south, north, west, east)"];
    create(manager, &postgres, &sqlite).await
}

async fn create(manager: &SchemaManager<'_>, postgres: &[&str], sqlite: &[&str]) -> Result<(), DbErr> {
    let statements = if manager.get_database_backend() == DbBackend::Postgres { postgres } else { sqlite };
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
