//! The text and the place index of cases: written in the transaction of the case, so search is never stale.
//!
//! Words stand in one of two places. Those of a case that changes, or has changed lately, stand in `case_text`, which is small however
//! long a city has been served. Those of the settled ones are written down once, block by block of neighbouring ids, as the set of cases of
//! each token ([`part`]): a search takes together as many sets as it has tokens, and costs the same whether they have much in common or
//! nothing. What a case is (open, of a town, of a class) is a token like any other ([`mark`]), so a search is narrowed where it finds.
//!
//! Reading order: sets ([`bits`]), marks, how words are written ([`text`]), how they are put away ([`part`]), how they are found ([`find`]).

pub(crate) mod bits;
pub mod fill;
pub(crate) mod find;
pub mod mark;
pub(crate) mod part;
pub mod text;
pub mod words;

use domain::geo::{Bounds, Position};
use entity::case::Column;
use foundation::store::{is_postgres, statement};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbBackend, Statement, Value};

pub(crate) use fill::fill_text;
pub(crate) use find::numbers;
pub use find::{Hits, Wanted, find};
pub use part::put_all_away;
pub(crate) use text::text_statements;
pub use text::vector;

/// Who searches: the public finds what is public alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever is not on the staff.
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

/// The condition on `case.id` that a case lies inside a box.
pub fn place_condition(backend: DbBackend, bounds: Bounds) -> SimpleExpr {
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

/// The condition that a case is one of these, however many: as one value.
pub(crate) fn ids_condition(db: &impl ConnectionTrait, ids: &[i64]) -> SimpleExpr {
    let joined = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    if is_postgres(db) {
        Expr::cust_with_values("\"case\".\"id\" = ANY($1::bigint[])", [Value::from(format!("{{{joined}}}"))])
    } else {
        Expr::cust_with_values(
            "\"case\".\"id\" IN (SELECT value FROM json_each(?))",
            [Value::from(format!("[{joined}]"))],
        )
    }
}
