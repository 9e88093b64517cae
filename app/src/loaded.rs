//! What a page loads: on the server before it is rendered, in the browser from what the server has put into the page.

use std::future::Future;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::suspense::Unsuspend;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Something loaded.
pub type Loaded<T> = Resource<T, JsonBytes>;

/// Loads what `fetcher` fetches for what `source` says, again whenever that changes. The page waits for it.
pub fn loaded<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetcher: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetcher, true)
}

/// What stands in a `<Suspense>` once that has come. To find out what it waits for, the framework makes all that stands in it twice
/// before it writes it; this is made once. Nothing in it may wait for anything by itself, but in a `<Suspense>` of its own.
pub(crate) fn late<V: IntoAny>(view: impl FnOnce() -> V + Send + 'static) -> Unsuspend<AnyView> {
    Unsuspend::new(move || view().into_any())
}

/// JSON, read from bytes as answers of server functions are. The framework's own way reads it from a string, which to serde is another
/// reader: everything that is loaded would be compiled, and downloaded, once more for it.
#[derive(Debug)]
pub struct JsonBytes;

impl<T: Serialize> Encoder<T> for JsonBytes {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for JsonBytes {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, serde_json::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}
