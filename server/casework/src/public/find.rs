//! The public page of a case.

use domain::case::{Action, By, Case, CaseState, EventKind, PublicCase, PublicEvent, ReporterView};
use domain::deadline::Clock;
use domain::fault::FaultCode;
use domain::id::CaseNumber;
use domain::secrecy::{Knows, Reader};
use domain::time::Moment;
use entity::case::Model;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::knowledge;
use crate::reporter::{Reporter, opened, visible};
use crate::stored::case;
use crate::stored::row::{ATTEMPTS, is_unchanged, photos_by_case};
use crate::summary::summary;

/// Steps of a case that its page tells, the latest.
const MOST_STEPS: usize = 200;
/// Steps that are read for that: filings that were sent back, and their being sent back, are not told.
const MOST_READ: u64 = 1000;
/// What its reporter said that the page tells, the latest. Asked for by itself, so that it never takes the place of a step.
const MOST_ADDED: u64 = 50;
/// Other people who met it too: one line, however many they are.
const JOINED: EventKind = EventKind::Step(Action::Join);

/// A case as the public, or its reporter (`pass` is the value of the reporter's cookie), may see it.
///
/// # Errors
/// Not found; or the store is away.
pub async fn find(backend: &Backend, number: &str, pass: Option<&str>) -> Result<PublicCase, Failure> {
    let number = CaseNumber::parse(number).ok_or(FaultCode::NotFound)?;
    let opened = opened(backend.db(), backend, pass).await?;
    for _ in 0..ATTEMPTS {
        let row = visible(&number, opened.as_ref()).one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
        let reporter = opened.as_ref().filter(|opened| opened.is_first_of(&row));
        let page = page(backend, &row, reporter).await?;
        if is_unchanged(backend, &row).await? {
            return Ok(page);
        }
    }
    Err(FaultCode::Busy.into())
}

async fn page(backend: &Backend, row: &Model, reporter: Option<&Reporter>) -> Result<PublicCase, Failure> {
    let knows = knowledge::knows(row, if reporter.is_some() { Reader::Reporter } else { Reader::Public });
    if !knows.case {
        return Err(FaultCode::NotFound.into());
    }
    let catalog = backend.catalog();
    let case = case(row)?;
    let state = case.state;
    let photos = photos_by_case(backend.db(), &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let photos = knowledge::photos(photos, knows);
    let closed_at = row.closed_at.map(Moment);
    let (timeline, refusal) = timeline(backend, row, knows, reporter.is_some()).await?;
    let reporter = match reporter {
        Some(reporter) => Some(reporter_view(backend, row, &case, reporter, refusal).await?),
        None => None,
    };
    Ok(PublicCase {
        summary: summary(backend, row, photos.first().cloned(), None, knows)?,
        department: row.department_id.and_then(|id| catalog.department(id)).map(|department| department.name.clone()),
        provisional: row.provisional || row.filed_at.is_none() || state == CaseState::Reopened,
        clock: Clock {
            from: Moment(if state == CaseState::Reopened { row.step_from } else { row.reported_at }),
            due: Moment(row.promised_at),
            now: closed_at.unwrap_or(backend.now()),
            stopped: closed_at.is_some(),
        },
        trace: case.promised(&*catalog).trace,
        words: Some(knowledge::words(row, knows).to_owned()).filter(|words| !words.is_empty()),
        photos,
        timeline,
        closing: case
            .outcome
            .filter(|_| state == CaseState::Closed)
            .map(|outcome| (outcome, knowledge::answer(row, knows).to_owned())),
        rating: knowledge::opinion(row, knows),
        reporter,
    })
}

/// What happened, latest first, and the words of a refusal. Reasons, findings and notes are internal; what whoever reported it added, asked
/// and said of the work is told to them alone. People who joined are one line with their number, however many they are. How much is internal
/// must not be told by what falls off at the end: of that nothing is read but what takes a filing back.
async fn timeline(
    backend: &Backend,
    row: &Model,
    knows: Knows,
    mine: bool,
) -> Result<(Vec<PublicEvent>, Option<String>), Failure> {
    let step = |kind: &EventKind| kind.is_public() || *kind == EventKind::Step(Action::SendBack);
    let steps = EventKind::all().filter(step).filter(|kind| *kind != JOINED).map(EventKind::code);
    let mut rows = without_taken_back(latest(backend, row.id, steps, MOST_READ).await?);
    rows.truncate(MOST_STEPS);
    let mut refusal = None;
    if mine {
        let own = EventKind::all().filter(|kind| kind.is_reporters()).map(EventKind::code);
        rows.extend(latest(backend, row.id, own, MOST_ADDED).await?);
        rows.sort_by_key(|event| std::cmp::Reverse(event.id));
        let refused = [Action::Refuse.code(), Action::Uphold.code()];
        refusal = latest(backend, row.id, refused, 1).await?.pop().map(|event| event.words);
    }
    let catalog = backend.catalog();
    // Only the latest answer may have been released: of those before nobody has decided.
    let latest = rows.iter().find(|event| event.kind == Action::Close.code()).map(|event| event.id);
    let event = |event: &entity::event::Model| {
        let answers = mine || (knows.answer && latest == Some(event.id));
        let kind = EventKind::from_code(&event.kind)?;
        let names_department = matches!(kind, EventKind::Step(Action::Dispatch | Action::Accept | Action::Finish));
        let department = event.department_id.filter(|_| names_department).and_then(|id| catalog.department(id));
        Some(PublicEvent {
            at: Moment(event.at),
            kind,
            department: department.map(|department| department.name.clone()),
            words: (kind == EventKind::Step(Action::Close) && answers)
                .then(|| event.words.clone())
                .filter(|words| !words.is_empty()),
            people: 0,
        })
    };
    let mut timeline: Vec<PublicEvent> = rows.iter().filter_map(event).collect();
    if row.people > 1 {
        let at = Moment(row.joined_at.unwrap_or(row.reported_at));
        let place = timeline.iter().position(|event| event.at <= at).unwrap_or(timeline.len());
        let people = row.people - 1;
        timeline.insert(place, PublicEvent { at, kind: JOINED, department: None, words: None, people });
    }
    Ok((timeline, refusal))
}

/// Events of some kinds, the latest first: the index holds each kind by itself.
async fn latest(
    backend: &Backend,
    case: i64,
    kinds: impl IntoIterator<Item = &'static str>,
    most: u64,
) -> Result<Vec<entity::event::Model>, Failure> {
    let events = entity::event::Entity::find()
        .filter(entity::event::Column::CaseId.eq(case))
        .filter(entity::event::Column::Kind.is_in(kinds));
    Ok(events.order_by_desc(entity::event::Column::Id).limit(most).all(backend.db()).await?)
}

/// Without filings that the dispatcher sent back, and what came of them: the public is not told why, would read of the same filing twice,
/// and may have been kept from all of it. Rows stand latest first.
fn without_taken_back(mut rows: Vec<entity::event::Model>) -> Vec<entity::event::Model> {
    let mut taken_back = false;
    rows.retain(|row| {
        taken_back |= row.kind == Action::SendBack.code();
        let kept = !taken_back;
        taken_back &= row.kind != Action::File.code();
        kept
    });
    rows
}

async fn reporter_view(
    backend: &Backend,
    row: &Model,
    case: &Case,
    reporter: &Reporter,
    refusal: Option<String>,
) -> Result<ReporterView, Failure> {
    let (now, catalog) = (backend.now(), backend.catalog());
    let may = |action, heard| case.permits(action, By::Reporter { handled: false, heard }, now, &*catalog).is_ok();
    let asked = may(Action::Rate, true) || may(Action::Reopen, true);
    let heard = asked && reporter.is_heard(backend.db(), row).await?;
    Ok(ReporterView {
        phone: crate::case::phone_of(backend, &reporter.report).map(|phone| phone.masked()),
        may_add: may(Action::Add, heard),
        may_hurry: may(Action::Hurry, heard),
        may_rate: may(Action::Rate, heard),
        reopen_until: case.reopen_until(&*catalog).filter(|_| may(Action::Reopen, heard)),
        needs_link: asked && !heard,
        refusal: refusal.filter(|_| matches!(case.state, CaseState::Refused | CaseState::Closed)),
    })
}
