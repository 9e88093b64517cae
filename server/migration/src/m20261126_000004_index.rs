//! Indexes that a new report does not pay for, and a text index that knows which cases are open.

use sea_orm_migration::prelude::*;

use crate::search::create_text;
use crate::table::{index, index_of_known};

/// Lists of open cases. The time of the report stands last, so that sorting by it reads the index alone.
const OPEN: [&[&str]; 2] = [&["state", "step_due_at", "reported_at"], &["town", "state", "step_due_at", "reported_at"]];

/// What a case has only later on, with the indexes that it stands in from then on.
const LATER: [(&str, &[&[&str]]); 5] = [
    ("department_id", &[&["department_id", "state", "step_due_at", "reported_at"]]),
    ("officer_id", &[&["officer_id", "state", "step_due_at"]]),
    ("finder_id", &[&["finder_id", "state"]]),
    (
        "closed_at",
        &[
            &["closed_at"],
            &["public", "closed_at"],
            &["state", "closed_at", "reported_at"],
            &["town", "state", "closed_at", "reported_at"],
            &["department_id", "state", "closed_at", "reported_at"],
        ],
    ),
    ("follow_up_due_at", &[&["follow_up_due_at"]]),
];

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "case_state_step_due_at",
            "case_town_state_step_due_at",
            "case_department_id_state_step_due_at",
            "case_officer_id_state_step_due_at",
            "case_finder_id_state",
            "case_public_closed_at",
            "case_state_closed_at",
            "case_closed_at",
            "case_follow_up_due_at",
        ] {
            manager.drop_index(Index::drop().name(name).table(Alias::new("case")).to_owned()).await?;
        }
        for columns in OPEN {
            index(manager, "case", columns).await?;
        }
        for (known, indexes) in LATER {
            for columns in indexes {
                index_of_known(manager, "case", columns, known).await?;
            }
        }
        // `casework::open` fills it at its next start: the edition it keeps in the settings is not there yet.
        manager.drop_table(Table::drop().table(Alias::new("case_text")).to_owned()).await?;
        create_text(manager).await
    }
}
