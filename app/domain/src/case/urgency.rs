//! Which order an officer sees first.

use std::cmp::Ordering;

use super::CaseSummary;
use crate::deadline::ClockState;
use crate::geo::Position;

/// Metres from the officer to an order; `None` where one of the two is unknown.
pub fn metres(order: &CaseSummary, from: Option<Position>) -> Option<f64> {
    Some(from?.metres_to(order.place.position?))
}

/// The look of an order's clock: `overdue`, `soon` or `calm`.
pub fn tone(order: &CaseSummary) -> &'static str {
    match order.clock.map(|clock| clock.state()) {
        Some(ClockState::Overdue | ClockState::Late) => "overdue",
        Some(ClockState::Soon) => "soon",
        _ => "calm",
    }
}

/// Danger to people first, then what is overdue, what will be soon, the rest. Within each by distance when the officer's
/// position is known, otherwise by due time.
pub fn arranged(mut orders: Vec<CaseSummary>, from: Option<Position>) -> Vec<CaseSummary> {
    orders.sort_by(|a, b| {
        let class = |order: &CaseSummary| (!order.urgent, class(order));
        let due = |order: &CaseSummary| order.clock.map_or(i64::MAX, |clock| clock.due.0);
        class(a).cmp(&class(b)).then_with(|| nearer(a, b, from)).then_with(|| due(a).cmp(&due(b)))
    });
    orders
}

fn class(order: &CaseSummary) -> u8 {
    match tone(order) {
        "overdue" => 0,
        "soon" => 1,
        _ => 2,
    }
}

/// An order without a place comes last; without a position of the officer all are alike.
fn nearer(a: &CaseSummary, b: &CaseSummary, from: Option<Position>) -> Ordering {
    if from.is_none() {
        return Ordering::Equal;
    }
    let far = |order| metres(order, from).unwrap_or(f64::INFINITY);
    far(a).total_cmp(&far(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{CaseState, Place};
    use crate::deadline::Clock;
    use crate::id::CaseNumber;
    use crate::time::Moment;

    const HERE: Position = Position { lat: 30.69, lng: 121.02 };

    fn order(serial: i64, due: i64, lat: f64) -> CaseSummary {
        let number = CaseNumber::new("PH", Moment(0).date(), serial);
        let place = Place { position: Position::new(lat, HERE.lng), ..Place::default() };
        let clock = Clock { from: Moment(0), due: Moment(due), now: Moment(1000), stopped: false };
        CaseSummary {
            number,
            class: None,
            state: CaseState::Handling,
            urgent: false,
            place,
            words: String::new(),
            photo: None,
            department: None,
            officer: None,
            clock: Some(clock),
            reported_at: Moment(0),
            started_at: None,
            people: 1,
            hurries: 0,
            metres: None,
        }
    }

    fn serials(orders: &[CaseSummary]) -> Vec<char> {
        orders.iter().filter_map(|order| order.number.as_str().chars().last()).collect()
    }

    #[test]
    fn danger_then_overdue_then_due_time() {
        let urgent = CaseSummary { urgent: true, ..order(1, 90_000, 30.8) };
        let orders = vec![order(2, 9_000, 30.7), order(3, 900, 30.8), order(4, 8_000, 30.69), urgent];
        assert_eq!(serials(&arranged(orders, None)), ['1', '3', '4', '2']);
    }

    #[test]
    fn distance_decides_among_the_equally_urgent() {
        let nowhere = CaseSummary { place: Place::default(), ..order(4, 7_000, 30.69) };
        let orders = vec![nowhere, order(1, 8_000, 30.75), order(2, 9_000, 30.70), order(3, 900, 30.80)];
        assert_eq!(serials(&arranged(orders, Some(HERE))), ['3', '2', '1', '4']);
    }
}
