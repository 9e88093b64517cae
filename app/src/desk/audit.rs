//! The record of what was done, for the audit administrator. All of its state is in the address.

use domain::account::Role;
use domain::audit::{AuditFilter, AuditLine, AuditLines, Who};
use domain::case::{Action, CaseState, Channel};
use domain::time::Moment;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::address::encode;
use super::frame::DeskTab;
use super::plain::plain_page;
use crate::page_resource::page_resource;
use crate::server::account::audit;
use crate::text::{self, name, words};
use crate::ui::{Empty, Icon, PageTitle, Time};

/// `/desk/audit`.
#[component]
pub fn AuditPage() -> impl IntoView {
    let filter = use_query_map().with_untracked(|query| {
        let text = |key| query.get_str(key).unwrap_or_default().trim().to_owned();
        let number = |key| query.get_str(key).and_then(|text| text.parse::<i64>().ok());
        AuditFilter {
            subject: text("subject"),
            day: text("day"),
            before: number("at").zip(number("id")).map(|(at, id)| (Moment(at), id)),
        }
    });
    let asked = filter.clone();
    plain_page(DeskTab::Audit, page_resource(move || asked.clone(), audit), move |lines| {
        view! {
            <PageTitle title=words(text::account::AUDIT_TITLE).to_owned()/>
            <h1>{words(text::account::AUDIT_TITLE)}</h1>
            <p class="muted">{words(text::account::AUDIT_TEXT)}</p>
            <Search filter=filter.clone()/>
            <Lines lines filter=filter.clone()/>
        }
        .into_any()
    })
}

#[component]
fn Search(filter: AuditFilter) -> impl IntoView {
    let AuditFilter { subject, day, .. } = filter;
    view! {
        <search>
            <form class="account-search" method="get" action="/desk/audit">
                <label class="visually-hidden" for="subject">{words(text::account::AUDIT_SUBJECT)}</label>
                <input
                    class="input"
                    type="search"
                    id="subject"
                    name="subject"
                    value=subject
                    placeholder=words(text::account::AUDIT_SUBJECT)
                />
                <label class="visually-hidden" for="day">{words(text::account::AUDIT_DAY)}</label>
                <input class="input" type="date" id="day" name="day" value=day/>
                <button class="button button--secondary" type="submit">{words(text::account::AUDIT_SHOW)}</button>
            </form>
        </search>
    }
    .into_any()
}

#[component]
fn Lines(lines: AuditLines, filter: AuditFilter) -> impl IntoView {
    let AuditLines { lines, more } = lines;
    let Some((at, id)) = lines.last().map(|line| (line.at.0, line.id)) else {
        return view! {
            <Empty
                icon="eye"
                title=words(text::account::AUDIT_NONE_TITLE).to_owned()
                text=words(text::account::AUDIT_NONE_TEXT).to_owned()
            />
        }
        .into_any();
    };
    let older = move || {
        let (subject, day) = (encode(&filter.subject), encode(&filter.day));
        format!("/desk/audit?subject={subject}&day={day}&at={at}&id={id}")
    };
    view! {
        <div class="table-scroll">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words(text::account::AUDIT_AT)}</th>
                        <th scope="col">{words(text::account::AUDIT_WHO)}</th>
                        <th scope="col">{words(text::account::AUDIT_WHAT)}</th>
                        <th scope="col">{words(text::account::AUDIT_ON)}</th>
                        <th class="wide-only" scope="col">{words(text::account::AUDIT_DETAIL)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| view! { <Line line/> }).collect_view()}</tbody>
            </table>
        </div>
        {more.then(|| view! {
            <p><a class="button button--secondary" href=older()>
                {words(text::account::AUDIT_OLDER)}
                <Icon name="chevron-right"/>
            </a></p>
        })}
    }
    .into_any()
}

/// What was done, in words; a code of another release as it is.
fn action(code: &str) -> String {
    let said = match code {
        "report" => text::account::DID_REPORT,
        "join" => text::account::DID_JOIN,
        "note" => text::account::DID_NOTE,
        "follow_up" => text::account::DID_FOLLOW_UP,
        "release" => text::account::DID_RELEASE,
        "release_answer" => text::account::DID_RELEASE_ANSWER,
        "release_photo" => text::account::DID_RELEASE_PHOTO,
        "reveal_phone" => text::account::DID_REVEAL_PHONE,
        "find_caller" => text::account::DID_FIND_CALLER,
        "refused" => text::account::DID_REFUSED,
        "urgent" => text::account::DID_URGENT,
        "sign_in" => text::account::DID_SIGN_IN,
        "sign_in_failed" => text::account::DID_SIGN_IN_FAILED,
        "sign_out" => text::account::DID_SIGN_OUT,
        "create_account" => text::account::DID_CREATE_ACCOUNT,
        "reset_account" => text::account::DID_RESET_ACCOUNT,
        "disable_account" => text::account::DID_DISABLE_ACCOUNT,
        "choose_password" => text::account::DID_CHOOSE_PASSWORD,
        "import_file" => text::account::DID_IMPORT_FILE,
        "change_password" => text::account::DID_CHANGE_PASSWORD,
        _ => match Action::from_code(code) {
            Some(action) => text::term::action(action),
            None => return code.to_owned(),
        },
    };
    words(said).to_owned()
}

/// What there is to say of it: codes of the trade in words, all else as it is.
fn detail(said: &str) -> String {
    let state = |code: &str| CaseState::from_code(code).map(|state| words(text::term::state(state)));
    let course = said.split_once(" to ").and_then(|(from, to)| Some(format!("{} → {}", state(from)?, state(to)?)));
    course
        .or_else(|| Role::from_code(said).map(|role| name(&role.name())))
        .or_else(|| Channel::from_code(said).map(|channel| words(text::term::channel(channel)).to_owned()))
        .unwrap_or_else(|| said.to_owned())
}

#[component]
fn Line(line: AuditLine) -> impl IntoView {
    let who = match line.who {
        Who::Staff { login, name: person } => view! { {name(&person)} " " <code>{login}</code> }.into_any(),
        Who::Citizen => words(text::account::AUDIT_CITIZEN).into_any(),
        Who::System => words(text::account::AUDIT_SYSTEM).into_any(),
    };
    view! {
        <tr>
            <td><Time at=line.at/></td>
            <td>{who}</td>
            <td>{action(&line.action)}</td>
            <td>{line.subject}</td>
            <td class="wide-only">{detail(&line.detail)}</td>
        </tr>
    }
    .into_any()
}
