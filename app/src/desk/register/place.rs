//! Where it is: town, community, road, words for the place, or the number on the lamp post.

use domain::area::{Area, Component, Road};
use domain::fault::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use crate::api::catalog::{find_component, list_communities, list_roads, list_towns};
use crate::desk::input::{LineInput, SelectInput};
use crate::desk::pause::after_pause;
use crate::text::{self, name, words};
use crate::ui::Icon;

/// The place, from the large to the small. Communities and roads follow the town.
#[component]
pub fn PlaceFields(
    /// The call.
    call: Call,
) -> impl IntoView {
    let towns = RwSignal::new(Vec::<Area>::new());
    let communities = RwSignal::new(Vec::<Area>::new());
    let roads = RwSignal::new(Vec::<Road>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            match list_towns().await {
                Ok(found) => {
                    towns.try_set(found);
                }
                Err(error) => {
                    call.faults.try_set(error.faults);
                }
            }
        });
    });
    Effect::new(move |_| follow_town(call, communities, roads));
    let of_areas =
        |areas: RwSignal<Vec<Area>>| Signal::derive(move || areas.with(|all| all.iter().map(area).collect()));
    view! {
        <fieldset class="register__part">
            <legend>{words(text::desk::CALL_PLACE)}</legend>
            <div class="register__row">
                <SelectInput
                    field=Field::Town
                    label=words(text::desk::TOWN).to_owned()
                    value=call.town
                    options=of_areas(towns)
                    faults=call.faults
                />
                <SelectInput
                    field=Field::Community
                    label=words(text::desk::COMMUNITY).to_owned()
                    value=call.community
                    options=of_areas(communities)
                    faults=call.faults
                    optional=true
                />
                <SelectInput
                    field=Field::Road
                    label=words(text::desk::ROAD).to_owned()
                    value=call.road
                    options=Signal::derive(move || roads.with(|all| all.iter().map(road).collect()))
                    faults=call.faults
                    optional=true
                />
            </div>
            <LineInput
                field=Field::Address
                label=words(text::desk::ADDRESS).to_owned()
                value=call.address
                faults=call.faults
                hint=words(text::desk::ADDRESS_HINT).to_owned()
            />
            <ComponentField call/>
        </fieldset>
    }
    .into_any()
}

fn area(area: &Area) -> (String, String) {
    (area.code.clone(), name(&area.name))
}

fn road(road: &Road) -> (String, String) {
    (road.id.to_string(), name(&road.name))
}

/// Reads what lies in the chosen town; what was chosen in another town goes.
fn follow_town(call: Call, communities: RwSignal<Vec<Area>>, roads: RwSignal<Vec<Road>>) {
    let town = call.town.get();
    call.community.set(String::new());
    call.road.set(String::new());
    communities.set(Vec::new());
    roads.set(Vec::new());
    if town.is_empty() {
        return;
    }
    let current = move |town: &str| call.town.try_with_untracked(|now| now == town) == Some(true);
    spawn_local({
        let town = town.clone();
        async move {
            // Both are optional: without an answer the address says it.
            if let Ok(found) = list_communities(town.clone()).await
                && current(&town)
            {
                communities.try_set(found);
            }
        }
    });
    spawn_local(async move {
        if let Ok(found) = list_roads(town.clone()).await
            && current(&town)
        {
            roads.try_set(found);
        }
    });
}

/// The number on the thing itself; says what it is as soon as it is complete.
#[component]
fn ComponentField(call: Call) -> impl IntoView {
    let found = RwSignal::new(None::<Component>);
    after_pause(
        move || call.component.get().trim().to_owned(),
        move |code| {
            found.try_set(None);
            if code.len() == 17 {
                spawn_local(async move {
                    let answer = find_component(code.clone()).await.ok().flatten();
                    if call.component.try_with_untracked(|now| now.trim() == code) == Some(true) {
                        found.try_set(answer);
                    }
                });
            }
        },
    );
    view! {
        <LineInput
            field=Field::Component
            label=words(text::desk::COMPONENT).to_owned()
            value=call.component
            faults=call.faults
            hint=words(text::desk::COMPONENT_HINT).to_owned()
            maxlength=20
            optional=true
        />
        <p class="register__component" role="status">
            {move || found.get().map(|component| view! {
                <Icon name="map-pin"/>
                <span>{name(&component.name)}" · "{name(&component.place)}</span>
            })}
        </p>
    }
    .into_any()
}
