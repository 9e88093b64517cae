//! When things are reported: a count for every day and moments within it.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::WorkingCalendar;
use domain::time::Moment;

use super::topic::{TOPICS, Topic};
use super::weather::{Weather, WeatherCalendar};
use crate::random::Random;

/// Days of past cases: three years.
const DAYS: u64 = 1096;

/// How many cases fall on which day.
pub(crate) struct Frequency {
    weather: WeatherCalendar,
    /// Each day with how much is reported up to its end, as a share of everything.
    days: Vec<(NaiveDate, f64)>,
}

impl Frequency {
    /// The three years before a date, which itself is left out. Use grows over the years as people get to know the service.
    pub(crate) fn before(end: NaiveDate, seed: u64, calendar: &WorkingCalendar) -> Frequency {
        let first = end.checked_sub_days(Days::new(DAYS)).unwrap_or(end);
        let weather = WeatherCalendar::new(seed, first, end);
        let mut whole = 0.0;
        let mut days = Vec::new();
        for (number, date) in first.iter_days().take_while(|date| *date < end).enumerate() {
            let growth = 0.7 + 0.6 * number as f64 / DAYS as f64;
            let noise = 1.0 + 0.12 * Random::named(&format!("day {seed} {date}")).signed();
            whole += growth * noise * working(date, calendar) * topics(date, weather.on(date)).1;
            days.push((date, whole));
        }
        for (_, share) in &mut days {
            *share /= whole;
        }
        Frequency { weather, days }
    }

    /// Every day with its number of cases when there are so many in all.
    pub(crate) fn counts(&self, cases: u64) -> impl Iterator<Item = (NaiveDate, u64)> {
        let mut so_far = 0;
        self.days.iter().map(move |(date, share)| {
            let up_to = (cases as f64 * share).round() as u64;
            let count = up_to.saturating_sub(so_far);
            so_far = up_to;
            (*date, count)
        })
    }

    /// What was reported on a day and when, in the order of time.
    pub(crate) fn day(&self, date: NaiveDate, count: u64, random: &mut Random) -> Vec<(Moment, &'static Topic)> {
        let (weights, whole) = topics(date, self.weather.on(date));
        let mut reports: Vec<(Moment, &'static Topic)> = (0..count)
            .filter_map(|_| {
                let topic = TOPICS.get(pick(&weights, whole * random.unit()))?;
                Some((moment(date, topic, random), topic))
            })
            .collect();
        reports.sort_by_key(|(at, topic)| (*at, topic.code));
        reports
    }
}

/// A topic as it is met on some day.
pub(crate) fn topic_on(date: NaiveDate, random: &mut Random) -> &'static Topic {
    let (weights, whole) = topics(date, Weather::Fair);
    TOPICS.get(pick(&weights, whole * random.unit())).unwrap_or(&TOPICS[0])
}

fn topics(date: NaiveDate, weather: Weather) -> (Vec<f64>, f64) {
    let weights: Vec<f64> = TOPICS.iter().map(|topic| topic.weight(date.month() as usize, weather)).collect();
    let whole = weights.iter().sum();
    (weights, whole)
}

/// The number of the weight that a point on the line of all weights lies in.
pub(crate) fn pick(weights: &[f64], mut point: f64) -> usize {
    for (number, weight) in weights.iter().enumerate() {
        if point < *weight {
            return number;
        }
        point -= weight;
    }
    weights.len().saturating_sub(1)
}

/// People report less on days off, and least on holidays.
fn working(date: NaiveDate, calendar: &WorkingCalendar) -> f64 {
    match (calendar.day_off(date), date.weekday()) {
        (None, Weekday::Mon) => 1.12,
        (None, _) => 1.0,
        (Some(domain::calendar::DayOff::Weekend), _) => 0.74,
        (Some(domain::calendar::DayOff::Holiday), _) => 0.55,
    }
}

fn moment(date: NaiveDate, topic: &Topic, random: &mut Random) -> Moment {
    let hours = topic.hours();
    let mut point = random.below(hours.iter().sum::<u32>() as usize) as u32;
    let hour = hours.iter().position(|weight| match point.checked_sub(*weight) {
        Some(rest) => {
            point = rest;
            false
        }
        None => true,
    });
    Moment::start_of(date).plus_seconds(hour.unwrap_or(9) as i64 * 3600 + random.below(3600) as i64)
}
