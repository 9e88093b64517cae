//! A class of problems, national or the city's own.

use sea_orm::entity::prelude::*;

/// A class of problems, national or the city's own.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "class")]
pub struct Model {
    /// `component` or `matter`; part of the key, as matters 01–05 repeat the components' codes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// Five digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Chinese name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// English name.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Two digits of the major class.
    #[sea_orm(column_type = "Text")]
    pub major: String,
    /// Chinese name of the major class.
    #[sea_orm(column_type = "Text")]
    pub major_zh: String,
    /// English name of the major class.
    #[sea_orm(column_type = "Text")]
    pub major_en: String,
    /// The city's own.
    pub local: bool,
    /// Never public.
    pub private: bool,
    /// Whom to call first, as codes between commas, when it means danger to people; empty when it does not.
    #[sea_orm(column_type = "Text")]
    pub emergency: String,
    /// Other words by which people find it, with `;` between.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
