//! A word in a report that shows danger to people.

use sea_orm::entity::prelude::*;

/// A word in a report that shows danger to people.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "emergency_word")]
pub struct Model {
    /// The word.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
    /// Whom to call first.
    #[sea_orm(column_type = "Text")]
    pub advice: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
