//! Puts invented cases together: place, words, steps, and what happens beside them.

use domain::case::{Action, CaseState, Channel, Part, Rating, Step};
use domain::class::{ClassId, ClassKind, Condition};
use domain::id::Phone;
use domain::time::Moment;

use super::course::{self, Ending};
use super::history::{History, Opening};
use super::phrase::{Phrases, Text};
use super::place::Places;
use super::roster::Roster;
use super::topic::Topic;
use super::wording::{self, one_of};
use crate::random::Random;
use foundation::Failure;
use foundation::catalog::Catalog;

/// What a case is to be like.
pub(crate) struct CasePlan {
    pub(crate) topic: &'static Topic,
    /// When it is reported.
    pub(crate) at: Moment,
    pub(crate) ending: Ending,
    /// When its last step is taken, for cases that stay open; left to chance otherwise.
    pub(crate) last: Option<Moment>,
    /// Nothing happens after this.
    pub(crate) until: Moment,
    /// Takes the filing condition with the longest limit instead of the one the words describe.
    pub(crate) longest: bool,
    /// One in so many is written in English.
    pub(crate) english: usize,
}

/// Makes cases of one city.
pub(crate) struct Generator<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) roster: &'a Roster,
    pub(crate) phrases: &'a Phrases,
    pub(crate) places: &'a Places<'a>,
}

/// What a case's steps need to know of its report.
struct Report {
    topic: &'static Topic,
    phrase: usize,
    english: bool,
    urgent: bool,
    longest: bool,
}

impl<'a> Generator<'a> {
    /// A case with its history as far as its plan and its time allow.
    ///
    /// # Errors
    /// When the tables of this release contradict each other.
    pub(crate) fn write(&self, plan: &CasePlan, random: &mut Random) -> Result<History<'a>, Failure> {
        let (report, opening) = self.report(plan, random).ok_or_else(|| broken("a report"))?;
        let mut history = History::new(self.catalog, opening);
        let mut asides = asides(plan.at, random);
        let steps = course::steps(plan.ending, random);
        for (number, action) in steps.iter().enumerate() {
            let next = steps.get(number + 1).copied();
            let mut at = course::moment(self.catalog, &history, *action, random);
            if let Some(last) = plan.last.filter(|_| next.is_none())
                && last > history.entered().plus_seconds(60)
            {
                at = last;
            }
            if let Some(until) = history.case().reopen_until(self.catalog).filter(|_| *action == Action::Reopen) {
                at = at.min(until);
            }
            tell_asides(&mut history, &mut asides, at.min(plan.until))?;
            if at > plan.until {
                return Ok(history);
            }
            self.take(&mut history, &report, *action, next, at, random)?;
        }
        tell_asides(&mut history, &mut asides, plan.until)?;
        if history.case().state == CaseState::Closed {
            self.rate(&mut history, &report, plan.until, random)?;
        }
        Ok(history)
    }

    /// Some rate; who is dissatisfied is called back within hours, unless it happened just now.
    fn rate(
        &self,
        history: &mut History<'_>,
        report: &Report,
        until: Moment,
        random: &mut Random,
    ) -> Result<(), Failure> {
        let at = course::hours_after(history.latest(), random);
        if at > until || history.channel() == Channel::Officer || random.below(100) >= 36 {
            return Ok(());
        }
        let late = history.case().closed_at > Some(history.case().promised_at);
        let level = match random.below(100) {
            0..=47 => 5,
            48..=76 => 4,
            77..=88 => 3,
            89..=95 => 2,
            _ => 1,
        };
        let Some(rating) = Rating::new(if late { std::cmp::max(level, 2) - 1 } else { level }) else {
            return Ok(());
        };
        let reason =
            if rating.needs_reason() { one_of(wording::COMPLAINTS, random).in_language(report.english) } else { "" };
        history.of_reporter(at, &Step::Rate { rating: Some(rating), reason: reason.to_owned() })?;
        let called_at = course::hours_after(at, random);
        if rating.needs_reason() && called_at <= until {
            let words = one_of(wording::FOLLOW_UPS, random).in_language(report.english);
            let acceptor = self.roster.acceptor(random).ok_or_else(|| broken("an acceptor"))?;
            history.step(called_at, acceptor, &Step::FollowUp { words: words.to_owned() })?;
        }
        Ok(())
    }

    fn report(&self, plan: &CasePlan, random: &mut Random) -> Option<(Report, Opening)> {
        let topic = plan.topic;
        let english = plan.english > 0 && random.below(plan.english) == 0;
        let site = self.places.draw(topic.code, english, random)?;
        let (number, phrase) = self.phrases.draw(topic, random)?;
        let (channel, finder) = match random.below(100) {
            0..=63 => (Channel::Web, None),
            64..=89 => (Channel::Phone, self.roster.acceptor(random)),
            _ if random.below(2) == 0 => (Channel::Officer, self.roster.collector(random)),
            _ => (Channel::Officer, self.roster.any_officer(random)),
        };
        let class = self.class(topic, site.located.component.is_some());
        let phone = match channel {
            Channel::Officer => None,
            _ if random.below(100) < 30 => Phone::parse(&format!("199000{:05}", random.below(100_000))),
            _ => None,
        };
        let report = Report { topic, phrase: number, english, urgent: phrase.danger, longest: plan.longest };
        let opening = Opening {
            at: plan.at,
            channel,
            // Some leave the class to the acceptor.
            class: Some(class).filter(|_| channel != Channel::Web || random.below(10) > 0),
            words: phrase.words(&site.words, english, random),
            urgent: phrase.danger,
            place: site.located,
            finder,
            phone,
        };
        Some((report, opening))
    }

    fn class(&self, topic: &Topic, at_component: bool) -> ClassId {
        let component = ClassId { kind: ClassKind::Component, code: topic.code.to_owned() };
        if at_component && self.catalog.class(&component).is_some() {
            component
        } else {
            ClassId { kind: ClassKind::Matter, ..component }
        }
    }

    fn take(
        &self,
        history: &mut History<'a>,
        report: &Report,
        action: Action,
        next: Option<Action>,
        at: Moment,
        random: &mut Random,
    ) -> Result<(), Failure> {
        let roster = self.roster;
        let department = history.case().department;
        let words = |texts: &[Text], random: &mut Random| one_of(texts, random).zh.to_owned();
        let told = |texts: &[Text], random: &mut Random| one_of(texts, random).in_language(report.english).to_owned();
        let (person, step) = match action {
            Action::Reopen => {
                return history.of_reporter(at, &Step::Reopen { reason: told(wording::REOPENINGS, random) });
            }
            Action::Accept => {
                let officer = roster.officer(department, random).ok_or_else(|| broken("an officer"))?;
                let clerk = roster.clerk(department, random).ok_or_else(|| broken("a clerk"))?;
                return history.give(at, clerk, officer);
            }
            Action::File => (roster.acceptor(random), self.file(history, report)),
            Action::Refuse => {
                let reason = told(wording::REFUSALS, random);
                (roster.acceptor(random), Step::Refuse { reason })
            }
            Action::Uphold => {
                let reason = told(wording::UPHOLDINGS, random);
                (roster.acceptor(random), Step::Uphold { reason })
            }
            Action::Dispatch => {
                let department = self.department(history, next == Some(Action::Return), random)?;
                let note = words(wording::DISPATCH_NOTES, random);
                (roster.dispatcher(random), Step::Dispatch { department, note })
            }
            Action::SendBack => {
                (roster.dispatcher(random), Step::SendBack { reason: words(wording::SEND_BACKS, random) })
            }
            Action::Return => {
                (roster.clerk(department, random), Step::Return { reason: words(wording::RETURNS, random) })
            }
            Action::Start => (roster.in_charge(department, history.case().officer), Step::Start),
            Action::Finish => {
                let note = words(wording::FINISH_NOTES, random);
                (
                    roster.in_charge(department, history.case().officer),
                    Step::Finish { before: Vec::new(), after: Vec::new(), note },
                )
            }
            Action::PassCheck => {
                let finding = words(wording::PASSES, random);
                (roster.collector(random), Step::PassCheck { photos: Vec::new(), finding })
            }
            Action::FailCheck => {
                let finding = words(wording::FAILS, random);
                (roster.collector(random), Step::FailCheck { photos: Vec::new(), finding })
            }
            Action::Close => {
                let (outcome, text) = wording::answer(self.phrases.reply(report.topic, report.phrase), random);
                let words = text.in_language(report.english).to_owned();
                (roster.acceptor(random), Step::Close { outcome, words, publish: history.case().released })
            }
            _ => return Err(broken(action.code())),
        };
        let person = person.ok_or_else(|| broken("somebody for a step"))?;
        history.step(at, person, &step)?;
        let case = history.case();
        if action == Action::File && !case.released && !case.private && random.below(100) < 82 {
            let step = Step::Release { part: Part::Report, released: true };
            history.step(at.plus_seconds(5 + random.below(50) as i64), person, &step)?;
        }
        Ok(())
    }

    fn file(&self, history: &History<'a>, report: &Report) -> Step {
        let class = history.case().class.clone();
        let class = class.unwrap_or_else(|| self.class(report.topic, history.is_at_component()));
        let condition = self.condition(&class, report).map(|condition| condition.id);
        Step::File { condition, urgent: report.urgent && !report.longest, class }
    }

    fn condition(&self, class: &ClassId, report: &Report) -> Option<&'a Condition> {
        let conditions = self.catalog.conditions_of(class);
        if report.longest {
            let start = Moment::default();
            return conditions.iter().max_by_key(|condition| {
                let span = domain::deadline::Span::Limit(condition.limit);
                domain::deadline::due(start, &[span], self.catalog.calendar()).at
            });
        }
        conditions.get(report.topic.condition(report.phrase).saturating_sub(1)).or(conditions.first())
    }

    fn department(&self, history: &History<'a>, wrong: bool, random: &mut Random) -> Result<i64, Failure> {
        let case = history.case();
        let class = case.class.as_ref().ok_or_else(|| broken("a class"))?;
        let recommended = self.catalog.recommend(class, case.town.as_deref()).map(|found| found.department);
        let department = if wrong {
            self.roster.other_department(recommended, random)
        } else {
            self.roster.department(recommended, random)
        };
        department.ok_or_else(|| broken("a department"))
    }
}

fn broken(what: &str) -> Failure {
    Failure::Inside(format!("{what} cannot be invented"))
}

/// What happens beside the steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Aside {
    Join,
    Hurry,
}

/// Others who meet it too, and impatience; latest first.
fn asides(at: Moment, random: &mut Random) -> Vec<(Moment, Aside)> {
    let mut asides = Vec::new();
    let mut others = if random.below(100) < 13 { 1 + random.below(3) } else { 0 };
    if others == 3 {
        others += random.below(6);
    }
    for _ in 0..others {
        asides.push((course::hours_after(at, random), Aside::Join));
    }
    if random.below(100) < 6 {
        let first = course::hours_after(at.plus_seconds(86_400), random);
        asides.push((first, Aside::Hurry));
        if random.below(3) == 0 {
            asides.push((first.plus_seconds(90_000), Aside::Hurry));
        }
    }
    asides.sort_unstable_by(|a, b| b.cmp(a));
    asides
}

/// Tells what has happened before a moment; once a case is over nobody joins or hurries any more.
fn tell_asides(history: &mut History<'_>, asides: &mut Vec<(Moment, Aside)>, before: Moment) -> Result<(), Failure> {
    while let Some((at, aside)) = asides.pop_if(|(at, _)| *at < before) {
        let at = at.max(history.latest());
        match aside {
            _ if history.case().state.is_final() || at >= before => {}
            // Only what is public can be met by others.
            Aside::Join if !history.case().is_public() => {}
            Aside::Join => history.join(at)?,
            // Later than it was meant to be, as something else came in between.
            Aside::Hurry if history.case().hurried_at.is_some_and(|last| at < last.plus_seconds(86_400)) => {}
            Aside::Hurry => history.of_reporter(at, &Step::Hurry)?,
        }
    }
    Ok(())
}
