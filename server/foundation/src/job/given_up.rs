//! Jobs that were given up: for whoever runs the machine to look at and to begin anew.

use domain::fault::FaultCode;
use domain::time::Moment;
use entity::job::{Column, Entity};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::{Backend, Failure};

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// Its row.
    pub id: i64,
    /// Which job.
    pub name: String,
    /// What broke the last time, in a word.
    pub failure: String,
    /// When it was added.
    pub created_at: Moment,
}

/// All that were given up, the oldest first.
///
/// # Errors
/// When the store is away.
pub async fn list(backend: &Backend) -> Result<Vec<GivenUp>, Failure> {
    let rows = Entity::find().filter(Column::Dead.eq(true)).order_by_asc(Column::Id).all(backend.db()).await?;
    let given_up = |row: entity::job::Model| GivenUp {
        id: row.id,
        name: row.name,
        failure: row.failure.unwrap_or_default(),
        created_at: Moment(row.created_at),
    };
    Ok(rows.into_iter().map(given_up).collect())
}

/// Begins one anew, as if it had just been added.
///
/// # Errors
/// Not found when there is none such, or it was not given up; or the store is away.
pub async fn retry(backend: &Backend, id: i64) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    let dead = Entity::find_by_id(id).filter(Column::Dead.eq(true)).one(&tx).await?;
    let found = dead.ok_or(FaultCode::NotFound)?;
    let row = entity::job::ActiveModel {
        id: Set(found.id),
        dead: Set(false),
        attempts: Set(0),
        due_at: Set(backend.now().0),
        ..Default::default()
    };
    row.update(&tx).await?;
    tx.commit().await?;
    super::wake(backend);
    Ok(())
}
