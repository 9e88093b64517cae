//! Sends a step: checks it first, sends it once, says what was wrong.

use domain::case::Step;
use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::memory;
use super::notice::waiting_fault;
use super::order::OrderHold;
use super::photo_draft::PhotoDraft;
use crate::api::case::move_case;
use crate::text::{self, Text, words};

/// The sending of a form's step.
#[derive(Clone, Copy)]
pub struct StepSending {
    number: StoredValue<String>,
    revision: i64,
    key: StoredValue<String>,
    hold: OrderHold,
    memory_name: StoredValue<String>,
    busy: RwSignal<bool>,
    faults: RwSignal<Vec<Fault>>,
}

impl StepSending {
    /// For a case as it was read at `revision`, under the form's key; what is half done is remembered under `memory_name` until it is sent.
    pub fn new(number: String, revision: i64, key: String, hold: OrderHold, memory_name: String) -> StepSending {
        StepSending {
            number: StoredValue::new(number),
            revision,
            key: StoredValue::new(key),
            hold,
            memory_name: StoredValue::new(memory_name),
            busy: RwSignal::new(false),
            faults: RwSignal::new(Vec::new()),
        }
    }

    /// What is wrong with the form.
    pub fn faults(self) -> Signal<Vec<Fault>> {
        self.faults.into()
    }

    /// Whether it is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The words of the button.
    pub fn label(self, idle: Text) -> &'static str {
        words(if self.busy.get() { text::officer::SENDING } else { idle })
    }

    /// Sends the step, unless it is incomplete or photos are still on their way.
    pub fn send<const N: usize>(self, photos: [PhotoDraft; N], step: Step) {
        if self.busy.get_untracked() {
            return;
        }
        let waiting = photos.iter().any(PhotoDraft::is_pending_untracked);
        let faults = if waiting { vec![waiting_fault()] } else { step.faults() };
        let complete = faults.is_empty();
        self.faults.set(faults);
        if !complete {
            return;
        }
        self.busy.set(true);
        let (number, memory_name) = (self.number.get_value(), self.memory_name.get_value());
        let key = self.key.get_value();
        spawn_local(async move {
            let answer = move_case(number.clone(), self.revision, step, key).await;
            self.busy.try_set(false);
            match answer {
                Ok(detail) => {
                    self.hold.done(detail);
                    // After the form is gone, whose effect would keep it again.
                    memory::forget(&memory_name);
                }
                Err(error) if error.has_moved() => self.hold.moved(number),
                Err(error) if error.code() == FaultCode::StepTaken => {
                    memory::forget(&memory_name);
                    self.faults.try_set(error.faults);
                }
                Err(error) => {
                    self.faults.try_set(error.faults);
                }
            }
        });
    }
}
