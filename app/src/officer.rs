//! The officers' app: today's orders, one order, a report of one's own, oneself. One hand, outdoors.
//!
//! One shell: the server renders the same HTML for every URL below `/officer/`, because the page that a service worker
//! keeps must hydrate at any of them. What belongs to the URL and to the person appears in the browser after hydration.
//! So nothing in this folder reads a Resource, and the views inside the frame exist only in the browser.
//!
//! Reading order: the frame, its state, the views, then what they are made of.

mod check_form;
mod finish_form;
mod frame;
mod gate;
mod me;
mod memory;
mod navigate_link;
mod notice;
mod order;
mod order_card;
mod order_context;
mod order_facts;
mod orders;
mod place_fields;
mod report;
mod report_draft;
mod route;
mod state;
mod step_button;
mod step_draft;
mod step_form;
mod theme;

pub use frame::OfficerApp;

/// Forgets what is half done on this device: whoever has it next is somebody else. Browser only.
pub(crate) fn forget_drafts() {
    memory::forget_all();
}
