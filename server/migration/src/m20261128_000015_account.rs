//! Sign-in names in the form in which they are compared, and invitations.

use domain::account::login_key;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::Statement;

use crate::table::{Column, create};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = || Alias::new("account");
        let mut key = ColumnDef::new(Alias::new("login_key")).text().not_null().default("").to_owned();
        manager.alter_table(Table::alter().table(account()).add_column(&mut key).to_owned()).await?;
        let db = manager.get_connection();
        let backend = db.get_database_backend();
        let all = Query::select()
            .columns(["id", "login"].map(Alias::new))
            .from(account())
            .order_by(Alias::new("id"), Order::Asc)
            .to_owned();
        let mut taken = std::collections::BTreeSet::new();
        for row in db.query_all(&all).await? {
            let (id, login): (i64, String) = (row.try_get("", "id")?, row.try_get("", "login")?);
            // Two names that were different until now: the later account goes on signing in with its name exactly as it is stored.
            let key = login_key(&login);
            let key = if taken.insert(key.clone()) { key } else { format!("{key} {id}") };
            let change = Query::update()
                .table(account())
                .value(Alias::new("login_key"), key)
                .and_where(Expr::col(Alias::new("id")).eq(id))
                .to_owned();
            db.execute(&change).await?;
        }
        let unique = "CREATE UNIQUE INDEX account_known_as ON account (login_key)";
        db.execute_raw(Statement::from_string(backend, unique)).await?;
        let columns = [Column::key("token_hash"), Column::integer("account_id").unique(), Column::integer("until")];
        create(manager, "invitation", &columns).await
    }
}
