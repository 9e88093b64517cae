//! What was reported with this browser. Without script: opening one and forgetting it are forms.

use domain::case::OwnReport;
use leptos::prelude::*;

use super::case_row::{CaseSketch, RowNote};
use super::failed_page::FailedPage;
use crate::page_resource::page_resource;
use crate::preferences::path;
use crate::server::my::own_reports;
use crate::text::{self, words};
use crate::ui::{Empty, Icon, PageTitle, Time};

/// `/my`.
#[component]
pub fn MyPage() -> impl IntoView {
    page_resource(|| (), |()| own_reports()).shown(|own| match own {
        Ok(own) => view! { <Own own/> }.into_any(),
        Err(error) => view! { <FailedPage error=error/> }.into_any(),
    })
}

#[component]
fn Own(own: Vec<OwnReport>) -> impl IntoView {
    let title = words(text::citizen::MY_TITLE);
    let list = if own.is_empty() {
        view! {
            <Empty
                icon="inbox"
                title=words(text::citizen::MY_EMPTY_TITLE).to_owned()
                text=words(text::citizen::MY_EMPTY_TEXT).to_owned()
            />
        }
        .into_any()
    } else {
        view! {
            <p class="muted">{words(text::citizen::MY_LEAD)}</p>
            <ul class="case-list" role="list">{own.into_iter().map(|own| view! { <OwnRow own/> }).collect_view()}</ul>
            <form method="post" action=path("/my")>
                <button class="button button--secondary" type="submit" name="forget" value="all">
                    <Icon name="x"/>
                    {words(text::citizen::MY_FORGET_ALL)}
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <PageTitle title=title.to_owned()/>
        <h1>{title}</h1>
        {list}
        <div class="button-row">
            <a class="button button--primary" href=path("/report")>{words(text::citizen::HOME_REPORT)}</a>
            <a class="button button--secondary" href=path("/track")>{words(text::citizen::MY_OTHERS)}</a>
        </div>
    }
}

/// A report: the row opens its case as its own link does, the button beside it takes it off this list.
#[component]
fn OwnRow(own: OwnReport) -> impl IntoView {
    let OwnReport { report, joined, summary } = own;
    let RowNote { said, at, .. } = RowNote::of(&summary);
    let number = summary.number.to_string();
    let forget = text::citizen::my_forget_number(crate::preferences::language(), &number);
    view! {
        <li class="case-list__item own-report">
            <form method="post" action=path("/my")>
                <button class="case-list__row" type="submit" name="open" value=report.to_string()>
                    <CaseSketch case=summary>
                        <span class="case-list__time">{words(said)} " " <Time at=at short=true/></span>
                    </CaseSketch>
                </button>
            </form>
            <form class="own-report__foot" method="post" action=path("/my")>
                <span class="numeric">{number}</span>
                {joined.then(|| view! { <span class="muted">{words(text::citizen::MY_JOINED)}</span> })}
                <button class="own-report__forget" type="submit" name="forget" value=report.to_string() aria-label=forget>
                    {words(text::citizen::MY_FORGET)}
                </button>
            </form>
        </li>
    }
}
