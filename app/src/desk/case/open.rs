//! The case that is open: its latest state, and how a step is taken with it.

use std::pin::Pin;

use domain::case::{CaseDetail, Step};
use domain::fault::FaultCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::case::{find_case, move_case};
use crate::desk::input::Faults;
use crate::desk::key::FormKey;
use crate::error::AppError;
use crate::preferences::language;
use crate::text::{self, words};

/// What has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// In words.
    pub words: String,
    /// Whether it is what was asked for.
    pub done: bool,
}

/// The open case, shared by the parts of its page.
#[derive(Clone, Copy, Debug)]
pub struct OpenCase {
    /// As last read.
    pub case: RwSignal<CaseDetail>,
    /// What has just happened.
    pub notice: RwSignal<Option<Done>>,
    /// A step or note is on its way; nothing else may be sent meanwhile.
    pub pending: RwSignal<bool>,
    /// What was typed into forms that are gone and was not sent: shown, to be copied.
    pub unsent: RwSignal<Vec<String>>,
    /// What makes the next step harmless when it has to be sent again.
    pub key: FormKey,
    /// The words of the last step that was taken.
    taken: StoredValue<String>,
    changed: Callback<()>,
}

type Request = Pin<Box<dyn Future<Output = Result<CaseDetail, AppError>>>>;

impl OpenCase {
    /// Opens a case; `changed` is called whenever it has moved on.
    pub fn new(case: CaseDetail, changed: Callback<()>) -> OpenCase {
        OpenCase {
            case: RwSignal::new(case),
            notice: RwSignal::new(None),
            pending: RwSignal::new(false),
            unsent: RwSignal::new(Vec::new()),
            key: FormKey::new(),
            taken: StoredValue::new(String::new()),
            changed,
        }
    }

    /// The words of a step's form. Whatever takes the form away before it is sent, somebody else's step or another choice, they are shown
    /// again.
    pub fn words(self) -> RwSignal<String> {
        let words = RwSignal::new(String::new());
        on_cleanup(move || {
            let said = words.try_get_untracked().unwrap_or_default();
            if !said.trim().is_empty() && self.taken.try_with_value(|taken| *taken != said) == Some(true) {
                self.unsent.try_update(|unsent| {
                    if !unsent.contains(&said) {
                        unsent.push(said);
                    }
                });
            }
        });
        words
    }

    /// A step with these words is taken: they are in the history, and nothing else has to be copied any more.
    pub fn took(self, words: String) {
        self.taken.try_set_value(words);
        self.unsent.try_set(Vec::new());
    }

    /// The case number, which never changes.
    pub fn number(self) -> String {
        self.case.with_untracked(|case| case.summary.number.to_string())
    }

    /// A part of the case, which tells its readers only when it has changed.
    pub fn part<T>(self, read: impl Fn(&CaseDetail) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.case.with(&read))
    }

    /// Takes a step, decided on the case as it is shown. What is missing goes into `faults`; a case that somebody else
    /// has moved meanwhile is shown afresh.
    pub fn take(self, step: Step, faults: Faults) {
        let missing = step.faults();
        if !missing.is_empty() {
            faults.set(missing);
            return;
        }
        let (number, revision) = (self.number(), self.case.with_untracked(|case| case.revision));
        let (action, said) = (words(text::term::action(step.action())), step.words().to_owned());
        let key = self.key.get();
        self.send(faults, async move { move_case(number, revision, step, key).await }, move |case| {
            self.took(said);
            text::desk::step_done(language(), action, words(text::term::state(case.summary.state)))
        });
    }

    /// Sends something that answers with the fresh case, and says what was done.
    pub fn send(
        self,
        faults: Faults,
        request: impl Future<Output = Result<CaseDetail, AppError>> + 'static,
        said: impl FnOnce(&CaseDetail) -> String + 'static,
    ) {
        self.send_boxed(faults, Box::pin(request), Box::new(said));
    }

    // Compiled once, not for every request.
    fn send_boxed(self, faults: Faults, request: Request, said: Box<dyn FnOnce(&CaseDetail) -> String>) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.notice.set(None);
        faults.set(Vec::new());
        spawn_local(async move {
            match request.await {
                Ok(case) => {
                    let words = said(&case);
                    self.show(case, Done { words, done: true });
                }
                Err(error) if error.code() == FaultCode::AlreadyMoved => self.read_again().await,
                Err(error) => {
                    faults.try_set(error.faults);
                }
            }
            self.pending.try_set(false);
        });
    }

    /// Somebody else was quicker: shows what they did.
    async fn read_again(self) {
        let words = words(text::faults::ALREADY_MOVED).to_owned();
        let Some(number) = self.case.try_with_untracked(|case| case.summary.number.to_string()) else { return };
        match find_case(number).await {
            Ok(case) => self.show(case, Done { words, done: false }),
            // It may have left this person's duties with the other's step.
            Err(_) => {
                self.notice.try_set(Some(Done { words, done: false }));
                self.changed.try_run(());
            }
        }
    }

    /// The clerk may have opened another case while the answer was on its way; then only the list is told.
    fn show(self, case: CaseDetail, notice: Done) {
        self.key.answered();
        self.case.try_set(case);
        self.notice.try_set(Some(notice));
        self.changed.try_run(());
    }
}
