//! A device on which somebody is signed in.

use sea_orm::entity::prelude::*;

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the cookie's token.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    pub account_id: i64,
    /// Browser and system in a few words.
    #[sea_orm(column_type = "Text")]
    pub device: String,
    /// When it signed in.
    pub created_at: i64,
    /// When it was last active, to the minute.
    pub last_seen_at: i64,
    /// When it was signed out.
    pub revoked_at: Option<i64>,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
