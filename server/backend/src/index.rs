//! The text and the place index of cases: written in the transaction of the case, so search is never stale.

use domain::geo::{Bounds, Position};
use domain::search::{Phrase, phrases};
use entity::case::{Column, Entity};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    Statement, Value,
};

use crate::Failure;
use crate::case::texts;
use crate::catalog::Catalog;
use crate::store::{Store, is_postgres, run_all, statement};

/// Who searches: the public finds what is public alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Public,
    Staff,
}

impl Reader {
    const fn column(self) -> &'static str {
        match self {
            Reader::Public => "public",
            Reader::Staff => "staff",
        }
    }
}

/// Puts the words by which a case is found into the index, as tokens (what the public may find, what staff may), instead of what was
/// there.
pub(crate) fn text_statement(db: &impl ConnectionTrait, case: i64, (public, staff): (String, String)) -> Statement {
    let sql = if is_postgres(db) {
        "INSERT INTO case_text (case_id, public, staff) VALUES (?, ?::tsvector, ?::tsvector) \
         ON CONFLICT (case_id) DO UPDATE SET public = excluded.public, staff = excluded.staff"
    } else {
        "INSERT OR REPLACE INTO case_text (rowid, public, staff) VALUES (?, ?, ?)"
    };
    let (public, staff) = if is_postgres(db) { (vector(&public), vector(&staff)) } else { (public, staff) };
    statement(db, sql, [case.into(), public.into(), staff.into()])
}

/// Tokens as PostgreSQL writes a text vector: built here, so that its own parser has no say in what a word is.
pub(crate) fn vector(tokens: &str) -> String {
    let lexemes = tokens.split(' ').filter(|token| !token.is_empty()).zip(1..=16_000);
    lexemes.map(|(token, at)| format!("'{token}':{at}")).collect::<Vec<_>>().join(" ")
}

/// The token of every open case. Nobody can type it: it is no letter of any script.
pub(crate) const OPEN: &str = "\u{e000}";

/// Which words stand in the text index, under the setting `text`. Another one here, and every case is written anew at the next start.
const TEXT_EDITION: &str = "2";

/// Writes the words of every case, unless they are those of this edition already.
pub(crate) async fn fill_text(store: &Store, catalog: &Catalog) -> Result<(), Failure> {
    let setting = entity::setting::Entity::find_by_id("text".to_owned()).one(store.writer()).await?;
    if setting.is_some_and(|setting| setting.value == TEXT_EDITION) {
        return Ok(());
    }
    // With its mark in one transaction: half an index would not be found to be half.
    let tx = store.begin().await?;
    let mut last = 0;
    loop {
        // Locked, so that no step on another node comes between reading and writing.
        let batch = Entity::find().filter(Column::Id.gt(last)).order_by_asc(Column::Id).limit(200).lock_exclusive();
        let rows = batch.all(&tx).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        run_all(&tx, rows.iter().map(|row| text_statement(&tx, row.id, texts(catalog, row))).collect()).await?;
    }
    let mark = entity::setting::ActiveModel { key: Set("text".to_owned()), value: Set(TEXT_EDITION.to_owned()) };
    let again =
        OnConflict::column(entity::setting::Column::Key).update_column(entity::setting::Column::Value).to_owned();
    entity::setting::Entity::insert(mark).on_conflict(again).exec_without_returning(&tx).await?;
    tx.commit().await?;
    tracing::info!(last, "the text index was written");
    Ok(())
}

/// Puts a case's position into the index, instead of what was there.
pub(crate) fn place_statement(db: &impl ConnectionTrait, case: i64, position: Position) -> Statement {
    let Position { lat, lng } = position;
    if is_postgres(db) {
        let sql = "INSERT INTO case_place (case_id, place) VALUES (?, point(?, ?)) \
                   ON CONFLICT (case_id) DO UPDATE SET place = excluded.place";
        statement(db, sql, [case.into(), lng.into(), lat.into()])
    } else {
        let sql = "INSERT OR REPLACE INTO case_place (case_id, south, north, west, east) VALUES (?, ?, ?, ?, ?)";
        statement(db, sql, [case.into(), lat.into(), lat.into(), lng.into(), lng.into()])
    }
}

/// The condition on `case.id` that all words of a query are found; `None` when there is nothing to search for. Where only `open` cases
/// are wanted, the index is told: it need not go through all that ever were.
pub(crate) fn text_condition(backend: DbBackend, query: &str, reader: Reader, open: bool) -> Option<SimpleExpr> {
    let mut phrases = phrases(query);
    if phrases.is_empty() {
        return None;
    }
    if open {
        phrases.push(Phrase { tokens: vec![OPEN.to_owned()], prefix: false });
    }
    Some(if backend == DbBackend::Postgres {
        let query = phrases.iter().map(tsquery).collect::<Vec<_>>().join(" & ");
        let sql =
            format!("\"case\".\"id\" IN (SELECT case_id FROM case_text WHERE {} @@ $1::tsquery)", reader.column());
        Expr::cust_with_values(sql, [Value::from(query)])
    } else {
        let words = phrases.iter().map(fts_phrase).collect::<Vec<_>>().join(" AND ");
        let query = format!("{} : ({words})", reader.column());
        Expr::cust_with_values(
            "\"case\".\"id\" IN (SELECT rowid FROM case_text WHERE case_text MATCH ?)",
            [Value::from(query)],
        )
    })
}

fn tsquery(phrase: &Phrase) -> String {
    let last = phrase.tokens.len().saturating_sub(1);
    let lexemes = phrase.tokens.iter().enumerate().map(|(i, token)| {
        let mark = if phrase.prefix && i == last { ":*" } else { "" };
        format!("'{token}'{mark}")
    });
    format!("({})", lexemes.collect::<Vec<_>>().join(" <-> "))
}

fn fts_phrase(phrase: &Phrase) -> String {
    format!("\"{}\"{}", phrase.tokens.join(" "), if phrase.prefix { " *" } else { "" })
}

/// The condition on `case.id` that a case lies inside a box.
pub(crate) fn place_condition(backend: DbBackend, bounds: Bounds) -> SimpleExpr {
    let Bounds { south, west, north, east } = bounds;
    if backend == DbBackend::Postgres {
        Expr::cust_with_values(
            "\"case\".\"id\" IN (SELECT case_id FROM case_place WHERE place <@ box(point($1, $2), point($3, $4)))",
            [west, south, east, north].map(Value::from),
        )
    } else {
        // The tree keeps single precision, rounded outwards; what lies a metre outside does no harm.
        Expr::cust_with_values(
            "\"case\".\"id\" IN (SELECT case_id FROM case_place WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?)",
            [south, north, west, east].map(Value::from),
        )
    }
}

/// The condition that a case's square touches a box. The index is coarser than a pin: what it finds beyond the box is left out, so that
/// which cases are read depends on their squares alone and tells nothing of where in them they lie.
pub(crate) fn square_condition(backend: DbBackend, around: Bounds) -> Condition {
    let whole = around.in_whole_squares();
    Condition::all()
        .add(place_condition(backend, whole))
        .add(Column::Lat.gte(whole.south))
        .add(Column::Lat.lt(whole.north))
        .add(Column::Lng.gte(whole.west))
        .add(Column::Lng.lt(whole.east))
}
