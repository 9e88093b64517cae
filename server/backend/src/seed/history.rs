//! The history of one invented case, written step by step under the same rules as a real one: the table of the life cycle decides
//! what may follow, the working calendar when it is due.

use domain::audit::AuditActor;
use domain::case::{Action, CaseState, Channel, EventKind, Rating, Step, transition};
use domain::class::ClassId;
use domain::id::Phone;
use domain::time::Moment;

use crate::catalog::Catalog;
use crate::due::{self, Promised};
use crate::place::Located;
use crate::port::key::{Keys, token_hash};
use crate::{Failure, case};

/// How a case begins.
pub(crate) struct Opening {
    pub(crate) at: Moment,
    pub(crate) channel: Channel,
    pub(crate) class: Option<ClassId>,
    pub(crate) words: String,
    pub(crate) urgent: bool,
    pub(crate) place: Located,
    pub(crate) finder: Option<i64>,
    pub(crate) phone: Option<Phone>,
}

/// A case and everything that belongs to it, its ids counted from 0 within itself.
pub(crate) struct Story {
    pub(crate) case: entity::case::Model,
    pub(crate) reports: Vec<entity::report::Model>,
    pub(crate) events: Vec<entity::event::Model>,
    pub(crate) audits: Vec<entity::audit::Model>,
    pub(crate) photos: Vec<entity::photo::Model>,
}

/// A case whose history is being written.
pub(crate) struct History<'a> {
    catalog: &'a Catalog,
    row: entity::case::Model,
    state: CaseState,
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
        let private = class.as_ref().and_then(|id| catalog.class(id)).is_some_and(|class| class.private);
        let row = entity::case::Model {
            id: 0,
            number: String::new(),
            key: String::new(),
            revision: 0,
            state: CaseState::Reported.code().to_owned(),
            channel: channel.code().to_owned(),
            class_kind: class.as_ref().map(|class| class.kind.code().to_owned()),
            class_code: class.map(|class| class.code),
            condition_id: None,
            urgent,
            private,
            public: false,
            released: false,
            words,
            address: place.address,
            town: place.town,
            community: place.community,
            road_id: place.road,
            grid: place.grid,
            component: place.component,
            lat: place.position.map(|position| position.lat),
            lng: place.position.map(|position| position.lng),
            position_source: place.source,
            department_id: None,
            officer_id: None,
            finder_id: finder,
            people: 1,
            joined_at: None,
            hurries: 0,
            hurried_at: None,
            reported_at: at.0,
            filed_at: None,
            started_at: None,
            closed_at: None,
            step_from: at.0,
            step_due_at: at.0,
            due_at: None,
            promised_at: at.0,
            provisional: false,
            outcome: None,
            closing_words: String::new(),
            rating: None,
            follow_up_due_at: None,
            rating_reason: String::new(),
            answer_released: false,
        };
        let reporters = vec![(at, phone)];
        let state = CaseState::Reported;
        let mut history =
            History { catalog, row, state, entered: at, events: Vec::new(), audits: Vec::new(), reporters };
        history.record(at, EventKind::Reported, finder, "");
        history.audit(at, finder, "report", channel.code().to_owned());
        history
    }

    /// The row as it stands.
    pub(crate) fn row(&self) -> &entity::case::Model {
        &self.row
    }

    /// Where the case stands.
    pub(crate) fn state(&self) -> CaseState {
        self.state
    }

    /// Since when.
    pub(crate) fn entered(&self) -> Moment {
        self.entered
    }

    /// When something last happened to it.
    pub(crate) fn latest(&self) -> Moment {
        self.events.last().map_or(self.entered, |event| Moment(event.at))
    }

    /// Its class.
    pub(crate) fn class(&self) -> Option<ClassId> {
        case::class_id(&self.row)
    }

    /// A step of staff.
    ///
    /// # Errors
    /// When the table of the life cycle knows no such step, or the step lacks what it needs (photos are added afterwards).
    pub(crate) fn step(&mut self, at: Moment, account: Option<i64>, step: &Step) -> Result<(), Failure> {
        match step {
            Step::File { class, condition, urgent } => self.file(at, class, *condition, *urgent),
            Step::Dispatch { department, .. } => {
                self.row.department_id = Some(*department);
                self.row.officer_id = None;
            }
            Step::Accept { officer, .. } | Step::Reassign { officer, .. } => {
                self.row.officer_id = Some(*officer);
                self.row.started_at = None;
            }
            Step::Return { .. } | Step::SendBack { .. } => {
                self.row.department_id = None;
                self.row.officer_id = None;
            }
            Step::Start => self.row.started_at = Some(at.0),
            Step::Close { outcome, words, publish } => {
                self.row.outcome = Some(outcome.code().to_owned());
                self.row.closing_words = words.clone();
                self.row.answer_released = *publish;
                self.row.closed_at = Some(at.0);
            }
            Step::Refuse { .. } | Step::Uphold { .. } => self.row.closed_at = Some(at.0),
            Step::Finish { .. } | Step::PassCheck { .. } | Step::FailCheck { .. } => {}
        }
        self.advance(at, account, step.action(), step.words())
    }

    fn file(&mut self, at: Moment, class: &ClassId, condition: Option<i64>, urgent: bool) {
        let condition = condition.and_then(|id| self.catalog.condition(id));
        let urgent = urgent || condition.is_some_and(|condition| condition.urgent);
        let due = due::handling(self.catalog, at, condition, urgent);
        let promised = due::promise(
            self.catalog,
            &Promised {
                reported_at: Moment(self.row.reported_at),
                filed_at: Some(at),
                condition,
                class: Some(class),
                urgent,
            },
        );
        self.row.class_kind = Some(class.kind.code().to_owned());
        self.row.class_code = Some(class.code.clone());
        self.row.condition_id = condition.map(|condition| condition.id);
        self.row.private = self.catalog.class(class).is_some_and(|class| class.private);
        self.row.urgent = urgent;
        self.row.filed_at = Some(at.0);
        self.row.due_at = Some(due.at.0);
        self.row.promised_at = promised.at.0;
        self.row.provisional = due.provisional || promised.provisional;
        self.row.closed_at = None;
    }

    /// The reporter opens a closed case again.
    ///
    /// # Errors
    /// When it is not closed.
    pub(crate) fn reopen(&mut self, at: Moment, reason: &str) -> Result<(), Failure> {
        self.row.closed_at = None;
        self.row.rating = None;
        self.row.rating_reason = String::new();
        self.row.follow_up_due_at = None;
        let promised = due::promise_again(self.catalog, &self.row, at);
        self.row.promised_at = promised.at.0;
        self.row.provisional = promised.provisional;
        self.advance(at, None, Action::Reopen, reason)
    }

    fn advance(&mut self, at: Moment, account: Option<i64>, action: Action, words: &str) -> Result<(), Failure> {
        let from = self.state;
        let line = transition(action, from)
            .ok_or_else(|| Failure::Inside(format!("{} does not follow {}", action.code(), from.code())))?;
        if line.to != from {
            self.entered = at;
        }
        self.state = line.to;
        self.row.state = line.to.code().to_owned();
        self.row.revision += 1;
        self.row.public = !self.row.private && line.to.is_public();
        self.row.released &= self.row.public;
        self.row.answer_released &= self.row.public;
        self.record(at, EventKind::Step(action), account, words);
        self.audit(at, account, action.code(), format!("{} to {}", from.code(), line.to.code()));
        Ok(())
    }

    /// Words and photos are released to the public.
    pub(crate) fn release(&mut self, at: Moment, account: Option<i64>) {
        self.row.released = true;
        self.record(at, EventKind::Released, account, "+");
        self.audit(at, account, "release", "released".to_owned());
    }

    /// Somebody else met it too.
    pub(crate) fn join(&mut self, at: Moment) {
        self.row.people += 1;
        self.row.joined_at = Some(at.0);
        self.reporters.push((at, None));
        self.audit(at, None, "join", String::new());
    }

    /// The reporter asks to hurry.
    pub(crate) fn hurry(&mut self, at: Moment) {
        self.row.hurries += 1;
        self.row.hurried_at = Some(at.0);
        self.record(at, EventKind::Hurried, None, "");
        self.audit(at, None, EventKind::Hurried.code(), String::new());
    }

    /// The reporter rates a closed case.
    pub(crate) fn rate(&mut self, at: Moment, rating: Rating, reason: &str) {
        self.row.rating = Some(i64::from(rating.level()));
        self.row.rating_reason = reason.to_owned();
        self.row.follow_up_due_at = rating.needs_reason().then(|| due::follow_up(self.catalog, at).0);
        self.record(at, EventKind::Rated, None, format!("{} {reason}", rating.level()).trim());
        self.audit(at, None, EventKind::Rated.code(), String::new());
    }

    /// A dissatisfied reporter is called back.
    pub(crate) fn follow_up(&mut self, at: Moment, account: Option<i64>, words: &str) {
        self.row.follow_up_due_at = None;
        self.record(at, EventKind::FollowedUp, account, words);
        self.audit(at, account, "follow_up", String::new());
    }

    fn record(&mut self, at: Moment, kind: EventKind, account: Option<i64>, words: &str) {
        self.events.push(entity::event::Model {
            id: self.events.len() as i64,
            case_id: 0,
            at: at.0,
            kind: kind.code().to_owned(),
            account_id: account,
            state: self.row.state.clone(),
            department_id: self.row.department_id,
            words: words.to_owned(),
            key: None,
        });
    }

    fn audit(&mut self, at: Moment, account: Option<i64>, action: &str, detail: String) {
        let actor = account.map_or(AuditActor::Citizen, AuditActor::Account);
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

    /// The clock of whoever owns the case now: from when, until when.
    pub(crate) fn step_clock(&self) -> (Moment, Moment) {
        let from = match self.state {
            CaseState::Handling => self.row.filed_at.map_or(self.entered, Moment),
            _ => self.entered,
        };
        let handling_due = self.row.due_at.map(Moment);
        (from, due::step(self.catalog, self.state, self.entered, self.row.urgent, handling_due))
    }

    /// The finished story under its number.
    ///
    /// # Errors
    /// When a phone number cannot be encrypted.
    pub(crate) fn finish(mut self, number: &str, keys: &Keys) -> Result<Story, Failure> {
        let (from, until) = self.step_clock();
        let row = &mut self.row;
        row.number = number.to_owned();
        row.key = token_hash(&format!("invented {number}"));
        (row.step_from, row.step_due_at) = (from.0, until.0);
        if row.filed_at.is_none() {
            let class = case::class_id(row);
            let promised = due::promise(
                self.catalog,
                &Promised {
                    reported_at: Moment(row.reported_at),
                    filed_at: None,
                    condition: None,
                    class: class.as_ref(),
                    urgent: row.urgent,
                },
            );
            row.promised_at = promised.at.0;
            row.provisional = promised.provisional;
        }
        for audit in &mut self.audits {
            audit.subject = number.to_owned();
        }
        let reports =
            self.reporters.iter().enumerate().map(|(place, reporter)| report(&self.row, place, reporter, keys));
        let reports = reports.collect::<Result<Vec<_>, Failure>>()?;
        Ok(Story { case: self.row, reports, events: self.events, audits: self.audits, photos: Vec::new() })
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
