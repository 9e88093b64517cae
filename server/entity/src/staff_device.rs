//! A browser in which a member of staff has signed in.

use sea_orm::entity::prelude::*;

/// A browser in which a member of staff has signed in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_device")]
pub struct Model {
    /// Device and account in one.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub key: String,
    /// Keyed hash of the device's cookie, as reports have it.
    #[sea_orm(column_type = "Text")]
    pub device_hash: String,
    pub account_id: i64,
    /// When last.
    pub seen_at: i64,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
