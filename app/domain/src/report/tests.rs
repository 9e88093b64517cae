use super::*;
use crate::language::Name;

fn form() -> ReportForm {
    ReportForm {
        town: "330482001".into(),
        address: "解放路 12 号".into(),
        words: "路灯不亮".into(),
        ..ReportForm::default()
    }
}

#[test]
fn a_report_needs_a_place_without_needing_a_map() {
    assert_eq!(form().place_faults(), []);
    let component = ReportForm { component: "33048201037000001".into(), ..ReportForm::default() };
    assert_eq!(component.place_faults(), []);
    let pin = ReportForm { lat: "30.69".into(), lng: "121.02".into(), ..ReportForm::default() };
    assert_eq!(pin.place_faults(), []);
    assert_eq!(ReportForm::default().place_faults(), [Fault::at(Field::Town, FaultCode::PlaceMissing)]);
}

#[test]
fn each_new_danger_has_its_numbers_seen() {
    let call = |service| EmergencyCall { service, digits: "119".into() };
    let (fire, power) = ([call(EmergencyService::Fire)], [call(EmergencyService::Power), call(EmergencyService::Fire)]);
    let mut form = form();
    assert!(form.has_seen(&[]) && !form.has_seen(&fire));
    form.see(&fire);
    assert!(form.has_seen(&fire) && !form.has_seen(&power) && !form.is_own_alarm());
    form.see(&power);
    assert!(form.has_seen(&power));
    let mut own = ReportForm { warned: "1 <b> fire".into(), ..ReportForm::default() };
    assert!(!own.has_seen(&power) && !own.is_own_alarm());
    own.see(&[]);
    assert_eq!(own.warned, "fire own");
    assert!(own.is_own_alarm());
}

#[test]
fn hostile_pins_are_faults() {
    for lat in ["NaN", "inf", "999", "1e400", "abc", "30,69"] {
        let pin = ReportForm { lat: lat.into(), lng: "121".into(), ..ReportForm::default() };
        assert_eq!(pin.place_faults(), [Fault::at(Field::Position, FaultCode::PositionMalformed)], "{lat}");
    }
}

#[test]
fn every_field_has_a_length() {
    let long = || "字".repeat(2000);
    let all = ReportForm {
        photos: vec![long()],
        lat: long(),
        lng: long(),
        accuracy: long(),
        source: long(),
        address: long(),
        town: long(),
        community: long(),
        road: long(),
        component: long(),
        words: long(),
        class: long(),
        phone: long(),
        warned: long(),
    };
    // Each alone, by the names that serde knows: a field that comes later is not forgotten.
    let serde_json::Value::Object(fields) = serde_json::to_value(&all).expect("fields") else { panic!("an object") };
    for (name, value) in fields {
        let one: ReportForm = serde_json::from_value([(name.clone(), value)].into_iter().collect()).expect("a form");
        assert_eq!(one.length_faults().len(), 1, "{name}");
    }
    assert_eq!(form().length_faults(), []);
    let full = ReportForm { words: "字".repeat(LONGEST_WORDS), address: "路".repeat(LONGEST_ADDRESS), ..form() };
    assert_eq!(full.length_faults(), []);
}

#[test]
fn words_or_a_class_are_enough() {
    assert_eq!(form().detail_faults(), []);
    let class_only = ReportForm { words: String::new(), class: "matter-01037".into(), ..form() };
    assert_eq!(class_only.detail_faults(), []);
    let silent = ReportForm { words: "  ".into(), ..form() };
    assert_eq!(silent.detail_faults(), [Fault::at(Field::Words, FaultCode::NothingReported)]);
    let unreadable = ReportForm { phone: "12-ab".into(), ..form() };
    assert_eq!(unreadable.detail_faults(), [Fault::at(Field::Phone, FaultCode::PhoneMalformed)]);
    let long = ReportForm { words: "字".repeat(1001), ..form() };
    assert_eq!(long.detail_faults(), [Fault::at(Field::Words, FaultCode::TooLong)]);
}

#[test]
fn a_component_tells_how_far_it_moves_the_pin() {
    let name = || Name::new("路灯", "Lamp");
    let component = Component {
        code: "33048201037000001".into(),
        class: "01037".into(),
        name: name(),
        place: name(),
        position: Position { lat: 30.70, lng: 121.02 },
    };
    let page = |lat: &str, component: &Component| ReportPage {
        form: ReportForm { lat: lat.into(), lng: "121.02".into(), ..form() },
        component: Some(component.clone()),
        ..ReportPage::default()
    };
    let metres = page("30.69", &component).moved_metres().expect("moved");
    assert!((1111.0..1113.0).contains(&metres), "{metres}");
    assert_eq!(page("30.70005", &component).moved_metres(), None, "as near as a finger can put it");
    assert_eq!(page("nowhere", &component).moved_metres(), None);
    let none = ReportPage { component: None, ..page("30.69", &component) };
    assert_eq!(none.moved_metres(), None);
    let form = ReportForm { lat: String::new(), lng: String::new(), ..form() };
    assert_eq!(ReportPage { form, ..page("30.69", &component) }.moved_metres(), None, "there was no pin");
}
