//! What is typed during a call.

use domain::report::{ReportForm, StaffReport};
use leptos::prelude::*;

use crate::class_picker::ChosenClass;
use crate::opaque::OpaqueSignal;
use crate::sending::Sending;

/// The fields of a call. All of it is gone when the next call begins.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// What the caller says.
    pub words: RwSignal<String>,
    pub class: OpaqueSignal<Option<ChosenClass>>,
    /// Town code.
    pub town: RwSignal<String>,
    /// Community code.
    pub community: RwSignal<String>,
    /// Road id.
    pub road: RwSignal<String>,
    /// Where, in the caller's words.
    pub address: RwSignal<String>,
    /// Component number.
    pub component: RwSignal<String>,
    /// Phone number.
    pub phone: RwSignal<String>,
    /// Danger to people.
    pub urgent: RwSignal<bool>,
    /// Its sending: every attempt carries the same key, so that it is registered once.
    pub sending: Sending,
}

impl Call {
    /// An empty form.
    pub fn new() -> Call {
        let text = || RwSignal::new(String::new());
        Call {
            words: text(),
            class: OpaqueSignal::new(None),
            town: text(),
            community: text(),
            road: text(),
            address: text(),
            component: text(),
            phone: text(),
            urgent: RwSignal::new(false),
            sending: Sending::new(),
        }
    }

    /// What the call says about the problem and its place, read reactively; nothing about the person, who matters for
    /// no search.
    pub fn problem(self) -> StaffReport {
        StaffReport {
            key: String::new(),
            form: ReportForm {
                words: self.words.get(),
                class: self.class.with(|class| class.as_ref().map(|class| class.id.to_string())).unwrap_or_default(),
                town: self.town.get(),
                community: self.community.get(),
                road: self.road.get(),
                address: self.address.get(),
                component: self.component.get().trim().to_owned(),
                ..ReportForm::default()
            },
            urgent: self.urgent.get(),
        }
    }

    /// The whole call.
    pub fn report(self) -> StaffReport {
        let StaffReport { form, urgent, .. } = untrack(|| self.problem());
        let form = ReportForm { phone: self.phone.get_untracked(), ..form };
        StaffReport { key: self.sending.key(), form, urgent }
    }
}
