//! What is put on record: every change and every look at personal data. Never changed.

use sea_orm::entity::prelude::*;

/// What is put on record: every change and every look at personal data. Never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: i64,
    /// `account`, `citizen` or `system`.
    #[sea_orm(column_type = "Text")]
    pub actor: String,
    pub account_id: Option<i64>,
    /// What was done.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    /// To what: a case number, an account name.
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    /// What else matters; no personal data.
    #[sea_orm(column_type = "Text")]
    pub detail: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
