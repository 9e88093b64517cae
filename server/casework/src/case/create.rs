//! How a case comes into being: row, report, event, audit entry, text and place index in one transaction.

use domain::account::Actor;
use domain::audit::AuditActor;
use domain::case::{Case, Channel, EventDetail, EventKind, NewEvent};
use domain::class::{ClassId, ClassKind};
use domain::fault::{Fault, FaultCode, Field};
use domain::id::{CaseNumber, Phone};
use foundation::port::key::token_hash;
use foundation::store::{Transaction, run_all};
use foundation::{Backend, Failure, audit, limit};
use sea_orm::sea_query::{Condition, Expr, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Insert, QueryFilter, QuerySelect,
    QueryTrait, Set,
};

use super::alarm::Alarm;
use super::number;
use crate::index;
use crate::index::words::texts;
use crate::photo::positions;
use crate::place::Located;
use crate::stored;

/// A case to be.
pub(crate) struct NewCase<'a> {
    /// Makes a repeated request harmless.
    pub(crate) key: String,
    pub(crate) channel: Channel,
    pub(crate) class: Option<ClassId>,
    pub(crate) words: String,
    pub(crate) urgent: bool,
    /// Who says so.
    pub(crate) alarm: Alarm<'a>,
    pub(crate) place: Located,
    /// Ids of photos stored before.
    pub(crate) photos: Vec<String>,
    /// The browser or the member of staff the photos must belong to.
    pub(crate) photo_owner: PhotoOwner,
    /// Who hands it in: nobody of the staff for a citizen's own report.
    pub(crate) author: Author,
    pub(crate) report: NewReport,
    /// Keys of which the city's policy allows so many reports an hour; counted in the case's own transaction.
    pub(crate) limits: Vec<String>,
    /// The draft it was written in, which is done with it.
    pub(crate) closes: Option<Closing>,
}

/// Who handed photos in: nobody can claim another one's.
pub(crate) enum PhotoOwner {
    /// Any draft of a browser, as a report that was begun anew takes its photos along, and the draft whose forms carry a key.
    Draft {
        holder: String,
        key: String,
    },
    Account(i64),
}

/// A draft that is sent: the hash of its token, whose it is, its key.
pub(crate) struct Closing {
    pub(crate) hash: String,
    pub(crate) holder: String,
    pub(crate) key: String,
}

/// Who reports.
pub(crate) struct NewReport {
    pub(crate) channel: Channel,
    pub(crate) phone: Option<Phone>,
    pub(crate) device: Option<String>,
    pub(crate) account: Option<i64>,
    /// What was sent: the same key with something else is another report.
    pub(crate) fingerprint: Option<String>,
}

/// Creates a case; the same key with the same content gives the case that is there already. That there is one is told by the insertion,
/// which the store refuses: looking first would cost every report what hardly one needs.
pub(crate) async fn create(backend: &Backend, new: NewCase<'_>) -> Result<entity::case::Model, Failure> {
    let (key, fingerprint) = (new.key.clone(), new.report.fingerprint.clone());
    match insert(backend, new).await {
        // By the writer, whose turn comes when the one that was faster is on disk. That one may also have been the last that is allowed.
        Err(failure) if failure.is_duplicate() || failure.is(FaultCode::TooMany) => {
            let first = same_report(backend.writer(), &key).await?.ok_or(failure)?;
            if first.fingerprint.is_none() || first.fingerprint != fingerprint {
                return Err(FaultCode::SentAlready.into());
            }
            let row = entity::case::Entity::find_by_id(first.case_id).one(backend.writer()).await?;
            row.ok_or_else(|| Failure::Inside(format!("report {} has no case", first.id)))
        }
        other => other,
    }
}

async fn insert(backend: &Backend, new: NewCase<'_>) -> Result<entity::case::Model, Failure> {
    let catalog = backend.catalog();
    let number = number::next(backend).await?;
    let now = backend.now();
    // A component makes it a component's case; a matter of the same code otherwise.
    let class = new.class.map(|mut class| {
        let component = ClassId { kind: ClassKind::Component, code: class.code.clone() };
        if new.place.component.is_some() && catalog.class(&component).is_some() {
            class = component;
        }
        class
    });
    let place = new.place;
    let position = place.position;
    let mut case = Case::reported(now, class, new.urgent, place.town.clone(), &*catalog);
    let tx = backend.begin().await?;
    allow(&tx, backend, &new.limits).await?;
    if case.urgent {
        case.alarm_rank = new.alarm.rank(&tx, backend).await?;
    }
    let row = entity::case::ActiveModel {
        number: Set(number.to_string()),
        key: Set(new.key.clone()),
        channel: Set(new.channel.code().to_owned()),
        words: Set(new.words),
        finder_id: Set(new.author.account),
        ..stored::placed(&case, place)
    };
    let row = row.insert(&tx).await?;
    claim_photos(&tx, row.id, None, &new.photos, &new.photo_owner).await?;
    let entry = audit::entry(backend, &new.author.on_record(), "report", &row.number, new.channel.code());
    let event = event_row(backend, &row, EventKind::Reported, new.author);
    let database = tx.get_database_backend();
    let mut rest = vec![
        entity::report::Entity::insert(report_row(backend, &row, &new.key, &new.report)?).build(database),
        entity::event::Entity::insert(event).build(database),
        entity::audit::Entity::insert(entry).build(database),
    ];
    rest.extend(index::text_statements(&tx, row.id, texts(&catalog, &row), false));
    rest.extend(position.map(|position| index::place_statement(&tx, row.id, position)));
    rest.extend(new.closes.map(|closing| closed_draft(&closing, row.id, false, now.0).build(database)));
    run_all(&tx, rest).await?;
    tx.commit().await?;
    Ok(row)
}

/// Counts a report under each key; one too many undoes the transaction.
pub(crate) async fn allow(tx: &Transaction, backend: &Backend, keys: &[String]) -> Result<(), Failure> {
    let most = backend.catalog().policy().reports_an_hour;
    for key in keys {
        limit::admit_in(tx, backend, key, 3600, most).await?;
    }
    Ok(())
}

/// Marks a draft as sent and takes out of it what was typed. One that was never stored is noted all the same: its browser asks for
/// the receipt next.
pub(crate) async fn close_draft(
    tx: &Transaction,
    backend: &Backend,
    closing: &Closing,
    case: i64,
    joined: bool,
) -> Result<(), Failure> {
    closed_draft(closing, case, joined, backend.now().0).exec_without_returning(tx).await?;
    Ok(())
}

fn closed_draft(closing: &Closing, case: i64, joined: bool, now: i64) -> Insert<entity::draft::ActiveModel> {
    use entity::draft::Column;
    let closed = entity::draft::ActiveModel {
        token_hash: Set(closing.hash.clone()),
        holder: Set(closing.holder.clone()),
        key: Set(closing.key.clone()),
        main: Set(closing.holder != token_hash("")),
        form: Set(Vec::new()),
        created_at: Set(now),
        updated_at: Set(now),
        case_id: Set(Some(case)),
        joined: Set(joined),
        ..Default::default()
    };
    let there = OnConflict::column(Column::TokenHash)
        .update_columns([Column::Form, Column::UpdatedAt, Column::CaseId, Column::Joined])
        .to_owned();
    entity::draft::Entity::insert(closed).on_conflict(there)
}

/// A report with this key, if there is one.
pub(crate) async fn same_report(
    db: &impl ConnectionTrait,
    key: &str,
) -> Result<Option<entity::report::Model>, Failure> {
    Ok(entity::report::Entity::find().filter(entity::report::Column::Key.eq(key)).one(db).await?)
}

/// Writes who reported a case, with everything by which they find it again.
pub(crate) async fn insert_report(
    db: &impl ConnectionTrait,
    backend: &Backend,
    case: &entity::case::Model,
    key: &str,
    report: &NewReport,
) -> Result<(), Failure> {
    report_row(backend, case, key, report)?.insert(db).await?;
    Ok(())
}

fn report_row(
    backend: &Backend,
    case: &entity::case::Model,
    key: &str,
    report: &NewReport,
) -> Result<entity::report::ActiveModel, Failure> {
    let keys = backend.keys();
    let phone = report.phone.as_ref();
    Ok(entity::report::ActiveModel {
        case_id: Set(case.id),
        key: Set(key.to_owned()),
        fingerprint: Set(report.fingerprint.clone()),
        channel: Set(report.channel.code().to_owned()),
        device_hash: Set(report.device.as_ref().map(|device| keys.lookup("device", device))),
        phone_cipher: Set(phone.map(|phone| keys.encrypt(phone.digits().as_bytes())).transpose()?),
        phone_hash: Set(phone.map(|phone| keys.lookup("phone", phone.digits()))),
        secret_hash: Set(Some(token_hash(&keys.tracking_secret(key)))),
        verified: Set(false),
        account_id: Set(report.account),
        created_at: Set(backend.now().0),
        ..Default::default()
    })
}

/// Photos become the case's, in this order. All of them must be the owner's own and not a case's yet: a photo that was swept
/// meanwhile is told, not lost in silence.
pub(crate) async fn claim_photos(
    db: &impl ConnectionTrait,
    case: i64,
    event: Option<i64>,
    photos: &[String],
    owner: &PhotoOwner,
) -> Result<(), Failure> {
    let distinct: std::collections::BTreeSet<&String> = photos.iter().filter(|id| !id.is_empty()).collect();
    if distinct.is_empty() {
        return Ok(());
    }
    let gone = Failure::from(Fault::at(Field::Photo, FaultCode::PhotoGone));
    let own = match owner {
        PhotoOwner::Draft { holder, key } => of_draft(holder, key),
        PhotoOwner::Account(account) => entity::photo::Column::AccountId.eq(*account),
    };
    let claimed = entity::photo::Entity::update_many()
        .col_expr(entity::photo::Column::CaseId, Expr::value(case))
        .col_expr(entity::photo::Column::EventId, Expr::value(event))
        .col_expr(entity::photo::Column::Position, positions(photos))
        .filter(entity::photo::Column::Id.is_in(distinct.iter().map(|id| id.as_str())))
        .filter(entity::photo::Column::CaseId.is_null())
        .filter(own)
        .exec(db)
        .await?;
    if claimed.rows_affected == distinct.len() as u64 { Ok(()) } else { Err(gone) }
}

/// The condition that a photo was stored from a browser, or with a form that carries this key: the browser may have lost its cookie since,
/// or keep none at all. The key cannot be guessed, the hash of no token is nobody's.
pub(crate) fn of_draft(holder: &str, key: &str) -> SimpleExpr {
    use entity::draft::Column;
    let mut own = Condition::any();
    if holder != token_hash("") {
        own = own.add(Column::Holder.eq(holder));
    }
    if !key.is_empty() {
        own = own.add(Column::Key.eq(key));
    }
    // Asked of each photo that is named: there is no list of all drafts with a key.
    let draft = Expr::col((entity::draft::Entity, Column::Id));
    let draft = entity::draft::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(draft.equals((entity::photo::Entity, entity::photo::Column::DraftId)))
        .filter(own);
    Expr::exists(draft.into_query())
}

/// Who did something, for the history and the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Author {
    /// The account; none for a citizen.
    pub(crate) account: Option<i64>,
    /// The department the person works for.
    pub(crate) unit: Option<i64>,
    /// Without an account: the program itself, not a citizen.
    pub(crate) system: bool,
}

impl Author {
    /// A citizen; who it was is not written down.
    pub(crate) const CITIZEN: Author = Author { account: None, unit: None, system: false };
    /// The program itself, or whoever runs commands on its machine.
    pub(crate) const SYSTEM: Author = Author { system: true, ..Author::CITIZEN };

    /// A member of staff.
    pub(crate) fn of(actor: &Actor) -> Author {
        Author { account: Some(actor.account), unit: actor.department.as_ref().map(|(id, _)| *id), system: false }
    }

    /// The same for the record.
    pub(crate) fn on_record(self) -> AuditActor {
        let nobody = if self.system { AuditActor::System } else { AuditActor::Citizen };
        self.account.map_or(nobody, AuditActor::Account)
    }
}

/// Writes one line of a case's history, with the work order it belongs to; `key` makes what came with it harmless when it comes again.
pub(crate) async fn insert_event(
    db: &impl ConnectionTrait,
    backend: &Backend,
    case: &entity::case::Model,
    author: Author,
    event: NewEvent,
    order: Option<i64>,
    key: Option<String>,
) -> Result<i64, Failure> {
    let NewEvent { action, words, detail, .. } = event;
    let detail = detail.as_ref().map(detail_text).transpose()?;
    let row = event_row(backend, case, EventKind::Step(action), author);
    let row = entity::event::ActiveModel {
        words: Set(words),
        detail: Set(detail),
        key: Set(key),
        order_id: Set(order),
        ..row
    };
    Ok(row.insert(db).await?.id)
}

/// What an event says besides words, as it is stored.
pub fn detail_text(detail: &EventDetail) -> Result<String, Failure> {
    serde_json::to_string(detail).map_err(|error| Failure::Inside(format!("an event's detail: {error}")))
}

fn event_row(
    backend: &Backend,
    case: &entity::case::Model,
    kind: EventKind,
    author: Author,
) -> entity::event::ActiveModel {
    entity::event::ActiveModel {
        case_id: Set(case.id),
        at: Set(backend.now().0),
        kind: Set(kind.code().to_owned()),
        account_id: Set(author.account),
        unit_id: Set(author.unit),
        state: Set(case.state.clone()),
        department_id: Set(case.department_id),
        words: Set(String::new()),
        detail: Set(None),
        order_id: Set(None),
        key: Set(None),
        ..Default::default()
    }
}

/// A stored number as the trade's own type.
pub(crate) fn number_of(row: &entity::case::Model) -> Result<CaseNumber, Failure> {
    CaseNumber::parse(&row.number).ok_or_else(|| Failure::Inside(format!("the number {:?}", row.number)))
}
