//! What was reported with this browser. The browser keeps the list itself, in a cookie that nobody else can make; whoever takes the cookie
//! away has taken the list away.

use std::collections::HashMap;

use domain::case::{Channel, OwnReport};
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::secrecy::Reader;
use entity::{case, report};
use foundation::port::key::{Way, token_hash};
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::track::pass;
use crate::case::number_of;
use crate::knowledge;
use crate::stored::row::photos_by_case;
use crate::summary::summary;

/// Reports that a browser keeps: the latest.
const KEPT: usize = 20;

/// The reports that a browser has kept, the latest first, as whoever sent them sees their cases. `kept` is the value of its cookie. Three
/// statements, however many they are.
///
/// # Errors
/// When the store is away.
pub async fn own(backend: &Backend, kept: Option<&str>) -> Result<Vec<OwnReport>, Failure> {
    let ids = backend.keys().open_own_reports(kept.unwrap_or_default());
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let db = backend.db();
    let reports = report::Entity::find().filter(report::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let reports: HashMap<i64, report::Model> = reports.into_iter().map(|row| (row.id, row)).collect();
    let cases: Vec<i64> = reports.values().map(|report| report.case_id).collect();
    let rows = case::Entity::find().filter(case::Column::Id.is_in(cases.iter().copied())).all(db).await?;
    let rows: HashMap<i64, case::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let photos = photos_by_case(db, &cases).await?;
    let mut own = Vec::new();
    for (report, row) in ids.iter().filter_map(|id| reports.get(id)).filter_map(|it| Some((it, rows.get(&it.case_id)?)))
    {
        let joined = report.key != row.key;
        let knows = knowledge::knows(row, if joined { Reader::Public } else { Reader::Reporter });
        // Whoever joined follows it as the public does.
        if !knows.case || report.channel != Channel::Web.code() {
            continue;
        }
        let photo = knowledge::photos(photos.get(&row.id).cloned().unwrap_or_default(), knows).into_iter().next();
        own.push(OwnReport { report: report.id, joined, summary: summary(backend, row, photo, None, knows)? });
    }
    Ok(own)
}

/// Opens the case of one of them, as its own link does. Gives the number and the value of the reporter's cookie.
///
/// # Errors
/// Not found, also when the browser has not kept it; or the store is away.
pub async fn open_own(backend: &Backend, kept: Option<&str>, report: i64) -> Result<(CaseNumber, String), Failure> {
    if !backend.keys().open_own_reports(kept.unwrap_or_default()).contains(&report) {
        return Err(FaultCode::NotFound.into());
    }
    let found = report::Entity::find_by_id(report).one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
    let row = case::Entity::find_by_id(found.case_id).one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
    Ok((number_of(&row)?, pass(backend, report, Way::Link)))
}

/// The cookie's value with one more report in front, which the secret of its own link tells.
///
/// # Errors
/// Not found; or the store is away.
pub async fn keep_own(backend: &Backend, kept: Option<&str>, secret: &str) -> Result<String, Failure> {
    let told = report::Entity::find().filter(report::Column::SecretHash.eq(token_hash(secret)));
    let report = told.one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
    let before = backend.keys().open_own_reports(kept.unwrap_or_default());
    let all = [report.id].into_iter().chain(before.into_iter().filter(|id| *id != report.id));
    Ok(backend.keys().own_reports(&all.take(KEPT).collect::<Vec<_>>()))
}

/// The cookie's value without a report; `None` when nothing is left to keep.
pub fn forget_own(backend: &Backend, kept: Option<&str>, report: i64) -> Option<String> {
    let mut left = backend.keys().open_own_reports(kept.unwrap_or_default());
    left.retain(|id| *id != report);
    (!left.is_empty()).then(|| backend.keys().own_reports(&left))
}
