//! The sending of a form that stays in the page, for officers and clerks alike: once at a time, under a key that makes a second attempt
//! harmless. What is refused is said, and a case that somebody else has moved on meanwhile is read again.

mod form_faults;
mod step;

use std::pin::Pin;

use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::AppError;
use crate::key::new_key;
use crate::ui::hydrated;

pub use form_faults::{FormFaults, SignIn, SignInLink};
pub use step::take_step;

/// The sending of one form. Signals, shared by all who have a copy.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    /// Whether something is on its way; nothing else may be sent meanwhile.
    pub pending: RwSignal<bool>,
    /// What is wrong with the form.
    pub faults: RwSignal<Vec<Fault>>,
    key: RwSignal<String>,
    moved: Option<Callback<()>>,
    started: Option<Callback<()>>,
}

type Request<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

impl Sending {
    /// Of a form with which nothing was sent yet.
    pub fn new() -> Sending {
        Sending::under(String::new())
    }

    /// Of a form that goes on where it was left, under the key it had.
    pub fn under(key: String) -> Sending {
        Sending {
            pending: RwSignal::new(false),
            faults: RwSignal::new(Vec::new()),
            key: RwSignal::new(key),
            moved: None,
            started: None,
        }
    }

    /// Calls `again` when somebody else was faster.
    pub fn when_moved(self, again: impl Fn() + Send + Sync + 'static) -> Sending {
        Sending { moved: Some(Callback::new(move |()| again())), ..self }
    }

    /// Calls `begun` whenever something is sent.
    pub fn when_started(self, begun: impl Fn() + Send + Sync + 'static) -> Sending {
        Sending { started: Some(Callback::new(move |()| begun())), ..self }
    }

    /// Of another form of the same page: while the one is on its way, so is the other.
    pub fn beside(self) -> Sending {
        Sending { faults: RwSignal::new(Vec::new()), ..self }
    }

    /// The same under a key of its own.
    pub fn with_own_key(self) -> Sending {
        Sending { key: RwSignal::new(String::new()), ..self }
    }

    /// The same, telling elsewhere what was wrong.
    pub fn telling(self, faults: RwSignal<Vec<Fault>>) -> Sending {
        Sending { faults, ..self }
    }

    /// Whether the form's button is off: until the page is alive, so that nothing typed can end up in an address, and while something is on its
    /// way.
    pub fn off(self) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
        let (ready, pending) = (hydrated(), self.pending);
        move || !ready.get() || pending.get()
    }

    /// The key for the next attempt: the same until one is answered, as an answer may be lost after what was sent has been done. Browser only.
    pub fn key(self) -> String {
        if self.key.with_untracked(String::is_empty) {
            self.key.set(new_key());
        }
        self.key.get_untracked()
    }

    /// The key as it is kept with what is half done; whoever asks is told when it is another one.
    pub fn kept_key(self) -> String {
        self.key.get()
    }

    /// It was answered: what is sent next is something else.
    pub fn answered(self) {
        self.key.try_set(String::new());
    }

    /// Says what is missing. Whether nothing is.
    pub fn is_complete(self, missing: Vec<Fault>) -> bool {
        let complete = missing.is_empty();
        self.faults.set(missing);
        complete
    }

    /// Sends, unless something is on its way already; `done` gets the answer, unless it was refused.
    pub fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, AppError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.send_boxed(Box::pin(request), Box::new(move |answer| answer.map(done).unwrap_or_default()));
    }

    /// The same for whoever wants to know as well why it was refused. Compiled once for each kind of answer, not for every request.
    pub fn send_boxed<T: 'static>(self, request: Request<T>, answered: Box<dyn FnOnce(Result<T, FaultCode>)>) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.faults.set(Vec::new());
        if let Some(started) = self.started {
            started.try_run(());
        }
        spawn_local(async move {
            let answer = request.await;
            self.pending.try_set(false);
            answered(answer.map_err(|error| self.refused(error)));
        });
    }

    fn refused(self, error: AppError) -> FaultCode {
        let code = error.code();
        if let Some(moved) = self.moved.filter(|_| error.has_moved()) {
            moved.try_run(());
            return code;
        }
        // The server has taken something else under this key: the next attempt is another one.
        if code == FaultCode::SentAlready {
            self.answered();
        }
        self.faults.try_set(error.faults);
        code
    }
}
