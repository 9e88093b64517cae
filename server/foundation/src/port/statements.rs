//! Every statement that reaches the database, for tests that count and explain them.

use std::sync::{Arc, Mutex, PoisonError};

/// A recorder of statements with their values written out.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    /// Records one more.
    pub fn note(&self, statement: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
    }

    /// What was recorded since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
