//! Who calls, and what that number has reported before.

use domain::case::LikelyCase;
use domain::fault::Field;
use domain::id::Phone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use crate::api::case::list_caller_cases;
use crate::desk::case::LikelyCard;
use crate::opaque::OpaqueSignal;
use crate::pause::after_pause;
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::TextField;

/// Phone number, if the caller gives one.
#[component]
pub fn PersonFields(call: Call) -> impl IntoView {
    view! {
        <fieldset class="register__part">
            <legend>{words(text::desk::CALL_PERSON)}</legend>
            <TextField
                field=Field::Phone
                label=words(text::desk::PHONE).to_owned()
                value=call.phone
                faults=call.sending.faults
                hint=words(text::desk::PHONE_HINT).to_owned()
                kind="tel"
                autocomplete="off"
                maxlength=20
                optional=true
            />
            <EarlierCases call/>
        </fieldset>
    }
    .into_any()
}

/// The latest cases of the number, once it is whole: what somebody calls about is often there already.
#[component]
fn EarlierCases(call: Call) -> impl IntoView {
    let found = OpaqueSignal::new(None::<Vec<LikelyCase>>);
    let number = move || Phone::parse(&call.phone.get()).map(|phone| phone.digits().to_owned()).unwrap_or_default();
    after_pause(number, move |number: String| {
        found.set(None);
        if number.is_empty() {
            return;
        }
        spawn_local(async move {
            // Without an answer the call is registered as that of any other.
            let Ok(cases) = list_caller_cases(number.clone()).await else { return };
            let still = call.phone.try_with_untracked(|now| Phone::parse(now));
            if still.flatten().is_some_and(|phone| phone.digits() == number) {
                let card = |case| LikelyCase { case, metres: None, likeness: 0 };
                found.set(Some(cases.into_iter().map(card).collect()));
            }
        });
    });
    let said = move || match found.with(|found| found.as_ref().map(Vec::len)) {
        None => String::new(),
        Some(0) => words(text::desk::CALLER_NEW).to_owned(),
        Some(n) => text::desk::caller_before(language(), n),
    };
    let rows = move || {
        let cards = found.get().into_iter().flatten();
        cards.map(|likely| view! { <li><LikelyCard likely beside=true/></li> }).collect_view()
    };
    view! {
        <div class="register__earlier">
            <p class="small muted" role="status">{said}</p>
            <ul class="likely" role="list">{rows}</ul>
        </div>
    }
    .into_any()
}
