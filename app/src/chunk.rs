//! Pages that a browser fetches in chunks, several pages to a chunk.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos_router::ChooseView;

/// Tells style and tests that the page answers taps from here on: `data-hydrated` on `<html>`. Every page does, as a page that comes in
/// a chunk hydrates later than what is around it.
///
/// Browser only; nothing on the server.
pub(crate) fn mark_hydrated() {
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}

/// Names a chunk's files in the page's head, so that the browser fetches them with everything else.
///
/// The framework's own `prefetch_lazy_fn_on_server` writes the same once the page's owner may be gone, and left the names out of every
/// fourth answer.
#[cfg(feature = "ssr")]
pub(crate) fn name_files(chunk: &str) {
    use leptos_meta::Link;

    let Some(manifest) = use_context::<leptos::WasmSplitManifest>() else { return };
    let Some(manifest) = manifest.0.try_read_value() else { return };
    let (folder, chunks, loader) = &*manifest;
    for file in chunks.get(chunk).into_iter().flatten() {
        let file = format!("{folder}/{file}.wasm");
        // Written out for its effect: the head's elements register themselves.
        view! { <Link rel="preload" href=file as_="fetch" type_="application/wasm" crossorigin="anonymous"/> }
            .to_html();
    }
    view! { <Link rel="modulepreload" href=format!("{folder}/{loader}") crossorigin="anonymous"/> }.to_html();
}

/// Something that has to be fetched first.
pub(crate) type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// A page as the router takes it. One type for all pages: the router is compiled, and downloaded, for every type of page anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// The page, once its chunk has come.
    pub(crate) view: fn() -> Coming<AnyView>,
    /// Fetches the chunk.
    pub(crate) preload: fn() -> Coming<()>,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        (self.view)().await
    }

    async fn preload(&self) {
        (self.preload)().await;
    }
}

/// Makes routes out of pages: `chunk { ROUTE(function): Page, … }`. The framework's own `lazy_route` makes a chunk of every page; this
/// is the same for several pages to a chunk. The function's name, written by the caller, is what the splitter tells its pages apart by.
macro_rules! chunks {
    ($($chunk:ident { $($route:ident($view:ident): $page:ident),* $(,)? })*) => { $($(
        const $route: crate::chunk::Page = crate::chunk::Page { view: $view::view, preload: $view::chunk };

        mod $view {
            use leptos::prelude::*;

            use crate::chunk::Coming;

            pub(super) fn view() -> Coming<AnyView> {
                Box::pin($view())
            }

            #[cfg(not(feature = "ssr"))]
            pub(super) fn chunk() -> Coming<()> {
                Box::pin(preload())
            }

            #[cfg(feature = "ssr")]
            pub(super) fn chunk() -> Coming<()> {
                Box::pin(async {})
            }

            #[cfg(not(feature = "ssr"))]
            #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, preload(preload))]
            fn $view() -> AnyView {
                crate::chunk::mark_hydrated();
                super::$page().into_any()
            }

            #[cfg(feature = "ssr")]
            async fn $view() -> AnyView {
                crate::chunk::name_files(stringify!($chunk));
                crate::chunk::mark_hydrated();
                super::$page().into_any()
            }
        }
    )*)* };
}

pub(crate) use chunks;
