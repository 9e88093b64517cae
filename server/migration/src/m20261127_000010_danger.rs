//! An index of the urgent cases, which are few and are asked for all day. And what tells of danger is part of the program
//! (`danger/data/danger.txt`): the list of words of the first release, which asked for no
//! grammar, is read by nobody any more. Nothing in it was written by people.

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
        let mut index = Index::create();
        index.name("case_urgent").table(Alias::new("case")).col(Alias::new("state")).col(Alias::new("step_from"));
        manager.create_index(index.cond_where(Expr::col(Alias::new("urgent"))).take()).await?;
        manager.drop_table(Table::drop().table(Alias::new("emergency_word")).if_exists().to_owned()).await
    }
}
