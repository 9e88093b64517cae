//! The report has arrived: its number, what is promised, what happens next, the reporter's own link.

mod own_link;

use domain::report::Confirmation;
use domain::time::date_text;
use leptos::prelude::*;

use super::failed_page::FailedPage;
use super::report_screen::address_key;
use crate::api::report::find_confirmation;
use crate::page_resource::page_resource;
use crate::preferences::{language, path};
use crate::text::{self, words};
use crate::ui::{Empty, Icon, PageTitle, Time, TraceList};
use own_link::OwnLink;

/// `/report/done`.
#[component]
pub fn ConfirmationPage() -> impl IntoView {
    let report = address_key();
    let confirmation = page_resource(report, find_confirmation);
    confirmation.shown(|confirmation| match confirmation {
        Ok(Some(confirmation)) => view! { <Sent confirmation=confirmation/> }.into_any(),
        Ok(None) => view! { <NothingSent/> }.into_any(),
        Err(error) => view! { <FailedPage error=error/> }.into_any(),
    })
}

#[component]
fn Sent(confirmation: Confirmation) -> impl IntoView {
    let Confirmation { number, joined, promised_at, trace, link, qr_path, qr_size } = confirmation;
    let (title, lead) = if joined {
        (words(text::citizen::DONE_JOINED_TITLE), words(text::citizen::DONE_JOINED_LEAD))
    } else {
        (words(text::citizen::DONE_TITLE), words(text::citizen::DONE_LEAD))
    };
    view! {
        <PageTitle title=title.to_owned()/>
        <section class="receipt">
            <p class="receipt__sign"><Icon name="circle-check"/></p>
            <h1 class="receipt__title">{title}</h1>
            <p class="receipt__label">{words(text::citizen::DONE_NUMBER)}</p>
            <p class="receipt__number numeric">{number.to_string()}</p>
            <p>{lead}</p>
            // The router must not take it: it is answered by a redirect.
            <a class="button button--primary button--wide" href=link.clone() rel="external">
                <Icon name="search"/>
                {words(text::citizen::DONE_FOLLOW)}
            </a>
        </section>
        <section class="stack" aria-labelledby="promise">
            <h2 id="promise">{words(text::citizen::DONE_PROMISE)}</h2>
            <p class="promise">
                {words(text::citizen::DONE_AT_LATEST)} " "
                <strong class="numeric">{date_text(promised_at.date(), language())}</strong>
            </p>
            <details class="details">
                <summary>{words(text::citizen::WHY_THEN)}</summary>
                <p class="muted">{words(text::citizen::DONE_PROVISIONAL)} " " <Time at=promised_at/></p>
                <TraceList trace=trace/>
            </details>
        </section>
        <section class="stack" aria-labelledby="next">
            <h2 id="next">{words(text::citizen::DONE_NEXT)}</h2>
            <ol class="next-steps">
                <li>{words(text::citizen::DONE_NEXT_1)}</li>
                <li>{words(text::citizen::DONE_NEXT_2)}</li>
                <li>{words(text::citizen::DONE_NEXT_3)}</li>
            </ol>
        </section>
        <OwnLink link=link qr_path=qr_path qr_size=qr_size/>
        <NewReport/>
    }
}

/// Forgets here what was sent and begins anew.
#[component]
fn NewReport() -> impl IntoView {
    view! {
        <form method="post" action=path("/report/new") enctype="multipart/form-data">
            <button class="button button--secondary button--wide" type="submit" name="go" value="another">
                <Icon name="plus"/>
                {words(text::citizen::DONE_NEW)}
            </button>
        </form>
    }
}

#[component]
fn NothingSent() -> impl IntoView {
    view! {
        <PageTitle title=words(text::citizen::NOTHING_SENT_TITLE).to_owned()/>
        <h1 class="visually-hidden">{words(text::citizen::NOTHING_SENT_TITLE)}</h1>
        <Empty
            icon="inbox"
            title=words(text::citizen::NOTHING_SENT_TITLE).to_owned()
            text=words(text::citizen::NOTHING_SENT_TEXT).to_owned()
        />
        <div class="button-row">
            <a class="button button--primary" href=path("/report")>{words(text::citizen::HOME_REPORT)}</a>
            <a class="button button--secondary" href=path("/track")>{words(text::citizen::HOME_TRACK)}</a>
        </div>
    }
}
