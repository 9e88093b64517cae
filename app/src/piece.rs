//! Pages that a browser fetches in pieces, several pages to a piece.

use leptos::prelude::*;

/// Tells style and tests that the page answers taps from here on: `data-hydrated` on `<html>`. Every page does, as a page that comes in
/// a piece hydrates later than what is around it.
///
/// Browser only; nothing on the server.
pub(crate) fn mark_hydrated() {
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}

/// Makes routes out of pages: `piece { Route(function): Page, … }`. The framework's own `lazy_route` makes a piece of every page; this
/// is the same for several pages to a piece. The function's name, written by the caller, is what the splitter tells its pages apart by.
macro_rules! pieces {
    ($($piece:ident { $($route:ident($view:ident): $page:ident),* $(,)? })*) => { $($(
        #[derive(Debug)]
        struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                $route
            }

            async fn view(_: Self) -> AnyView {
                $view::$view().await
            }

            async fn preload() {
                #[cfg(not(feature = "ssr"))]
                $view::preload().await;
            }
        }

        mod $view {
            use leptos::prelude::*;

            #[cfg(not(feature = "ssr"))]
            #[leptos::wasm_split::wasm_split(
                $piece,
                wasm_split_path = leptos::wasm_split,
                preload(preload)
            )]
            pub(super) fn $view() -> AnyView {
                crate::piece::mark_hydrated();
                super::$page().into_any()
            }

            /// The page's links name its piece, so that the browser fetches it at once.
            #[cfg(feature = "ssr")]
            pub(super) async fn $view() -> AnyView {
                leptos::prefetch_lazy_fn_on_server(stringify!($piece));
                crate::piece::mark_hydrated();
                super::$page().into_any()
            }
        }
    )*)* };
}

pub(crate) use pieces;
