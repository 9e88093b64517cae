//! Every page of the product on one page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, LazyRoute, SsrMode, lazy_route, path};

use crate::citizen::{
    CasePage, CheckPage, CitizenLayout, ConfirmationPage, DetailsPage, EmergencyPage, HomePage, NearbyPage, PhotoPage,
    PlacePage, TrackPage,
};
use crate::desk::{DeskCasePage, DeskStartPage, InboxPage, LoginPage, RegisterPage, SessionsPage};
use crate::officer::OfficerApp;
use crate::ui::NotFoundPage;

/// Tells style and tests that the page answers taps from here on: `data-hydrated` on `<html>`. Every page calls it, as a lazy
/// one hydrates later than the frame around it.
///
/// Browser only; nothing on the server.
pub(crate) fn mark_hydrated() {
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}

/// A citizen's page as a piece of its own, so that a first visit downloads the page it asks for and no other.
macro_rules! lazy {
    ($($route:ident => $page:ident),* $(,)?) => {
        $(
            struct $route;

            #[lazy_route]
            impl LazyRoute for $route {
                fn data() -> Self {
                    $route
                }

                fn view(_route: Self) -> AnyView {
                    mark_hydrated();
                    view! { <$page/> }.into_any()
                }
            }
        )*
    };
}

lazy! {
    HomeRoute => HomePage,
    PhotoRoute => PhotoPage,
    PlaceRoute => PlacePage,
    DetailsRoute => DetailsPage,
    EmergencyRoute => EmergencyPage,
    CheckRoute => CheckPage,
    ConfirmationRoute => ConfirmationPage,
    TrackRoute => TrackPage,
    NearbyRoute => NearbyPage,
    CaseRoute => CasePage,
}

/// The whole product. Citizen pages are rendered in one piece (`SsrMode::Async`), because the out-of-order mode needs
/// script to place what was awaited. Every page is lazy: its code is fetched when it is opened.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report") view={Lazy::<PhotoRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view={Lazy::<PlaceRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view={Lazy::<DetailsRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view={Lazy::<EmergencyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view={Lazy::<CheckRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view={Lazy::<ConfirmationRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("track") view={Lazy::<TrackRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view={Lazy::<NearbyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view={Lazy::<CaseRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/en") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report") view={Lazy::<PhotoRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view={Lazy::<PlaceRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view={Lazy::<DetailsRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view={Lazy::<EmergencyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view={Lazy::<CheckRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view={Lazy::<ConfirmationRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("track") view={Lazy::<TrackRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view={Lazy::<NearbyRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view={Lazy::<CaseRoute>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async/>
                <Route path=path!("/desk") view={Lazy::<DeskStartPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/inbox") view={Lazy::<InboxPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/cases/:number") view={Lazy::<DeskCasePage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/register") view={Lazy::<RegisterPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/sessions") view={Lazy::<SessionsPage>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/officer/*rest") view={Lazy::<OfficerApp>::new()} ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
