//! A view that is made when it is written, not before.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

/// What stands inside a `<Suspense>` once everything it waits for has come.
///
/// To find out what a page waits for, the framework makes what stands inside twice before it writes it, and walks through all of it each
/// time. Behind this it finds nothing, so that a list of fifty rows is made once. Nothing in it may wait for anything by itself, but in a
/// `<Suspense>` of its own.
pub(crate) struct Late(Box<dyn FnOnce() -> AnyView + Send>);

/// Makes the view late.
pub(crate) fn late<V: IntoAny>(view: impl FnOnce() -> V + Send + 'static) -> Late {
    Late(Box::new(move || view().into_any()))
}

impl Late {
    fn view(self) -> AnyView {
        (self.0)()
    }
}

no_attrs!(Late);

impl Render for Late {
    type State = <AnyView as Render>::State;

    fn build(self) -> Self::State {
        self.view().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.view().rebuild(state);
    }
}

impl RenderHtml for Late {
    type AsyncOutput = Late;
    type Owned = Late;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Late {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.view().to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.view().to_html_async_with_buf::<OUT_OF_ORDER>(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.view().hydrate::<FROM_SERVER>(cursor, position)
    }

    async fn hydrate_async(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.view().hydrate_async(cursor, position).await
    }

    fn into_owned(self) -> Late {
        self
    }
}
