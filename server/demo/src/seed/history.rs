//! The history of one invented case, written step by step under the same rules as a real one: what a step does is asked of
//! [`Case::take`], the working calendar says when it is due.

use domain::audit::AuditActor;
use domain::case::{By, Case, Channel, EventKind, Handler, Step, Taken, Taking};
use domain::class::ClassId;
use domain::id::Phone;
use domain::time::Moment;
use sea_orm::{Set, TryIntoModel};

use super::roster::Person;
use casework::case::{detail_text, on_record};
use casework::place::Located;
use casework::stored::order::columns;
use casework::stored::placed;
use foundation::Failure;
use foundation::catalog::Catalog;
use foundation::port::key::{Keys, token_hash};

/// How a case begins.
pub(crate) struct Opening {
    pub(crate) at: Moment,
    pub(crate) channel: Channel,
    pub(crate) class: Option<ClassId>,
    pub(crate) words: String,
    pub(crate) urgent: bool,
    pub(crate) place: Located,
    pub(crate) finder: Option<Person>,
    pub(crate) phone: Option<Phone>,
}

/// A case and everything that belongs to it, its ids counted from 0 within itself.
pub(crate) struct InventedCase {
    pub(crate) case: entity::case::Model,
    pub(crate) reports: Vec<entity::report::Model>,
    pub(crate) orders: Vec<entity::work_order::Model>,
    pub(crate) events: Vec<entity::event::Model>,
    pub(crate) audits: Vec<entity::audit::Model>,
    pub(crate) photos: Vec<entity::photo::Model>,
}

/// A case whose history is being written.
pub(crate) struct History<'a> {
    catalog: &'a Catalog,
    case: Case,
    channel: Channel,
    words: String,
    place: Located,
    finder: Option<Person>,
    /// When it came into its state.
    entered: Moment,
    events: Vec<entity::event::Model>,
    audits: Vec<entity::audit::Model>,
    /// Who reported it and when: the first one, then those who joined.
    reporters: Vec<(Moment, Option<Phone>)>,
}

impl<'a> History<'a> {
    /// A case that was just handed in.
    pub(crate) fn new(catalog: &'a Catalog, opening: Opening) -> History<'a> {
        let Opening { at, channel, class, words, urgent, place, finder, phone } = opening;
        let case = Case::reported(at, class, urgent, place.town.clone(), catalog);
        let reporters = vec![(at, phone)];
        let (events, audits) = (Vec::new(), Vec::new());
        let mut history =
            History { catalog, case, channel, words, place, finder, entered: at, events, audits, reporters };
        history.record(at, EventKind::Reported, finder, String::new(), None, None);
        history.audit(at, finder, "report", channel.code().to_owned());
        history
    }

    /// The case as it stands.
    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    /// How it came in.
    pub(crate) fn channel(&self) -> Channel {
        self.channel
    }

    /// Whether it is about a component.
    pub(crate) fn is_at_component(&self) -> bool {
        self.place.component.is_some()
    }

    /// Since when it stands where it stands.
    pub(crate) fn entered(&self) -> Moment {
        self.entered
    }

    /// When something last happened to it.
    pub(crate) fn latest(&self) -> Moment {
        self.events.last().map_or(self.entered, |event| Moment(event.at))
    }

    /// A step of staff. Photos are added afterwards.
    ///
    /// # Errors
    /// When the rules do not allow it.
    pub(crate) fn step(&mut self, at: Moment, person: Person, step: &Step) -> Result<(), Failure> {
        let by = By::Staff { account: person.account, role: person.role };
        self.take(at, by, Some(person), None, step)
    }

    /// A step by which an officer is named.
    ///
    /// # Errors
    /// When the rules do not allow it.
    pub(crate) fn give(&mut self, at: Moment, person: Person, officer: Person) -> Result<(), Failure> {
        let by = By::Staff { account: person.account, role: person.role };
        let step = Step::Accept { officer: officer.account, note: String::new() };
        let handler = Handler { role: officer.role, department: officer.unit, town: None, active: true };
        self.take(at, by, Some(person), Some(&handler), &step)
    }

    /// A step of the reporter.
    ///
    /// # Errors
    /// When the rules do not allow it.
    pub(crate) fn of_reporter(&mut self, at: Moment, step: &Step) -> Result<(), Failure> {
        self.take(at, By::Reporter { handled: false, heard: true }, None, None, step)
    }

    /// Somebody else met it too.
    ///
    /// # Errors
    /// When the rules do not allow it.
    pub(crate) fn join(&mut self, at: Moment) -> Result<(), Failure> {
        self.reporters.push((at, None));
        self.take(at, By::Public, None, None, &Step::Join { words: String::new(), photos: Vec::new() })
    }

    fn take(
        &mut self,
        at: Moment,
        by: By,
        person: Option<Person>,
        handler: Option<&Handler>,
        step: &Step,
    ) -> Result<(), Failure> {
        let taking = Taking { step, by, at, revision: None, handler, danger: None, photos_later: true };
        let before = self.case.state;
        let Taken { case, event, .. } = self.case.take(&taking, self.catalog).map_err(|faults| {
            Failure::Inside(format!("{} from {}: {faults:?}", step.action().code(), before.code()))
        })?;
        if case.state != before {
            self.entered = at;
        }
        self.case = case;
        if let Some(event) = event {
            let detail = event.detail.as_ref().map(detail_text).transpose()?;
            self.record(at, EventKind::Step(event.action), person, event.words, detail, event.order);
        }
        let (action, detail) = on_record(step, by, before, self.case.state);
        self.audit(at, person, action, detail);
        Ok(())
    }

    fn record(
        &mut self,
        at: Moment,
        kind: EventKind,
        person: Option<Person>,
        words: String,
        detail: Option<String>,
        order: Option<usize>,
    ) {
        self.events.push(entity::event::Model {
            id: self.events.len() as i64,
            case_id: 0,
            at: at.0,
            kind: kind.code().to_owned(),
            account_id: person.map(|person| person.account),
            unit_id: person.and_then(|person| person.unit),
            state: self.case.state.code().to_owned(),
            department_id: self.case.department,
            words,
            detail,
            order_id: order.map(|place| place as i64),
            key: None,
        });
    }

    fn audit(&mut self, at: Moment, person: Option<Person>, action: &str, detail: String) {
        let actor = person.map_or(AuditActor::Citizen, |person| AuditActor::Account(person.account));
        self.audits.push(entity::audit::Model {
            id: self.audits.len() as i64,
            at: at.0,
            actor: actor.code().to_owned(),
            account_id: actor.account(),
            action: action.to_owned(),
            subject: String::new(),
            detail,
        });
    }

    /// The finished case under its number.
    ///
    /// # Errors
    /// When a phone number cannot be encrypted.
    pub(crate) fn finish(mut self, number: &str, keys: &Keys) -> Result<InventedCase, Failure> {
        let row = entity::case::ActiveModel {
            id: Set(0),
            number: Set(number.to_owned()),
            key: Set(token_hash(&format!("invented {number}"))),
            channel: Set(self.channel.code().to_owned()),
            words: Set(self.words),
            finder_id: Set(self.finder.map(|finder| finder.account)),
            ..placed(&self.case, self.place)
        };
        let case = row.try_into_model()?;
        for audit in &mut self.audits {
            audit.subject = number.to_owned();
        }
        let reports = self.reporters.iter().enumerate().map(|(place, reporter)| report(&case, place, reporter, keys));
        let reports = reports.collect::<Result<Vec<_>, Failure>>()?;
        let orders = (0..).zip(&self.case.orders).map(|(place, order)| {
            let row = entity::work_order::ActiveModel { id: Set(place), ..columns(0, order)? };
            Ok(row.try_into_model()?)
        });
        let orders = orders.collect::<Result<Vec<_>, Failure>>()?;
        Ok(InventedCase { case, reports, orders, events: self.events, audits: self.audits, photos: Vec::new() })
    }
}

/// Who reported a case, in which place.
fn report(
    case: &entity::case::Model,
    place: usize,
    (at, phone): &(Moment, Option<Phone>),
    keys: &Keys,
) -> Result<entity::report::Model, Failure> {
    let first = place == 0;
    let key = if first { case.key.clone() } else { token_hash(&format!("{} {place}", case.key)) };
    let phone = phone.as_ref();
    Ok(entity::report::Model {
        fingerprint: None,
        id: place as i64,
        case_id: 0,
        channel: if first { case.channel.clone() } else { Channel::Web.code().to_owned() },
        device_hash: None,
        phone_cipher: phone.map(|phone| keys.encrypt(phone.digits().as_bytes())).transpose()?,
        phone_hash: phone.map(|phone| keys.lookup("phone", phone.digits())),
        secret_hash: Some(token_hash(&keys.tracking_secret(&key))),
        verified: false,
        account_id: case.finder_id.filter(|_| first),
        created_at: at.0,
        key,
    })
}
