//! Events say in a form of their own what was said in signs: which part of a case was released, how satisfied the reporter was. And each
//! names the department of whoever did it.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The sign of a release in the words of an event, and what it says.
const RELEASES: [(&str, &str); 6] = [
    ("+", r#"{"released":{"part":"report","released":true}}"#),
    ("-", r#"{"released":{"part":"report","released":false}}"#),
    ("answer +", r#"{"released":{"part":"answer","released":true}}"#),
    ("answer -", r#"{"released":{"part":"answer","released":false}}"#),
    // Which photo it was stands in the record alone.
    ("photo +", r#"{"released":{"part":{"photo":""},"released":true}}"#),
    ("photo -", r#"{"released":{"part":{"photo":""},"released":false}}"#),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [
            ColumnDef::new(Alias::new("unit_id")).big_integer().to_owned(),
            ColumnDef::new(Alias::new("detail")).text().to_owned(),
        ] {
            manager.alter_table(Table::alter().table(Alias::new("event")).add_column(&mut column).to_owned()).await?;
        }
        let db = manager.get_connection();
        for (sign, detail) in RELEASES {
            db.execute_unprepared(&format!(
                "UPDATE event SET detail = '{detail}', words = '' WHERE kind = 'released' AND words = '{sign}'"
            ))
            .await?;
        }
        for statement in [
            // A level, and after a space the reason.
            "UPDATE event SET detail = '{\"rated\":' || substr(words, 1, 1) || '}', words = trim(substr(words, 2)) \
             WHERE kind = 'rated' AND words <> ''",
            // Where people work now is where they worked: nobody has been moved to another department so far.
            "UPDATE event SET unit_id = (SELECT department_id FROM account WHERE account.id = event.account_id) \
             WHERE account_id IS NOT NULL",
        ] {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
