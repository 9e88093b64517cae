//! What an order's view is about; the forms report through it.

use domain::case::{CaseDetail, Step};
use domain::fault::FaultCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::memory;
use super::state::{Answer, OfficerState};
use super::step_draft::StepDraft;
use crate::api::case::find_case;
use crate::photo::PhotoDraft;
use crate::sending::{Sending, take_step};

/// An order that is looked at.
#[derive(Clone, Copy)]
pub struct OrderContext {
    /// The case as it came last.
    pub detail: RwSignal<Answer<CaseDetail>>,
    /// What is said above it: a step taken, or that somebody else was faster.
    pub said: RwSignal<Option<Said>>,
    /// What was begun for a step that is not to be taken any more.
    pub left: RwSignal<Option<StepDraft>>,
    number: StoredValue<String>,
    state: OfficerState,
}

/// What became of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is taken.
    Done,
    /// Somebody else was faster.
    Moved,
}

impl OrderContext {
    /// Of an order that is still to be read.
    pub fn new(number: String) -> OrderContext {
        OrderContext {
            detail: RwSignal::new(None),
            said: RwSignal::new(None),
            left: RwSignal::new(None),
            number: StoredValue::new(number),
            state: OfficerState::here(),
        }
    }

    /// The order's number.
    pub fn number(self) -> String {
        self.number.get_value()
    }

    /// The name under which a step half done is kept.
    pub fn memory_name(self) -> String {
        StepDraft::name(self.state, &self.number())
    }

    /// The sending of a step, under the key that was kept with it.
    pub fn sending(self, key: String) -> Sending {
        Sending::under(key).when_moved(move || self.moved())
    }

    /// Takes a step, decided on `revision`. What is kept of it on the device is forgotten once it is taken.
    pub fn take(self, sending: Sending, revision: i64, step: Step, photos: &[PhotoDraft]) {
        let name = self.memory_name();
        take_step(sending, (self.number(), revision), step, photos, move |answer| match answer {
            Ok(detail) => {
                self.done(detail);
                // After the form is gone, whose effect would keep it again.
                memory::forget(&name);
            }
            Err(FaultCode::StepTaken) => memory::forget(&name),
            Err(_) => {}
        });
    }

    /// The step is taken: the case as it stands now.
    pub fn done(self, detail: CaseDetail) {
        self.state.replace(detail.summary.clone());
        self.said.try_set(Some(Said::Done));
        self.left.try_set(None);
        self.detail.try_set(Some(Ok(detail)));
    }

    /// Somebody else has moved the case on: it is read again.
    fn moved(self) {
        self.said.try_set(Some(Said::Moved));
        // At once: the order may be out of sight with the other's step.
        self.left.try_set(memory::recall(&self.memory_name()));
        self.load();
    }

    /// Reads the case.
    pub fn load(self) {
        let name = self.memory_name();
        spawn_local(async move {
            let answer = find_case(self.number()).await;
            match &answer {
                // What turns out to have been sent is not shown as if it were not.
                Ok(detail) => {
                    self.left.try_set(StepDraft::left(&name, detail));
                }
                Err(error) if error.has_moved() => {
                    self.left.try_set(memory::recall(&name));
                }
                Err(_) => {}
            }
            match &answer {
                Err(error) if error.code() == FaultCode::SignedOut => {
                    self.state.actor.try_set(Some(Ok(None)));
                }
                _ => {
                    self.detail.try_set(Some(answer));
                }
            }
        });
    }
}
