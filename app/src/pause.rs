//! Waiting for a pause in typing: the one place with a timer.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// How long a clerk has to stop typing before the server is asked.
const PAUSE: Duration = Duration::from_millis(300);

/// Calls `work` with what `value` says, once it has said the same for [`PAUSE`]. Only in the browser; the first value
/// counts too.
pub fn after_pause<T>(value: impl Fn() -> T + 'static, work: impl Fn(T) + Clone + 'static)
where
    T: Clone + PartialEq + 'static,
{
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
        }
    };
    Effect::new(move |before: Option<T>| {
        let now = value();
        if before.as_ref() != Some(&now) {
            stop();
            let (work, said) = (work.clone(), now.clone());
            waiting.set_value(set_timeout_with_handle(move || work(said), PAUSE).ok());
        }
        now
    });
    on_cleanup(stop);
}
