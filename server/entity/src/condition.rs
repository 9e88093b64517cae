//! A filing condition of a class with its closing condition and time limit.

use sea_orm::entity::prelude::*;

/// A filing condition of a class with its closing condition and time limit.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "condition")]
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
    /// Order within the class, from 1.
    pub serial: i64,
    /// What must be the case for filing, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub filing_zh: String,
    /// What must be the case for filing, in English.
    #[sea_orm(column_type = "Text")]
    pub filing_en: String,
    /// What must be the case for closing, in Chinese.
    #[sea_orm(column_type = "Text")]
    pub closing_zh: String,
    /// What must be the case for closing, in English.
    #[sea_orm(column_type = "Text")]
    pub closing_en: String,
    /// `urgent_hours`, `work_hours`, `work_days` or `natural_days`.
    #[sea_orm(column_type = "Text")]
    pub limit_kind: String,
    /// How many of them.
    pub limit_amount: i64,
    /// Danger to people.
    pub urgent: bool,
    /// No longer in the city's file; cases may point to it.
    pub retired: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
