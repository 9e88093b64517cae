//! What is stored as a code comes back as what it was, and nothing else does.

use domain::account::Role;
use domain::audit::AuditActor;
use domain::case::{Action, CaseState, Channel, EventKind, OrderKind, OrderState, Outcome, Rating};
use domain::class::ClassKind;
use domain::deadline::LimitKind;
use domain::inbox::{Queue, Sort};
use domain::photo::{Photo, PhotoKind};
use domain::report::EmergencyService;

fn round_trip<T: Copy + PartialEq + std::fmt::Debug>(
    all: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> &'static str,
    from: impl Fn(&str) -> Option<T>,
) {
    let mut codes = Vec::new();
    for one in all {
        assert_eq!(from(code(one)), Some(one), "{}", code(one));
        assert!(!codes.contains(&code(one)), "{} stands for two", code(one));
        codes.push(code(one));
    }
    for foreign in ["", "xyzzy", "ALL"] {
        assert_eq!(from(foreign), None);
    }
}

#[test]
fn stored_codes_round_trip() {
    round_trip(Role::ALL, Role::code, Role::from_code);
    round_trip(CaseState::ALL, CaseState::code, CaseState::from_code);
    round_trip(Queue::ALL, Queue::code, Queue::from_code);
    round_trip(Sort::ALL, Sort::code, Sort::from_code);
    round_trip([ClassKind::Component, ClassKind::Matter], ClassKind::code, ClassKind::from_code);
    round_trip(
        [PhotoKind::Report, PhotoKind::Before, PhotoKind::After, PhotoKind::Check],
        PhotoKind::code,
        PhotoKind::from_code,
    );
    round_trip(
        [LimitKind::UrgentHours, LimitKind::WorkHours, LimitKind::WorkDays, LimitKind::NaturalDays],
        LimitKind::code,
        LimitKind::from_code,
    );
    round_trip(Outcome::ALL, Outcome::code, Outcome::from_code);
    round_trip([Channel::Web, Channel::Phone, Channel::Officer], Channel::code, Channel::from_code);
    let all = Action::ALL.into_iter().map(EventKind::Step).chain([EventKind::Reported]);
    round_trip(all, EventKind::code, EventKind::from_code);
    assert_eq!(
        [AuditActor::Account(7), AuditActor::Citizen, AuditActor::System].map(|actor| actor.code()),
        ["account", "citizen", "system"]
    );
}

/// What stands in databases, addresses and saved drafts: every value by its name, with its code and its word in JSON.
#[test]
fn codes_and_words_stay_what_they_are() {
    fn lines<T: Copy + std::fmt::Debug + serde::Serialize>(
        all: impl IntoIterator<Item = T>,
        code: impl Fn(T) -> &'static str,
    ) -> String {
        let kind = std::any::type_name::<T>().rsplit("::").next().unwrap_or_default();
        let line = |one| format!("{kind}\t{one:?}\t{}\t{}\n", code(one), serde_json::to_string(&one).expect("JSON"));
        all.into_iter().map(line).collect()
    }
    let services = ["police", "fire", "ambulance", "gas", "water", "power"];
    let all = [
        lines(Role::ALL, Role::code),
        lines(CaseState::ALL, CaseState::code),
        lines([Channel::Web, Channel::Phone, Channel::Officer], Channel::code),
        lines(Outcome::ALL, Outcome::code),
        lines(EventKind::all(), EventKind::code),
        lines(Action::ALL, Action::code),
        lines(OrderKind::ALL, OrderKind::code),
        lines(OrderState::ALL, OrderState::code),
        lines([ClassKind::Component, ClassKind::Matter], ClassKind::code),
        lines(LimitKind::ALL, LimitKind::code),
        lines(Queue::ALL, Queue::code),
        lines(Sort::ALL, Sort::code),
        lines([PhotoKind::Report, PhotoKind::Before, PhotoKind::After, PhotoKind::Check], PhotoKind::code),
        lines(services.map(|code| EmergencyService::from_code(code).expect("a service")), EmergencyService::code),
    ];
    assert_eq!(all.concat(), include_str!("codes.tsv"));
}

#[test]
fn services_are_read_by_their_names() {
    for (code, service) in [
        ("police", EmergencyService::Police),
        ("fire", EmergencyService::Fire),
        ("ambulance", EmergencyService::Ambulance),
        ("gas", EmergencyService::Gas),
        ("water", EmergencyService::Water),
        ("power", EmergencyService::Power),
    ] {
        assert_eq!(EmergencyService::from_code(code), Some(service));
    }
    assert_eq!(EmergencyService::from_code("tea"), None);
}

#[test]
fn ratings_go_from_five_to_one_and_the_bad_ones_ask_why() {
    assert_eq!(Rating::ALL.map(Rating::level), [5, 4, 3, 2, 1]);
    assert_eq!(Rating::ALL.map(Rating::needs_reason), [false, false, false, true, true]);
    assert_eq!((Rating::new(0), Rating::new(6)), (None, None));
    assert_eq!(Rating::new(3).map(Rating::level), Some(3));
}

#[test]
fn an_entry_of_the_record_names_an_account_only_where_one_acted() {
    assert_eq!(AuditActor::Account(7).account(), Some(7));
    assert_eq!((AuditActor::System.account(), AuditActor::Citizen.account()), (None, None));
}

#[test]
fn a_photo_has_two_addresses() {
    let photo = Photo { id: "0a".repeat(16), kind: PhotoKind::Report, width: 4, height: 3, released: false };
    assert_eq!(photo.url(), format!("/media/{}", photo.id));
    assert_eq!(photo.small_url(), format!("/media/{}?size=small", photo.id));
}
