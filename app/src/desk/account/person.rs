//! One account: its link, its password, and letting it go with what is in hand.

use domain::account::{AccountState, AccountSummary, Invitation};
use domain::dispatch::Officer;
use domain::fault::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::link::LinkShown;
use super::{StateTag, administers, is_own};
use crate::api::account::{disable_account, find_account, reset_account};
use crate::desk::failed::{DeskFailed, Gate};
use crate::desk::form_faults::FormFaults;
use crate::desk::frame::{ActorResource, DeskFrame, DeskTab};
use crate::desk::input::{Faults, SelectInput, hydrated};
use crate::error::AppError;
use crate::loaded::{late, loaded};
use crate::preferences::language;
use crate::session;
use crate::text::{self, Text, name, words};
use crate::ui::{BackLink, Loading, PageTitle, Time};

/// `/desk/accounts/{id}`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id").and_then(|id| id.parse().ok()).unwrap_or(0)));
    let actor = session::actor();
    let found = loaded(move || id.get(), find_account);
    let changed = Callback::new(move |()| found.refetch());
    let open =
        Open { link: RwSignal::new(None), notice: RwSignal::new(None), faults: RwSignal::new(Vec::new()), changed };
    view! {
        <PageTitle title=words(text::account::ACCOUNTS_TITLE).to_owned()/>
        <DeskFrame actor tab=DeskTab::Accounts>
            <Gate actor allowed=administers/>
            <div class="desk-column stack">
                <BackLink href="/desk/accounts".to_owned()/>
                <p class="desk-notice" role="status">{move || open.notice.get().map(words)}</p>
                {move || open.link.get().map(|invitation| view! { <LinkShown invitation/> })}
                <Transition fallback=|| view! { <Loading/> }>
                    {move || found.get().map(|found| late(move || match found {
                        Ok((account, colleagues)) => view! { <Account account colleagues actor open/> }.into_any(),
                        Err(error) => view! { <DeskFailed error/> }.into_any(),
                    }))}
                </Transition>
            </div>
        </DeskFrame>
    }
    .into_any()
}

/// What the parts of the page share.
#[derive(Clone, Copy, Debug)]
struct Open {
    link: RwSignal<Option<Invitation>>,
    notice: RwSignal<Option<Text>>,
    faults: Faults,
    changed: Callback<()>,
}

impl Open {
    /// Notes what came of a change. Browser only.
    fn answered<T>(self, answer: Result<T, AppError>, then: impl FnOnce(T)) {
        match answer {
            Ok(value) => {
                self.faults.try_set(Vec::new());
                then(value);
                self.changed.try_run(());
            }
            Err(error) => drop(self.faults.try_set(error.faults)),
        }
    }
}

#[component]
fn Account(account: AccountSummary, colleagues: Vec<Officer>, actor: ActorResource, open: Open) -> impl IntoView {
    let (id, state) = (account.id, account.state);
    let orders = account.orders;
    let own = move || is_own(actor.get().and_then(Result::ok).flatten().as_ref(), id);
    let colleagues = StoredValue::new(colleagues);
    view! {
        <h1>{name(&account.name)}</h1>
        <Facts account/>
        <FormFaults faults=open.faults/>
        {move || match own() {
            true => view! { <p class="muted">{words(text::account::OWN)}</p> }.into_any(),
            false => view! {
                <Reset id state open/>
                {(!matches!(state, AccountState::Disabled(_))).then(|| view! {
                    <Disable id orders colleagues=colleagues.get_value() open/>
                })}
            }
            .into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Facts(account: AccountSummary) -> impl IntoView {
    let seen = account.last_seen_at.map(|at| view! { <Time at/> });
    let post =
        [account.department.as_ref().map(name), account.town.as_ref().map(name), Some(name(&account.role.name()))];
    view! {
        <dl class="facts">
            <div class="facts__row"><dt>{words(text::account::COLUMN_LOGIN)}</dt><dd><code>{account.login}</code></dd></div>
            <div class="facts__row">
                <dt>{words(text::account::COLUMN_POST)}</dt>
                <dd>{post.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</dd>
            </div>
            <div class="facts__row"><dt>{words(text::account::COLUMN_STATE)}</dt><dd><StateTag state=account.state/></dd></div>
            <div class="facts__row"><dt>{words(text::account::COLUMN_ORDERS)}</dt><dd class="numeric">{account.orders}</dd></div>
            <div class="facts__row">
                <dt>{words(text::account::COLUMN_SEEN)}</dt>
                <dd>{seen.map_or_else(|| words(text::account::NEVER).into_any(), IntoAny::into_any)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Another link: for a forgotten password, a link that ran out, or somebody who comes back.
#[component]
fn Reset(id: i64, state: AccountState, open: Open) -> impl IntoView {
    let (title, hint) = match state {
        AccountState::Active => (text::account::RESET, text::account::RESET_TEXT),
        AccountState::Invited(_) => (text::account::LINK_AGAIN, text::account::LINK_AGAIN_TEXT),
        AccountState::Disabled(_) => (text::account::ENABLE, text::account::ENABLE_TEXT),
    };
    let pending = RwSignal::new(false);
    let ready = hydrated();
    let reset = move |_| {
        pending.set(true);
        spawn_local(async move {
            let answer = reset_account(id).await;
            pending.try_set(false);
            open.answered(answer, |invitation| {
                open.notice.try_set(None);
                open.link.try_set(Some(invitation));
            });
        });
    };
    view! {
        <section class="card stack">
            <h2>{words(title)}</h2>
            <p class="muted">{words(hint)}</p>
            <p>
                <button
                    class="button button--secondary"
                    type="button"
                    disabled=move || !ready.get() || pending.get()
                    on:click=reset
                >
                    {words(title)}
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// Somebody leaves.
#[component]
fn Disable(id: i64, orders: i64, colleagues: Vec<Officer>, open: Open) -> impl IntoView {
    let to = RwSignal::new(String::new());
    let pending = RwSignal::new(false);
    let ready = hydrated();
    let someone = !colleagues.is_empty();
    let options: Vec<_> = colleagues
        .into_iter()
        .map(|colleague| {
            let said = text::account::colleague_load(language(), name(&colleague.name), colleague.orders);
            (colleague.account.to_string(), said)
        })
        .collect();
    let disable = move |_| {
        let chosen = to.get_untracked().parse().ok();
        pending.set(true);
        spawn_local(async move {
            let answer = disable_account(id, chosen).await;
            pending.try_set(false);
            open.answered(answer, |()| {
                open.link.try_set(None);
                let handing = chosen.is_some();
                let said = if handing { text::account::DISABLED_HANDING } else { text::account::DISABLED_DONE };
                open.notice.try_set(Some(said));
            });
        });
    };
    view! {
        <section class="card stack">
            <h2>{words(text::account::DISABLE)}</h2>
            <p class="muted">{words(text::account::DISABLE_TEXT)}</p>
            {(orders > 0 && someone).then(|| view! {
                <p>{text::account::disable_orders(language(), orders)}</p>
                <SelectInput
                    field=Field::Officer
                    label=words(text::account::COLLEAGUE).to_owned()
                    value=to
                    options=Signal::stored(options)
                    faults=open.faults
                />
            })}
            {(orders > 0 && !someone).then(|| view! {
                <p class="notice notice--warning">{text::account::disable_nobody(language(), orders)}</p>
            })}
            <p>
                <button
                    class="button button--danger"
                    type="button"
                    disabled=move || !ready.get() || pending.get()
                    on:click=disable
                >
                    {words(text::account::DISABLE)}
                </button>
            </p>
        </section>
    }
    .into_any()
}
