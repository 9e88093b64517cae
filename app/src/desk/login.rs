//! Signing in: a plain form on a page without script.

use domain::fault::{Fault, Field};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::entrance::EntranceFrame;
use crate::preferences::preferences;
use crate::server::entrance::failed_sign_in;
use crate::text::{self, Text, words};
use crate::ui::{ErrorSummary, PageTitle, TextField};

/// `/login`.
#[component]
pub fn LoginPage() -> impl IntoView {
    let (login, faults) = failed_sign_in();
    view! {
        <EntranceFrame>
            <SignInForm login faults/>
            {preferences().demo.then(|| view! { <DemoAccounts/> })}
        </EntranceFrame>
    }
    .into_any()
}

/// Posts to the page's own address, so that a refused form keeps where to go afterwards. Only a path of this site is
/// passed on.
#[component]
fn SignInForm(login: String, faults: Vec<Fault>) -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    let next = if own { next } else { String::new() };
    view! {
        <PageTitle title=words(text::desk::LOGIN_TITLE).to_owned() faults=faults.clone()/>
        <form class="card stack login__form" method="post" novalidate>
            <h1>{words(text::desk::LOGIN_TITLE)}</h1>
            <ErrorSummary faults=faults.clone()/>
            <TextField
                field=Field::Login
                label=words(text::desk::LOGIN_NAME).to_owned()
                value=login
                faults=faults.clone()
                autocomplete="username"
            />
            <TextField
                field=Field::Password
                label=words(text::desk::LOGIN_PASSWORD).to_owned()
                value=String::new()
                faults=faults
                kind="password"
                autocomplete="current-password"
            />
            <input type="hidden" name="next" value=next/>
            <button class="button button--primary button--wide" type="submit">{words(text::desk::SIGN_IN)}</button>
            <p class="muted small">{words(text::desk::LOGIN_HELP)}</p>
        </form>
    }
    .into_any()
}

/// The accounts of the demonstration with what each is for.
const DEMO_ACCOUNTS: [(&str, Text); 14] = [
    ("shouli", text::desk::ACCOUNT_SHOULI),
    ("paiqian", text::desk::ACCOUNT_PAIQIAN),
    ("shizheng", text::desk::ACCOUNT_SHIZHENG),
    ("xuncha", text::desk::ACCOUNT_XUNCHA),
    ("caiji", text::desk::ACCOUNT_CAIJI),
    ("zhiban", text::desk::ACCOUNT_ZHIBAN),
    ("zhifa", text::desk::ACCOUNT_ZHIFA),
    ("xietong", text::desk::ACCOUNT_XIETONG),
    ("huanwei", text::desk::ACCOUNT_HUANWEI),
    ("ducha", text::desk::ACCOUNT_DUCHA),
    ("chuangkou", text::desk::ACCOUNT_CHUANGKOU),
    ("xitong", text::desk::ACCOUNT_XITONG),
    ("anquan", text::desk::ACCOUNT_ANQUAN),
    ("shenji", text::desk::ACCOUNT_SHENJI),
];

/// Who may be tried in the demonstration. The five of the simplest loop come first, in its order.
#[component]
fn DemoAccounts() -> impl IntoView {
    view! {
        <section class="login__demo stack">
            <h2>{words(text::desk::DEMO_TITLE)}</h2>
            <p>{words(text::desk::DEMO_PASSWORD)}</p>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words(text::desk::DEMO_LOGIN)}</th>
                        <th scope="col">{words(text::desk::DEMO_WHAT)}</th>
                    </tr>
                </thead>
                <tbody>
                    {DEMO_ACCOUNTS
                        .into_iter()
                        .map(|(login, what)| view! { <tr><th scope="row"><code>{login}</code></th><td>{words(what)}</td></tr> })
                        .collect_view()}
                </tbody>
            </table>
        </section>
    }
    .into_any()
}
