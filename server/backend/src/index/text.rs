//! The words of a case, as they are written whenever it changes.

use entity::case::{Column, Entity};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Statement};

use super::bits::BLOCK;
use super::part;
use crate::Failure;
use crate::case::{state, texts};
use crate::catalog::Catalog;
use crate::store::{Store, is_postgres, run_all, statement};

/// Which words stand in the text index, under the setting [`MARK`]. Another one here, and every case is written anew at the next start.
const TEXT_EDITION: &str = "5";
/// The setting that tells which edition is there.
const MARK: &str = "text";
/// Cases that are written in one transaction.
const BATCH: u64 = 200;

/// Puts the words by which a case is found into the index, as tokens (what the public may find, what staff may), instead of what was
/// there. `settled` tells whether nobody works on it any more.
pub(crate) fn text_statements(
    db: &impl ConnectionTrait,
    case: i64,
    (public, staff): (String, String),
    settled: bool,
) -> [Statement; 2] {
    // The stamp is another one each time: whoever puts words away in the meantime sees that these are not those. It comes first, as it does
    // there: were the two taken in another order, each could wait for the other.
    let (words, fresh) = if is_postgres(db) {
        (
            "INSERT INTO case_text (case_id, public, staff) VALUES (?, ?::tsvector, ?::tsvector) \
             ON CONFLICT (case_id) DO UPDATE SET public = excluded.public, staff = excluded.staff",
            "INSERT INTO text_fresh (case_id, settled, stamp) VALUES (?, ?, (random() * 9e18)::bigint) \
             ON CONFLICT (case_id) DO UPDATE SET settled = excluded.settled, stamp = excluded.stamp",
        )
    } else {
        (
            "INSERT OR REPLACE INTO case_text (rowid, public, staff) VALUES (?, ?, ?)",
            "INSERT OR REPLACE INTO text_fresh (case_id, settled, stamp) VALUES (?, ?, random())",
        )
    };
    let (public, staff) = if is_postgres(db) { (vector(&public), vector(&staff)) } else { (public, staff) };
    [
        statement(db, fresh, [case.into(), settled.into()]),
        statement(db, words, [case.into(), public.into(), staff.into()]),
    ]
}

/// Tokens as PostgreSQL writes a text vector: built here, so that its own parser has no say in what a word is.
pub fn vector(tokens: &str) -> String {
    let lexemes = tokens.split(' ').filter(|token| !token.is_empty()).zip(1..=16_000);
    lexemes.map(|(token, at)| format!("'{token}':{at}")).collect::<Vec<_>>().join(" ")
}

/// Writes the words of every case, unless they are those of this edition already.
pub(crate) async fn fill_text(store: &Store, catalog: &Catalog) -> Result<(), Failure> {
    let setting = entity::setting::Entity::find_by_id(MARK.to_owned()).one(store.writer()).await?;
    if setting.is_some_and(|setting| setting.value == TEXT_EDITION) {
        return Ok(());
    }
    // The mark comes last: a start that was killed in the middle begins again.
    forget(store).await?;
    fill_open(store, catalog).await?;
    part::put_all_away(store, catalog, 0).await?;
    note_edition(store.writer(), TEXT_EDITION).await?;
    tracing::info!("the text index was written");
    Ok(())
}

/// Takes the mark away: until it is there again, a start writes every case anew.
pub async fn doubt(db: &impl ConnectionTrait) -> Result<(), Failure> {
    note_edition(db, "").await
}

/// Puts it back.
pub async fn trust(db: &impl ConnectionTrait) -> Result<(), Failure> {
    note_edition(db, TEXT_EDITION).await
}

async fn note_edition(db: &impl ConnectionTrait, edition: &str) -> Result<(), Failure> {
    let mark = entity::setting::ActiveModel { key: Set(MARK.to_owned()), value: Set(edition.to_owned()) };
    let again =
        OnConflict::column(entity::setting::Column::Key).update_column(entity::setting::Column::Value).to_owned();
    entity::setting::Entity::insert(mark).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Empties the index.
async fn forget(store: &Store) -> Result<(), Failure> {
    let tx = store.begin().await?;
    let words = match is_postgres(&tx) {
        true => ["TRUNCATE case_text, text_part, text_word, text_fresh"].as_slice(),
        false => &[
            "INSERT INTO case_text (case_text) VALUES ('delete-all')",
            "DELETE FROM text_part",
            "DELETE FROM text_word",
            "DELETE FROM text_fresh",
        ],
    };
    for statement in words {
        tx.execute_unprepared(statement).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes the words of the cases somebody works on.
async fn fill_open(store: &Store, catalog: &Catalog) -> Result<(), Failure> {
    let mut last = 0;
    loop {
        let tx = store.begin().await?;
        // Locked, so that no step on another node comes between reading and writing.
        let open = Entity::find().filter(Column::ClosedAt.is_null()).filter(Column::Id.gt(last));
        let rows = open.order_by_asc(Column::Id).limit(BATCH).lock_exclusive().all(&tx).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.id;
        let settled = |row| state(row).is_ok_and(domain::case::CaseState::is_final);
        let words = rows.iter().flat_map(|row| text_statements(&tx, row.id, texts(catalog, row), settled(row)));
        run_all(&tx, words.collect()).await?;
        tx.commit().await?;
    }
}

/// The block that a case is in, and its place there.
pub(super) fn place_of(case: i64) -> (i64, u16) {
    (case.div_euclid(BLOCK), u16::try_from(case.rem_euclid(BLOCK)).unwrap_or_default())
}
