//! Who works here: the accounts, for the system administrator.

mod link;
mod list;
mod new;
mod password;
mod person;

use domain::account::{AccountState, Actor, Role};
use leptos::prelude::*;

pub use list::AccountsPage;
pub use new::NewAccountPage;
pub use password::PasswordForm;
pub use person::AccountPage;

use crate::text::{self, words};
use crate::ui::{Tag, Tone};

/// Whether somebody administers accounts.
fn administers(role: Role) -> bool {
    role == Role::SystemAdministrator
}

/// Where an account stands in the list.
fn account_href(id: i64) -> String {
    format!("/desk/accounts/{id}")
}

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

/// Whether an account is the reader's own.
fn is_own(actor: Option<&Actor>, id: i64) -> bool {
    actor.is_some_and(|actor| actor.account == id)
}
