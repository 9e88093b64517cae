//! 长辈版: larger type and controls, on every page.

use gloo_net::http::Request;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::preferences::preferences;
use crate::text::{self, words};
use crate::ui::Icon;

/// The id of the form that keeps preferences.
pub const PREFERENCES: &str = "preferences";

/// Once hydrated it switches at once, without leaving the page, so that nothing typed is lost. Before that, and without script, it is a
/// form of one button; on a page that is typed in the button is one of that page's `form`, which goes along and is kept.
#[component]
pub fn LargeTypeSwitch(here: Signal<String>, form: Signal<String>) -> impl IntoView {
    let large = RwSignal::new(preferences().large_type);
    let switch = move |event: MouseEvent| {
        event.prevent_default();
        let on = !large.get_untracked();
        large.set(on);
        mark_document(on);
        spawn_local(remember(on, here.get_untracked()));
    };
    let label = move || words(if large.get() { text::site::LARGE_TYPE_OFF } else { text::site::LARGE_TYPE_ON });
    view! {
        <form id=PREFERENCES method="post" action="/preferences">
            <input type="hidden" name="large_type" value=move || if large.get() { "0" } else { "1" }/>
            <input type="hidden" name="next" value=here/>
            <button
                class="site-header__tool"
                type="submit"
                form=form
                name="go"
                value="large_type"
                on:click=switch
            >
                <Icon name="a-large-small"/>
                <span>{label}</span>
            </button>
        </form>
    }
}

/// Browser only.
fn mark_document(large: bool) {
    let Some(root) = document().document_element() else { return };
    // The attribute's name is constant, so neither call can fail.
    let _ = if large { root.set_attribute("data-type", "large") } else { root.remove_attribute("data-type") };
}

/// Tells the server, which remembers it in a cookie. When it is away the choice holds for this page.
async fn remember(large: bool, next: String) {
    let body = format!("large_type={}&next={}", u8::from(large), js_sys::encode_uri_component(&next));
    let request = Request::post("/preferences").header("content-type", "application/x-www-form-urlencoded").body(body);
    if let Ok(request) = request {
        let _ = request.send().await;
    }
}
