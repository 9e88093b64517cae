//! The accounts, narrowed by name and role. All of its state is in the address.

use domain::account::{AccountFilter, AccountSummary, Role};
use domain::page::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::StateTag;
use crate::desk::address::encode;
use crate::desk::frame::DeskTab;
use crate::desk::plain::plain_page;
use crate::page_resource::page_resource;
use crate::preferences::language;
use crate::server::account::accounts;
use crate::text::{self, name, words};
use crate::ui::{Empty, Icon, PageTitle, Pager, Time};

/// `/desk/accounts`.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let filter = use_query_map().with_untracked(|query| AccountFilter {
        words: query.get_str("words").unwrap_or_default().to_owned(),
        role: query.get_str("role").unwrap_or_default().to_owned(),
        page: query.get_str("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
    });
    let asked = filter.clone();
    plain_page(DeskTab::Accounts, page_resource(move || asked.clone(), accounts), move |page| {
        view! {
            <PageTitle title=words(text::account::ACCOUNTS_TITLE).to_owned()/>
            <h1>{words(text::account::ACCOUNTS_TITLE)}</h1>
            <p class="muted">{words(text::account::ACCOUNTS_TEXT)}</p>
            <Search filter=filter.clone()/>
            <AccountTable page filter=filter.clone()/>
        }
        .into_any()
    })
}

#[component]
fn Search(filter: AccountFilter) -> impl IntoView {
    let AccountFilter { words: typed, role: chosen, .. } = filter;
    let roles = Role::ALL.into_iter().map(|role| {
        let selected = role.code() == chosen;
        view! { <option value=role.code() selected=selected>{name(&role.name())}</option> }
    });
    view! {
        <search class="cluster">
            <form class="account-search" method="get" action="/desk/accounts">
                <label class="visually-hidden" for="words">{words(text::account::SEARCH)}</label>
                <input class="input" type="search" id="words" name="words" value=typed placeholder=words(text::account::SEARCH)/>
                <label class="visually-hidden" for="role">{words(text::account::ROLE)}</label>
                <select class="select" id="role" name="role">
                    <option value="">{words(text::account::ALL_ROLES)}</option>
                    {roles.collect_view()}
                </select>
                <button class="button button--secondary" type="submit">{words(text::desk::FILTER_APPLY)}</button>
            </form>
            <a class="button button--primary" href="/desk/accounts/new">
                <Icon name="plus"/>
                <span>{words(text::account::NEW)}</span>
            </a>
        </search>
    }
    .into_any()
}

#[component]
fn AccountTable(page: Page<AccountSummary>, filter: AccountFilter) -> impl IntoView {
    if page.rows.is_empty() {
        return view! {
            <Empty
                icon="user"
                title=words(text::account::ACCOUNTS_NONE_TITLE).to_owned()
                text=words(text::account::ACCOUNTS_NONE_TEXT).to_owned()
            />
        }
        .into_any();
    }
    let count = if page.more {
        text::account::accounts_count_more(language(), page.total)
    } else {
        text::account::accounts_count(language(), page.total)
    };
    let (number, pages) = (page.page, page.pages());
    let href = move |number: u32| {
        let (words, role) = (encode(&filter.words), encode(&filter.role));
        format!("/desk/accounts?words={words}&role={role}&page={number}")
    };
    view! {
        <p class="muted small">{count}</p>
        <div class="table-scroll">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words(text::account::COLUMN_NAME)}</th>
                        <th scope="col">{words(text::account::COLUMN_LOGIN)}</th>
                        <th class="wide-only" scope="col">{words(text::account::COLUMN_POST)}</th>
                        <th scope="col">{words(text::account::COLUMN_STATE)}</th>
                        <th class="wide-only numeric" scope="col">{words(text::account::COLUMN_ORDERS)}</th>
                        <th class="wide-only" scope="col">{words(text::account::COLUMN_SEEN)}</th>
                    </tr>
                </thead>
                <tbody>{page.rows.into_iter().map(|account| view! { <Row account/> }).collect_view()}</tbody>
            </table>
        </div>
        <Pager page=number pages href/>
    }
    .into_any()
}

#[component]
fn Row(account: AccountSummary) -> impl IntoView {
    let post = match &account.department {
        Some(department) => format!("{} · {}", name(department), name(&account.role.name())),
        None => name(&account.role.name()),
    };
    let seen = match account.last_seen_at {
        Some(at) => view! { <Time at short=true/> }.into_any(),
        None => words(text::account::NEVER).into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/desk/accounts/{}", account.id)>{name(&account.name)}</a></th>
            <td><code>{account.login}</code></td>
            <td class="wide-only">{post}</td>
            <td><StateTag state=account.state/></td>
            <td class="wide-only numeric">{account.orders}</td>
            <td class="wide-only">{seen}</td>
        </tr>
    }
    .into_any()
}
