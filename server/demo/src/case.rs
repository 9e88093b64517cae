//! Some three hundred cases of the last thirty days, in every state, most of them in time.

use domain::case::CaseState;
use domain::deadline::{Clock, ClockState};
use domain::time::Moment;
use sea_orm::ConnectionTrait;

use super::photo;
use crate::random::Random;
use crate::seed::batch::{Batch, Writer};
use crate::seed::course::Ending;
use crate::seed::frequency::topic_on;
use crate::seed::generator::{CasePlan, Generator};
use crate::seed::history::{History, InventedCase};
use crate::seed::number::Serials;
use crate::seed::phrase::Phrases;
use crate::seed::place::Places;
use crate::seed::roster::Roster;
use foundation::invented::{Invented, set_mark};
use foundation::{Backend, Failure};

/// How many cases stand in each open state, and in seconds how long ago the youngest and the oldest came into it.
const OPEN: &[(CaseState, usize, (f64, f64))] = &[
    (CaseState::Reported, 24, (60.0, 40_000.0)),
    (CaseState::Filed, 14, (90.0, 30_000.0)),
    (CaseState::Returned, 8, (90.0, 40_000.0)),
    (CaseState::Dispatched, 20, (120.0, 60_000.0)),
    (CaseState::Handling, 48, (1_800.0, 900_000.0)),
    (CaseState::Handled, 16, (120.0, 50_000.0)),
    (CaseState::Checked, 10, (120.0, 50_000.0)),
    (CaseState::Reopened, 6, (120.0, 80_000.0)),
];
/// Refused cases.
const REFUSED: usize = 10;
/// Closed cases.
const CLOSED: usize = 150;
/// How the clocks of ten open cases look.
const LOOKS: [ClockState; 10] = [
    ClockState::Calm,
    ClockState::Calm,
    ClockState::Soon,
    ClockState::Calm,
    ClockState::Calm,
    ClockState::Overdue,
    ClockState::Calm,
    ClockState::Calm,
    ClockState::Soon,
    ClockState::Calm,
];
/// Tries to meet a look; some cannot be met at night or on a day off.
const TRIES: usize = 60;
/// Days of cases that are over.
const DAYS: f64 = 30.0;
/// One case in so many is written in English.
const ENGLISH: usize = 18;
/// Departments whose desks the demo accounts show: what is open goes to them.
const SHOWN: [&str; 3] = ["zhifa", "shizheng", "huanwei"];

/// Invents the cases and writes them with their photos in one transaction.
///
/// # Errors
/// When the store is away.
pub(super) async fn load(backend: &Backend) -> Result<(), Failure> {
    let mut batch = Batch::default();
    batch.serials = Serials::read(backend.db()).await?;
    let roster = Roster::read(backend.db()).await?;
    let components = crate::seed::place::components(backend.db()).await?;
    let mut cases = cases(backend, &components, &roster, &mut batch.serials)?;
    photo::add(backend, &mut cases).await?;
    let catalog = backend.catalog();
    for invented in cases {
        batch.push(&catalog, invented);
    }
    let tx = backend.begin().await?;
    Writer::new(tx.get_database_backend()).put(&tx, &mut batch).await?;
    set_mark(&tx, Invented::Loaded).await?;
    tx.commit().await?;
    Ok(())
}

/// Every case, in the order of their reports.
fn cases(
    backend: &Backend,
    components: &[entity::component::Model],
    roster: &Roster,
    serials: &mut Serials,
) -> Result<Vec<InventedCase>, Failure> {
    let catalog = backend.catalog();
    let (phrases, places) = (Phrases::read(&catalog)?, Places::new(&catalog, components, 0));
    let generator = Generator { catalog: &catalog, roster, phrases: &phrases, places: &places };
    let shown = catalog.departments().into_iter().filter(|department| SHOWN.contains(&department.code.as_str()));
    let mut inventor = Inventor {
        generator,
        now: backend.now(),
        shown: shown.map(|department| department.id).collect(),
        random: Random::named("demo"),
    };
    let mut histories = Vec::new();
    for (state, count, ago) in OPEN {
        for number in 0..*count {
            histories.push(inventor.open(*state, LOOKS[number % LOOKS.len()], *ago)?);
        }
    }
    for _ in 0..REFUSED {
        histories.push(inventor.over(Ending::Refused, CaseState::Refused)?);
    }
    for _ in 0..CLOSED {
        histories.push(inventor.over(Ending::Closed, CaseState::Closed)?);
    }
    histories.sort_by_key(|history| history.case().reported_at);
    let prefix = &catalog.city().number_prefix;
    let finished = histories.into_iter().map(|history| {
        let number = serials.next(prefix, history.case().reported_at.date());
        history.finish(number.as_str(), backend.keys())
    });
    finished.collect()
}

/// Invents case after case until one is as it is wanted.
struct Inventor<'a> {
    generator: Generator<'a>,
    now: Moment,
    shown: Vec<i64>,
    random: Random,
}

impl<'a> Inventor<'a> {
    /// A case that stands in an open state, its clock looking as wanted if that can be now.
    fn open(&mut self, state: CaseState, look: ClockState, ago: (f64, f64)) -> Result<History<'a>, Failure> {
        let mut best = None;
        for number in 0..TRIES * 20 {
            let entered = self.now.plus_seconds(-self.seconds(ago));
            let before = match state {
                CaseState::Reported | CaseState::Handling => 0,
                CaseState::Filed => self.seconds((90.0, 1_200.0)),
                CaseState::Dispatched | CaseState::Returned => self.seconds((600.0, 9_000.0)),
                CaseState::Reopened => self.seconds((300_000.0, 900_000.0)),
                _ => self.seconds((9_000.0, 400_000.0)),
            };
            let last = (before > 0).then_some(entered);
            let history = self.write(Ending::Open(state), entered.plus_seconds(-before), last)?;
            let elsewhere = history.case().department.is_some_and(|department| !self.shown.contains(&department));
            if history.case().state != state || (elsewhere && self.random.below(6) > 0) {
                continue;
            }
            let case = history.case();
            let clock = Clock { from: case.step_from, due: case.step_due_at, now: self.now, stopped: false };
            if clock.state() == look {
                return Ok(history);
            }
            best = best.or(Some(history));
            if number >= TRIES {
                break;
            }
        }
        best.ok_or_else(|| Failure::Inside(format!("no case could be invented that is {}", state.code())))
    }

    /// A case that is over.
    fn over(&mut self, ending: Ending, state: CaseState) -> Result<History<'a>, Failure> {
        loop {
            let ago = (self.random.unit() * DAYS * 86_400.0) as i64;
            let history = self.write(ending, self.now.plus_seconds(-ago), None)?;
            if history.case().state == state {
                return Ok(history);
            }
        }
    }

    fn write(&mut self, ending: Ending, at: Moment, last: Option<Moment>) -> Result<History<'a>, Failure> {
        let topic = topic_on(at.date(), &mut self.random);
        let plan = CasePlan { topic, at, ending, last, until: self.now, longest: false, english: ENGLISH };
        self.generator.write(&plan, &mut self.random)
    }

    /// Seconds between two bounds, short spans as likely as long ones.
    fn seconds(&mut self, (least, most): (f64, f64)) -> i64 {
        (least.ln() + (most / least).ln() * self.random.unit()).exp() as i64
    }
}
