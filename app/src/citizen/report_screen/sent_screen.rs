//! What somebody finds who comes back to a report that was sent: that it was sent, and the ways on.

use domain::report::SentBefore;
use leptos::prelude::*;

use super::{Back, FORM, StepHead, receipt};
use crate::preferences::{language, path};
use crate::text::{self, words};
use crate::ui::Icon;

/// In place of a screen's fields: an empty form would look as if nothing had arrived.
#[component]
pub fn SentScreen(sent: SentBefore) -> impl IntoView {
    let key = sent.key.clone();
    view! {
        <StepHead back=Back::Link("/".to_owned()) title=words(text::citizen::SENT_TITLE) faults=Vec::new()/>
        <SentWays sent=sent/>
        // The header's buttons for the other language and the large type obey the screen's form.
        <form id=FORM method="post" enctype="multipart/form-data">
            {(!key.is_empty()).then(|| view! { <input type="hidden" name="report" value=key autocomplete="off"/> })}
        </form>
    }
}

/// Its number, its receipt, and the way to another report. What was begun since is found there.
#[component]
pub fn SentWays(sent: SentBefore) -> impl IntoView {
    view! {
        <div class="notice notice--success">
            <Icon name="circle-check"/>
            <p>{text::citizen::sent_text(language(), sent.number.to_string())}</p>
        </div>
        <p class="button-row">
            <a class="button button--primary" href=receipt(&sent)>{words(text::citizen::SENT_RECEIPT)}</a>
            <a class="button button--secondary" href=path("/report")>{words(text::citizen::DONE_NEW)}</a>
        </p>
    }
}
