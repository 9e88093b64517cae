//! Every page of the product on one page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{PossibleRouteMatch, SsrMode, path};

use crate::chunk::{Page, chunks};
use crate::citizen::{
    CasePage, CheckPage, CitizenLayout, ConfirmationPage, DetailsPage, EmergencyPage, HomePage, NearbyPage,
    NotFoundPage, PhotoPage, PlacePage, TrackPage,
};
use crate::desk::{DeskCasePage, DeskStartPage, InboxPage, RegisterPage};
use crate::officer::OfficerApp;

// What a browser fetches, beside what every page needs (with the home page in it): one chunk for each errand, so that nobody downloads
// another one's. Fewer and larger chunks than pages: what two of them share becomes a chunk as well, and a chunk for every page made some
// 280, of which a page fetched a hundred.
chunks! {
    report {
        PHOTO(photo): PhotoPage,
        PLACE(place): PlacePage,
        DETAILS(details): DetailsPage,
        EMERGENCY(emergency): EmergencyPage,
        CHECK(check): CheckPage,
        CONFIRMATION(confirmation): ConfirmationPage,
    }
    follow {
        TRACK(track): TrackPage,
        NEARBY(nearby): NearbyPage,
        CASE(case): CasePage,
    }
    desk {
        DESK_START(desk_start): DeskStartPage,
        INBOX(inbox): InboxPage,
        DESK_CASE(desk_case): DeskCasePage,
        REGISTER(register): RegisterPage,
    }
    officer {
        OFFICER(officer): OfficerApp,
    }
}

/// The home page comes with what every page needs.
const HOME: Page = Page { view: || Box::pin(async { HomePage().into_any() }), preload: || Box::pin(async {}) };

/// All routes, and what else stands among them.
macro_rules! product {
    ($($others:tt)*) => {
        view! {
            <Router>
                <Routes fallback=NotFoundPage>
                    <CitizenRoutes root=path!("/")/>
                    <CitizenRoutes root=path!("/en")/>
                    <Route path=path!("/desk") view=DESK_START ssr=SsrMode::Async/>
                    <Route path=path!("/desk/inbox") view=INBOX ssr=SsrMode::Async/>
                    <Route path=path!("/desk/cases/:number") view=DESK_CASE ssr=SsrMode::Async/>
                    <Route path=path!("/desk/register") view=REGISTER ssr=SsrMode::Async/>
                    <Route path=path!("/officer/*rest") view=OFFICER ssr=SsrMode::Async/>
                    $($others)*
                </Routes>
            </Router>
        }
    };
}

/// The whole product. Pages are rendered as a whole (`SsrMode::Async`), because the out-of-order mode needs script to place what was
/// awaited.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    crate::ui::TitleCount::provide();
    #[cfg(feature = "ssr")]
    return product!(<PlainRoutes/>);
    #[cfg(not(feature = "ssr"))]
    product!()
}

/// The pages without script, whose addresses `request.rs` names. The browser's router does not know them, so that links to them are `external`.
#[component(transparent)]
#[cfg(feature = "ssr")]
fn PlainRoutes() -> impl MatchNestedRoutes + Clone {
    use crate::citizen::MyPage;
    use crate::desk::account::{AccountPage, AccountsPage, NewAccountPage, PasswordPage};
    use crate::desk::audit::AuditPage;
    use crate::desk::city::CityPage;
    use crate::desk::first_password::{InvitationPage, SetUpPage};
    use crate::desk::login::LoginPage;
    use crate::desk::sessions::SessionsPage;

    view! {
        <ParentRoute path=path!("/") view=leptos_router::components::Outlet ssr=SsrMode::Async>
            <Route path=path!("desk/accounts") view=AccountsPage ssr=SsrMode::Async/>
            <Route path=path!("desk/accounts/new") view=NewAccountPage ssr=SsrMode::Async/>
            <Route path=path!("desk/accounts/:id") view=AccountPage ssr=SsrMode::Async/>
            <Route path=path!("desk/password") view=PasswordPage ssr=SsrMode::Async/>
            <Route path=path!("desk/audit") view=AuditPage ssr=SsrMode::Async/>
            <Route path=path!("desk/sessions") view=SessionsPage ssr=SsrMode::Async/>
            <Route path=path!("desk/city") view=CityPage ssr=SsrMode::Async/>
            <Route path=path!("login") view=LoginPage ssr=SsrMode::Async/>
            <Route path=path!("setup/:token") view=SetUpPage ssr=SsrMode::Async/>
            <Route path=path!("invitation/:token") view=InvitationPage ssr=SsrMode::Async/>
            <ParentRoute path=path!("my") view=CitizenLayout ssr=SsrMode::Async>
                <Route path=path!("") view=MyPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("en/my") view=CitizenLayout ssr=SsrMode::Async>
                <Route path=path!("") view=MyPage ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

/// The citizen's pages below the root of a language.
#[component(transparent)]
fn CitizenRoutes<Root>(root: Root) -> impl MatchNestedRoutes + Clone
where
    Root: PossibleRouteMatch + std::fmt::Debug + Clone + Send + Sync + 'static,
{
    view! {
        <ParentRoute path=root view=CitizenLayout ssr=SsrMode::Async>
            <Route path=path!("") view=HOME ssr=SsrMode::Async/>
            <Route path=path!("report") view=PHOTO ssr=SsrMode::Async/>
            <Route path=path!("report/place") view=PLACE ssr=SsrMode::Async/>
            <Route path=path!("report/details") view=DETAILS ssr=SsrMode::Async/>
            <Route path=path!("report/emergency") view=EMERGENCY ssr=SsrMode::Async/>
            <Route path=path!("report/check") view=CHECK ssr=SsrMode::Async/>
            <Route path=path!("report/done") view=CONFIRMATION ssr=SsrMode::Async/>
            <Route path=path!("track") view=TRACK ssr=SsrMode::Async/>
            <Route path=path!("nearby") view=NEARBY ssr=SsrMode::Async/>
            <Route path=path!("cases/:number") view=CASE ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
