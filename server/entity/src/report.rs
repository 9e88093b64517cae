//! One report behind a case: who met it.

use sea_orm::entity::prelude::*;

/// One report behind a case: who met it.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    /// Makes a repeated report harmless.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Keyed hash of what was sent: the same key with something else is another report.
    #[sea_orm(column_type = "Text", nullable)]
    pub fingerprint: Option<String>,
    /// How it came in.
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    /// Keyed hash of the device's cookie.
    #[sea_orm(column_type = "Text", nullable)]
    pub device_hash: Option<String>,
    /// The phone number, encrypted.
    pub phone_cipher: Option<Vec<u8>>,
    /// Keyed hash of the whole phone number: with the case's number it opens the reporter's page.
    #[sea_orm(column_type = "Text", nullable)]
    pub phone_hash: Option<String>,
    /// SHA-256 of the tracking secret.
    #[sea_orm(column_type = "Text", nullable)]
    pub secret_hash: Option<String>,
    /// Whether a code was sent to the number and came back.
    pub verified: bool,
    /// Who registered it.
    pub account_id: Option<i64>,
    pub created_at: i64,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
