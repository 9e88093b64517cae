//! Who passes for the reporter of a case: a pass opens one report and remembers how it was come by.

use domain::case::Channel;
use domain::id::CaseNumber;
use entity::case::{Column, Entity, Model};
use foundation::port::key::Way;
use foundation::{Backend, Failure};

use crate::handling;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

/// A report that a pass opens.
pub(crate) struct Reporter {
    pub(super) report: entity::report::Model,
    way: Way,
}

/// What a pass opens, whichever case is asked about. What an officer found has no citizen behind it.
pub(super) async fn opened(
    db: &impl ConnectionTrait,
    backend: &Backend,
    pass: Option<&str>,
) -> Result<Option<Reporter>, Failure> {
    let Some((id, way)) = pass.and_then(|pass| backend.keys().open_pass(pass, backend.now().0)) else {
        return Ok(None);
    };
    let report = entity::report::Entity::find_by_id(id).one(db).await?;
    let report = report.filter(|report| report.channel != Channel::Officer.code());
    Ok(report.map(|report| Reporter { report, way }))
}

/// The case of a number, if it is public or the one that was opened. One that is neither is not even read: how long "not found" takes must
/// not tell whether there is one.
pub(super) fn visible(number: &CaseNumber, opened: Option<&Reporter>) -> Select<Entity> {
    let own = opened.map(|reporter| Column::Id.eq(reporter.report.case_id));
    Entity::find()
        .filter(Column::Number.eq(number.as_str()))
        .filter(Condition::any().add(Column::Public.eq(true)).add_option(own))
}

/// Whether a pass is that of the reporter of a case.
pub(crate) async fn reporter(
    db: &impl ConnectionTrait,
    backend: &Backend,
    row: &Model,
    pass: Option<&str>,
) -> Result<Option<Reporter>, Failure> {
    Ok(opened(db, backend, pass).await?.and_then(|opened| opened.first_of(row)))
}

impl Reporter {
    /// The same, if the case came of this report. Whoever joined later follows it as the public does: what the first reporter wrote, and the
    /// one rating, are not theirs.
    pub(super) fn first_of(self, row: &Model) -> Option<Reporter> {
        self.is_first_of(row).then_some(self)
    }

    pub(super) fn is_first_of(&self, row: &Model) -> bool {
        self.report.case_id == row.id && self.report.key == row.key
    }

    /// Whether it is surely the reporter who speaks of the work, and not somebody who handled it. The link has nobody else; the number of
    /// the case and of the phone have those too who typed that phone number, or looked it up for this case or another.
    pub(super) async fn is_heard(&self, db: &impl ConnectionTrait, row: &Model) -> Result<bool, Failure> {
        let (Way::Number, Some(phone)) = (self.way, &self.report.phone_hash) else { return Ok(true) };
        let reports =
            || entity::report::Entity::find().filter(entity::report::Column::PhoneHash.eq(phone)).select_only();
        let typed: Vec<i64> = reports()
            .column(entity::report::Column::AccountId)
            .filter(entity::report::Column::AccountId.is_not_null())
            .distinct()
            .into_tuple()
            .all(db)
            .await?;
        let cases = reports().column(entity::report::Column::CaseId).into_query();
        let numbers =
            Entity::find().select_only().column(Column::Number).filter(Column::Id.in_subquery(cases)).into_query();
        let looked_up: Vec<i64> = entity::audit::Entity::find()
            .select_only()
            .column(entity::audit::Column::AccountId)
            .filter(entity::audit::Column::Action.eq("reveal_phone"))
            .filter(entity::audit::Column::Subject.in_subquery(numbers))
            .filter(entity::audit::Column::AccountId.is_not_null())
            .distinct()
            .into_tuple()
            .all(db)
            .await?;
        Ok(!handling::handled_by(db, row, [typed, looked_up].concat()).await?)
    }
}
