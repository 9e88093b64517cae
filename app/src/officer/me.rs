//! Who I am on this device: role, devices, language, type, theme, signing out.

use domain::account::Actor;
use leptos::prelude::*;

use super::memory;
use super::theme::Theme;
use crate::preferences::preferences;
use crate::text::{self, name, words};
use crate::ui::{Icon, PageTitle};

/// Name and role, and what can be set.
#[component]
pub fn MeView(actor: Actor) -> impl IntoView {
    let department = actor.department.as_ref().map(|(_, department)| name(department));
    view! {
        <PageTitle title=words(text::officer::TAB_ME).to_owned()/>
        <h1 class="officer__title">{name(&actor.name)}</h1>
        <p class="officer__role">
            {name(&actor.role.name())}
            {department.map(|department| view! { <span>{format!(" · {department}")}</span> })}
        </p>
        <p class="muted numeric">{actor.login}</p>
        <ul class="officer__settings" role="list">
            <li><NightSwitch/></li>
            <li><LanguageForm/></li>
            <li><LargeTypeForm/></li>
            <li>
                <a class="officer__setting" href="/desk/sessions" rel="external">
                    <Icon name="smartphone"/>
                    <span>{words(text::officer::DEVICES)}</span>
                    <Icon name="chevron-right"/>
                </a>
            </li>
            <li><SignOutForm/></li>
        </ul>
    }
    .into_any()
}

#[component]
fn NightSwitch() -> impl IntoView {
    let theme = expect_context::<RwSignal<Theme>>();
    let is_night = move || theme.get().is_night();
    let turn = move |_| {
        let next = if theme.get_untracked().is_night() { Theme::Light } else { Theme::Night };
        theme.set(next);
        next.remember();
    };
    view! {
        <button
            type="button"
            class="officer__setting"
            role="switch"
            aria-checked=move || is_night().to_string()
            on:click=turn
        >
            <Icon name="moon"/>
            <span>{words(text::officer::NIGHT)}</span>
            <span class="officer__state-word">{move || words(if is_night() { text::officer::ON } else { text::officer::OFF })}</span>
        </button>
    }
}

/// A plain form: the server keeps the choice and renders the shell anew.
#[component]
fn LanguageForm() -> impl IntoView {
    let other = preferences().language.other();
    view! {
        <form method="post" action="/preferences">
            <input type="hidden" name="language" value=other.tag()/>
            <input type="hidden" name="next" value="/officer/me"/>
            <button type="submit" class="officer__setting" lang=other.tag()>
                <Icon name="languages"/>
                <span>{words(text::site::LANGUAGE_OTHER)}</span>
            </button>
        </form>
    }
}

#[component]
fn LargeTypeForm() -> impl IntoView {
    let large = preferences().large_type;
    let label = if large { text::site::LARGE_TYPE_OFF } else { text::site::LARGE_TYPE_ON };
    view! {
        <form method="post" action="/preferences">
            <input type="hidden" name="large_type" value=if large { "0" } else { "1" }/>
            <input type="hidden" name="next" value="/officer/me"/>
            <button type="submit" class="officer__setting">
                <Icon name="a-large-small"/>
                <span>{words(label)}</span>
            </button>
        </form>
    }
}

/// Signing out also forgets what was half done on this device.
#[component]
fn SignOutForm() -> impl IntoView {
    // Without a network nobody is signed out, and what is half done stays.
    let forget = |_| {
        if window().navigator().on_line() {
            memory::forget_all();
        }
    };
    view! {
        <form method="post" action="/logout" on:submit=forget>
            <button type="submit" class="officer__setting officer__setting--danger">
                <Icon name="log-out"/>
                <span>{words(text::site::SIGN_OUT)}</span>
            </button>
        </form>
    }
}
