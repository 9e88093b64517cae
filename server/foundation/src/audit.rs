//! What is put on record, always in the transaction of what it records; and reading it.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::account::{Actor, Role};
use domain::audit::{AuditActor, AuditFilter, AuditLine, AuditLines, Who};
use domain::fault::FaultCode;
use domain::language::Name;
use domain::time::{Moment, next_day};
use entity::audit::{Column, Entity};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use crate::{Backend, Failure, login};

/// Writes an entry. `detail` must hold no personal data.
pub async fn record(
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
pub fn entry(
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

/// Lines that are read at once.
const LINES: usize = 100;

/// Reads the record, the latest first. For the audit administrator, who changes nothing.
///
/// # Errors
/// Not allowed for anybody else; a day that is none; or the store is away.
pub async fn list(backend: &Backend, actor: &Actor, filter: &AuditFilter) -> Result<AuditLines, Failure> {
    if actor.role != Role::AuditAdministrator {
        return Err(FaultCode::NotAllowed.into());
    }
    let mut wanted = Condition::all();
    let subject = filter.subject.trim();
    if !subject.is_empty() {
        // A sign-in name as it is stored, however it is typed.
        let known_as = login::known_as(backend, subject).await?.map(|account| account.login);
        wanted = wanted.add(Column::Subject.is_in([subject.to_owned()].into_iter().chain(known_as)));
    }
    if !filter.day.trim().is_empty() {
        let day = NaiveDate::parse_from_str(filter.day.trim(), "%Y-%m-%d").map_err(|_| FaultCode::Malformed)?;
        let (start, end) = (Moment::start_of(day), Moment::start_of(next_day(day)));
        wanted = wanted.add(Column::At.gte(start.0)).add(Column::At.lt(end.0));
    }
    if let Some((at, id)) = filter.before {
        let earlier = Condition::any().add(Column::At.lt(at.0)).add(Column::Id.lt(id));
        wanted = wanted.add(Column::At.lte(at.0)).add(earlier);
    }
    let found = Entity::find().filter(wanted).order_by_desc(Column::At).order_by_desc(Column::Id);
    let mut rows = found.limit(LINES as u64 + 1).all(backend.db()).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let ids: BTreeSet<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let known =
        entity::account::Entity::find().filter(entity::account::Column::Id.is_in(ids)).all(backend.db()).await?;
    let staff: HashMap<i64, entity::account::Model> = known.into_iter().map(|row| (row.id, row)).collect();
    let who = |row: &entity::audit::Model| match row.account_id {
        Some(id) => staff.get(&id).map_or(Who::System, |found| Who::Staff {
            login: found.login.clone(),
            name: Name::new(found.name_zh.clone(), found.name_en.clone()),
        }),
        None if row.actor == AuditActor::Citizen.code() => Who::Citizen,
        None => Who::System,
    };
    let line = |row: entity::audit::Model| AuditLine {
        id: row.id,
        at: Moment(row.at),
        who: who(&row),
        action: row.action,
        subject: row.subject,
        detail: row.detail,
    };
    Ok(AuditLines { lines: rows.into_iter().map(line).collect(), more })
}
