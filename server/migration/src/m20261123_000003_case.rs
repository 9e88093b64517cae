//! Cases with their reports, events and photos; drafts.

use sea_orm_migration::prelude::*;

use crate::table::{Column, create, index};

/// Cases with their reports, events and photos; drafts.
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
            "case",
            &[
                Column::id("id"),
                Column::text("number").unique(),
                Column::text("key").unique(),
                Column::integer("revision"),
                Column::text("state"),
                Column::text("channel"),
                Column::text("class_kind").optional(),
                Column::text("class_code").optional(),
                Column::integer("condition_id").optional(),
                Column::bool("urgent"),
                Column::bool("private"),
                Column::bool("public"),
                Column::bool("released"),
                Column::text("words"),
                Column::text("address"),
                Column::text("town").optional(),
                Column::text("community").optional(),
                Column::integer("road_id").optional(),
                Column::text("grid").optional(),
                Column::text("component").optional(),
                Column::real("lat").optional(),
                Column::real("lng").optional(),
                Column::text("position_source"),
                Column::integer("department_id").optional(),
                Column::integer("officer_id").optional(),
                Column::integer("finder_id").optional(),
                Column::integer("people"),
                Column::integer("hurries"),
                Column::integer("hurried_at").optional(),
                Column::integer("reported_at"),
                Column::integer("filed_at").optional(),
                Column::integer("started_at").optional(),
                Column::integer("closed_at").optional(),
                Column::integer("step_from"),
                Column::integer("step_due_at"),
                Column::integer("due_at").optional(),
                Column::integer("promised_at"),
                Column::bool("provisional"),
                Column::text("outcome").optional(),
                Column::text("closing_words"),
                Column::integer("follow_up_due_at").optional(),
                Column::integer("rating").optional(),
                Column::text("rating_reason"),
            ],
        )
        .await?;
        index(manager, "case", &["state", "step_due_at"]).await?;
        index(manager, "case", &["department_id", "state", "step_due_at"]).await?;
        index(manager, "case", &["officer_id", "state", "step_due_at"]).await?;
        index(manager, "case", &["town", "state", "step_due_at"]).await?;
        index(manager, "case", &["finder_id", "state"]).await?;
        index(manager, "case", &["public", "state", "step_due_at"]).await?;
        index(manager, "case", &["public", "reported_at"]).await?;
        index(manager, "case", &["public", "town", "reported_at"]).await?;
        index(manager, "case", &["public", "closed_at"]).await?;
        index(manager, "case", &["state", "closed_at"]).await?;
        index(manager, "case", &["road_id", "state"]).await?;
        index(manager, "case", &["community", "state"]).await?;
        index(manager, "case", &["reported_at"]).await?;
        index(manager, "case", &["closed_at"]).await?;
        index(manager, "case", &["follow_up_due_at"]).await?;
        create(
            manager,
            "report",
            &[
                Column::id("id"),
                Column::integer("case_id"),
                Column::text("key").unique(),
                Column::text("channel"),
                Column::text("device_hash").optional(),
                Column::bytes("phone_cipher").optional(),
                Column::text("phone_hash").optional(),
                Column::text("digits_hash").optional(),
                Column::text("secret_hash").optional(),
                Column::bool("verified"),
                Column::integer("account_id").optional(),
                Column::integer("created_at"),
            ],
        )
        .await?;
        index(manager, "report", &["case_id"]).await?;
        index(manager, "report", &["phone_hash"]).await?;
        index(manager, "report", &["secret_hash"]).await?;
        index(manager, "report", &["digits_hash"]).await?;
        create(
            manager,
            "event",
            &[
                Column::id("id"),
                Column::integer("case_id"),
                Column::integer("at"),
                Column::text("kind"),
                Column::integer("account_id").optional(),
                Column::text("state"),
                Column::integer("department_id").optional(),
                Column::text("words"),
            ],
        )
        .await?;
        index(manager, "event", &["case_id", "id"]).await?;
        create(
            manager,
            "photo",
            &[
                Column::key("id"),
                Column::integer("draft_id").optional(),
                Column::integer("account_id").optional(),
                Column::integer("case_id").optional(),
                Column::integer("event_id").optional(),
                Column::text("kind"),
                Column::integer("position"),
                Column::bool("released"),
                Column::integer("width"),
                Column::integer("height"),
                Column::integer("created_at"),
            ],
        )
        .await?;
        index(manager, "photo", &["case_id"]).await?;
        index(manager, "photo", &["draft_id"]).await?;
        index(manager, "photo", &["created_at"]).await?;
        create(
            manager,
            "draft",
            &[
                Column::id("id"),
                Column::text("token_hash").unique(),
                Column::bytes("form"),
                Column::integer("created_at"),
                Column::integer("updated_at"),
                Column::integer("case_id").optional(),
                Column::bool("joined"),
            ],
        )
        .await?;
        index(manager, "draft", &["updated_at"]).await?;
        crate::search::create_text(manager).await?;
        crate::search::create_place(manager).await?;
        Ok(())
    }
}
