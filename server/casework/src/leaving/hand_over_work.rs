//! Gives the open orders of somebody who has left to a colleague.

use domain::account::Role;
use domain::case::{By, Step};
use domain::fault::FaultCode;
use entity::work_order::{Column, Entity};
use foundation::job::Job;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::case::{Attempt, Author, take};

/// Gives the open orders of somebody who has left to a colleague 改派, each by the step that everybody else gives them by.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct HandOverWork {
    /// Who has left.
    pub(crate) from: i64,
    /// When: whoever comes back keeps what is given to them then.
    pub(crate) disabled_at: i64,
    /// The colleague.
    pub(crate) to: i64,
    /// The system administrator; none when it was done on the machine.
    pub(crate) by: Option<i64>,
}

impl Job for HandOverWork {
    const NAME: &'static str = "hand_over_work";

    async fn run(&self, backend: &Backend) -> Result<(), Failure> {
        let open = Entity::find()
            .select_only()
            .column(Column::CaseId)
            .filter(Column::OfficerId.eq(self.from))
            .filter(Column::EndedAt.is_null())
            .order_by_asc(Column::Id);
        let cases: Vec<i64> = open.into_tuple().all(backend.db()).await?;
        for case in cases {
            match self.hand_over(backend, case).await {
                // The colleague has left as well, perhaps: it stays for the department's clerk to give away, and the account's page says so.
                Ok(()) | Err(Failure::Faults(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }
}

impl HandOverWork {
    /// One case, in a transaction of its own: those who work on others do not wait for all of them.
    async fn hand_over(&self, backend: &Backend, case: i64) -> Result<(), Failure> {
        let tx = backend.begin().await?;
        let account = entity::account::Entity::find_by_id(self.from).one(&tx).await?;
        if account.and_then(|account| account.disabled_at) != Some(self.disabled_at) {
            return Ok(());
        }
        let found = entity::case::Entity::find_by_id(case).lock_exclusive().one(&tx).await?;
        let row = found.ok_or(FaultCode::NotFound)?;
        // Somebody else gave it away meanwhile.
        if row.officer_id != Some(self.from) {
            return Ok(());
        }
        let step = Step::Reassign { officer: self.to, note: String::new() };
        let by = By::Staff { account: self.by.unwrap_or_default(), role: Role::SystemAdministrator };
        let author = self.by.map_or(Author::SYSTEM, |account| Author { account: Some(account), ..Author::SYSTEM });
        let attempt = Attempt { step: &step, by, author, revision: None, alarm: None, urgent: false, key: None };
        take(&tx, backend, &row, attempt).await?;
        tx.commit().await?;
        Ok(())
    }
}
