//! Where it is: where the officer stands, a pin, or words.

use domain::area::{Area, Road};
use domain::fault::{Fault, Field};
use domain::length::LONGEST_ADDRESS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report_draft::ReportDraft;
use crate::api::catalog::{list_roads, list_towns};
use crate::map::PinMap;
use crate::map::locate::{LocateFault, locate};
use crate::text::{self, name, words};
use crate::ui::{FieldError, Icon, SelectField, TextField};

/// The place: a pin from the device or by tap, or town, road and address words.
#[component]
pub fn PlaceFields(draft: ReportDraft, faults: Signal<Vec<Fault>>) -> impl IntoView {
    view! {
        <fieldset class="officer__place-fields" id="position" tabindex="-1">
            <legend class="field__label">{words(text::officer::PLACE)}</legend>
            {move || view! { <FieldError faults=faults.get() field=Field::Position/> }}
            <LocateButton draft=draft/>
            <PinMap lat=draft.lat lng=draft.lng source=draft.source/>
            <p class="muted small">{words(text::officer::PLACE_HINT)}</p>
            <TownAndRoad draft=draft faults=faults/>
            {move || view! {
                <TextField
                    field=Field::Address
                    label=words(text::officer::ADDRESS).to_owned()
                    value=draft.address.get_untracked()
                    faults=faults.get()
                    maxlength=LONGEST_ADDRESS as u32
                    optional=true
                    on:input=move |event| draft.address.set(event_target_value(&event))
                />
            }}
        </fieldset>
    }
    .into_any()
}

#[component]
fn LocateButton(draft: ReportDraft) -> impl IntoView {
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<LocateFault>));
    let ask = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer = locate().await;
            busy.try_set(false);
            match answer {
                Ok(located) => {
                    // First where it came from: the map follows a pin that is not its own.
                    draft.source.try_set("device".to_owned());
                    draft.accuracy.try_set(format!("{:.0}", located.accuracy));
                    draft.lat.try_set(format!("{:.6}", located.position.lat));
                    draft.lng.try_set(format!("{:.6}", located.position.lng));
                }
                Err(refused) => {
                    fault.try_set(Some(refused));
                }
            }
        });
    };
    view! {
        <button
            type="button"
            class="button button--secondary button--large button--wide"
            aria-busy=move || busy.get().to_string()
            on:click=ask
        >
            <Icon name="locate"/>
            {move || words(if busy.get() { text::officer::LOCATING } else { text::officer::HERE })}
        </button>
        {move || fault.get().map(|fault| view! {
            <p class="notice notice--warning" role="alert">{words(fault.text())}</p>
        })}
    }
}

#[component]
fn TownAndRoad(draft: ReportDraft, faults: Signal<Vec<Fault>>) -> impl IntoView {
    let (towns, roads) = (RwSignal::new(Vec::<Area>::new()), RwSignal::new(Vec::<Road>::new()));
    // Lists that do not come leave the pin and the address words.
    spawn_local(async move {
        if let Ok(list) = list_towns().await {
            towns.try_set(list);
        }
    });
    Effect::new(move |_| {
        let town = draft.town.get();
        roads.set(Vec::new());
        if town.is_empty() {
            return;
        }
        spawn_local(async move {
            let list = list_roads(town.clone()).await;
            if draft.town.try_get_untracked() == Some(town) {
                roads.try_set(list.unwrap_or_default());
            }
        });
    });
    let choose_town = move |event| {
        draft.road.set(String::new());
        draft.town.set(event_target_value(&event));
    };
    view! {
        {move || view! {
            <SelectField
                field=Field::Town
                label=words(text::officer::TOWN).to_owned()
                value=draft.town.get_untracked()
                options=towns.with(|towns| towns.iter().map(|town| (town.code.clone(), name(&town.name))).collect())
                faults=faults.get()
                empty=words(text::officer::CHOOSE).to_owned()
                optional=true
                on:change=choose_town
            />
        }}
        {move || roads.with(|roads| !roads.is_empty()).then(|| view! {
            <SelectField
                field=Field::Road
                label=words(text::officer::ROAD).to_owned()
                value=draft.road.get_untracked()
                options=roads.with(|roads| roads.iter().map(|road| (road.id.to_string(), name(&road.name))).collect())
                faults=faults.get()
                empty=words(text::officer::CHOOSE).to_owned()
                optional=true
                on:change=move |event| draft.road.set(event_target_value(&event))
            />
        })}
    }
}
