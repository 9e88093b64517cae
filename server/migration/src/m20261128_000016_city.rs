//! A city from its own files: outlines, unit grids, lines of roads, what else the map shows; rows that a later file no longer names are
//! retired, not deleted, as cases point to them.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

use crate::table::{Column, create, index};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables whose rows may be retired.
const RETIRED: [&str; 6] = ["area", "road", "component", "department", "class", "condition"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = async |table: &str, column: &mut ColumnDef| {
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).to_owned()).await
        };
        for table in RETIRED {
            add(table, ColumnDef::new(Alias::new("retired")).boolean().not_null().default(false)).await?;
        }
        for (table, column) in [("area", "outline"), ("road", "line"), ("road", "code"), ("class", "words")] {
            add(table, ColumnDef::new(Alias::new(column)).text().not_null().default("")).await?;
        }
        number_roads(manager).await?;
        gather_words(manager).await?;
        manager.drop_table(Table::drop().table(Alias::new("class_word")).to_owned()).await?;
        let db = manager.get_connection();
        let run = async |sql: &str| db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await;
        run("CREATE UNIQUE INDEX road_code ON road (code)").await?;
        run("CREATE UNIQUE INDEX condition_of_class ON condition (kind, code, serial)").await?;
        // Where a component stands is told by its position, however the areas around it are drawn later.
        run("DROP INDEX component_town").await?;
        for column in ["road_id", "town", "community", "grid"] {
            run(&format!("ALTER TABLE component DROP COLUMN {column}")).await?;
        }
        if db.get_database_backend() == DbBackend::Postgres {
            // Rows came with ids of their own, of which the counters know nothing.
            for table in ["road", "department"] {
                run(&format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
                ))
                .await?;
            }
        }
        let grid = [Column::key("code"), Column::text("community"), Column::text("outline"), Column::bool("retired")];
        create(manager, "grid", &grid).await?;
        index(manager, "grid", &["community"]).await?;
        let drawn = [
            Column::id("id"),
            Column::text("kind"),
            Column::text("name_zh"),
            Column::text("name_en"),
            Column::integer("width"),
            Column::text("shape"),
        ];
        create(manager, "base_map", &drawn).await
    }
}

/// The words of a class stand with it.
async fn gather_words(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let all =
        Query::select().columns(["kind", "code", "word"].map(Alias::new)).from(Alias::new("class_word")).to_owned();
    let mut gathered = BTreeMap::<(String, String), BTreeSet<String>>::new();
    for row in db.query_all(&all).await? {
        let class = (row.try_get("", "kind")?, row.try_get("", "code")?);
        gathered.entry(class).or_default().insert(row.try_get("", "word")?);
    }
    for ((kind, code), words) in gathered {
        let words: Vec<String> = words.into_iter().collect();
        let change = Query::update()
            .table(Alias::new("class"))
            .value(Alias::new("words"), words.join(";"))
            .and_where(Expr::col(Alias::new("kind")).eq(kind))
            .and_where(Expr::col(Alias::new("code")).eq(code))
            .to_owned();
        db.execute(&change).await?;
    }
    Ok(())
}

/// Roads of older releases stand in the order in which they were drawn, and are known by their town and their place in it.
async fn number_roads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let all = Query::select()
        .columns(["id", "town"].map(Alias::new))
        .from(Alias::new("road"))
        .order_by(Alias::new("id"), Order::Asc)
        .to_owned();
    let mut counted = std::collections::HashMap::<String, u32>::new();
    for row in db.query_all(&all).await? {
        let (id, town): (i64, String) = (row.try_get("", "id")?, row.try_get("", "town")?);
        let serial = counted.entry(town.clone()).or_default();
        *serial += 1;
        let change = Query::update()
            .table(Alias::new("road"))
            .value(Alias::new("code"), format!("{town}-R{serial:02}"))
            .and_where(Expr::col(Alias::new("id")).eq(id))
            .to_owned();
        db.execute(&change).await?;
    }
    Ok(())
}
