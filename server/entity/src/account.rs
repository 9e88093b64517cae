//! A member of staff.

use sea_orm::entity::prelude::*;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The name used to sign in.
    #[sea_orm(column_type = "Text")]
    pub login: String,
    /// The same as it is compared. Where an older release had two names alike, the later one's stands for nothing that can be typed.
    #[sea_orm(column_type = "Text", unique)]
    pub login_key: String,
    /// The person's name.
    #[sea_orm(column_type = "Text")]
    pub name_zh: String,
    /// The person's name in Latin letters.
    #[sea_orm(column_type = "Text")]
    pub name_en: String,
    /// Code of the role.
    #[sea_orm(column_type = "Text")]
    pub role: String,
    /// The department; null for the centre's own people.
    pub department_id: Option<i64>,
    /// The only town this person works in; null for the whole city.
    #[sea_orm(column_type = "Text", nullable)]
    pub town: Option<String>,
    /// Argon2id hash in PHC form.
    #[sea_orm(column_type = "Text")]
    pub password: String,
    /// When it was made, seconds since 1970 UTC.
    pub created_at: i64,
    pub disabled_at: Option<i64>,
}

/// None are declared: the few joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
