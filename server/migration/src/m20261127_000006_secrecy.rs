//! What is hidden stays hidden: no hash of a number's last digits, the answer to the citizen public only by decision, the devices on which
//! staff have signed in.

use sea_orm_migration::prelude::*;

use crate::table::{Column, create, index};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Number and four digits opened a case; now the whole number is compared, whose hash every report has already.
        manager.drop_index(Index::drop().name("report_digits_hash").table(Alias::new("report")).to_owned()).await?;
        manager
            .alter_table(Table::alter().table(Alias::new("report")).drop_column(Alias::new("digits_hash")).to_owned())
            .await?;
        // Nobody has decided on the answers of cases closed before: they are their reporters' alone until somebody does.
        let mut answer = ColumnDef::new(Alias::new("answer_released"));
        answer.boolean().not_null().default(false);
        manager.alter_table(Table::alter().table(Alias::new("case")).add_column(answer).to_owned()).await?;
        // What was released and is not public any more must not come back by itself.
        for sql in [
            "UPDATE photo SET released = FALSE WHERE released AND case_id IN (SELECT id FROM \"case\" WHERE NOT public)",
            "UPDATE \"case\" SET released = FALSE WHERE released AND NOT public",
        ] {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        // The key is the device and the account: one row for each pair.
        create(
            manager,
            "staff_device",
            &[
                Column::key("key"),
                Column::text("device_hash"),
                Column::integer("account_id"),
                Column::integer("seen_at"),
            ],
        )
        .await?;
        index(manager, "staff_device", &["device_hash"]).await?;
        index(manager, "staff_device", &["seen_at"]).await
    }
}
