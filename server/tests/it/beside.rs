//! Two people at the same moment, served by the same thread: what one of them types is never seen by the other.

use std::pin::pin;

use futures::{FutureExt as _, select};
use serde_json::json;

use crate::app::{Store, TestApp};

/// How often a form is posted; functions are called for as long as its page is being made.
const MOMENTS: usize = 30;

#[test]
fn z03_a_function_tells_nothing_of_what_somebody_else_posts_beside_it_sqlite() {
    on_one_thread(Store::Sqlite);
}

#[test]
fn z03_a_function_tells_nothing_of_what_somebody_else_posts_beside_it_postgres() {
    on_one_thread(Store::Postgres);
}

fn on_one_thread(store: Store) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let app = TestApp::start_with(store, &[]).await;
        for moment in 0..MOMENTS {
            let (one, other) = (app.client(), app.client());
            // Refused, each on its own page with what was typed.
            let typed = [("words", "MARKER-words"), ("phone", "MARKER-phone"), ("number", "MARKER-number")];
            let refused = one.post(if moment % 2 == 0 { "/track" } else { "/report/check" }, &typed);
            let mut refused = pin!(refused.fuse());
            let arguments = [
                ("find_report_page", json!({ "step": "check" })),
                ("find_track_form", json!({})),
                ("find_public_case", json!({ "number": "x" })),
            ];
            for (function, arguments) in arguments.iter().cycle() {
                let mut told = pin!(other.call(function, arguments).fuse());
                let refused = select! {
                    refused = refused => Some(refused),
                    told = told => {
                        let told = told.text();
                        assert!(!told.contains("MARKER") && !told.contains("NothingReported"), "{moment}: {told}");
                        None
                    }
                };
                if let Some(refused) = refused {
                    assert!(refused.text().contains("MARKER"), "{}", refused.text());
                    break;
                }
            }
        }
    });
}
