//! Who is responsible for what, as rules of class and town. The most specific rule wins: a class before its major
//! before everything, then a town before the whole city, then a kind before both.

use super::table::{TableFault, rows};

/// One line of `responsibility.tsv`; `*` in a field matches everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponsibilityRow {
    /// `component`, `matter` or `*`.
    pub kind: String,
    /// A class of five digits, a major of two, or `*`.
    pub class: String,
    /// A town's nine digits or `*`.
    pub town: String,
    /// The department's code.
    pub department: String,
    /// Why, in the dispatcher's words, Chinese.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
}

impl ResponsibilityRow {
    /// How specific the rule is for this case; none when it does not apply.
    fn rank(&self, kind: &str, class: &str, town: &str) -> Option<(usize, bool, bool)> {
        let applies = |rule: &str, value: &str| rule == "*" || rule == value;
        let class_length = match self.class.as_str() {
            "*" => 0,
            major_or_class if class.starts_with(major_or_class) => major_or_class.len(),
            _ => return None,
        };
        let matches = applies(&self.kind, kind) && applies(&self.town, town);
        matches.then_some((class_length, self.town != "*", self.kind != "*"))
    }
}

/// Reads `responsibility.tsv`.
///
/// # Errors
/// A line with the wrong number of fields, or a kind, class or town that cannot be one.
pub fn read_responsibilities(text: &str) -> Result<Vec<ResponsibilityRow>, TableFault> {
    rows("responsibility.tsv", text, |[kind, class, town, department, reason_zh, reason_en]| {
        let digits = |text: &str, lengths: &[usize]| {
            text == "*" || (lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if !["component", "matter", "*"].contains(&kind) {
            return Err(format!("unknown kind {kind:?}"));
        }
        if !digits(class, &[2, 5]) {
            return Err(format!("{class:?} is neither a class nor a major"));
        }
        if !digits(town, &[9]) {
            return Err(format!("{town:?} is no town"));
        }
        Ok(ResponsibilityRow {
            kind: kind.to_owned(),
            class: class.to_owned(),
            town: town.to_owned(),
            department: department.to_owned(),
            reason_zh: reason_zh.to_owned(),
            reason_en: reason_en.to_owned(),
        })
    })
}

/// The rule that decides for a class in a town; of equally specific rules the first. None when no rule applies.
pub fn responsible<'a>(
    rules: &'a [ResponsibilityRow],
    kind: &str,
    class: &str,
    town: &str,
) -> Option<&'a ResponsibilityRow> {
    let ranked = rules.iter().filter_map(|rule| rule.rank(kind, class, town).map(|rank| (rank, rule)));
    ranked.rev().max_by_key(|(rank, _)| *rank).map(|(_, rule)| rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::{AREAS, DEPARTMENTS, RESPONSIBILITIES, table};

    fn rules() -> Vec<ResponsibilityRow> {
        read_responsibilities(RESPONSIBILITIES).unwrap()
    }

    fn department(kind: &str, class: &str, town: &str) -> String {
        responsible(&rules(), kind, class, town).unwrap().department.clone()
    }

    #[test]
    fn the_most_specific_rule_wins() {
        assert_eq!(department("component", "01037", "330482001"), "shizheng");
        assert_eq!(department("matter", "01037", "330482108"), "shizheng");
        assert_eq!(department("matter", "06013", "330482001"), "shizheng");
        assert_eq!(department("matter", "06013", "330482108"), "jiaotong");
        assert_eq!(department("matter", "09005", "330482001"), "zhifa");
        assert_eq!(department("matter", "99001", "330482001"), "centre");
    }

    #[test]
    fn every_class_of_the_product_has_a_department_by_class_or_major() {
        let rules = rules();
        for line in include_str!("../../data/class.tsv").lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let rule = responsible(&rules, fields[0], fields[4], "330482001").unwrap();
            assert_ne!(rule.class, "*", "{line}");
        }
    }

    #[test]
    fn every_rule_names_a_department_and_a_town_that_exist() {
        let departments = table::read_departments(DEPARTMENTS).unwrap();
        let areas = table::read_areas(AREAS).unwrap();
        for rule in rules() {
            assert!(departments.iter().any(|row| row.code == rule.department), "{rule:?}");
            assert!(rule.town == "*" || areas.iter().any(|row| row.code == rule.town), "{rule:?}");
            assert!(!rule.reason_zh.is_empty() && !rule.reason_en.is_empty(), "{rule:?}");
        }
    }

    #[test]
    fn no_two_rules_decide_the_same() {
        let rules = rules();
        for (number, rule) in rules.iter().enumerate() {
            let same = |other: &&ResponsibilityRow| {
                (&other.kind, &other.class, &other.town) == (&rule.kind, &rule.class, &rule.town)
            };
            assert_eq!(rules[number + 1..].iter().find(same), None, "{rule:?}");
        }
    }

    #[test]
    fn a_wrong_rule_is_refused() {
        let head = "kind\tclass\ttown\tdepartment\treason_zh\treason_en\n";
        for line in ["thing\t*\t*\ta\tb\tc", "*\t123\t*\ta\tb\tc", "*\t*\t330482\ta\tb\tc", "*\t*\t*\ta\tb"] {
            assert_eq!(read_responsibilities(&format!("{head}{line}\n")).unwrap_err().line, 2);
        }
    }
}
