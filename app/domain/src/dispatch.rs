//! Which department a case belongs to 派遣: responsibility by class and area, the most exact rule first.

use serde::{Deserialize, Serialize};

use crate::class::{ClassId, ClassKind};
use crate::language::Name;

/// A rule of responsibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// `None` for both kinds.
    pub kind: Option<ClassKind>,
    /// Five digits, two digits of a major class, or empty for every class.
    pub class: String,
    /// The town's 9-digit code, or empty for the whole city.
    pub town: String,
    /// The department's id.
    pub department: i64,
    /// Why, in words for the dispatcher.
    pub reason: Name,
}

impl Responsibility {
    /// How exact the rule is; the most exact one that matches wins.
    fn exactness(&self) -> (usize, bool, bool) {
        (self.class.len(), !self.town.is_empty(), self.kind.is_some())
    }

    fn matches(&self, class: &ClassId, town: Option<&str>) -> bool {
        self.kind.is_none_or(|kind| kind == class.kind)
            && class.code.starts_with(&self.class)
            && (self.town.is_empty() || town == Some(self.town.as_str()))
    }
}

/// The department that a case should go to, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The department's id.
    pub department: i64,
    pub name: Name,
    /// Why.
    pub reason: Name,
}

/// The rule that decides for a class at a place: exact class before major before any, town before city.
/// `None` where the duties have a gap (灰色地带), which the dispatcher then has to fill.
pub fn responsible<'a>(rules: &'a [Responsibility], class: &ClassId, town: Option<&str>) -> Option<&'a Responsibility> {
    rules.iter().filter(|rule| rule.matches(class, town)).max_by_key(|rule| rule.exactness())
}

/// A department as forms offer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: i64,
    /// Its short code.
    pub code: String,
    pub name: Name,
    pub phone: String,
}

/// An officer as the department's clerk picks one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The account's id.
    pub account: i64,
    /// The person's name.
    pub name: Name,
    /// Work orders in hand.
    pub orders: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(class: &str, town: &str, department: i64) -> Responsibility {
        Responsibility { kind: None, class: class.into(), town: town.into(), department, reason: Name::default() }
    }

    #[test]
    fn the_most_exact_rule_decides() {
        let rules = [rule("", "", 1), rule("01", "", 2), rule("01", "330482108", 3), rule("01037", "", 4)];
        let lamp: ClassId = "matter-01037".parse().expect("a key");
        let cover: ClassId = "matter-01002".parse().expect("a key");
        let litter: ClassId = "matter-06010".parse().expect("a key");
        let department = |class, town| responsible(&rules, class, town).map(|r| r.department);
        assert_eq!(department(&lamp, Some("330482108")), Some(4));
        assert_eq!(department(&cover, Some("330482108")), Some(3));
        assert_eq!(department(&cover, None), Some(2));
        assert_eq!(department(&litter, Some("330482001")), Some(1));
        assert_eq!(responsible(&rules[1..], &litter, None), None);
    }
}
