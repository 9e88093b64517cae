//! What is typed during a call.

use domain::fault::FaultCode;
use domain::report::{ReportForm, StaffReport};
use leptos::prelude::*;

use crate::desk::class_picker::ChosenClass;
use crate::desk::input::Faults;
use crate::error::AppError;
use crate::key::new_key;

/// The fields of a call. All of it is gone when the next call begins.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// What the caller says.
    pub words: RwSignal<String>,
    /// The class.
    pub class: RwSignal<Option<ChosenClass>>,
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
    /// What is wrong.
    pub faults: Faults,
    /// On its way to the server.
    pub pending: RwSignal<bool>,
    key: RwSignal<String>,
}

impl Call {
    /// An empty form.
    pub fn new() -> Call {
        let text = || RwSignal::new(String::new());
        let mark = || RwSignal::new(false);
        Call {
            words: text(),
            class: RwSignal::new(None),
            town: text(),
            community: text(),
            road: text(),
            address: text(),
            component: text(),
            phone: text(),
            urgent: mark(),
            faults: RwSignal::new(Vec::new()),
            pending: mark(),
            key: text(),
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

    /// The server has said no. When it had taken something else under this key, the next attempt is another call.
    pub fn refused(self, error: AppError) {
        if error.code() == FaultCode::SentAlready {
            self.key.try_set(String::new());
        }
        self.faults.try_set(error.faults);
    }

    /// The whole call. Every attempt to send it carries the same key, so that it is registered once.
    pub fn report(self) -> StaffReport {
        if self.key.with_untracked(String::is_empty) {
            self.key.set(new_key());
        }
        let StaffReport { form, urgent, .. } = untrack(|| self.problem());
        let form = ReportForm { phone: self.phone.get_untracked(), ..form };
        StaffReport { key: self.key.get_untracked(), form, urgent }
    }
}
