//! What a report needs before it can be sent.

use domain::fault::{Fault, FaultCode, Field};
use domain::id::Phone;
use domain::length::{LONGEST_ADDRESS, LONGEST_WORDS, is_too_long};
use domain::photo::MOST_PHOTOS;
use domain::report::{NearbyFilter, ReportForm};

#[test]
fn five_photos_are_enough() {
    let with = |count: usize| ReportForm { photos: vec![String::new(); count], ..ReportForm::default() }.photo_faults();
    let too_many = [Fault::at(Field::Photo, FaultCode::TooManyPhotos)];
    assert_eq!((with(0), with(1), with(MOST_PHOTOS)), (Vec::new(), Vec::new(), Vec::new()));
    assert_eq!(with(MOST_PHOTOS + 1), too_many);
    assert_eq!(with(MOST_PHOTOS + 2), too_many);
}

#[test]
fn a_place_is_a_pin_a_component_or_a_town_with_something_in_it() {
    let form = |town: &str, address: &str, community: &str, road: &str| {
        let [town, address, community, road] = [town, address, community, road].map(str::to_owned);
        ReportForm { town, address, community, road, ..ReportForm::default() }.place_faults()
    };
    let missing = |field| [Fault::at(field, FaultCode::PlaceMissing)];
    assert_eq!(form("330482001", "解放路", "", ""), []);
    assert_eq!(form("330482001", "", "330482001001", ""), []);
    assert_eq!(form("330482001", "", "", "解放路"), []);
    assert_eq!(form("330482001", "  ", "", ""), missing(Field::Address));
    assert_eq!(form("", "解放路", "", "解放路"), missing(Field::Town));
    let component = |text: &str| ReportForm { component: text.into(), ..ReportForm::default() }.place_faults();
    assert_eq!(component("33048201037000001"), []);
    for wrong in ["3304820103700000", "330482010370000011", "3304820103700000x"] {
        assert_eq!(component(wrong), [Fault::at(Field::Component, FaultCode::ComponentUnknown)], "{wrong}");
    }
    let long =
        |length: usize| ReportForm { town: "330482001".into(), address: "路".repeat(length), ..ReportForm::default() };
    assert_eq!(long(LONGEST_ADDRESS).place_faults(), []);
    assert_eq!(long(LONGEST_ADDRESS + 1).place_faults(), [Fault::at(Field::Address, FaultCode::TooLong)]);
    let half_a_pin = ReportForm { lat: "30.69".into(), ..ReportForm::default() };
    assert_eq!(half_a_pin.place_faults(), [Fault::at(Field::Position, FaultCode::PositionMalformed)]);
}

#[test]
fn words_may_be_as_long_as_is_said() {
    let form = |length: usize| ReportForm { words: "字".repeat(length), ..ReportForm::default() };
    assert_eq!(form(LONGEST_WORDS).detail_faults(), []);
    assert_eq!(form(LONGEST_WORDS + 1).detail_faults(), [Fault::at(Field::Words, FaultCode::TooLong)]);
}

#[test]
fn the_length_of_words_is_that_of_what_is_kept() {
    // Thirty lines and the ends of thirty more: each end comes as two characters.
    let lines = |length: usize| format!("{}{}", "字".repeat(length), "行\r\n".repeat(30));
    for (length, too_long) in [(LONGEST_WORDS - 60, false), (LONGEST_WORDS - 59, true)] {
        let words = format!("{}尾", lines(length - 1));
        assert_eq!(is_too_long(&words, LONGEST_WORDS), too_long, "{length}");
        let form = ReportForm { words: words.clone(), address: words, ..ReportForm::default() };
        assert_eq!(form.detail_faults() == [Fault::at(Field::Words, FaultCode::TooLong)], too_long);
        let faults = form.length_faults();
        assert_eq!(faults.contains(&Fault::at(Field::Words, FaultCode::TooLong)), too_long, "{faults:?}");
        assert!(faults.contains(&Fault::at(Field::Address, FaultCode::TooLong)));
    }
    let full = "é".repeat(LONGEST_WORDS);
    for typed in [full.replace('é', "e\u{301}"), full.replace('é', "\u{200b}é"), format!("  {full}\r\n")] {
        assert!(!is_too_long(&typed, LONGEST_WORDS), "what nobody sees is not counted");
        assert!(is_too_long(&format!("{}x", typed.trim_end()), LONGEST_WORDS));
    }
    // A draft holds a form as it came.
    assert!(is_too_long(&"\u{200b}".repeat(4 * LONGEST_WORDS + 1), LONGEST_WORDS));
    let address = ReportForm { town: "330482001".into(), address: "路\r\n".repeat(60), ..ReportForm::default() };
    assert_eq!(address.place_faults(), []);
}

#[test]
fn a_phone_is_a_mobile_or_a_land_line_with_its_area() {
    for (text, digits) in [
        ("13812345678", Some("13812345678")),
        ("+86 138 1234 5678", Some("13812345678")),
        ("0086-138-1234-5678", Some("13812345678")),
        ("（0573）8501 2345", Some("057385012345")),
        ("010 8501 234", Some("0108501234")),
        ("10812345678", None),
        ("11812345678", None),
        ("12812345678", None),
        ("23812345678", None),
        ("1381234567", None),
        ("138123456789", None),
        ("0573850", None),
        ("0573850123456", None),
        ("0085012345", None),
        ("1381234567x", None),
        ("057385o12345", None),
        ("", None),
        ("+86", None),
    ] {
        assert_eq!(Phone::parse(text).as_ref().map(Phone::digits), digits, "{text}");
    }
}

#[test]
fn blank_words_search_nothing() {
    let filter = |words: Option<&str>| NearbyFilter { words: words.map(str::to_owned), ..NearbyFilter::default() };
    assert_eq!(filter(Some(" 路灯 ")).searched(), Some("路灯"));
    assert_eq!((filter(Some("  ")).searched(), filter(None).searched()), (None, None));
}
