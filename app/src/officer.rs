//! The officers' app: today's orders, one order, a report of one's own, oneself. One hand, outdoors.
//!
//! One shell: the server renders the same HTML for every URL below `/officer/`, because the page that a service worker
//! keeps must hydrate at any of them. What belongs to the URL and to the person appears in the browser after hydration.
//! So nothing in this folder reads a Resource, and the views inside the frame exist only in the browser.
//!
//! Reading order: the frame, its state, the views, then what they are made of.

mod frame;
mod gate;
mod route;
mod state;
mod orders;
mod order_card;
mod order;
mod order_facts;
mod step_form;
mod step_sending;
mod finish_form;
mod check_form;
mod report;
mod report_draft;
mod place_fields;
mod class_picker;
mod me;
mod photo_draft;
mod photo_picker;
mod upload;
mod shrink;
mod notice;
mod navigate_link;
mod urgency;
mod theme;
mod memory;
mod key;

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use frame::OfficerFrame;

/// Every page below `/officer/`. Lazy: citizens never download it.
#[derive(Debug)]
pub struct OfficerApp;

#[lazy_route]
impl LazyRoute for OfficerApp {
    fn data() -> Self {
        OfficerApp
    }

    fn view(this: Self) -> AnyView {
        let OfficerApp = this;
        view! { <OfficerFrame/> }.into_any()
    }
}
