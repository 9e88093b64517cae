//! What people see of a case: the public, its reporter, and staff. Three read models, filled by `casework`.

use serde::{Deserialize, Serialize};

use super::{Action, CaseState, Channel, EventDetail, OrderKind, OrderState, Outcome, Rating, Stage};
use crate::class::{ClassId, Condition};
use crate::deadline::{Clock, Trace};
use crate::dispatch::Recommendation;
use crate::geo::Position;
use crate::id::CaseNumber;
use crate::language::Name;
use crate::photo::Photo;
use crate::time::Moment;

/// Where it is, in words and on the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Town or street.
    pub town: Option<Name>,
    /// Community or village.
    pub community: Option<Name>,
    pub road: Option<Name>,
    /// The reporter's own words for the place. Empty in what the public sees until released.
    pub address: String,
    /// The pin.
    pub position: Option<Position>,
    /// 15-character id of the unit grid.
    pub grid: Option<String>,
    /// 17-digit code of the component.
    pub component: Option<String>,
}

/// A row of a list that anybody may see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicCaseSummary {
    pub number: CaseNumber,
    /// The class's name.
    pub class: Name,
    /// The public stage.
    pub stage: Stage,
    /// Town, community, road; no address words.
    pub place: Place,
    /// A released photo, if there is one.
    pub photo: Option<Photo>,
    /// When it was handed in.
    pub reported_at: Moment,
    pub closed_at: Option<Moment>,
    /// The promised time.
    pub promised_at: Moment,
    /// How many people met it, the first reporter included.
    pub people: i64,
    /// Metres from the place that was asked about.
    pub metres: Option<f64>,
}

/// A report that was sent with this browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnReport {
    /// Which of them; means something to the server alone.
    pub report: i64,
    /// Whether it joined a case that was there already.
    pub joined: bool,
    /// Its case, as whoever reported it sees it.
    pub summary: PublicCaseSummary,
}

/// The public page of a case. `reporter` is filled only for the one who reported it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicCase {
    /// What the list shows too.
    pub summary: PublicCaseSummary,
    /// The department in charge.
    pub department: Option<Name>,
    /// Whether the promise may still move (before filing, or beyond the published calendar).
    pub provisional: bool,
    /// The clock of the whole promise.
    pub clock: Clock,
    /// How the promise came about.
    pub trace: Trace,
    /// The words of the report: released, or the reporter's own.
    pub words: Option<String>,
    /// Photos before and after: released, or the reporter's own.
    pub photos: Vec<Photo>,
    /// What happened, in plain words, latest first.
    pub timeline: Vec<PublicEvent>,
    /// How it ended and the words to the citizen; no words where they are not for this reader.
    pub closing: Option<(Outcome, String)>,
    /// The satisfaction given, for whoever gave it.
    pub rating: Option<Rating>,
    /// What the reporter may do; `None` for everybody else.
    pub reporter: Option<ReporterView>,
}

/// What the reporter of a case may do on its page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReporterView {
    /// The phone number left, masked.
    pub phone: Option<String>,
    /// May add information.
    pub may_add: bool,
    /// May ask to hurry 催办.
    pub may_hurry: bool,
    pub may_rate: bool,
    /// May reopen, until when.
    pub reopen_until: Option<Moment>,
    /// Would be heard on how it was handled, but only by the own link.
    pub needs_link: bool,
    /// The reason of a refusal, which only the reporter sees.
    pub refusal: Option<String>,
}

/// One line of the public timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicEvent {
    pub at: Moment,
    /// What happened.
    pub kind: EventKind,
    /// The department in charge at that time, where it says something.
    pub department: Option<Name>,
    /// Words for the public.
    pub words: Option<String>,
    /// How many people joined, where this line stands for all of them; else 0.
    pub people: i64,
}

/// What an event says: how the case came in, or what was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Handed in.
    Reported,
    /// Something of the table.
    Step(Action),
}

impl EventKind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = EventKind> {
        std::iter::once(EventKind::Reported).chain(Action::ALL.map(EventKind::Step))
    }

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            EventKind::Reported => "reported",
            EventKind::Step(action) => action.code(),
        }
    }

    /// The kind of a stored code.
    pub fn from_code(code: &str) -> Option<EventKind> {
        EventKind::all().find(|kind| kind.code() == code)
    }

    /// Whether the public is told (of a filed, public case).
    pub const fn is_public(self) -> bool {
        match self {
            EventKind::Reported => true,
            EventKind::Step(action) => action.is_public(),
        }
    }

    /// Whether it is between the city and whoever reported the case.
    pub const fn is_reporters(self) -> bool {
        matches!(self, EventKind::Step(action) if action.is_reporters())
    }
}

/// A row of a staff list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseSummary {
    pub number: CaseNumber,
    /// The class's name; `None` before anybody chose one.
    pub class: Option<Name>,
    /// Where it stands.
    pub state: CaseState,
    /// Danger to people: clocks run day and night.
    pub urgent: bool,
    /// Where it is.
    pub place: Place,
    /// The first words of the report.
    pub words: String,
    /// A photo, if there is one.
    pub photo: Option<Photo>,
    /// The department in charge.
    pub department: Option<Name>,
    /// The officer in charge.
    pub officer: Option<Name>,
    /// The clock of whoever owns it now.
    pub clock: Option<Clock>,
    /// When it was handed in.
    pub reported_at: Moment,
    /// When the officer took the order; `None` until then.
    pub started_at: Option<Moment>,
    /// How many people met it.
    pub people: i64,
    /// How often the reporter asked to hurry.
    pub hurries: i64,
    /// Metres from where the officer stands.
    pub metres: Option<f64>,
}

/// What somebody has in hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrderList {
    /// The cases of the orders, the most pressing first.
    pub orders: Vec<CaseSummary>,
    /// How many there are in all.
    pub total: u64,
}

/// A work order, as staff see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderSummary {
    /// What has to be done.
    pub kind: OrderKind,
    /// The department whose work it is; `None` for the centre's own.
    pub department: Option<Name>,
    /// Who does it, or did; `None` until somebody is named.
    pub officer: Option<Name>,
    /// How far it is.
    pub state: OrderState,
    /// Its own clock.
    pub clock: Clock,
    pub given_at: Moment,
    /// When the officer took it.
    pub started_at: Option<Moment>,
    /// The words that came with it.
    pub words: String,
}

/// The whole case, as staff see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseDetail {
    /// What the list shows too.
    pub summary: CaseSummary,
    /// For compare-and-set: every step names the revision it was decided on.
    pub revision: i64,
    pub class: Option<ClassId>,
    /// The filing condition.
    pub condition: Option<Condition>,
    /// How it came in.
    pub channel: Channel,
    /// All words of the report.
    pub words: String,
    /// All photos.
    pub photos: Vec<Photo>,
    /// Whether words and photos are released to the public.
    pub released: bool,
    /// Whether the class is never public.
    pub private: bool,
    /// Who reported it: masked phone and whether it was checked; `None` for anonymous.
    pub reporters: Vec<ReporterSummary>,
    /// The citizen's promise.
    pub promised_at: Moment,
    /// Handling due time, once filed.
    pub due_at: Option<Moment>,
    /// Whether the due time reaches into a year whose calendar is not published.
    pub provisional: bool,
    /// How the due time came about.
    pub trace: Trace,
    /// The whole history, latest first.
    pub events: Vec<Event>,
    /// Its work orders, latest first.
    pub orders: Vec<OrderSummary>,
    /// How it ended and the words to the citizen.
    pub closing: Option<(Outcome, String)>,
    /// Whether these words are public.
    pub answer_released: bool,
    /// The satisfaction given, with its reason.
    pub rating: Option<(Rating, String)>,
    /// Until when a dissatisfied reporter is to be called back; `None` when nobody is.
    pub follow_up_due_at: Option<Moment>,
    /// The steps the asking person may take now.
    pub actions: Vec<Action>,
    /// The department to send it to and why; only while it waits for dispatch.
    pub recommendation: Option<Recommendation>,
    /// Likely the same problem.
    pub likely: Vec<LikelyCase>,
}

/// One report behind a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReporterSummary {
    /// How it came in.
    pub channel: Channel,
    /// Masked phone; `None` for anonymous.
    pub phone: Option<String>,
    /// Whether a code was sent to the number and came back.
    pub verified: bool,
    pub at: Moment,
}

/// One line of the history, as staff see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub at: Moment,
    /// What happened.
    pub kind: EventKind,
    /// Who did it; `None` for a citizen.
    pub actor: Option<Name>,
    /// The department they worked for then; `None` for a citizen and for the centre's own people.
    pub unit: Option<Name>,
    /// Where the case stood afterwards.
    pub state: CaseState,
    /// The department in charge afterwards.
    pub department: Option<Name>,
    /// Reason, finding, note or answer.
    pub words: String,
    /// What else it says.
    pub detail: Option<EventDetail>,
    /// Photos that came with it.
    pub photos: Vec<Photo>,
    /// How many people joined, where this line stands for all of them; else 0.
    pub people: i64,
    /// What those of them said who said something, latest first.
    pub joiners: Vec<Joiner>,
}

/// What somebody said who met it too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Joiner {
    pub at: Moment,
    /// The member of staff who took the call; `None` for a citizen.
    pub actor: Option<Name>,
    /// What they said.
    pub words: String,
    /// Photos that came with it.
    pub photos: Vec<Photo>,
}

/// A case that is likely the same problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LikelyCase {
    /// The case as a list row.
    pub case: CaseSummary,
    /// Metres between the two, when both have a pin.
    pub metres: Option<f64>,
    /// Likeness of the words, 0 to 100.
    pub likeness: u8,
}
