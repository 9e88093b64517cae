//! A stored photo. The bytes lie in the object store under its id.

use sea_orm::entity::prelude::*;

/// A stored photo. The bytes lie in the object store under its id.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "photo")]
pub struct Model {
    /// 32 random hexadecimal digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The draft it belongs to, until it is sent.
    pub draft_id: Option<i64>,
    /// The member of staff who took it.
    pub account_id: Option<i64>,
    /// The case it belongs to.
    pub case_id: Option<i64>,
    /// The event it came with.
    pub event_id: Option<i64>,
    /// `report`, `before`, `after` or `check`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Its place among the photos it was handed in with, from 1; 0 before.
    pub position: i64,
    /// Whether an acceptor has released it to the public.
    pub released: bool,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// When it was stored.
    pub created_at: i64,
    /// Bytes of both its pictures; 0 where an older release stored it.
    pub bytes: i64,
    /// Keyed hash of the address that a stranger sent it from.
    #[sea_orm(column_type = "Text", nullable)]
    pub sender: Option<String>,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
