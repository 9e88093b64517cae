//! Work orders: what was said of the one department and the one officer of a case stands on an order of its own. Every case that was ever
//! given to a department gets the orders that its history tells of.

use sea_orm_migration::prelude::*;

use crate::table::{Column, create, index};

/// The migration.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// From each time that a case was given to somebody until the next: an order to handle it. Who had it is who set out or was done with it; of
/// what comes last the case says it. When an order of a filing before the last was due is not known any more: it counts as done in time.
const HANDLING: &str = "
WITH turn AS (
    SELECT id, case_id, kind, at, department_id,
           LEAD(id) OVER later AS next_id, LEAD(kind) OVER later AS next_kind, LEAD(at) OVER later AS next_at
    FROM event WHERE kind IN ('dispatch', 'reassign', 'return')
    WINDOW later AS (PARTITION BY case_id ORDER BY id)
),
told AS (
    SELECT turn.*, whole.state, whole.condition_id, whole.due_at, whole.started_at, whole.officer_id,
        turn.next_id IS NULL AND whole.state IN ('dispatched', 'handling') AS is_open,
        turn.id < (SELECT MAX(id) FROM event WHERE case_id = turn.case_id AND kind = 'file') AS is_of_former,
        (
            SELECT account_id FROM event WHERE case_id = turn.case_id AND kind IN ('start', 'finish') AND id > turn.id
                AND (turn.next_id IS NULL OR id < turn.next_id) ORDER BY id DESC LIMIT 1
        ) AS worker_id,
        (
            SELECT at FROM event WHERE case_id = turn.case_id AND kind = 'start' AND id > turn.id
                AND (turn.next_id IS NULL OR id < turn.next_id) ORDER BY id DESC LIMIT 1
        ) AS set_out_at,
        (
            SELECT at FROM event WHERE case_id = turn.case_id AND kind = 'finish' AND id > turn.id
                AND (turn.next_id IS NULL OR id < turn.next_id) ORDER BY id DESC LIMIT 1
        ) AS done_at,
        (
            SELECT words FROM event WHERE case_id = turn.case_id AND kind IN ('dispatch', 'accept', 'reassign') AND words <> ''
                AND id >= (SELECT MAX(id) FROM event WHERE case_id = turn.case_id AND kind = 'dispatch' AND id <= turn.id)
                AND (turn.next_id IS NULL OR id < turn.next_id) ORDER BY id DESC LIMIT 1
        ) AS words
    FROM turn JOIN \"case\" AS whole ON whole.id = turn.case_id
    WHERE turn.kind <> 'return'
)
INSERT INTO work_order (case_id, kind, main, department_id, officer_id, state, span, due_at, paused_seconds, given_at, started_at, ended_at, words)
SELECT
    told.case_id, 'handling', TRUE, told.department_id,
    CASE WHEN told.next_id IS NULL THEN COALESCE(told.officer_id, told.worker_id) ELSE told.worker_id END,
    CASE
        WHEN told.next_kind = 'return' THEN 'returned'
        WHEN told.next_kind = 'reassign' THEN 'reassigned'
        WHEN told.is_open AND told.state = 'dispatched' THEN 'waiting'
        WHEN told.is_open AND told.started_at IS NULL THEN 'assigned'
        WHEN told.is_open THEN 'started'
        ELSE 'finished'
    END,
    CASE WHEN condition.id IS NOT NULL AND NOT COALESCE(told.is_of_former, FALSE) THEN
        '{\"Limit\":{\"kind\":\"' || condition.limit_kind || '\",\"amount\":' || condition.limit_amount || '}}'
    END,
    CASE WHEN told.is_of_former THEN COALESCE(told.done_at, told.next_at, told.at) ELSE COALESCE(told.due_at, told.at) END,
    0, told.at,
    CASE WHEN told.is_open THEN told.started_at ELSE told.set_out_at END,
    CASE
        WHEN told.next_kind IN ('return', 'reassign') THEN told.next_at
        WHEN told.is_open THEN NULL
        ELSE COALESCE(told.done_at, told.at)
    END,
    COALESCE(told.words, '')
FROM told LEFT JOIN condition ON condition.id = told.condition_id";

/// From each time that an officer was done until somebody had looked at it: an order to check. When it was due is known only of those
/// that nobody has looked at yet; the others count as done in time.
const CHECKS: &str = "
WITH turn AS (
    SELECT id, case_id, kind, at,
           LEAD(kind) OVER later AS next_kind, LEAD(at) OVER later AS next_at, LEAD(account_id) OVER later AS next_account
    FROM event WHERE kind IN ('finish', 'pass_check', 'fail_check')
    WINDOW later AS (PARTITION BY case_id ORDER BY id)
)
INSERT INTO work_order (case_id, kind, main, officer_id, state, due_at, paused_seconds, given_at, ended_at, words)
SELECT
    turn.case_id, 'check', TRUE, turn.next_account,
    CASE WHEN turn.next_kind IS NULL AND whole.state = 'handled' THEN 'waiting' ELSE 'finished' END,
    CASE WHEN turn.next_kind IS NULL AND whole.state = 'handled' THEN whole.step_due_at ELSE COALESCE(turn.next_at, turn.at) END,
    0, turn.at,
    CASE WHEN turn.next_kind IS NULL AND whole.state = 'handled' THEN NULL ELSE COALESCE(turn.next_at, turn.at) END,
    ''
FROM turn
JOIN \"case\" AS whole ON whole.id = turn.case_id
WHERE turn.kind = 'finish'";

/// Whoever has something to do has an order for it, also where the history does not tell of it.
const UNTOLD: [&str; 2] = [
    "INSERT INTO work_order (case_id, kind, main, department_id, officer_id, state, due_at, paused_seconds, given_at, started_at, words)
    SELECT id, 'handling', TRUE, department_id, officer_id,
        CASE WHEN state = 'dispatched' THEN 'waiting' WHEN started_at IS NULL THEN 'assigned' ELSE 'started' END,
        COALESCE(due_at, step_due_at), 0, step_from, started_at, ''
    FROM \"case\" WHERE closed_at IS NULL AND state IN ('dispatched', 'handling') AND NOT EXISTS (
        SELECT 1 FROM work_order WHERE work_order.case_id = \"case\".id AND kind = 'handling' AND ended_at IS NULL
    )",
    "INSERT INTO work_order (case_id, kind, main, state, due_at, paused_seconds, given_at, words)
    SELECT id, 'check', TRUE, 'waiting', step_due_at, 0, step_from, ''
    FROM \"case\" WHERE closed_at IS NULL AND state = 'handled' AND NOT EXISTS (
        SELECT 1 FROM work_order WHERE work_order.case_id = \"case\".id AND kind = 'check' AND ended_at IS NULL
    )",
];

/// The steps that may have photos belong to the order they were taken with.
const PHOTOS: [&str; 2] = [
    "UPDATE event SET order_id = (
        SELECT id FROM work_order WHERE case_id = event.case_id AND kind = 'handling' AND given_at <= event.at
        ORDER BY given_at DESC, id DESC LIMIT 1
    ) WHERE kind = 'finish'",
    "UPDATE event SET order_id = (
        SELECT id FROM work_order WHERE case_id = event.case_id AND kind = 'check' AND given_at <= event.at
        ORDER BY given_at DESC, id DESC LIMIT 1
    ) WHERE kind IN ('pass_check', 'fail_check')",
];

/// What somebody has still to do. What is done stands in no list.
const OPEN: [&str; 2] = [
    "CREATE INDEX work_order_open_officer ON work_order (officer_id, due_at) WHERE ended_at IS NULL",
    "CREATE INDEX work_order_open_kind ON work_order (kind, due_at) WHERE ended_at IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "work_order",
            &[
                Column::id("id"),
                Column::integer("case_id"),
                Column::text("kind"),
                Column::bool("main"),
                Column::integer("department_id").optional(),
                Column::integer("officer_id").optional(),
                Column::text("state"),
                Column::text("span").optional(),
                Column::integer("due_at"),
                Column::integer("paused_at").optional(),
                Column::integer("paused_seconds"),
                Column::integer("given_at"),
                Column::integer("started_at").optional(),
                Column::integer("ended_at").optional(),
                Column::text("words"),
            ],
        )
        .await?;
        let mut order = ColumnDef::new(Alias::new("order_id")).big_integer().to_owned();
        manager.alter_table(Table::alter().table(Alias::new("event")).add_column(&mut order).to_owned()).await?;
        let db = manager.get_connection();
        db.execute_unprepared(HANDLING).await?;
        db.execute_unprepared(CHECKS).await?;
        // From here on an order is looked for by its case.
        index(manager, "work_order", &["case_id"]).await?;
        for statement in UNTOLD.into_iter().chain(PHOTOS).chain(OPEN) {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
