//! Pages of the server's own for whoever has a link and no account yet, or no password: in both languages, as nobody has chosen one.

use app::city::CityNames;
use app::text;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::fault::{Fault, Field};
use domain::language::Language;

use crate::document::{document, escape};
use crate::refusal::finish;
use crate::state::AppState;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// Words in Chinese and English.
type Both<'a> = [&'a str; 2];

/// A field.
pub struct Input<'a> {
    /// Its name, and what its faults are found by.
    pub field: Field,
    /// What is asked.
    pub label: Both<'a>,
    /// The input's type.
    pub kind: &'a str,
    /// What was typed.
    pub value: &'a str,
    /// What the browser may fill in.
    pub complete: &'a str,
}

/// Where a password is chosen.
pub const NEW_PASSWORD: Input<'static> = Input {
    field: Field::Password,
    label: ["密码（至少 12 个字符）", "Password (12 characters or more)"],
    kind: "password",
    value: "",
    complete: "new-password",
};

/// A page with a form.
pub struct BilingualForm<'a> {
    /// Its head.
    pub title: Both<'a>,
    /// What it is for.
    pub text: Both<'a>,
    /// Its fields.
    pub inputs: &'a [Input<'a>],
    /// What its button does.
    pub button: Both<'a>,
}

impl BilingualForm<'_> {
    /// The page, with what was wrong.
    pub fn show(&self, state: &AppState, faults: &[Fault]) -> Response {
        let [[title, title_en], [text, text_en], [button, button_en]] =
            [self.title, self.text, self.button].map(|both| both.map(escape));
        let cities = LANGUAGES.map(|language| state.city(language));
        let whole = faults.iter().filter(|fault| fault.field.is_none());
        let whole: String = whole.map(|fault| told(fault, &cities)).collect();
        let inputs: String = self.inputs.iter().map(|input| input.html(faults, &cities)).collect();
        let content = format!(
            "<form class=\"card stack\" method=\"post\" novalidate><h1>{title} · <span lang=\"en\">{title_en}</span></h1>\
             <p>{text}<br><span lang=\"en\">{text_en}</span></p>{whole}{inputs}\
             <button class=\"button button--primary button--wide\" type=\"submit\">{button} · <span lang=\"en\">{button_en}</span></button></form>"
        );
        let status = match faults {
            [] => StatusCode::OK,
            faults => StatusCode::from_u16(domain::fault::status(faults)).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
        };
        let mut response = (status, document(state, Language::Chinese, self.title[0], &content)).into_response();
        finish(&mut response, faults);
        response
    }
}

impl Input<'_> {
    fn html(&self, faults: &[Fault], cities: &[CityNames; 2]) -> String {
        let name = self.field.name();
        let own = faults.iter().filter(|fault| fault.field == Some(self.field));
        let own: String = own.map(|fault| told(fault, cities)).collect();
        let [label, label_en] = self.label.map(escape);
        let (kind, value, complete) = (self.kind, escape(self.value), self.complete);
        format!(
            "<div class=\"field\"><label class=\"field__label\" for=\"{name}\">{label} · <span lang=\"en\">{label_en}</span></label>{own}\
             <input class=\"field__input\" id=\"{name}\" name=\"{name}\" type=\"{kind}\" value=\"{value}\" autocomplete=\"{complete}\" required></div>"
        )
    }
}

/// A fault in both languages. Names of the city may stand in it, which come from outside.
fn told(fault: &Fault, [zh, en]: &[CityNames; 2]) -> String {
    let zh = escape(&text::fault::told(*fault, Language::Chinese, zh));
    let en = escape(&text::fault::told(*fault, Language::English, en));
    format!("<p class=\"field__error\" role=\"alert\">{zh} · <span lang=\"en\">{en}</span></p>")
}

#[cfg(test)]
mod tests {
    use domain::city::City;
    use domain::fault::FaultCode;

    use super::*;

    #[test]
    fn what_is_wrong_is_told_in_both_languages() {
        let cities = LANGUAGES.map(|language| CityNames::of(&City::default(), language));
        let told = told(&Fault::at(Field::Password, FaultCode::Required), &cities);
        assert!(told.contains(text::faults::REQUIRED.zh) && told.contains(text::faults::REQUIRED.en));
    }
}
