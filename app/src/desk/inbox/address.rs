//! The inbox's URL: which queue, narrowed and sorted how, which page, which case is open.

use domain::case::CaseSummary;
use domain::inbox::{InboxFilter, Queue, Sort};
use leptos_router::params::ParamsMap;

use crate::desk::address::encode;

/// All of the inbox's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboxAddress {
    /// The queue; `None` for the first of the person's own.
    pub queue: Option<Queue>,
    /// Town, 9-digit code.
    pub town: Option<String>,
    /// Department's id.
    pub department: Option<i64>,
    /// Class, as `matter-01037`.
    pub class: Option<String>,
    /// Only what is past its due time.
    pub overdue: bool,
    /// Only urgent cases.
    pub urgent: bool,
    /// Words to be found.
    pub words: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
    /// The number of the open case.
    pub case: Option<String>,
}

impl InboxAddress {
    /// Reads a query. What cannot be read counts as absent.
    pub fn from_query(query: &ParamsMap) -> InboxAddress {
        let text = |key| query.get_str(key).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
        InboxAddress {
            queue: text("queue").and_then(|code| Queue::from_code(&code)),
            town: text("town"),
            department: text("department").and_then(|id| id.parse().ok()),
            class: text("class"),
            overdue: text("overdue").is_some(),
            urgent: text("urgent").is_some(),
            words: text("words"),
            sort: text("sort").and_then(|code| Sort::from_code(&code)).unwrap_or_default(),
            page: text("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
            case: text("case"),
        }
    }

    /// What the list is narrowed to.
    pub fn filter(&self) -> InboxFilter {
        let InboxAddress { queue, town, department, class, overdue, urgent, words, sort, page, case: _ } = self.clone();
        InboxFilter { queue: queue.unwrap_or_default(), town, department, class, overdue, urgent, words, sort, page }
    }

    /// The link to it; what has its default is left out.
    pub fn href(&self) -> String {
        let pairs = [
            ("queue", self.queue.map(|queue| queue.code().to_owned())),
            ("town", self.town.clone()),
            ("department", self.department.map(|id| id.to_string())),
            ("class", self.class.clone()),
            ("overdue", self.overdue.then(|| "1".to_owned())),
            ("urgent", self.urgent.then(|| "1".to_owned())),
            ("words", self.words.clone()),
            ("sort", (self.sort != Sort::default()).then(|| self.sort.code().to_owned())),
            ("page", (self.page > 1).then(|| self.page.to_string())),
            ("case", self.case.clone()),
        ];
        let query: Vec<String> = pairs
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| format!("{key}={}", encode(&value))))
            .collect();
        if query.is_empty() { "/desk/inbox".to_owned() } else { format!("/desk/inbox?{}", query.join("&")) }
    }

    /// Another queue, with nothing narrowed and no case open; the order stays.
    pub fn with_queue(&self, queue: Queue) -> InboxAddress {
        InboxAddress { queue: Some(queue), sort: self.sort, page: 1, ..InboxAddress::default() }
    }

    /// Another page of the same list.
    pub fn with_page(&self, page: u32) -> InboxAddress {
        InboxAddress { page, case: None, ..self.clone() }
    }

    /// The same list with this case open, or none.
    pub fn with_case(&self, case: Option<&CaseSummary>) -> InboxAddress {
        InboxAddress { case: case.map(|case| case.number.to_string()), ..self.clone() }
    }

    /// The same list of one class, or of all.
    pub fn with_class(&self, class: Option<String>) -> InboxAddress {
        InboxAddress { class, page: 1, ..self.clone() }
    }

    /// The same queue with nothing narrowed.
    pub fn whole(&self) -> InboxAddress {
        InboxAddress { queue: self.queue, sort: self.sort, page: 1, case: self.case.clone(), ..InboxAddress::default() }
    }

    /// Whether anything is narrowed.
    pub fn is_narrowed(&self) -> bool {
        self.town.is_some()
            || self.department.is_some()
            || self.class.is_some()
            || self.words.is_some()
            || self.overdue
            || self.urgent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, &str)]) -> InboxAddress {
        InboxAddress::from_query(&pairs.iter().map(|(key, value)| (*key, (*value).to_owned())).collect())
    }

    #[test]
    fn a_shared_link_opens_the_same_list() {
        let address = read(&[
            ("queue", "take_in"),
            ("town", "330482001"),
            ("overdue", "1"),
            ("words", "路灯"),
            ("page", "3"),
            ("case", "PH20261123-000001"),
        ]);
        assert_eq!(address.queue, Some(Queue::TakeIn));
        assert_eq!(address.filter().page, 3);
        let href = address.href();
        assert!(href.starts_with("/desk/inbox?queue=take_in&town=330482001&overdue=1&words=%E8%B7%AF%E7%81%AF&page=3"));
        assert!(href.ends_with("case=PH20261123-000001"));
    }

    #[test]
    fn what_cannot_be_read_counts_as_absent() {
        let address =
            read(&[("queue", "nonsense"), ("department", "x"), ("page", "-1"), ("sort", ""), ("words", "  ")]);
        assert_eq!(address, InboxAddress { page: 1, ..InboxAddress::default() });
        assert_eq!(address.href(), "/desk/inbox");
        assert!(!address.is_narrowed());
    }

    #[test]
    fn another_page_closes_the_case_and_keeps_the_rest() {
        let address = read(&[("urgent", "1"), ("case", "PH20261123-000001")]);
        assert_eq!(address.with_page(2).href(), "/desk/inbox?urgent=1&page=2");
        assert_eq!(address.whole().href(), "/desk/inbox?case=PH20261123-000001");
    }
}
