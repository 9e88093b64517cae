//! The city's year as far as it shows in reports: plum rain and typhoons, cold snaps, falling leaves.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::random::Random;

/// What a day is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    /// Nothing out of the ordinary.
    Fair,
    /// A typhoon or its rain.
    Storm,
    /// Hard frost.
    Cold,
}

/// How a class depends on month and weather.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Season {
    /// Hardly at all.
    Steady,
    /// Streets under water: nearly all of it in typhoons.
    Flood,
    /// Covers, drains and holes: more in wet months.
    Rain,
    /// What wind brings down.
    Wind,
    /// Pipes that burst in frost.
    Frost,
    /// Snow and ice.
    Ice,
    /// Smells, noise and tables in the street.
    Summer,
    /// Sweeping.
    Leaves,
    /// Weeds, algae and smells of rivers.
    Water,
    /// Dry months.
    Dust,
    /// Long evenings.
    Dark,
}

impl Season {
    /// Against an average day; `month` counts from 1.
    pub(crate) fn factor(self, month: usize, weather: Weather) -> f64 {
        let months: [u32; 12] = match self {
            Season::Steady => [100; 12],
            Season::Flood => [10, 10, 25, 40, 60, 140, 180, 190, 130, 40, 20, 10],
            Season::Rain => [70, 70, 90, 100, 110, 170, 160, 150, 120, 80, 70, 60],
            Season::Wind => [60, 60, 80, 100, 100, 110, 150, 160, 140, 80, 70, 60],
            Season::Frost => [260, 190, 80, 60, 50, 60, 70, 70, 60, 60, 80, 190],
            Season::Ice => [12, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6],
            Season::Summer => [60, 60, 75, 90, 115, 140, 160, 160, 135, 100, 75, 60],
            Season::Leaves => [90, 70, 80, 120, 80, 70, 70, 70, 80, 140, 260, 190],
            Season::Water => [30, 30, 50, 80, 120, 160, 190, 190, 170, 130, 80, 40],
            Season::Dust => [90, 110, 150, 150, 120, 70, 60, 70, 90, 130, 140, 110],
            Season::Dark => [140, 120, 100, 90, 80, 70, 70, 80, 90, 110, 130, 150],
        };
        let usual = f64::from(months.get(month.saturating_sub(1)).copied().unwrap_or(100)) / 100.0;
        let unusual = match (weather, self) {
            (Weather::Storm, Season::Flood) => 22.0,
            (Weather::Storm, Season::Wind) => 8.0,
            (Weather::Storm, Season::Rain) => 3.5,
            (Weather::Storm, Season::Summer | Season::Dust) => 0.4,
            (Weather::Cold, Season::Frost) => 9.0,
            (Weather::Cold, Season::Ice) => 60.0,
            _ => 1.0,
        };
        usual * unusual
    }
}

/// Storms and cold snaps of some years.
pub(crate) struct WeatherCalendar {
    storms: HashSet<NaiveDate>,
    cold: HashSet<NaiveDate>,
}

impl WeatherCalendar {
    /// Invented for the years from the first to the last date, the same for the same seed: three or four typhoons between July and
    /// September, three cold snaps between mid-December and mid-February.
    pub(crate) fn new(seed: u64, first: NaiveDate, last: NaiveDate) -> WeatherCalendar {
        let (mut storms, mut cold) = (HashSet::new(), HashSet::new());
        for year in first.year() - 1..=last.year() {
            let mut random = Random::named(&format!("almanac {seed} {year}"));
            let typhoons = 3 + random.below(2);
            spells(&mut storms, NaiveDate::from_ymd_opt(year, 7, 1), 90, typhoons, &mut random);
            spells(&mut cold, NaiveDate::from_ymd_opt(year, 12, 15), 60, 3, &mut random);
        }
        WeatherCalendar { storms, cold }
    }

    /// What a day is like.
    pub(crate) fn on(&self, date: NaiveDate) -> Weather {
        if self.storms.contains(&date) {
            Weather::Storm
        } else if self.cold.contains(&date) {
            Weather::Cold
        } else {
            Weather::Fair
        }
    }
}

fn spells(days: &mut HashSet<NaiveDate>, from: Option<NaiveDate>, within: usize, count: usize, random: &mut Random) {
    for _ in 0..count {
        let start = random.below(within) as u64;
        let length = 1 + random.below(3) as u64;
        days.extend((start..start + length).filter_map(|day| from?.checked_add_days(Days::new(day))));
    }
}
