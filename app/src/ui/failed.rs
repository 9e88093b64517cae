//! What a page shows in place of data that did not come.

use domain::fault::{Fault, FaultCode};
use leptos::prelude::*;

use super::Icon;
use crate::city::city;
use crate::error::AppError;
use crate::preferences::{language, path};
use crate::text::{self, Text, city_words, words};

/// What the person can do about it.
#[derive(Clone, Copy)]
enum Way {
    /// Go to the start page.
    Home,
    /// Load the same page again.
    Again,
    SignIn,
}

/// An error in words, with what to do now and whom to call. Sets neither status nor title.
#[component]
pub fn Failed(error: AppError) -> impl IntoView {
    let fault = error.fault();
    let hotline = city().hotline;
    let (icon, title, explanation, way) = told(fault);
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
            <p class="failed__text">{explanation}</p>
            <p class="failed__way">
                // The router must not take it: a full load is the point.
                <a class="button button--secondary" href=href rel="external">{words(label)}</a>
            </p>
            <p class="failed__help">
                <a href=format!("tel:{hotline}")>{city_words(text::site::HELP)}</a>
            </p>
        </section>
    }
}

/// Icon, title, explanation and way out.
fn told(fault: Fault) -> (&'static str, Text, String, Way) {
    let busy = || city_words(text::ui::FAILED_UNAVAILABLE_TEXT);
    let (icon, title, explanation, way) = match fault.code {
        FaultCode::NotFound => ("search", text::site::NOT_FOUND_TITLE, text::site::NOT_FOUND_TEXT, Way::Home),
        FaultCode::Unavailable => {
            return ("refresh-cw", text::ui::FAILED_UNAVAILABLE_TITLE, busy(), Way::Again);
        }
        FaultCode::Unanswered => {
            let unanswered = city_words(text::ui::FAILED_UNANSWERED_TEXT);
            return ("refresh-cw", text::ui::FAILED_UNAVAILABLE_TITLE, unanswered, Way::Again);
        }
        FaultCode::TooMany => {
            let wait = text::fault::too_many(fault.wait, language());
            return ("clock", text::ui::FAILED_UNAVAILABLE_TITLE, wait, Way::Again);
        }
        FaultCode::SignedOut => ("user", text::ui::FAILED_SIGNED_OUT_TITLE, text::faults::SIGNED_OUT, Way::SignIn),
        FaultCode::NotAllowed => {
            ("eye-off", text::ui::FAILED_NOT_ALLOWED_TITLE, text::ui::FAILED_NOT_ALLOWED_TEXT, Way::Home)
        }
        FaultCode::TooBroad => ("search", text::ui::FAILED_TITLE, text::faults::TOO_BROAD, Way::Again),
        // What else can be wrong with a form is told on its page: the home page, which has none, needs no words for it.
        _ => return ("triangle-alert", text::ui::FAILED_TITLE, busy(), Way::Again),
    };
    (icon, title, words(explanation).to_owned(), way)
}
