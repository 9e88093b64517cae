//! What the program still has to do by itself.

use sea_orm::entity::prelude::*;

/// What the program still has to do by itself. A job that is done is gone, or waits for its next time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Which job.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What it needs to know, in JSON.
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    /// Of a job that runs by the clock, its name: there is one such row of it.
    #[sea_orm(column_type = "Text", unique, nullable)]
    pub schedule: Option<String>,
    /// When it may run (seconds since 1970).
    pub due_at: i64,
    /// How often it was begun without coming to its end.
    pub attempts: i64,
    /// Whoever runs it now; what does not hold it any more changes nothing.
    #[sea_orm(column_type = "Text", nullable)]
    pub lease: Option<String>,
    /// Until when it is theirs (seconds since 1970); 0 when nobody has it.
    pub leased_until: i64,
    /// What broke the last time, without anything personal.
    #[sea_orm(column_type = "Text", nullable)]
    pub failure: Option<String>,
    /// Whether it was given up: somebody has to look.
    pub dead: bool,
    /// When it was added (seconds since 1970).
    pub created_at: i64,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
