//! The first start: whoever has the link that the program printed makes the first account, a system administrator.
//!
//! A page of the server's own in both languages, as nobody has chosen one yet. It looks the same for every token, and is gone
//! once there is an account; only the right token makes one, once. What is sent with another one is not even looked at.

use app::text;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::fault::{Fault, FaultCode, Field};
use domain::language::Language;

use super::{post, see_other};
use crate::doors::Doors;
use crate::page;
use crate::refusal::{document, escape, finish};

/// `GET /setup/{token}`.
pub async fn show(State(doors): State<Doors>, request: Request) -> Response {
    match backend::account::exists(&doors.backend).await {
        Ok(false) => form(&doors, "", "", &[]),
        Ok(true) => page::not_found(&doors, request.into_parts().0).await,
        Err(failure) => form(&doors, "", "", &failure.faults()),
    }
}

/// `POST /setup/{token}`.
pub async fn create(State(doors): State<Doors>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = match post::fields(&doors, &parts, body).await {
        Ok(fields) => fields,
        Err(code) => return form(&doors, "", "", &[code.into()]),
    };
    let (login, name) = (fields.get("login"), fields.get("name"));
    match backend::account::set_up(&doors.backend, &token, login, name, fields.get("password")).await {
        Ok(()) => see_other("/login"),
        Err(failure) => {
            let faults = failure.faults();
            if faults.iter().any(|fault| fault.code == FaultCode::NotFound) {
                return page::not_found(&doors, parts).await;
            }
            form(&doors, login, name, &faults)
        }
    }
}

fn form(doors: &Doors, login: &str, name: &str, faults: &[Fault]) -> Response {
    let input = |field: &str, label: &str, kind: &str, value: &str, complete: &str| {
        let own: Vec<String> =
            faults.iter().filter(|fault| fault.field.is_some_and(|f| f.name() == field)).map(told).collect();
        format!(
            "<div class=\"field\"><label class=\"field__label\" for=\"{field}\">{label}</label>{}\
             <input class=\"field__input\" id=\"{field}\" name=\"{field}\" type=\"{kind}\" value=\"{}\" autocomplete=\"{complete}\" required></div>",
            own.concat(),
            escape(value),
        )
    };
    let whole: String = faults.iter().filter(|fault| fault.field.is_none()).map(told).collect();
    let content = format!(
        "<form class=\"card stack\" method=\"post\" novalidate><h1>建立第一个账号 · Make the first account</h1>\
         <p>这是系统管理员。此链接只能使用一次。<br><span lang=\"en\">A system administrator. This link works once.</span></p>{whole}{}{}{}\
         <button class=\"button button--primary button--wide\" type=\"submit\">建立 · Make</button></form>",
        input(Field::Login.name(), "账号 · Account", "text", login, "username"),
        input("name", "姓名 · Name", "text", name, "name"),
        input(
            Field::Password.name(),
            "密码（至少 12 个字符）· Password (12 characters or more)",
            "password",
            "",
            "new-password"
        ),
    );
    let status = match faults {
        [] => StatusCode::OK,
        faults => StatusCode::from_u16(domain::fault::status(faults)).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let mut response = (status, document(doors, Language::Chinese, "建立第一个账号", &content)).into_response();
    finish(&mut response, faults);
    response
}

fn told(fault: &Fault) -> String {
    let [zh, en] = [Language::Chinese, Language::English].map(|language| text::fault::told(*fault, language));
    format!("<p class=\"field__error\" role=\"alert\">{zh} · <span lang=\"en\">{en}</span></p>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_in_both_languages() {
        let told = told(&Fault::at(Field::Password, FaultCode::Required));
        assert!(told.contains(text::faults::REQUIRED.zh) && told.contains(text::faults::REQUIRED.en));
    }
}
