//! What the program still has to do by itself.

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
        let columns = [
            Column::id("id"),
            Column::text("name"),
            Column::text("payload"),
            Column::text("schedule").optional().unique(),
            Column::integer("due_at"),
            Column::integer("attempts"),
            Column::text("lease").optional(),
            Column::integer("leased_until"),
            Column::text("failure").optional(),
            Column::bool("dead"),
            Column::integer("created_at"),
        ];
        create(manager, "job", &columns).await?;
        index(manager, "job", &["dead", "due_at"]).await
    }
}
