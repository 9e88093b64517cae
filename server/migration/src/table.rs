//! A table in a few words: every column is text, a 64-bit integer, a double, a truth value or bytes, and not null unless
//! said otherwise.

use sea_orm_migration::prelude::*;

enum Type {
    Id,
    Key,
    Text,
    Integer,
    Real,
    Bool,
    Bytes,
}

/// A column.
pub struct Column {
    name: &'static str,
    of: Type,
    optional: bool,
    unique: bool,
}

impl Column {
    const fn new(name: &'static str, of: Type) -> Column {
        Column { name, of, optional: false, unique: false }
    }

    /// The row id, counted by the database.
    pub const fn id(name: &'static str) -> Column {
        Column::new(name, Type::Id)
    }

    /// Text that is (part of) the primary key.
    pub const fn key(name: &'static str) -> Column {
        Column::new(name, Type::Key)
    }

    /// Text.
    pub const fn text(name: &'static str) -> Column {
        Column::new(name, Type::Text)
    }

    /// A 64-bit integer.
    pub const fn integer(name: &'static str) -> Column {
        Column::new(name, Type::Integer)
    }

    /// A double.
    pub const fn real(name: &'static str) -> Column {
        Column::new(name, Type::Real)
    }

    /// A truth value.
    pub const fn bool(name: &'static str) -> Column {
        Column::new(name, Type::Bool)
    }

    /// Bytes.
    pub const fn bytes(name: &'static str) -> Column {
        Column::new(name, Type::Bytes)
    }

    /// May be null.
    pub const fn optional(mut self) -> Column {
        self.optional = true;
        self
    }

    /// No two rows alike.
    pub const fn unique(mut self) -> Column {
        self.unique = true;
        self
    }

    fn definition(&self) -> ColumnDef {
        let mut column = ColumnDef::new(Alias::new(self.name));
        match self.of {
            Type::Id => column.big_integer().auto_increment().primary_key(),
            Type::Key | Type::Text => column.text(),
            Type::Integer => column.big_integer(),
            Type::Real => column.double(),
            Type::Bool => column.boolean(),
            Type::Bytes => column.blob(),
        };
        if !self.optional {
            column.not_null();
        }
        if self.unique {
            column.unique_key();
        }
        column
    }
}

/// Creates a table; its `key` columns together are the primary key.
pub async fn create(manager: &SchemaManager<'_>, name: &str, columns: &[Column]) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(Alias::new(name));
    let mut key = Index::create();
    for column in columns {
        table.col(column.definition());
        if matches!(column.of, Type::Key) {
            key.col(Alias::new(column.name));
        }
    }
    if columns.iter().any(|column| matches!(column.of, Type::Key)) {
        table.primary_key(&mut key);
    }
    manager.create_table(table).await
}

/// Creates an index over columns, named after them.
pub async fn index(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    manager.create_index(index_over(table, columns)).await
}

/// The same over the rows alone in which a column is `known`, not null. It serves every query that compares this column with a value.
pub async fn index_of_known(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
    known: &str,
) -> Result<(), DbErr> {
    let mut index = index_over(table, columns);
    index.cond_where(Expr::col(Alias::new(known)).is_not_null());
    manager.create_index(index).await
}

fn index_over(table: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index
}
