//! What a page loads: on the server before it is rendered, in the browser from what the server has put into the page.
//!
//! To the framework everything that is loaded is of one type. It would compile its machinery of waiting anew for each type and each page
//! otherwise, and everybody would download all of that.

use std::any::Any;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use domain::fault::FaultCode;
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use leptos::suspense::Unsuspend;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::opaque::Opaque;
use crate::ui::Loading;

/// What a server function answers.
pub type Answer<T> = Result<T, AppError>;

/// Something loaded: the answer of a server function, as far as it has come.
pub struct PageResource<T> {
    resource: Resource<Arrived, Json>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for PageResource<T> {
    fn clone(&self) -> PageResource<T> {
        *self
    }
}

impl<T> Copy for PageResource<T> {}

impl<T: Clone + DeserializeOwned + Send + Sync + 'static> PageResource<T> {
    /// What has come; `None` until then. Whoever asks is told when there is something else.
    pub fn get(self) -> Option<Answer<T>> {
        self.resource.get().map(|arrived| arrived.answer())
    }

    /// Waits until it has come.
    pub async fn wait(self) -> Answer<T> {
        self.resource.await.answer()
    }

    /// Loads it again.
    pub fn refetch(self) {
        self.resource.refetch();
    }

    /// Shows what has come, and until then that it is on its way.
    pub fn shown(self, show: impl Fn(Answer<T>) -> AnyView + Send + Sync + 'static) -> AnyView {
        let show = Arc::new(show);
        shown(self.resource, Arc::new(move |arrived| show(arrived.answer())))
    }
}

fn shown(resource: Resource<Arrived, Json>, show: Arc<dyn Fn(Arrived) -> AnyView + Send + Sync>) -> AnyView {
    view! {
        <Suspense fallback=Loading>
            {move || {
                let show = Arc::clone(&show);
                Suspend::new(async move {
                    let arrived = resource.await;
                    unsuspended(move || show(arrived))
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// Loads what `fetcher` fetches for what `source` says, again whenever that changes. The page waits for it.
pub fn page_resource<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetcher: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> PageResource<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + Send + Sync + 'static,
    Fut: Future<Output = Answer<T>> + Send + 'static,
{
    let fetcher = Box::new(move |asked: Opaque| -> Fetching {
        // Always there: what is asked for is what `source` said.
        let fetching = asked.get::<S>().cloned().map(&fetcher);
        Box::pin(async move {
            match fetching {
                Some(fetching) => Arrived::new(fetching.await),
                None => Arrived::new::<T>(Err(FaultCode::Unavailable.into())),
            }
        })
    });
    PageResource { resource: resource(Box::new(move || Opaque::new(source())), fetcher), of: PhantomData }
}

type Fetching = Pin<Box<dyn Future<Output = Arrived> + Send>>;

fn resource(
    source: Box<dyn Fn() -> Opaque + Send + Sync>,
    fetcher: Box<dyn Fn(Opaque) -> Fetching + Send + Sync>,
) -> Resource<Arrived, Json> {
    Resource::new_with_options(source, fetcher, true)
}

/// What has come: an answer, or the text of one that is read when somebody asks for it.
#[derive(Clone)]
struct Arrived(Arc<Inner>);

type Write = fn(&dyn Any) -> Result<String, serde_json::Error>;

struct Inner {
    answer: OnceLock<Box<dyn Any + Send + Sync>>,
    text: String,
    /// How the answer is written; only a server writes.
    write: Option<Write>,
}

impl Arrived {
    fn new<T: Serialize + Send + Sync + 'static>(answer: Answer<T>) -> Arrived {
        fn write<T: Serialize + 'static>(answer: &dyn Any) -> Result<String, serde_json::Error> {
            serde_json::to_string(&answer.downcast_ref::<Answer<T>>())
        }
        Arrived(Arc::new(Inner {
            answer: OnceLock::from(Box::new(answer) as Box<dyn Any + Send + Sync>),
            text: String::new(),
            write: if cfg!(feature = "ssr") { Some(write::<T>) } else { None },
        }))
    }

    fn answer<T: Clone + DeserializeOwned + Send + Sync + 'static>(&self) -> Answer<T> {
        // From bytes, as answers of server functions are read: from a string is another reader to serde, and everything that is loaded
        // would be compiled once more for it.
        let read = || -> Box<dyn Any + Send + Sync> {
            let read = serde_json::from_slice::<Answer<T>>(self.0.text.as_bytes());
            Box::new(read.unwrap_or_else(|_| Err(FaultCode::Unavailable.into())))
        };
        let answer = self.0.answer.get_or_init(read).downcast_ref::<Answer<T>>();
        answer.cloned().unwrap_or_else(|| Err(FaultCode::Unavailable.into()))
    }
}

/// The way from the server into the page and from there to the browser.
struct Json;

impl Encoder<Arrived> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(arrived: &Arrived) -> Result<String, serde_json::Error> {
        let Inner { answer, text, write } = &*arrived.0;
        match (write, answer.get()) {
            (Some(write), Some(answer)) => write(&**answer),
            _ => Ok(text.clone()),
        }
    }
}

impl Decoder<Arrived> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Arrived, serde_json::Error> {
        Ok(Arrived(Arc::new(Inner { answer: OnceLock::new(), text: text.to_owned(), write: None })))
    }
}

/// What stands in a `<Suspense>` once that has come. To find out what it waits for, the framework makes all that stands in it twice
/// before it writes it; this is made once. Nothing in it may wait for anything by itself, but in a `<Suspense>` of its own.
pub(crate) fn unsuspended<V: IntoAny>(view: impl FnOnce() -> V + Send + 'static) -> Unsuspend<AnyView> {
    Unsuspend::new(move || view().into_any())
}
