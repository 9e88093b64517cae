//! What is put on record, always in the transaction of what it records.

use domain::audit::AuditActor;
use sea_orm::{ActiveModelTrait, ConnectionTrait, Set};

use crate::{Backend, Failure};

/// Writes an entry. `detail` must hold no personal data.
pub(crate) async fn record(
    db: &impl ConnectionTrait,
    backend: &Backend,
    actor: &AuditActor,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<(), Failure> {
    entry(backend, actor, action, subject, detail).insert(db).await?;
    Ok(())
}

/// An entry to be written.
pub(crate) fn entry(
    backend: &Backend,
    actor: &AuditActor,
    action: &str,
    subject: &str,
    detail: &str,
) -> entity::audit::ActiveModel {
    entity::audit::ActiveModel {
        at: Set(backend.now().0),
        actor: Set(actor.code().to_owned()),
        account_id: Set(actor.account()),
        action: Set(action.to_owned()),
        subject: Set(subject.to_owned()),
        detail: Set(detail.to_owned()),
        ..Default::default()
    }
}
