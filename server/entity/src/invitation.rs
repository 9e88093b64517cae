//! A link with which somebody chooses their password.

use sea_orm::entity::prelude::*;

/// A link with which somebody chooses their password. Of an account there is one at most; one that was used is gone.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Hash of the link's token.
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub token_hash: String,
    /// Whose.
    #[sea_orm(unique)]
    pub account_id: i64,
    /// Until when it works (seconds since 1970).
    pub until: i64,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
