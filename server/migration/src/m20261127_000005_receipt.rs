//! A receipt that is true: several reports beside each other in one browser, what was sent under a key, joins as one number.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::index;

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text = |name: &str| ColumnDef::new(Alias::new(name)).text().to_owned();
        let mut main = ColumnDef::new(Alias::new("main"));
        main.boolean().not_null().default(true);
        for (table, column) in [
            ("draft", text("holder").not_null().default("").to_owned()),
            ("draft", text("key").not_null().default("").to_owned()),
            ("draft", main),
            ("report", text("fingerprint")),
            ("event", text("key")),
            ("case", ColumnDef::new(Alias::new("joined_at")).big_integer().to_owned()),
        ] {
            let mut column = column;
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned()).await?;
        }
        let db = manager.get_connection();
        let nothing = if db.get_database_backend() == DbBackend::Postgres { "''::bytea" } else { "x''" };
        for statement in [
            "UPDATE draft SET holder = token_hash".to_owned(),
            // Reports without a photo left their draft open behind them.
            "UPDATE draft SET case_id = (SELECT case_id FROM report WHERE report.key = draft.token_hash) \
             WHERE case_id IS NULL"
                .to_owned(),
            format!("UPDATE draft SET form = {nothing} WHERE case_id IS NOT NULL"),
            "UPDATE \"case\" SET joined_at = \
             (SELECT MAX(at) FROM event WHERE event.case_id = \"case\".id AND event.kind = 'joined') WHERE people > 1"
                .to_owned(),
        ] {
            db.execute_unprepared(&statement).await?;
        }
        // Joins are many where steps are few: neither reads through the other. The same for the reports behind one case.
        for (table, name) in [("event", "event_case_id_id"), ("report", "report_case_id")] {
            manager.drop_index(Index::drop().name(name).table(Alias::new(table)).to_owned()).await?;
        }
        index(manager, "event", &["case_id", "kind", "id"]).await?;
        index(manager, "report", &["case_id", "id"]).await?;
        index(manager, "report", &["case_id", "device_hash"]).await?;
        index(manager, "draft", &["holder"]).await
    }
}
