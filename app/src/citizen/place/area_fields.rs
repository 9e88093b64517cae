//! Town, community and road, from the city's own lists.

use domain::area::{Area, Road};
use domain::fault::{Fault, Field};
use domain::report::ReportForm;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::opaque::OpaqueSignal;
use crate::text::{self, Text, words};
use crate::town_lists::{TownLists, area_entries};
use crate::ui::{SelectField, options};

/// Three lists. Without script a button fetches the second and third; with script choosing the town does.
#[component]
pub fn AreaFields(
    form: ReportForm,
    towns: Vec<Area>,
    communities: Vec<Area>,
    roads: Vec<Road>,
    faults: Vec<Fault>,
) -> impl IntoView {
    let lists = TownLists::new(&communities, &roads);
    let town = RwSignal::new(form.town.clone());
    let choose = move |select: HtmlSelectElement| {
        let code = select.value();
        if town.get_untracked() != code {
            town.set(code);
            lists.load(town, true);
        }
    };
    let field = NodeRef::<html::Div>::new();
    // Chosen before the page was hydrated.
    Effect::new(move || {
        let select = field.get().and_then(|field| field.query_selector("select").ok().flatten());
        if let Some(select) = select.and_then(|select| select.dyn_into().ok()) {
            choose(select);
        }
    });
    let changed = move |event: Event| {
        if let Some(select) = event.target().and_then(|target| target.dyn_into().ok()) {
            choose(select);
        }
    };
    let towns = options(&form.town, words(text::citizen::PLACE_CHOOSE), area_entries(&towns));
    view! {
        <div node_ref=field on:change=changed>
            <SelectField
                field=Field::Town
                label=words(text::citizen::PLACE_TOWN).to_owned()
                value=form.town
                faults=faults.clone()
            >
                {towns}
            </SelectField>
        </div>
        <div class="scriptless">
            <button class="button button--secondary" type="submit" name="go" value="town">
                {words(text::citizen::PLACE_SHOW_LISTS)}
            </button>
        </div>
        <div class="field-pair">
            <TownList
                field=Field::Community
                label=text::citizen::PLACE_COMMUNITY
                entries=lists.communities
                town=town
                value=form.community
                faults=faults.clone()
            />
            <TownList
                field=Field::Road
                label=text::citizen::PLACE_ROAD
                entries=lists.roads
                town=town
                value=form.road
                faults=faults
            />
        </div>
        <p class="muted small" role="status">
            {move || lists.failed.get().then(|| words(text::citizen::PLACE_LISTS_FAILED))}
        </p>
    }
    .into_any()
}

/// A list that depends on the town.
#[component]
fn TownList(
    field: Field,
    label: Text,
    entries: OpaqueSignal<Vec<(String, String)>>,
    town: RwSignal<String>,
    value: String,
    faults: Vec<Fault>,
) -> impl IntoView {
    let chosen = value.clone();
    let offers = move || {
        let first =
            if town.with(String::is_empty) { text::citizen::PLACE_TOWN_FIRST } else { text::citizen::PLACE_CHOOSE };
        options(&chosen, words(first), entries.get())
    };
    view! {
        <SelectField field=field label=words(label).to_owned() value=value faults=faults optional=true>
            {offers}
        </SelectField>
    }
    .into_any()
}
