//! Documents of the server's own: small pages that need neither Leptos nor a script.

use axum::response::Html;
use domain::language::Language;

use crate::state::AppState;

/// A document of the server's own, without script. `content` is HTML.
pub fn document(state: &AppState, language: Language, title: &str, content: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{} · {}</title>\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{}\"></head>\
         <body><main class=\"page\" id=\"main\">{content}</main></body></html>",
        language.tag(),
        escape(title),
        escape(&state.city(language).product),
        state.stylesheet,
    ))
}

/// Text as it may stand in HTML, also within an attribute.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, letter| {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
        out
    })
}
