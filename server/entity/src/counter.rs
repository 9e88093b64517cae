//! Counts something within a window of time, for limits that a restart must not forget.

use sea_orm::entity::prelude::*;

/// Counts something within a window of time, for limits that a restart must not forget.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "counter")]
pub struct Model {
    /// What is counted; personal data only as a keyed hash.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// When the window began.
    pub window_at: i64,
    /// How many so far.
    pub count: i64,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
