//! A word by which people find a class.

use sea_orm::entity::prelude::*;

/// A word by which people find a class.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "class_word")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Kind of the class.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Code of the class.
    #[sea_orm(column_type = "Text")]
    pub code: String,
    /// The word, Chinese or English.
    #[sea_orm(column_type = "Text")]
    pub word: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
