//! A search that costs what its answer costs: the words of settled cases as lists of cases by token, those of the others in the small
//! index they were in before; and lists of cases with indexes that hold everything a list is narrowed to.

use sea_orm_migration::prelude::*;

use crate::search::{create_parts, create_text};

/// What an index is over: its name, its columns and which cases stand in it.
type Over = (&'static str, &'static [&'static str], Known);

/// Which cases stand in an index. A case has a time of its end exactly as long as it is settled.
#[derive(Clone, Copy)]
enum Known {
    /// Those not settled: few, however long the city has been served.
    Open,
    /// Those that have a value in a column.
    With(&'static str),
}

/// Urgent cases stand first in every list of staff, so they stand together here. What follows the order is what lists are narrowed to: it
/// is read where it stands, not in the case. The id stands last for PostgreSQL, which would otherwise look it up in the case.
const INDEXES: [Over; 11] = [
    (
        "case_open_state",
        &["state", "urgent", "step_due_at", "reported_at", "town", "department_id", "class_code", "id"],
        Known::Open,
    ),
    (
        "case_open_town",
        &["town", "state", "urgent", "step_due_at", "reported_at", "department_id", "class_code", "id"],
        Known::Open,
    ),
    (
        "case_open_department",
        &["department_id", "state", "urgent", "step_due_at", "reported_at", "town", "class_code", "id"],
        Known::Open,
    ),
    // The time of the end is none here; that it is named makes this index the better one for whoever asks for the open ones.
    ("case_open_public", &["public", "closed_at", "reported_at", "town", "state", "id"], Known::Open),
    (
        "case_settled",
        &["urgent", "closed_at", "town", "department_id", "class_code", "reported_at", "state", "id"],
        SETTLED,
    ),
    (
        "case_settled_town",
        &["town", "urgent", "closed_at", "department_id", "class_code", "reported_at", "state", "id"],
        SETTLED,
    ),
    (
        "case_settled_department",
        &["department_id", "urgent", "closed_at", "town", "class_code", "reported_at", "state", "id"],
        SETTLED,
    ),
    (
        "case_settled_class",
        &["class_code", "urgent", "closed_at", "town", "department_id", "reported_at", "state", "id"],
        SETTLED,
    ),
    ("case_settled_public", &["public", "closed_at", "town", "state", "id"], SETTLED),
    ("case_settled_public_town", &["public", "town", "closed_at", "state", "id"], SETTLED),
    ("case_follow_up", &["urgent", "follow_up_due_at", "id"], Known::With("follow_up_due_at")),
];

const SETTLED: Known = Known::With("closed_at");

/// What those take the place of. What came in last, whatever became of it, is read along the index of that time alone: one that begins with
/// what is public tempts the planner to look for the open ones there.
const REPLACED: [&str; 12] = [
    "case_public_reported_at",
    "case_state_step_due_at_reported_at",
    "case_town_state_step_due_at_reported_at",
    "case_department_id_state_step_due_at_reported_at",
    "case_closed_at",
    "case_public_closed_at",
    "case_state_closed_at_reported_at",
    "case_town_state_closed_at_reported_at",
    "case_department_id_state_closed_at_reported_at",
    "case_follow_up_due_at",
    "case_public_state_step_due_at",
    "case_public_town_reported_at",
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
        let case = Alias::new("case");
        for name in REPLACED {
            manager.drop_index(Index::drop().name(name).table(case.clone()).to_owned()).await?;
        }
        for (name, columns, known) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(case.clone());
            for column in columns {
                index.col(Alias::new(*column));
            }
            match known {
                Known::Open => index.cond_where(Expr::col(Alias::new("closed_at")).is_null()),
                Known::With(column) => index.cond_where(Expr::col(Alias::new(column)).is_not_null()),
            };
            manager.create_index(index).await?;
        }
        create_parts(manager).await?;
        // `casework::open` fills it at its next start: what stands in it is of another edition.
        manager.drop_table(Table::drop().table(Alias::new("case_text")).to_owned()).await?;
        create_text(manager).await
    }
}
