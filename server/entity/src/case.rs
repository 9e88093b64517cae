//! One problem under one number, from the first report to the end.

use sea_orm::entity::prelude::*;

/// One problem under one number, from the first report to the end.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "case")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// `PH20261123-000123`.
    #[sea_orm(column_type = "Text")]
    pub number: String,
    /// Makes a repeated report harmless: hash of the draft's or the form's key.
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Counts the steps; compared when one is taken.
    pub revision: i64,
    /// Code of the state.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// How it came in.
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    /// Kind of the class.
    #[sea_orm(column_type = "Text", nullable)]
    pub class_kind: Option<String>,
    /// Code of the class.
    #[sea_orm(column_type = "Text", nullable)]
    pub class_code: Option<String>,
    /// The filing condition.
    pub condition_id: Option<i64>,
    /// Danger to people.
    pub urgent: bool,
    /// Where it stands among the urgent ones that nobody has looked at yet, 0 first.
    pub alarm_rank: i64,
    /// Never public.
    pub private: bool,
    /// Whether the public may see it now.
    pub public: bool,
    /// Whether an acceptor has released its words. Over as soon as it is not public; each photo has its own.
    pub released: bool,
    /// The report's words.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// The reporter's words for the place.
    #[sea_orm(column_type = "Text")]
    pub address: String,
    /// Town code.
    #[sea_orm(column_type = "Text", nullable)]
    pub town: Option<String>,
    /// Community code.
    #[sea_orm(column_type = "Text", nullable)]
    pub community: Option<String>,
    pub road_id: Option<i64>,
    /// Unit grid.
    #[sea_orm(column_type = "Text", nullable)]
    pub grid: Option<String>,
    /// Component.
    #[sea_orm(column_type = "Text", nullable)]
    pub component: Option<String>,
    /// Latitude, WGS-84.
    pub lat: Option<f64>,
    /// Longitude, WGS-84.
    pub lng: Option<f64>,
    /// `device`, `map`, `photo`, `component` or empty.
    #[sea_orm(column_type = "Text")]
    pub position_source: String,
    /// The department in charge.
    pub department_id: Option<i64>,
    /// The officer in charge.
    pub officer_id: Option<i64>,
    /// The member of staff who registered it.
    pub finder_id: Option<i64>,
    /// How many people met it.
    pub people: i64,
    /// When somebody last joined it.
    pub joined_at: Option<i64>,
    /// How often the reporter asked to hurry.
    pub hurries: i64,
    /// When last.
    pub hurried_at: Option<i64>,
    /// When it was handed in.
    pub reported_at: i64,
    pub filed_at: Option<i64>,
    /// When the officer took the order.
    pub started_at: Option<i64>,
    /// When it was closed or refused.
    pub closed_at: Option<i64>,
    /// When the present owner got it.
    pub step_from: i64,
    /// When the present owner has to be done.
    pub step_due_at: i64,
    /// When it has to be handled.
    pub due_at: Option<i64>,
    /// What the citizen was promised.
    pub promised_at: i64,
    /// Whether a due time reaches into a year without a published calendar.
    pub provisional: bool,
    /// How it ended.
    #[sea_orm(column_type = "Text", nullable)]
    pub outcome: Option<String>,
    /// Words to the citizen.
    #[sea_orm(column_type = "Text")]
    pub closing_words: String,
    /// Until when a dissatisfied reporter is to be called back.
    pub follow_up_due_at: Option<i64>,
    /// 5 to 1.
    pub rating: Option<i64>,
    /// Why dissatisfied.
    #[sea_orm(column_type = "Text")]
    pub rating_reason: String,
    /// Whether the public may read the words to the citizen.
    pub answer_released: bool,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
