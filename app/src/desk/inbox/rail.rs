//! The queues with how much waits in each and how much of it is late.

use domain::inbox::QueueCount;
use leptos::prelude::*;

use super::address::InboxAddress;
use crate::preferences::language;
use crate::text::{self, words};

/// The list of queues. The first is the present one where the URL names none.
#[component]
pub fn QueueRail(
    /// The queues, own duties first.
    counts: Vec<QueueCount>,
    /// The page's state.
    address: Memo<InboxAddress>,
) -> impl IntoView {
    let first = counts.first().map(|count| count.queue);
    let rows = counts.into_iter().map(|count| {
        let QueueCount { queue, total, overdue, .. } = count;
        let present = move || (address.with(|address| address.queue.or(first)) == Some(queue)).then_some("page");
        let href = move || address.with(|address| address.with_queue(queue).href());
        view! {
            <li>
                <a class="queue" href=href aria-current=present data-noscroll="">
                    <span class="queue__name">{words(text::term::queue(queue))}</span>
                    <span class="queue__total numeric">{total}</span>
                    {(overdue > 0).then(|| view! {
                        <span class="queue__overdue numeric">{text::desk::queue_overdue(language(), overdue)}</span>
                    })}
                </a>
            </li>
        }
    });
    view! { <ul class="queues">{rows.collect_view()}</ul> }.into_any()
}
