//! The city's own files, for the system administrator: what is there, what is missing, and the command that brings it.

use leptos::prelude::*;

use super::frame::DeskTab;
use super::plain::plain_page;
use crate::page_resource::page_resource;
use crate::preferences::language;
use crate::server::city::{CityFile, CityFiles, city_files};
use crate::text::{self, Text, words};
use crate::ui::{Icon, PageTitle, Tag, Tone};

/// `/desk/city`.
#[component]
pub fn CityPage() -> impl IntoView {
    plain_page(DeskTab::City, page_resource(|| (), |()| city_files()), |CityFiles { files, open, lacks_year }| {
        let missing = files.iter().filter(|file| file.missing).count();
        view! {
            <PageTitle title=words(text::city::TITLE).to_owned()/>
            <h1>{words(text::city::TITLE)}</h1>
            <p class="muted">{words(text::city::TEXT)}</p>
            {(missing > 0).then(|| view! {
                <div class="notice notice--warning" role="status">
                    <Icon name="triangle-alert"/>
                    <p>{if open { words(text::city::INCOMPLETE) } else { words(text::city::CLOSED) }}</p>
                </div>
            })}
            {lacks_year.then(|| view! {
                <div class="notice notice--warning" role="status">
                    <Icon name="clock"/>
                    <p>{words(text::city::NEXT_YEAR)}</p>
                </div>
            })}
            <div class="table-scroll">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words(text::city::WHAT)}</th>
                            <th scope="col">{words(text::city::STATE)}</th>
                            <th scope="col" class="numeric">{words(text::city::ROWS)}</th>
                            <th class="wide-only" scope="col">{words(text::city::COMMAND)}</th>
                        </tr>
                    </thead>
                    <tbody>{files.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="muted">{words(text::city::CHECK)}</p>
        }
        .into_any()
    })
}

fn row(file: CityFile) -> impl IntoView {
    let (title, hint) = told(&file.kind);
    let (tone, icon, state) = match (file.missing, file.rows) {
        (true, _) => (Tone::Warning, "triangle-alert", text::city::MISSING),
        (false, 0) => (Tone::Neutral, "x", text::city::NONE),
        (false, _) => (Tone::Success, "check", text::city::THERE),
    };
    let ending = if matches!(file.kind.as_str(), "areas" | "grids" | "roads" | "base-map") { "geojson" } else { "csv" };
    view! {
        <tr>
            <th scope="row">
                {title.get(language())}
                <br/>
                <span class="muted">{hint.get(language())}</span>
            </th>
            <td><Tag tone icon word=words(state)/></td>
            <td class="numeric">{file.rows}</td>
            <td class="wide-only"><code>{format!("jingzhi import {0} {0}.{ending}", file.kind)}</code></td>
        </tr>
    }
    .into_any()
}

/// What a kind of file is, and what it is for.
fn told(kind: &str) -> (Text, Text) {
    match kind {
        "city" => (text::city::CITY, text::city::CITY_FOR),
        "areas" => (text::city::AREAS, text::city::AREAS_FOR),
        "grids" => (text::city::GRIDS, text::city::GRIDS_FOR),
        "roads" => (text::city::ROADS, text::city::ROADS_FOR),
        "components" => (text::city::COMPONENTS, text::city::COMPONENTS_FOR),
        "base-map" => (text::city::BASE_MAP, text::city::BASE_MAP_FOR),
        "departments" => (text::city::DEPARTMENTS, text::city::DEPARTMENTS_FOR),
        "responsibilities" => (text::city::RESPONSIBILITIES, text::city::RESPONSIBILITIES_FOR),
        "classes" => (text::city::CLASSES, text::city::CLASSES_FOR),
        "conditions" => (text::city::CONDITIONS, text::city::CONDITIONS_FOR),
        _ => (text::city::CALENDAR, text::city::CALENDAR_FOR),
    }
}
