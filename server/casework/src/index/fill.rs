//! Writing the words of every case, as a release has to that writes other words.

use entity::case::{Column, Entity};
use foundation::catalog::Catalog;
use foundation::store::{Store, is_postgres, run_all};
use foundation::{Failure, setting};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::part;
use super::text::text_statements;
use super::words::texts;
use crate::stored::row::state;

/// Which words stand in the text index, under the setting [`MARK`]. Another one here, and every case is written anew at the next start.
const TEXT_EDITION: &str = "5";
/// The setting that tells which edition is there.
const MARK: &str = "text";
/// Cases that are written in one transaction.
const BATCH: u64 = 200;

/// Writes the words of every case, unless they are those of this edition already.
pub(crate) async fn fill_text(store: &Store, catalog: &Catalog) -> Result<(), Failure> {
    if setting::read(store.writer(), MARK).await?.as_deref() == Some(TEXT_EDITION) {
        return Ok(());
    }
    // The mark comes last: a start that was killed in the middle begins again.
    forget(store).await?;
    fill_open(store, catalog).await?;
    part::put_all_away(store, catalog, 0).await?;
    mark_current(store.writer()).await?;
    tracing::info!("the text index was written");
    Ok(())
}

/// Takes the mark away: until it is there again, a start writes every case anew.
pub async fn invalidate(db: &impl ConnectionTrait) -> Result<(), Failure> {
    setting::write(db, MARK, "").await
}

/// Puts it back.
pub async fn mark_current(db: &impl ConnectionTrait) -> Result<(), Failure> {
    setting::write(db, MARK, TEXT_EDITION).await
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
