//! Accounts, sessions, limits, the audit record.

use sea_orm_migration::prelude::*;

use crate::table::{Column, create, index};

/// Accounts, sessions, limits, the audit record.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "account",
            &[
                Column::id("id"),
                Column::text("login").unique(),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("role"),
                Column::integer("department_id").optional(),
                Column::text("town").optional(),
                Column::text("password"),
                Column::integer("created_at"),
                Column::integer("disabled_at").optional(),
            ],
        )
        .await?;
        create(
            manager,
            "session",
            &[
                Column::id("id"),
                Column::text("token_hash").unique(),
                Column::integer("account_id"),
                Column::text("device"),
                Column::integer("created_at"),
                Column::integer("last_seen_at"),
                Column::integer("revoked_at").optional(),
            ],
        )
        .await?;
        index(manager, "session", &["account_id"]).await?;
        create(manager, "counter", &[Column::key("key"), Column::integer("window_at"), Column::integer("count")])
            .await?;
        create(
            manager,
            "audit",
            &[
                Column::id("id"),
                Column::integer("at"),
                Column::text("actor"),
                Column::integer("account_id").optional(),
                Column::text("action"),
                Column::text("subject"),
                Column::text("detail"),
            ],
        )
        .await?;
        index(manager, "audit", &["subject"]).await?;
        index(manager, "audit", &["at"]).await?;
        Ok(())
    }
}
