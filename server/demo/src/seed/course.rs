//! Which steps a case takes and when: most go straight through in time, some are returned, reworked, reopened or late.

use chrono::Timelike;
use domain::case::{Action, CaseState, transition};
use domain::deadline::{Limit, LimitKind, Minutes, Span, due};
use domain::time::Moment;

use super::history::History;
use crate::random::Random;
use foundation::catalog::Catalog;

/// Where a course leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All the way.
    Closed,
    /// Refused at once.
    Refused,
    /// No farther than this state.
    Open(CaseState),
}

/// The steps of a course, in order, each allowed after the one before.
pub(crate) fn steps(ending: Ending, random: &mut Random) -> Vec<Action> {
    if ending == Ending::Refused {
        return vec![Action::Refuse];
    }
    let wanted = |state| ending == Ending::Open(state);
    let mut steps = vec![Action::File];
    if random.below(250) == 0 {
        steps.extend([Action::SendBack, Action::File]);
    }
    steps.push(Action::Dispatch);
    if wanted(CaseState::Returned) || random.below(100) < 3 {
        steps.extend([Action::Return, Action::Dispatch]);
    }
    steps.extend([Action::Accept, Action::Start, Action::Finish]);
    if random.below(100) < 5 {
        steps.extend([Action::FailCheck, Action::Finish]);
    }
    steps.extend([Action::PassCheck, Action::Close]);
    if wanted(CaseState::Reopened) || random.below(200) < 3 {
        steps.push(Action::Reopen);
        if random.below(3) == 0 {
            steps.push(Action::Uphold);
        } else {
            steps.extend([Action::File, Action::Dispatch, Action::Accept, Action::Start, Action::Finish]);
            steps.extend([Action::PassCheck, Action::Close]);
        }
    }
    match ending {
        Ending::Open(state) => up_to(steps, state, random),
        _ => steps,
    }
}

/// Cut where the course first comes into a state.
fn up_to(mut steps: Vec<Action>, wanted: CaseState, random: &mut Random) -> Vec<Action> {
    let mut state = CaseState::Reported;
    let mut length = 0;
    for action in &steps {
        if state == wanted {
            break;
        }
        length += 1;
        state = transition(*action).to.unwrap_or(state);
    }
    // In handling some officers have taken the order, others not yet.
    if wanted == CaseState::Handling && steps.get(length) == Some(&Action::Start) && random.below(5) < 3 {
        length += 1;
    }
    steps.truncate(length);
    steps
}

/// When the next step of a case is taken.
pub(crate) fn moment(catalog: &Catalog, history: &History<'_>, action: Action, random: &mut Random) -> Moment {
    let policy = catalog.policy();
    let entered = history.entered();
    let (start, minutes, continuous) = match action {
        Action::Reopen => return some_day_after(entered, random),
        Action::Finish => {
            let (minutes, continuous) = handling(catalog, history);
            let filed = history.case().filed_at.unwrap_or(entered);
            (filed, (minutes * share(random)) as u32, continuous)
        }
        Action::Start => (entered, 5 + random.below(80) as u32, history.case().urgent),
        _ => {
            let limit = match action {
                Action::Dispatch | Action::SendBack => policy.dispatch_minutes,
                Action::Accept | Action::Return => policy.take_in_minutes,
                Action::PassCheck | Action::FailCheck => policy.check_minutes,
                Action::Close => policy.close_minutes,
                _ => policy.accept_minutes,
            };
            (entered, (f64::from(limit) * share(random)) as u32, history.case().urgent)
        }
    };
    let spans = [Span::Minutes(Minutes { amount: minutes.max(1), continuous })];
    let at = due(start, &spans, catalog.calendar()).at.plus_seconds(random.below(60) as i64);
    // Rework comes after its check, and nobody handles anything within minutes of getting it.
    let soonest =
        if action == Action::Finish { latest(history).plus_seconds(900) } else { latest(history).plus_seconds(60) };
    at.max(soonest)
}

fn latest(history: &History<'_>) -> Moment {
    let started = history.case().started_at.unwrap_or(history.entered());
    history.entered().max(started)
}

/// How much of a limit is used: nearly always less than all of it.
fn share(random: &mut Random) -> f64 {
    match random.below(100) {
        0..=91 => 0.1 + 0.85 * random.unit(),
        92..=97 => 1.02 + 0.6 * random.unit(),
        _ => 1.6 + 2.4 * random.unit(),
    }
}

/// The limit of handling in minutes of work, or of day and night.
fn handling(catalog: &Catalog, history: &History<'_>) -> (f64, bool) {
    let case = history.case();
    let condition = case.chosen_condition(catalog);
    let Limit { kind, amount } =
        catalog.policy().handling_limit(condition.map(|condition| condition.limit), case.urgent);
    let day: u32 = catalog.calendar().hours().iter().map(|(from, to)| to - from).sum();
    let amount = f64::from(amount);
    match kind {
        LimitKind::UrgentHours => (amount * 60.0, true),
        LimitKind::WorkHours => (amount * 60.0, false),
        LimitKind::WorkDays => (amount * f64::from(day), false),
        // Nobody works on days off even when they count.
        LimitKind::NaturalDays => (amount * f64::from(day) * 0.65, false),
    }
}

/// Some hour of the day on one of the days after.
pub(crate) fn some_day_after(moment: Moment, random: &mut Random) -> Moment {
    let days = 1 + random.below(9) as i64;
    let hour = 8 + random.below(13) as i64;
    Moment::start_of(moment.date()).plus_seconds(days * 86_400 + hour * 3600 + random.below(3600) as i64)
}

/// Some time later within a day or two, not while people sleep.
pub(crate) fn hours_after(moment: Moment, random: &mut Random) -> Moment {
    let later = moment.plus_seconds(600 + (random.unit() * random.unit() * 130_000.0) as i64);
    match later.local().hour() {
        0..=6 => later.plus_seconds(8 * 3600),
        _ => later,
    }
}
