//! What happened to a case, as staff read it: bounded, however many people met it or however much was added.

use std::collections::HashMap;

use domain::case::{Action, CaseState, Channel, Event, EventKind, Joiner, ReporterSummary};
use domain::photo::Photo;
use domain::time::Moment;
use entity::case::Model;
use entity::event::Column;
use foundation::{Backend, Failure};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::list::names;
use super::phone::phone_of;

/// Steps and notes that are told, the latest.
const MOST_STEPS: u64 = 500;
/// What the reporter added, and what people said who joined: each the latest, asked for by itself, so that none takes another's place.
const MOST_SAID: u64 = 200;
/// People behind a case who are listed, the first.
const MOST_REPORTERS: u64 = 100;
/// What the reporter added.
const ADDED: EventKind = EventKind::Step(Action::Add);
/// Somebody else met it too.
const JOINED: EventKind = EventKind::Step(Action::Join);

/// Latest first. People who joined are one line with their number; what they said stands with it.
pub(super) async fn events(
    backend: &Backend,
    row: &Model,
    photos: &[(Option<i64>, Photo)],
) -> Result<Vec<Event>, Failure> {
    let beside = [ADDED, JOINED];
    let steps = EventKind::all().filter(|kind| !beside.contains(kind));
    let mut rows = of_kinds(row.id, steps, MOST_STEPS).all(backend.db()).await?;
    rows.extend(of_kinds(row.id, [ADDED], MOST_SAID).all(backend.db()).await?);
    rows.sort_by_key(|event| std::cmp::Reverse(event.id));
    let mut with: HashMap<i64, Vec<Photo>> = HashMap::new();
    for (event, photo) in photos {
        if let Some(event) = event {
            with.entry(*event).or_default().push(photo.clone());
        }
    }
    let said = Condition::any().add(Column::Words.ne("")).add(Column::Id.is_in(with.keys().copied()));
    let joined = match row.people {
        ..=1 => Vec::new(),
        _ => of_kinds(row.id, [JOINED], MOST_SAID).filter(said).all(backend.db()).await?,
    };
    let actors = names(backend, rows.iter().chain(&joined).filter_map(|event| event.account_id)).await?;
    let catalog = backend.catalog();
    let actor = |account: Option<i64>| account.and_then(|id| actors.get(&id)).cloned();
    let joiners = joined.into_iter().map(|row| Joiner {
        at: Moment(row.at),
        actor: actor(row.account_id),
        photos: with.remove(&row.id).unwrap_or_default(),
        words: row.words,
    });
    let joiners: Vec<Joiner> = joiners.collect();
    let department =
        |id: Option<i64>| id.and_then(|id| catalog.department(id)).map(|department| department.name.clone());
    let event = |row: entity::event::Model| {
        Some(Event {
            at: Moment(row.at),
            kind: EventKind::from_code(&row.kind)?,
            actor: actor(row.account_id),
            unit: department(row.unit_id),
            state: CaseState::from_code(&row.state)?,
            department: department(row.department_id),
            photos: with.remove(&row.id).unwrap_or_default(),
            words: row.words,
            detail: row.detail.and_then(|detail| serde_json::from_str(&detail).ok()),
            people: 0,
            joiners: Vec::new(),
        })
    };
    let mut events: Vec<Event> = rows.into_iter().filter_map(event).collect();
    if row.people > 1 {
        let at = Moment(row.joined_at.unwrap_or(row.reported_at));
        let place = events.iter().position(|event| event.at <= at).unwrap_or(events.len());
        // Nobody moves a case by joining it.
        let state = events.get(place).map_or(CaseState::Reported, |before| before.state);
        let line = Event {
            at,
            kind: JOINED,
            actor: None,
            unit: None,
            state,
            department: None,
            words: String::new(),
            detail: None,
            photos: Vec::new(),
            people: row.people - 1,
            joiners,
        };
        events.insert(place, line);
    }
    Ok(events)
}

fn of_kinds(case: i64, kinds: impl IntoIterator<Item = EventKind>, most: u64) -> Select<entity::event::Entity> {
    entity::event::Entity::find()
        .filter(Column::CaseId.eq(case))
        .filter(Column::Kind.is_in(kinds.into_iter().map(EventKind::code)))
        .order_by_desc(Column::Id)
        .limit(most)
}

/// Who reported a case, first the first.
pub(super) async fn reporters(backend: &Backend, case: i64) -> Result<Vec<ReporterSummary>, Failure> {
    let rows = entity::report::Entity::find()
        .filter(entity::report::Column::CaseId.eq(case))
        .order_by_asc(entity::report::Column::Id)
        .limit(MOST_REPORTERS)
        .all(backend.db())
        .await?;
    let reporter = |row: entity::report::Model| ReporterSummary {
        channel: Channel::from_code(&row.channel).unwrap_or(Channel::Web),
        phone: phone_of(backend, &row).map(|phone| phone.masked()),
        verified: row.verified,
        at: Moment(row.created_at),
    };
    Ok(rows.into_iter().map(reporter).collect())
}
