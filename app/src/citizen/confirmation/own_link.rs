//! The reporter's own link: to keep, to copy, to scan.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::text::{self, words};
use crate::ui::Icon;

/// Link, button and QR code. Who has the link may follow the case and add to it, so the page says to keep it private.
#[component]
pub fn OwnLink(link: String, qr_path: String, qr_size: u32) -> impl IntoView {
    view! {
        <section class="own-link stack" aria-labelledby="own-link">
            <h2 id="own-link">{words(text::citizen::LINK_TITLE)}</h2>
            <p>{words(text::citizen::LINK_TEXT)}</p>
            <div class="own-link__ways">
                {(qr_size > 0).then(|| view! { <QrCode path=qr_path size=qr_size/> })}
                <div class="own-link__text stack">
                    // The router must not take it: it is answered by a redirect.
                    <a class="own-link__address" href=link.clone() rel="external">{link.clone()}</a>
                    <CopyButton text=link/>
                </div>
            </div>
        </section>
    }
}

/// The code with its quiet zone; dark on light whatever the page's colours are. `size` is in modules.
#[component]
fn QrCode(path: String, size: u32) -> impl IntoView {
    view! {
        <svg
            class="qr"
            viewBox=format!("0 0 {size} {size}")
            width="160"
            height="160"
            role="img"
            aria-label=words(text::citizen::LINK_QR)
        >
            <rect class="qr__ground" width=size.to_string() height=size.to_string()></rect>
            <path class="qr__modules" d=path></path>
        </svg>
    }
}

/// How the copying went.
#[derive(Clone, Copy, PartialEq)]
enum Copying {
    Not,
    Done,
    Failed,
}

/// Puts a text on the clipboard. Only where the browser lets a page do that, so it appears after hydration.
#[component]
fn CopyButton(text: String) -> impl IntoView {
    let possible = RwSignal::new(false);
    let copying = RwSignal::new(Copying::Not);
    Effect::new(move || possible.set(clipboard().is_some()));
    let text = StoredValue::new(text);
    let copy = move |_| {
        spawn_local(async move {
            let done = match text.try_get_value().and_then(|text| Some(clipboard()?.write_text(&text))) {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            };
            copying.try_set(if done { Copying::Done } else { Copying::Failed });
        });
    };
    let said = move || match copying.get() {
        Copying::Not => "",
        Copying::Done => words(text::citizen::LINK_COPIED),
        Copying::Failed => words(text::citizen::LINK_NOT_COPIED),
    };
    view! {
        <div class="cluster" data-enhanced="">
            {move || {
                possible
                    .get()
                    .then(|| {
                        view! {
                            <button class="button button--secondary" type="button" on:click=copy>
                                <Icon name="copy"/>
                                {words(text::citizen::LINK_COPY)}
                            </button>
                        }
                    })
            }}
            <span class="muted small" role="status">{said}</span>
        </div>
    }
}

/// The clipboard; `None` where the page is not served securely or the browser has none.
///
/// Browser only.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    there.is_object().then(|| navigator.clipboard())
}
