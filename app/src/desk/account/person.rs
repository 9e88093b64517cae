//! One account: its link, its password, and letting it go with what is in hand.

use domain::account::{AccountState, AccountSummary, Role};
use domain::dispatch::Officer;
use domain::fault::{Fault, Field};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{LinkShown, StateTag};
use crate::desk::frame::DeskTab;
use crate::desk::plain::plain_page;
use crate::page_resource::page_resource;
use crate::preferences::language;
use crate::server::account::{AccountOpened, account};
use crate::text::{self, name, words};
use crate::ui::{BackLink, ErrorSummary, PageTitle, SelectField, Time, options};

/// `/desk/accounts/{id}`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()).unwrap_or(0));
    plain_page(DeskTab::Accounts, page_resource(move || id, account), |opened| view! { <Opened opened/> }.into_any())
}

#[component]
fn Opened(opened: AccountOpened) -> impl IntoView {
    let AccountOpened { account, own, colleagues, invitation, faults } = opened;
    let (state, orders) = (account.state, account.orders);
    let disabled = matches!(state, AccountState::Disabled(_));
    let independent = matches!(account.role, Role::AuditAdministrator | Role::SecurityAdministrator);
    let title = name(&account.name);
    view! {
        <PageTitle title=title.clone() faults=faults.clone()/>
        <BackLink href="/desk/accounts".to_owned()/>
        <h1>{title}</h1>
        <ErrorSummary faults=faults.clone()/>
        {invitation.map(|invitation| view! { <LinkShown invitation/> })}
        <Facts account/>
        {(disabled && orders > 0).then(|| view! {
            <p class="notice notice--info" role="status">{text::account::handing_over(language(), orders)}</p>
        })}
        {match (own, independent) {
            (true, _) => view! { <p class="muted">{words(text::account::OWN)}</p> }.into_any(),
            (_, true) => view! { <p class="muted">{words(text::account::INDEPENDENT)}</p> }.into_any(),
            _ => view! {
                <Reset state/>
                {(!disabled).then(|| view! { <Disable orders colleagues faults/> })}
            }
            .into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Facts(account: AccountSummary) -> impl IntoView {
    let seen = match account.last_seen_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => words(text::account::NEVER).into_any(),
    };
    let post =
        [account.department.as_ref().map(name), account.town.as_ref().map(name), Some(name(&account.role.name()))];
    let post = post.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let since = match account.state {
        AccountState::Disabled(at) => Some(view! { <Time at/> }),
        AccountState::Active | AccountState::Invited(_) => None,
    };
    let facts = [
        (text::account::COLUMN_LOGIN, view! { <code>{account.login}</code> }.into_any()),
        (text::account::COLUMN_POST, post.into_any()),
        (text::account::COLUMN_STATE, view! { <StateTag state=account.state/> " " {since} }.into_any()),
        (text::account::COLUMN_ORDERS, account.orders.into_any()),
        (text::account::COLUMN_SEEN, seen),
    ];
    let rows =
        facts.map(|(label, fact)| view! { <div class="facts__row"><dt>{words(label)}</dt><dd>{fact}</dd></div> });
    view! { <dl class="facts">{rows.into_iter().collect_view()}</dl> }.into_any()
}

/// Another link: for a forgotten password, a link that ran out, or somebody who comes back.
#[component]
fn Reset(state: AccountState) -> impl IntoView {
    let (title, hint, action) = match state {
        AccountState::Active => (text::account::RESET, text::account::RESET_TEXT, "reset"),
        AccountState::Invited(_) => (text::account::LINK_AGAIN, text::account::LINK_AGAIN_TEXT, "reset"),
        AccountState::Disabled(_) => (text::account::ENABLE, text::account::ENABLE_TEXT, "enable"),
    };
    view! {
        <details class="card details">
            <summary>{words(title)}</summary>
            <form class="stack" method="post">
                <p class="muted">{words(hint)}</p>
                <p>
                    <button class="button button--secondary" type="submit" name="action" value=action>{words(title)}</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// Somebody leaves.
#[component]
fn Disable(orders: i64, colleagues: Vec<Officer>, faults: Vec<Fault>) -> impl IntoView {
    let faulty = !faults.is_empty();
    let option = |colleague: Officer| {
        let said = text::account::colleague_load(language(), name(&colleague.name), colleague.orders);
        (colleague.account.to_string(), said)
    };
    let colleagues: Vec<_> = colleagues.into_iter().map(option).collect();
    let work = match (orders > 0, colleagues.is_empty()) {
        (false, _) => ().into_any(),
        (true, true) => view! {
            <p class="notice notice--warning">{text::account::disable_nobody(language(), orders)}</p>
        }
        .into_any(),
        (true, false) => view! {
            <p>{text::account::disable_orders(language(), orders)}</p>
            <SelectField
                field=Field::Officer
                label=words(text::account::COLLEAGUE).to_owned()
                value=String::new()
                faults
            >
                {options(&String::new(), words(text::desk::CHOOSE), colleagues)}
            </SelectField>
        }
        .into_any(),
    };
    view! {
        <details class="card details" open=faulty>
            <summary>{words(text::account::DISABLE)}</summary>
            <form class="stack" method="post" novalidate>
                <p class="muted">{words(text::account::DISABLE_TEXT)}</p>
                {work}
                <p>
                    <button class="button button--danger" type="submit" name="action" value="disable">
                        {words(text::account::DISABLE)}
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
