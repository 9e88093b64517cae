//! Which department is responsible for a class at a place.

use sea_orm::entity::prelude::*;

/// Which department is responsible for a class at a place.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "responsibility")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Kind of the class; null for both.
    #[sea_orm(column_type = "Text", nullable)]
    pub kind: Option<String>,
    /// Five digits, two digits of a major class, or empty for every class.
    #[sea_orm(column_type = "Text")]
    pub class: String,
    /// Town code, or empty for the whole city.
    #[sea_orm(column_type = "Text")]
    pub town: String,
    pub department_id: i64,
    /// Why, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub reason_zh: String,
    /// Why, in English.
    #[sea_orm(column_type = "Text")]
    pub reason_en: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
