//! Town, community and road, from the city's own lists.

use domain::area::{Area, Road};
use domain::fault::{Fault, Field};
use domain::report::ReportForm;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::{list_communities, list_roads};
use crate::text::{self, Text, name, words};
use crate::ui::FieldFrame;

/// An option of a list: value and label.
type Entry = (String, String);

/// What the town's lists hold.
#[derive(Clone, Copy)]
struct Lists {
    communities: RwSignal<Vec<Entry>>,
    roads: RwSignal<Vec<Entry>>,
    /// The lists could not be fetched: words do it too.
    failed: RwSignal<bool>,
}

/// Three lists. Without script a button fetches the second and third; with script choosing the town does.
#[component]
pub fn AreaFields(
    form: ReportForm,
    towns: Vec<Area>,
    communities: Vec<Area>,
    roads: Vec<Road>,
    faults: Vec<Fault>,
) -> impl IntoView {
    let lists = Lists {
        communities: RwSignal::new(communities.iter().map(area_entry).collect()),
        roads: RwSignal::new(roads.iter().map(road_entry).collect()),
        failed: RwSignal::new(false),
    };
    let town = RwSignal::new(form.town.clone());
    let choose = move |code: String| {
        if town.get_untracked() != code {
            town.set(code.clone());
            spawn_local(fetch(lists, town, code));
        }
    };
    let select = NodeRef::<html::Select>::new();
    // Chosen before the page was hydrated.
    Effect::new(move || {
        if let Some(select) = select.get() {
            choose(select.value());
        }
    });
    let options: Vec<_> = towns
        .iter()
        .map(|town| {
            let selected = town.code == form.town;
            view! { <option value=town.code.clone() selected=selected>{name(&town.name)}</option> }
        })
        .collect();
    let invalid = is_faulty(&faults, Field::Town);
    view! {
        <FieldFrame field=Field::Town label=words(text::citizen::PLACE_TOWN).to_owned() faults=faults.clone()>
            <select
                class="select"
                id="town"
                name="town"
                aria-invalid=invalid.then_some("true")
                aria-describedby=invalid.then_some("town-error")
                node_ref=select
                on:change:target=move |event| choose(event.target().value())
            >
                <option value="">{words(text::citizen::PLACE_CHOOSE)}</option>
                {options}
            </select>
        </FieldFrame>
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
}

/// A list that depends on the town.
#[component]
fn TownList(
    field: Field,
    label: Text,
    entries: RwSignal<Vec<Entry>>,
    town: RwSignal<String>,
    value: String,
    faults: Vec<Fault>,
) -> impl IntoView {
    let first = move || {
        words(if town.with(String::is_empty) { text::citizen::PLACE_TOWN_FIRST } else { text::citizen::PLACE_CHOOSE })
    };
    let options = move || {
        let entries = entries.get().into_iter().map(|(code, label)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{label}</option> }
        });
        entries.collect_view()
    };
    let invalid = is_faulty(&faults, field);
    let error = invalid.then(|| format!("{}-error", field.name()));
    view! {
        <FieldFrame field=field label=words(label).to_owned() faults=faults optional=true>
            <select
                class="select"
                id=field.name()
                name=field.name()
                aria-invalid=invalid.then_some("true")
                aria-describedby=error
            >
                <option value="">{first}</option>
                {options}
            </select>
        </FieldFrame>
    }
}

/// Fetches the lists of a town, unless another one was chosen meanwhile.
async fn fetch(lists: Lists, town: RwSignal<String>, code: String) {
    let (mut communities, mut roads, mut failed) = (Vec::new(), Vec::new(), false);
    if !code.is_empty() {
        match list_communities(code.clone()).await {
            Ok(found) => communities = found.iter().map(area_entry).collect(),
            Err(_) => failed = true,
        }
        match list_roads(code.clone()).await {
            Ok(found) => roads = found.iter().map(road_entry).collect(),
            Err(_) => failed = true,
        }
    }
    if town.try_get_untracked().as_ref() == Some(&code) {
        lists.communities.set(communities);
        lists.roads.set(roads);
        lists.failed.set(failed);
    }
}

fn area_entry(area: &Area) -> Entry {
    (area.code.clone(), name(&area.name))
}

fn road_entry(road: &Road) -> Entry {
    (road.id.to_string(), name(&road.name))
}

fn is_faulty(faults: &[Fault], field: Field) -> bool {
    faults.iter().any(|fault| fault.field == Some(field))
}
