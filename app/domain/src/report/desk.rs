//! What somebody who writes a report down for another needs to know of it before it is complete.

use super::ReportForm;
use crate::fault::{Fault, Field};
use crate::normal::is_blank;

impl ReportForm {
    /// Whether there is enough of it to look for the same problem: words or a class, and a place.
    pub fn is_searchable(&self) -> bool {
        let something = !is_blank(&self.words) || !self.class.is_empty();
        let somewhere = !self.town.is_empty() || !self.component.is_empty() || !is_blank(&self.address);
        something && somewhere
    }

    /// What is wrong with what it says of the person. Who joins a case needs no more: the case has the problem already.
    pub fn person_faults(&self) -> Vec<Fault> {
        self.detail_faults().into_iter().filter(|fault| fault.field == Some(Field::Phone)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_and_a_place_can_be_looked_for() {
        let form = ReportForm { words: "路灯不亮".into(), ..ReportForm::default() };
        assert!(!form.is_searchable());
        assert!(ReportForm { town: "330482001".into(), ..form.clone() }.is_searchable());
        assert!(!ReportForm { words: " ".into(), town: "330482001".into(), ..form }.is_searchable());
    }

    #[test]
    fn only_the_person_matters_to_who_joins() {
        let form = ReportForm { phone: "12-ab".into(), ..ReportForm::default() };
        assert_eq!(form.person_faults().len(), 1);
        assert!(ReportForm::default().person_faults().is_empty());
    }
}
