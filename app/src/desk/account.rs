//! Who works here: the accounts, for the system administrator; and everybody's own password. Plain forms, posted to the page's own address
//! (`server/src/form/account.rs`).

mod list;
mod new;
mod password;
mod person;

use domain::account::{AccountState, Invitation};
use leptos::prelude::*;

pub use list::AccountsPage;
pub use new::NewAccountPage;
pub use password::PasswordPage;
pub use person::AccountPage;

use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Tag, Tone};

/// How far an account is.
#[component]
fn StateTag(state: AccountState) -> impl IntoView {
    let (tone, icon, word) = match state {
        AccountState::Active => (Tone::Success, "check", text::account::STATE_ACTIVE),
        AccountState::Invited(Some(_)) => (Tone::Active, "clock", text::account::STATE_INVITED),
        AccountState::Invited(None) => (Tone::Warning, "triangle-alert", text::account::STATE_EXPIRED),
        AccountState::Disabled(_) => (Tone::Neutral, "x", text::account::STATE_DISABLED),
    };
    view! { <Tag tone icon word=words(word)/> }
}

/// A link that was just made, this once, with what to do with it.
#[component]
fn LinkShown(invitation: Invitation) -> impl IntoView {
    let until = invitation.until.minute_text(language());
    view! {
        <section class="notice notice--success" role="status">
            <div class="stack">
                <h2>{text::account::invited_title(language(), &invitation.login)}</h2>
                <p>{text::account::invited_text(language(), until)}</p>
                <label class="field__label" for="link">{words(text::account::LINK)}</label>
                <input class="input" id="link" type="text" readonly value=invitation.link/>
            </div>
        </section>
    }
    .into_any()
}
