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
use crate::piece::pieces;
use crate::ui::NotFoundPage;

// What a browser fetches, beside what every page needs (with the home page in it): one piece for each errand, so that nobody downloads
// another one's. Fewer and larger pieces than pages: what two of them share becomes a piece as well, and a piece for every page made some
// 280, of which a page fetched a hundred.
pieces! {
    report {
        Photo(photo): PhotoPage,
        Place(place): PlacePage,
        Details(details): DetailsPage,
        Emergency(emergency): EmergencyPage,
        Check(check): CheckPage,
        Confirmation(confirmation): ConfirmationPage,
    }
    follow {
        Track(track): TrackPage,
        Nearby(nearby): NearbyPage,
        Case(case): CasePage,
    }
    desk {
        Login(login): LoginPage,
        DeskStart(desk_start): DeskStartPage,
        Inbox(inbox): InboxPage,
        DeskCase(desk_case): DeskCasePage,
        Register(register): RegisterPage,
        Sessions(sessions): SessionsPage,
    }
    officer {
        Officer(officer): OfficerApp,
    }
}

/// The whole product. Pages are rendered in one piece (`SsrMode::Async`), because the out-of-order mode needs script to place what was
/// awaited.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <ParentRoute path=path!("/") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("report") view={Lazy::<Photo>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view={Lazy::<Place>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view={Lazy::<Details>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view={Lazy::<Emergency>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view={Lazy::<Check>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view={Lazy::<Confirmation>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("track") view={Lazy::<Track>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view={Lazy::<Nearby>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view={Lazy::<Case>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("/en") view=CitizenLayout ssr=SsrMode::Async>
                    <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("report") view={Lazy::<Photo>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/place") view={Lazy::<Place>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/details") view={Lazy::<Details>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/emergency") view={Lazy::<Emergency>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/check") view={Lazy::<Check>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("report/done") view={Lazy::<Confirmation>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("track") view={Lazy::<Track>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("nearby") view={Lazy::<Nearby>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("cases/:number") view={Lazy::<Case>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
                <Route path=path!("/login") view={Lazy::<Login>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk") view={Lazy::<DeskStart>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/inbox") view={Lazy::<Inbox>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/cases/:number") view={Lazy::<DeskCase>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/register") view={Lazy::<Register>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/desk/sessions") view={Lazy::<Sessions>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/officer/*rest") view={Lazy::<Officer>::new()} ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
