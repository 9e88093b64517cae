//! Every page of the product on one page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::citizen::{
    CasePage, CheckPage, CitizenLayout, ConfirmationPage, DetailsPage, EmergencyPage, HomePage, NearbyPage, PhotoPage,
    PlacePage, TrackPage,
};
use crate::desk::{DeskCasePage, DeskStartPage, InboxPage, LoginPage, RegisterPage, SessionsPage};
use crate::officer::OfficerApp;
use crate::ui::NotFoundPage;

/// Tells style and tests that the page answers taps from here on: `data-hydrated` on `<html>`. Every page calls it, as a lazy
/// one hydrates later than what is around it.
///
/// Browser only; nothing on the server.
pub(crate) fn mark_hydrated() {
    Effect::new(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}

/// The whole product. Citizen pages are rendered in one piece (`SsrMode::Async`), because the out-of-order mode needs
/// script to place what was awaited; staff pages are lazy, so that citizens never download them. (Making every citizen's page lazy
/// as well was tried: the splitter then makes some 280 pieces, of which a page fetches a hundred.)
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("report") view=PhotoPage ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view=PlacePage ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view=DetailsPage ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view=EmergencyPage ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view=CheckPage ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view=ConfirmationPage ssr=SsrMode::Async/>
                    <Route path=path!("track") view=TrackPage ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view=NearbyPage ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view=CasePage ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/en") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("report") view=PhotoPage ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view=PlacePage ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view=DetailsPage ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view=EmergencyPage ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view=CheckPage ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view=ConfirmationPage ssr=SsrMode::Async/>
                    <Route path=path!("track") view=TrackPage ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view=NearbyPage ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view=CasePage ssr=SsrMode::Async/>
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
