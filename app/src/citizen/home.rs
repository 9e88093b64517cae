//! The start: report, follow, and what the city has been doing.

use leptos::prelude::*;

use super::case_row::{CaseList, RowNote};
use crate::api::public::{Home, find_home};
use crate::page_resource::page_resource;
use crate::preferences::path;
use crate::text::{self, words};
use crate::ui::{Empty, Failed, Icon, PageTitle};

/// One large button, one small one, two figures, the latest cases.
#[component]
pub fn HomePage() -> impl IntoView {
    crate::chunk::mark_hydrated();
    let home = page_resource(|| (), |()| find_home());
    view! {
        <PageTitle title=words(text::citizen::HOME_PAGE).to_owned()/>
        <section class="hero">
            <h1 class="hero__title">{words(text::citizen::HOME_TITLE)}</h1>
            <p class="hero__lead">{words(text::citizen::HOME_LEAD)}</p>
            <div class="hero__ways">
                <a class="button button--primary button--large hero__report" href=path("/report")>
                    <Icon name="camera"/>
                    {words(text::citizen::HOME_REPORT)}
                </a>
                <a class="button button--secondary button--large" href=path("/track")>
                    <Icon name="search"/>
                    {words(text::citizen::HOME_TRACK)}
                </a>
            </div>
        </section>
        {home.shown(|home| match home {
            Ok(home) => view! { <Latest home=home/> }.into_any(),
            Err(error) => view! { <Failed error=error/> }.into_any(),
        })}
    }
    .into_any()
}

#[component]
fn Latest(home: Home) -> impl IntoView {
    let empty = home.latest.is_empty();
    view! {
        <dl class="figures">
            <Figure label=words(text::citizen::HOME_OPEN) value=home.open/>
            <Figure label=words(text::citizen::HOME_SETTLED) value=home.settled/>
        </dl>
        <section class="stack" aria-labelledby="latest">
            <div class="section-head">
                <h2 id="latest">{words(text::citizen::HOME_LATEST)}</h2>
                <a class="section-head__more" href=path("/nearby")>
                    {words(text::citizen::HOME_ALL)} <Icon name="chevron-right"/>
                </a>
            </div>
            {if empty {
                view! {
                    <Empty
                        icon="inbox"
                        title=words(text::citizen::HOME_EMPTY_TITLE).to_owned()
                        text=words(text::citizen::HOME_EMPTY_TEXT).to_owned()
                    />
                }
                    .into_any()
            } else {
                view! { <CaseList cases=home.latest row=RowNote::of/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Figure(label: &'static str, value: u64) -> impl IntoView {
    view! {
        <div class="figures__item">
            <dt class="figures__label">{label}</dt>
            <dd class="figures__value numeric">{grouped(value)}</dd>
        </div>
    }
}

/// `98765` as `98,765`, as both languages write it.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_284), "1,284");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
