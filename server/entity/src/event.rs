//! One thing that happened to a case. Never changed.

use sea_orm::entity::prelude::*;

/// One thing that happened to a case. Never changed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub at: i64,
    /// Code of the step or of what happened beside it.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// Who; null for a citizen.
    pub account_id: Option<i64>,
    /// The department they worked for; null for a citizen and the centre's own people.
    pub unit_id: Option<i64>,
    /// Where the case stood afterwards.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// The department in charge afterwards.
    pub department_id: Option<i64>,
    /// The work order it was done with; of events before there were orders only those with photos know theirs.
    pub order_id: Option<i64>,
    /// Reason, finding, note, answer.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// What else it says, as JSON of the rules' own type.
    #[sea_orm(column_type = "Text", nullable)]
    pub detail: Option<String>,
    /// Hash of the form it came with, or of the step and who took it: it makes a repeated post harmless.
    #[sea_orm(column_type = "Text", nullable)]
    pub key: Option<String>,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
