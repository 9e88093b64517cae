//! One body's or one person's piece of work on a case. Named in full, as SQL has a word "order" of its own.

use sea_orm::entity::prelude::*;

/// One body's or one person's piece of work on a case.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_order")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    /// Code of what has to be done.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// The main body's, not an assisting one's.
    pub main: bool,
    /// The department whose work it is; null for the centre's own.
    pub department_id: Option<i64>,
    /// Who does it, or did.
    pub officer_id: Option<i64>,
    /// Code of how far it is.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// How long it may take, as JSON of the rules' own type; null where an older release has not written it down.
    #[sea_orm(column_type = "Text", nullable)]
    pub span: Option<String>,
    /// When it has to be done.
    pub due_at: i64,
    /// Since when its clock stands still.
    pub paused_at: Option<i64>,
    /// Seconds for which it stood still before.
    pub paused_seconds: i64,
    pub given_at: i64,
    /// When the officer took it.
    pub started_at: Option<i64>,
    /// When it was done, sent back or given to somebody else.
    pub ended_at: Option<i64>,
    /// The words that came with it.
    #[sea_orm(column_type = "Text")]
    pub words: String,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
