//! What a city has brought and what it lacks, for whoever administers it.

use domain::account::{Actor, Role};
use domain::fault::FaultCode;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use foundation::catalog::kind::FileKind;

/// One kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    pub kind: FileKind,
    /// Rows that stand.
    pub rows: u64,
    /// Whether the city cannot do without and does not have it.
    pub missing: bool,
}

/// Every kind, in the order in which a city is brought.
///
/// # Errors
/// Not allowed for anybody but the system administrator; or the store is away.
pub async fn overview(backend: &Backend, actor: &Actor) -> Result<Vec<Brought>, Failure> {
    if actor.role != Role::SystemAdministrator {
        return Err(FaultCode::NotAllowed.into());
    }
    let missing = backend.catalog().missing(backend.now().date());
    let mut all = Vec::new();
    for kind in FileKind::ALL {
        all.push(Brought { kind, rows: rows(backend.db(), kind).await?, missing: missing.contains(&kind) });
    }
    Ok(all)
}

async fn rows(db: &impl ConnectionTrait, kind: FileKind) -> Result<u64, Failure> {
    Ok(match kind {
        FileKind::City => entity::setting::Entity::find_by_id(foundation::catalog::CITY.to_owned()).count(db).await?,
        FileKind::Areas => {
            entity::area::Entity::find().filter(entity::area::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Grids => {
            entity::grid::Entity::find().filter(entity::grid::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Roads => {
            entity::road::Entity::find().filter(entity::road::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Components => {
            entity::component::Entity::find().filter(entity::component::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::BaseMap => entity::base_map::Entity::find().count(db).await?,
        FileKind::Departments => {
            entity::department::Entity::find().filter(entity::department::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Responsibilities => entity::responsibility::Entity::find().count(db).await?,
        FileKind::Classes => {
            entity::class::Entity::find().filter(entity::class::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Conditions => {
            entity::condition::Entity::find().filter(entity::condition::Column::Retired.eq(false)).count(db).await?
        }
        FileKind::Calendar => entity::calendar_day::Entity::find().count(db).await?,
    })
}
