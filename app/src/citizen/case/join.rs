//! 我也遇到: for everybody but the reporter.

use leptos::prelude::*;

use super::action_form::ActionForm;
use crate::citizen::case_row::people_text;
use crate::preferences::path;
use crate::text::{self, words};
use crate::ui::Icon;

/// How many met it, the button, and the way in for the reporter.
#[component]
pub fn Join(people: i64, open: bool, post: String) -> impl IntoView {
    view! {
        <section class="card stack">
            <p class="join__people">
                <strong>{people_text(people)}</strong>
            </p>
            {open
                .then(|| {
                    view! {
                        <ActionForm action="join" post=post>
                            <button class="button button--primary button--wide" type="submit">
                                <Icon name="user"/>
                                {words(text::citizen::JOIN)}
                            </button>
                            <p class="muted small">{words(text::citizen::JOIN_HINT)}</p>
                        </ActionForm>
                    }
                })}
            <p class="small">
                {words(text::citizen::CASE_YOURS)} " "
                <a href=path("/track")>{words(text::citizen::CASE_YOURS_LINK)}</a>
            </p>
        </section>
    }
}
