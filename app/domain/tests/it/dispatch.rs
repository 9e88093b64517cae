//! Which rule of responsibility decides.

use domain::class::{ClassId, ClassKind};
use domain::dispatch::{Responsibility, responsible};
use domain::language::Name;

fn rule(kind: Option<ClassKind>, class: &str, town: &str, department: i64) -> Responsibility {
    Responsibility { kind, class: class.into(), town: town.into(), department, reason: Name::default() }
}

#[test]
fn class_before_town_before_kind_whatever_the_order() {
    const TOWN: &str = "330482108";
    let lamp: ClassId = "matter-01037".parse().expect("a key");
    let rules = [
        rule(None, "", "", 1),
        rule(Some(ClassKind::Matter), "", "", 2),
        rule(None, "", TOWN, 3),
        rule(Some(ClassKind::Matter), "", TOWN, 4),
        rule(None, "01", "", 5),
        rule(None, "01", TOWN, 6),
        rule(None, "01037", "", 7),
        rule(Some(ClassKind::Matter), "01037", TOWN, 8),
    ];
    // Each beats all those before it, also when they are written behind it.
    for count in 1..=rules.len() {
        let expected = Some(count as i64);
        let mut some = rules[..count].to_vec();
        assert_eq!(responsible(&some, &lamp, Some(TOWN)).map(|rule| rule.department), expected);
        some.reverse();
        assert_eq!(responsible(&some, &lamp, Some(TOWN)).map(|rule| rule.department), expected);
    }
}

#[test]
fn a_rule_of_another_kind_town_or_class_does_not_apply() {
    let lamp: ClassId = "matter-01037".parse().expect("a key");
    for foreign in
        [rule(Some(ClassKind::Component), "", "", 1), rule(None, "02", "", 1), rule(None, "", "330482001", 1)]
    {
        assert_eq!(responsible(std::slice::from_ref(&foreign), &lamp, Some("330482108")), None, "{foreign:?}");
        assert_eq!(responsible(std::slice::from_ref(&foreign), &lamp, None), None, "{foreign:?}");
    }
}
