//! Changing one's own password.

use domain::account::LONGEST_PASSWORD;
use domain::fault::Field;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::account::change_password;
use crate::desk::form_faults::FormFaults;
use crate::desk::input::{Faults, LineInput, hydrated};
use crate::text::{self, words};

/// The form; `changed` is told when other devices were signed out by it.
#[component]
pub fn PasswordForm(
    /// What to do then.
    changed: Callback<()>,
) -> impl IntoView {
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let faults: Faults = RwSignal::new(Vec::new());
    let notice = RwSignal::new("");
    let pending = RwSignal::new(false);
    let ready = hydrated();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        pending.set(true);
        notice.set("");
        spawn_local(async move {
            let answer = change_password(old.get_untracked(), new.get_untracked()).await;
            pending.try_set(false);
            match answer {
                Ok(()) => {
                    faults.try_set(Vec::new());
                    old.try_set(String::new());
                    new.try_set(String::new());
                    notice.try_set(words(text::account::PASSWORD_CHANGED));
                    changed.try_run(());
                }
                Err(error) => drop(faults.try_set(error.faults)),
            }
        });
    };
    view! {
        <form class="card stack" method="post" novalidate data-enhanced="" on:submit=submit>
            <h2>{words(text::account::PASSWORD_TITLE)}</h2>
            <p class="muted">{words(text::account::PASSWORD_TEXT)}</p>
            <p class="desk-notice" role="status">{move || notice.get()}</p>
            <FormFaults faults/>
            <LineInput
                field=Field::OldPassword
                label=words(text::account::PASSWORD_OLD).to_owned()
                value=old
                faults
                kind="password"
                autocomplete="current-password"
                maxlength=LONGEST_PASSWORD as u32
            />
            <LineInput
                field=Field::Password
                label=words(text::account::PASSWORD_NEW).to_owned()
                value=new
                faults
                kind="password"
                autocomplete="new-password"
                maxlength=LONGEST_PASSWORD as u32
            />
            <button class="button button--primary" type="submit" disabled=move || !ready.get() || pending.get()>
                {words(text::account::PASSWORD_CHANGE)}
            </button>
        </form>
    }
    .into_any()
}
