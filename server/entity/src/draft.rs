//! A report being written in some browser.

use sea_orm::entity::prelude::*;

/// A report being written in some browser.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the cookie's token and the form's key.
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    /// SHA-256 of the cookie's token: whose browser it is.
    #[sea_orm(column_type = "Text")]
    pub holder: String,
    /// The key that its forms and, where it is not `main`, its addresses carry; empty when they carry none.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Whether it is what an address without a key means.
    pub main: bool,
    /// The form, encrypted, as it may hold a phone number. Empty once it was sent.
    pub form: Vec<u8>,
    /// When it was begun.
    pub created_at: i64,
    /// When it was last saved.
    pub updated_at: i64,
    /// The case it became, or joined.
    pub case_id: Option<i64>,
    /// Whether it joined a case that was there already.
    pub joined: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
