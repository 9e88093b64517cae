//! Putting words away: the settled cases of a block, written down once as the set of cases of each token.
//!
//! A part is written beside the one that holds, in small transactions that hold nobody up, and takes its place in one. Whatever happens
//! to a case in between leaves a stamp in `text_fresh` that this did not read: it stays fresh, and what the part says of it counts for
//! nothing. A part that another node was faster with is given up.

use std::collections::{BTreeMap, HashMap};

use domain::search::prefixes;
use entity::case::{Column, Entity};
use foundation::Failure;
use foundation::catalog::Catalog;
use foundation::store::{Store, is_postgres, statement};
use sea_orm::sea_query::Value;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Reader;
use super::bits::{BLOCK, encode, place_of};
use super::find::{BEGINS, key};
use crate::index::words::texts;
use crate::stored::row::state;

/// Cases read at once: what is done with them holds up nobody who waits for this thread.
const READ: u64 = 100;
/// Tokens written in one transaction.
const WRITTEN: usize = 500;
/// Settled cases of one block that are worth putting away.
const WORTH: i64 = 4096;
/// Settled cases of all blocks together from which on the fullest is put away, however few it has.
const MOST: i64 = 8192;

/// The cases of each token, by its key.
type Sets = HashMap<String, Vec<u16>>;

/// Puts a block's words away where that has become worth it. Tells whether it did.
///
/// # Errors
/// When the store is away; what was begun counts for nothing.
pub(crate) async fn tidy(store: &Store, catalog: &Catalog) -> Result<bool, Failure> {
    let sql = "SELECT case_id / ? AS block, COUNT(*) FROM text_fresh WHERE settled GROUP BY 1 ORDER BY 2 DESC";
    let rows = store.reader().query_all_raw(statement(store.reader(), sql, [BLOCK.into()])).await?;
    let counted = rows.iter().map(|row| Ok((row.try_get_by_index::<i64>(0)?, row.try_get_by_index::<i64>(1)?)));
    let blocks = counted.collect::<Result<Vec<_>, Failure>>()?;
    let all: i64 = blocks.iter().map(|(_, cases)| cases).sum();
    match blocks.first() {
        Some((block, cases)) if *cases >= WORTH || all >= MOST => put_away(store, catalog, *block).await,
        _ => Ok(false),
    }
}

/// Puts the words of all settled cases away, from one id on.
///
/// # Errors
/// When the store is away.
pub async fn put_all_away(store: &Store, catalog: &Catalog, from: i64) -> Result<(), Failure> {
    let last = Entity::find().order_by_desc(Column::Id).one(store.reader()).await?.map_or(0, |row| row.id);
    for block in place_of(from).0..=place_of(last).0 {
        put_away(store, catalog, block).await?;
    }
    Ok(())
}

/// Writes a part for a block and puts it in the place of the one that holds; tells whether it did.
async fn put_away(store: &Store, catalog: &Catalog, block: i64) -> Result<bool, Failure> {
    let db = store.reader();
    let held = part_of(db, block).await?;
    let fresh = fresh_of(db, block, "").await?;
    let (sets, cases) = read(store, catalog, block).await?;
    if cases.is_empty() && held.is_none() {
        return Ok(false);
    }
    let part = i64::from(getrandom::u32().map_err(|error| Failure::Inside(error.to_string()))?);
    write(store, part, sets).await?;
    let tx = store.begin().await?;
    let first = match held {
        Some(held) => tx.execute_raw(statement(
            &tx,
            "UPDATE text_part SET id = ? WHERE block = ? AND id = ?",
            [part.into(), block.into(), held.into()],
        )),
        None => tx.execute_raw(statement(
            &tx,
            "INSERT INTO text_part (block, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [block.into(), part.into()],
        )),
    };
    if first.await?.rows_affected() == 0 {
        tx.commit().await?;
        remove(store, part).await?;
        return Ok(false);
    }
    // A case that somebody is changing just now stays fresh; nobody is waited for.
    let locked = if is_postgres(&tx) { " FOR UPDATE SKIP LOCKED" } else { "" };
    let now = fresh_of(&tx, block, locked).await?;
    let unchanged = |case: &&i64| now.get(*case).is_some_and(|stamp| fresh.get(*case) == Some(stamp));
    let done: Vec<i64> = cases.iter().filter(unchanged).copied().collect();
    for ids in done.chunks(500) {
        let list = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let id = if is_postgres(&tx) { "case_id" } else { "rowid" };
        tx.execute_unprepared(&format!("DELETE FROM case_text WHERE {id} IN ({list})")).await?;
        tx.execute_unprepared(&format!("DELETE FROM text_fresh WHERE case_id IN ({list})")).await?;
    }
    tx.commit().await?;
    if let Some(held) = held {
        remove(store, held).await?;
    }
    tracing::debug!(block, cases = cases.len(), fresh = done.len(), "words were put away");
    Ok(!done.is_empty())
}

/// The part that holds for a block.
async fn part_of(db: &impl ConnectionTrait, block: i64) -> Result<Option<i64>, Failure> {
    let row = db.query_one_raw(statement(db, "SELECT id FROM text_part WHERE block = ?", [block.into()])).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// The fresh cases of a block with their stamps.
async fn fresh_of(db: &impl ConnectionTrait, block: i64, locked: &str) -> Result<BTreeMap<i64, i64>, Failure> {
    let sql = format!("SELECT case_id, stamp FROM text_fresh WHERE settled AND case_id >= ? AND case_id < ?{locked}");
    let range = [(block * BLOCK).into(), ((block + 1) * BLOCK).into()];
    let rows = db.query_all_raw(statement(db, &sql, range)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// The settled cases of a block, and the sets of their tokens.
async fn read(store: &Store, catalog: &Catalog, block: i64) -> Result<(Sets, Vec<i64>), Failure> {
    let (mut sets, mut cases, mut last) = (Sets::new(), Vec::new(), block * BLOCK - 1);
    loop {
        let settled = Entity::find().filter(Column::Id.gt(last)).filter(Column::Id.lt((block + 1) * BLOCK));
        let rows = settled.order_by_asc(Column::Id).limit(READ).all(store.reader()).await?;
        let Some(end) = rows.last() else { return Ok((sets, cases)) };
        last = end.id;
        for row in rows.iter().filter(|row| state(row).is_ok_and(domain::case::CaseState::is_final)) {
            let (public, staff) = texts(catalog, row);
            let at = place_of(row.id).1;
            add(&mut sets, Reader::Public, &public, at);
            add(&mut sets, Reader::Staff, &staff, at);
            cases.push(row.id);
        }
        tokio::task::yield_now().await;
    }
}

/// Puts one case into the sets of its tokens and of their beginnings.
fn add(sets: &mut Sets, reader: Reader, tokens: &str, at: u16) {
    for token in tokens.split(' ').filter(|token| !token.is_empty()) {
        let beginnings = prefixes(token).into_iter().map(|beginning| format!("{beginning}{BEGINS}"));
        for name in std::iter::once(token.to_owned()).chain(beginnings) {
            let set = sets.entry(key(reader, &name)).or_default();
            if set.last() != Some(&at) {
                set.push(at);
            }
        }
    }
}

async fn write(store: &Store, part: i64, sets: Sets) -> Result<(), Failure> {
    // In the order of the table, so that neighbours are written together.
    let sets: BTreeMap<String, Vec<u16>> = sets.into_iter().collect();
    let mut sets = sets.into_iter().peekable();
    while sets.peek().is_some() {
        let some: Vec<(String, Vec<u16>)> = sets.by_ref().take(WRITTEN).collect();
        let rows = vec!["(?, ?, ?)"; some.len()].join(", ");
        let values = some.into_iter().flat_map(|(token, set)| [token.into(), part.into(), Value::from(encode(&set))]);
        let tx = store.begin().await?;
        let sql = format!("INSERT INTO text_word (token, part, cases) VALUES {rows}");
        tx.execute_raw(statement(&tx, &sql, values)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Removes the sets of a part that does not hold, some at a time.
async fn remove(store: &Store, part: i64) -> Result<(), Failure> {
    let sql = "DELETE FROM text_word WHERE part = ? AND token IN (SELECT token FROM text_word WHERE part = ? LIMIT ?)";
    loop {
        let tx = store.begin().await?;
        let some = statement(&tx, sql, [part.into(), part.into(), (WRITTEN as i64).into()]);
        let gone = tx.execute_raw(some).await?.rows_affected();
        tx.commit().await?;
        if gone == 0 {
            return Ok(());
        }
    }
}
