//! How alarms rank that nobody has looked at yet. Those that are there all stand in front, as they did.

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
        let mut rank = ColumnDef::new(Alias::new("alarm_rank")).big_integer().not_null().default(0).to_owned();
        manager.alter_table(Table::alter().table(Alias::new("case")).add_column(&mut rank).to_owned()).await
    }
}
