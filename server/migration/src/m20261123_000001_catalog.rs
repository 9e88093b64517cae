//! Reference data: classes, conditions, departments, areas, components, calendar.

use sea_orm_migration::prelude::*;

use crate::table::{Column, create, index};

/// Reference data: classes, conditions, departments, areas, components, calendar.
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
            "class",
            &[
                Column::key("kind"),
                Column::key("code"),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("major"),
                Column::text("major_zh"),
                Column::text("major_en"),
                Column::bool("local"),
                Column::bool("private"),
                Column::text("emergency"),
            ],
        )
        .await?;
        create(
            manager,
            "class_word",
            &[Column::id("id"), Column::text("kind"), Column::text("code"), Column::text("word")],
        )
        .await?;
        index(manager, "class_word", &["kind", "code"]).await?;
        create(
            manager,
            "condition",
            &[
                Column::id("id"),
                Column::text("kind"),
                Column::text("code"),
                Column::integer("serial"),
                Column::text("filing_zh"),
                Column::text("filing_en"),
                Column::text("closing_zh"),
                Column::text("closing_en"),
                Column::text("limit_kind"),
                Column::integer("limit_amount"),
                Column::bool("urgent"),
            ],
        )
        .await?;
        index(manager, "condition", &["kind", "code"]).await?;
        create(manager, "emergency_word", &[Column::key("word"), Column::text("advice")]).await?;
        create(
            manager,
            "responsibility",
            &[
                Column::id("id"),
                Column::text("kind").optional(),
                Column::text("class"),
                Column::text("town"),
                Column::integer("department_id"),
                Column::text("reason_zh"),
                Column::text("reason_en"),
            ],
        )
        .await?;
        create(
            manager,
            "department",
            &[
                Column::id("id"),
                Column::text("code").unique(),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("phone"),
                Column::text("duty_zh"),
                Column::text("duty_en"),
            ],
        )
        .await?;
        create(
            manager,
            "area",
            &[
                Column::key("code"),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("level"),
                Column::text("parent").optional(),
                Column::real("lat").optional(),
                Column::real("lng").optional(),
            ],
        )
        .await?;
        index(manager, "area", &["parent"]).await?;
        create(
            manager,
            "road",
            &[
                Column::id("id"),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("town"),
                Column::text("rank"),
            ],
        )
        .await?;
        index(manager, "road", &["town"]).await?;
        create(
            manager,
            "component",
            &[
                Column::key("code"),
                Column::text("class"),
                Column::text("name_zh"),
                Column::text("name_en"),
                Column::text("place_zh"),
                Column::text("place_en"),
                Column::integer("road_id").optional(),
                Column::text("town"),
                Column::text("community"),
                Column::text("grid"),
                Column::real("lat"),
                Column::real("lng"),
            ],
        )
        .await?;
        index(manager, "component", &["town"]).await?;
        create(
            manager,
            "calendar_day",
            &[Column::key("date"), Column::text("kind"), Column::text("name_zh"), Column::text("name_en")],
        )
        .await?;
        create(manager, "setting", &[Column::key("key"), Column::text("value")]).await?;
        Ok(())
    }
}
