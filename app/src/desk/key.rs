//! The key of what is sent from the desk.

use leptos::prelude::*;

use crate::key::new_key;

/// The same for every attempt until one is answered: an answer may be lost after what was sent has been done.
#[derive(Clone, Copy, Debug)]
pub struct FormKey(StoredValue<String>);

impl FormKey {
    /// Of a form with which nothing was sent.
    pub fn new() -> FormKey {
        FormKey(StoredValue::new(String::new()))
    }

    /// For the next attempt. Browser only.
    pub fn get(self) -> String {
        if self.0.with_value(String::is_empty) {
            self.0.set_value(new_key());
        }
        self.0.get_value()
    }

    /// It was answered: what is sent next is something else.
    pub fn answered(self) {
        self.0.try_set_value(String::new());
    }
}
