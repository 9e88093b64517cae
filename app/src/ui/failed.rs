//! What a page shows in place of data that did not come.

use domain::fault::FaultCode;
use leptos::prelude::*;

use super::Icon;
use crate::error::AppError;
use crate::preferences::path;
use crate::text::{self, Text, words};

/// What the person can do about it.
#[derive(Clone, Copy)]
enum Way {
    /// Go to the start page.
    Home,
    /// Load the same page again.
    Again,
    /// Sign in.
    SignIn,
}

/// An error in words, with what to do now and whom to call. Sets neither status nor title.
#[component]
pub fn Failed(error: AppError) -> impl IntoView {
    let (icon, title, explanation, way) = told(error.code());
    let (href, label) = match way {
        Way::Home => (path("/"), text::ui::FAILED_HOME),
        // An empty reference is the page itself.
        Way::Again => (String::new(), text::ui::FAILED_AGAIN),
        Way::SignIn => ("/login".to_owned(), text::ui::FAILED_SIGN_IN),
    };
    view! {
        <section class="failed">
            <Icon name=icon/>
            <h1 class="failed__title">{words(title)}</h1>
            <p class="failed__text">{words(explanation)}</p>
            <p class="failed__way">
                // The router must not take it: a full load is the point.
                <a class="button button--secondary" href=href rel="external">{words(label)}</a>
            </p>
            <p class="failed__help">
                <a href="tel:12345">{words(text::site::HELP)}</a>
            </p>
        </section>
    }
}

/// Icon, title, explanation and way out for a code.
const fn told(code: FaultCode) -> (&'static str, Text, Text, Way) {
    match code {
        FaultCode::NotFound => ("search", text::site::NOT_FOUND_TITLE, text::site::NOT_FOUND_TEXT, Way::Home),
        FaultCode::Unavailable => {
            ("refresh-cw", text::ui::FAILED_UNAVAILABLE_TITLE, text::ui::FAILED_UNAVAILABLE_TEXT, Way::Again)
        }
        FaultCode::TooMany => ("clock", text::ui::FAILED_UNAVAILABLE_TITLE, text::faults::TOO_MANY, Way::Again),
        FaultCode::SignedOut => ("user", text::ui::FAILED_SIGNED_OUT_TITLE, text::faults::SIGNED_OUT, Way::SignIn),
        FaultCode::NotAllowed => {
            ("eye-off", text::ui::FAILED_NOT_ALLOWED_TITLE, text::ui::FAILED_NOT_ALLOWED_TEXT, Way::Home)
        }
        _ => ("triangle-alert", text::ui::FAILED_TITLE, text::fault::text(code), Way::Again),
    }
}
