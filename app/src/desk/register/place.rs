//! Where it is: town, community, road, words for the place, or the number on the lamp post.

use domain::area::{Component, is_component_code};
use domain::fault::Field;
use domain::length::LONGEST_ADDRESS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::Call;
use crate::api::catalog::find_component;
use crate::pause::after_pause;
use crate::text::{self, name, words};
use crate::town_lists::TownLists;
use crate::ui::{Icon, SelectField, TextField, options};

/// The place, from the large to the small. Communities and roads follow the town.
#[component]
pub fn PlaceFields(call: Call) -> impl IntoView {
    let lists = TownLists::new(&[], &[]);
    let faults = call.sending.faults;
    Effect::new(move |_| lists.load_towns(Some(faults)));
    // What was chosen in another town goes.
    Effect::new(move |_| {
        call.town.track();
        call.community.set(String::new());
        call.road.set(String::new());
        lists.load(call.town, true);
    });
    let choose = words(text::desk::CHOOSE);
    view! {
        <fieldset class="register__part">
            <legend>{words(text::desk::CALL_PLACE)}</legend>
            <div class="register__row">
                <SelectField field=Field::Town label=words(text::desk::TOWN).to_owned() value=call.town faults>
                    {move || options(&call.town, choose, lists.towns.get())}
                </SelectField>
                <SelectField
                    field=Field::Community
                    label=words(text::desk::COMMUNITY).to_owned()
                    value=call.community
                    faults
                    optional=true
                >
                    {move || options(&call.community, choose, lists.communities.get())}
                </SelectField>
                <SelectField
                    field=Field::Road
                    label=words(text::desk::ROAD).to_owned()
                    value=call.road
                    faults
                    optional=true
                >
                    {move || options(&call.road, choose, lists.roads.get())}
                </SelectField>
            </div>
            <p class="muted small" role="status">
                {move || lists.failed.get().then(|| words(text::citizen::PLACE_LISTS_FAILED))}
            </p>
            <TextField
                field=Field::Address
                label=words(text::desk::ADDRESS).to_owned()
                value=call.address
                faults
                hint=words(text::desk::ADDRESS_HINT).to_owned()
                autocomplete="off"
                maxlength=LONGEST_ADDRESS as u32
            />
            <ComponentField call/>
        </fieldset>
    }
    .into_any()
}

/// The number on the thing itself; says what it is as soon as it is complete.
#[component]
fn ComponentField(call: Call) -> impl IntoView {
    let found = RwSignal::new(String::new());
    after_pause(
        move || call.component.get().trim().to_owned(),
        move |code| {
            found.try_set(String::new());
            if is_component_code(&code) {
                spawn_local(async move {
                    let answer = find_component(code.clone()).await.ok().flatten();
                    if call.component.try_with_untracked(|now| now.trim() == code) == Some(true) {
                        found.try_set(answer.map(named).unwrap_or_default());
                    }
                });
            }
        },
    );
    view! {
        <TextField
            field=Field::Component
            label=words(text::desk::COMPONENT).to_owned()
            value=call.component
            faults=call.sending.faults
            hint=words(text::desk::COMPONENT_HINT).to_owned()
            autocomplete="off"
            maxlength=20
            optional=true
        />
        <p class="register__component" role="status">
            {move || (!found.with(String::is_empty)).then(|| view! {
                <Icon name="map-pin"/>
                <span>{found.get()}</span>
            })}
        </p>
    }
    .into_any()
}

fn named(component: Component) -> String {
    format!("{} · {}", name(&component.name), name(&component.place))
}
