//! What a phone has to know that puts the officers' app on its home screen.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::language::Language;
use serde_json::json;

use crate::state::AppState;

/// `GET /officer.webmanifest`, in Chinese: browsers fetch it without the cookie that tells the language.
pub async fn officer(State(state): State<AppState>) -> Response {
    let product = state.city(Language::Chinese).product;
    let icon = |src: &str, kind: &str, sizes: &str, purpose: &str| json!({ "src": src, "type": kind, "sizes": sizes, "purpose": purpose });
    let manifest = json!({
        "id": "/officer/",
        "name": format!("{product} 处置"),
        "short_name": format!("{product}处置"),
        "description": "接单、处置、回传照片",
        "lang": Language::Chinese.tag(),
        "start_url": "/officer/",
        "scope": "/officer/",
        "display": "standalone",
        "theme_color": "#0b5cad",
        "background_color": "#f4f6f8",
        "icons": [
            icon("/icon.svg", "image/svg+xml", "any", "any"),
            icon("/icon-192.png", "image/png", "192x192", "any"),
            icon("/icon-512.png", "image/png", "512x512", "any"),
            icon("/icon-maskable-512.png", "image/png", "512x512", "maskable"),
        ],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response()
}
