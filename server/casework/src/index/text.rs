//! The words of a case, as they are written whenever it changes.

use foundation::store::{is_postgres, statement};
use sea_orm::{ConnectionTrait, Statement};

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
