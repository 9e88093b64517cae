//! Why a due time is what it is.

use domain::deadline::{Trace, TraceLine};
use leptos::prelude::*;

use super::trace_line::trace_text;
use crate::preferences::language;

/// The explanation of a due time, line by line. The caller folds it into `<details>`.
#[component]
pub fn TraceList(trace: Trace) -> impl IntoView {
    let lines = trace.0.into_iter().map(|line| {
        let class = match line {
            TraceLine::Due(_) => "trace__line trace__line--due",
            TraceLine::Skipped { .. } => "trace__line trace__line--skipped",
            _ => "trace__line",
        };
        view! { <li class=class>{trace_text(line, language())}</li> }
    });
    view! { <ol class="trace">{lines.collect_view()}</ol> }
}
