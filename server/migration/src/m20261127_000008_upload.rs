//! Photos know how large they are and from whom they came, so that nobody fills the room for photos that belong to no report.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement, as SQLite wants it. Photos that are there already count for nobody.
        let mut bytes = ColumnDef::new(Alias::new("bytes"));
        bytes.big_integer().not_null().default(0);
        let mut sender = ColumnDef::new(Alias::new("sender"));
        sender.text();
        for column in [bytes, sender] {
            let mut table = Table::alter();
            manager.alter_table(table.table(Alias::new("photo")).add_column(column).to_owned()).await?;
        }
        // Only photos that are no case's yet stand in these, which are few: their sum is read from the first alone, and the sweep, the only
        // one who asks for the time, does not meet the many others.
        manager.drop_index(Index::drop().name("photo_created_at").table(Alias::new("photo")).to_owned()).await?;
        for (name, columns) in [
            ("photo_unclaimed_sender", &["sender", "bytes", "case_id"][..]),
            ("photo_unclaimed_created_at", &["created_at"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(Alias::new("photo")).cond_where(Expr::col(Alias::new("case_id")).is_null());
            for column in columns {
                index.col(Alias::new(*column));
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
