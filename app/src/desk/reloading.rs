//! What is loaded again and meanwhile stays as it was.

use leptos::prelude::*;

use crate::ui::Loading;

/// Children that show what was loaded; `pending` tells whether it is being loaded again.
///
/// On the server nothing is told. Whoever told it would look for what is missing while another thread notes that it has come, and what
/// is just being written cannot be read.
#[component]
pub fn Reloading<C>(
    /// Whether something is being loaded.
    pending: RwSignal<bool>,
    children: TypedChildren<C>,
) -> impl IntoView
where
    C: IntoView + Send + 'static,
{
    let props = TransitionProps::builder().fallback(|| view! { <Loading/> }).children(children);
    #[cfg(not(feature = "ssr"))]
    let props = props.set_pending(pending);
    #[cfg(feature = "ssr")]
    let _ = pending;
    Transition(props.build())
}
