//! Many rows in one statement, written the same way every time, so that the database prepares it once.

use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable, ModelTrait, Statement};

use foundation::Failure;

/// Values of one statement: far below the limits (SQLite 32,766, PostgreSQL 65,535), as longer ones gain nothing.
const VALUES: usize = 8_000;

/// A statement that inserts rows of one shape.
pub(super) struct Insert {
    backend: DbBackend,
    head: String,
    /// One row with `?` for its values.
    row: String,
    /// Values of a row.
    width: usize,
    /// Rows of a whole statement.
    rows: usize,
    /// The whole statement.
    whole: String,
}

impl Insert {
    /// `head` is the statement up to `VALUES`, `row` one row with `?` for its values.
    pub(super) fn new(backend: DbBackend, head: String, row: String) -> Insert {
        let width = row.matches('?').count().max(1);
        let rows = VALUES / width;
        let mut insert = Insert { backend, head, row, width, rows, whole: String::new() };
        insert.whole = insert.statement(rows);
        insert
    }

    /// The statement that inserts whole rows of an entity.
    pub(super) fn of<E: EntityTrait>(backend: DbBackend) -> Insert {
        let names: Vec<String> = E::Column::iter().map(|column| format!("\"{}\"", column.as_str())).collect();
        let row = format!("({})", vec!["?"; names.len()].join(", "));
        let head = format!("INSERT INTO \"{}\" ({}) VALUES ", E::default().table_name(), names.join(", "));
        Insert::new(backend, head, row)
    }

    fn statement(&self, rows: usize) -> String {
        let mut sql = self.head.clone();
        let mut number = 0;
        for row in 0..rows {
            if row > 0 {
                sql.push_str(", ");
            }
            for c in self.row.chars() {
                if c == '?' && self.backend == DbBackend::Postgres {
                    number += 1;
                    sql.push('$');
                    sql.push_str(&number.to_string());
                } else {
                    sql.push(c);
                }
            }
        }
        sql
    }

    /// Inserts rows given as their values, one after the other.
    pub(super) async fn values(&self, db: &impl ConnectionTrait, values: Vec<Value>) -> Result<(), Failure> {
        let mut values = values.into_iter();
        while values.len() > 0 {
            let some: Vec<Value> = values.by_ref().take(self.rows * self.width).collect();
            let rows = some.len() / self.width;
            let sql = if rows == self.rows { self.whole.clone() } else { self.statement(rows) };
            db.execute_raw(Statement::from_sql_and_values(self.backend, sql, some)).await?;
        }
        Ok(())
    }

    /// Inserts whole rows of an entity.
    pub(super) async fn models<M: ModelTrait>(&self, db: &impl ConnectionTrait, rows: &[M]) -> Result<(), Failure> {
        let columns: Vec<_> = <<M::Entity as EntityTrait>::Column as Iterable>::iter().collect();
        let values = rows.iter().flat_map(|row| columns.iter().map(|column| row.get(*column))).collect();
        self.values(db, values).await
    }
}
