//! The case that is open: its latest state, and how a step is taken with it.

use domain::case::{CaseDetail, Step};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::case::find_case;
use crate::desk::part::Part;
use crate::opaque::OpaqueSignal;
use crate::photo::PhotoDraft;
use crate::preferences::language;
use crate::sending::{Sending, take_step};
use crate::text::{self, words};

/// What has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
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
    pub notice: OpaqueSignal<Option<Done>>,
    /// What was typed into forms that are gone and was not sent: shown, to be copied.
    pub unsent: RwSignal<Vec<String>>,
    /// The sending that all forms of the case share.
    sending: Sending,
    /// The words of the last step that was taken.
    taken: StoredValue<String>,
    changed: Callback<()>,
}

impl OpenCase {
    /// Opens a case; `changed` is called whenever it has moved on.
    pub fn new(case: CaseDetail, changed: Callback<()>) -> OpenCase {
        let open = OpenCase {
            case: RwSignal::new(case),
            notice: OpaqueSignal::new(None),
            unsent: RwSignal::new(Vec::new()),
            sending: Sending::new(),
            taken: StoredValue::new(String::new()),
            changed,
        };
        let sending = open.sending.when_moved(move || open.read_again());
        // What was said of the step before is not said of this one.
        OpenCase { sending: sending.when_started(move || open.notice.set(None)), ..open }
    }

    /// The sending of one of its forms: nothing else of the case is sent while one is on its way.
    pub fn form(self) -> Sending {
        self.sending.beside()
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
    pub fn part<T>(self, read: impl Fn(&CaseDetail) -> T + Send + Sync + 'static) -> Part<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Part::new(move || self.case.with(&read))
    }

    /// Takes a step, decided on the case as it is shown. What is missing goes into the form's faults; a case that somebody else has moved
    /// meanwhile is shown afresh.
    pub fn take(self, form: Sending, step: Step, photos: &[PhotoDraft]) {
        let (action, said) = (words(text::term::action(step.action())), step.words().to_owned());
        let at = (self.number(), self.case.with_untracked(|case| case.revision));
        take_step(form, at, step, photos, move |answer| {
            let Ok(case) = answer else { return };
            self.took(said);
            let words = text::desk::step_done(language(), action, words(text::term::state(case.summary.state)));
            self.done(form, case, words);
        });
    }

    /// Something was done: shows the case as it stands now, and says what was done.
    pub fn done(self, form: Sending, case: CaseDetail, words: String) {
        form.answered();
        self.show(case, Done { words, done: true });
    }

    /// Somebody else was quicker: shows what they did.
    fn read_again(self) {
        self.sending.answered();
        let Some(number) = self.case.try_with_untracked(|case| case.summary.number.to_string()) else { return };
        spawn_local(async move {
            let notice = Done { words: words(text::faults::ALREADY_MOVED).to_owned(), done: false };
            match find_case(number).await {
                Ok(case) => self.show(case, notice),
                // It may have left this person's duties with the other's step.
                Err(_) => {
                    self.notice.set(Some(notice));
                    self.changed.try_run(());
                }
            }
        });
    }

    /// The clerk may have opened another case while the answer was on its way; then only the list is told.
    fn show(self, case: CaseDetail, notice: Done) {
        self.case.try_set(case);
        self.notice.set(Some(notice));
        self.changed.try_run(());
    }
}
