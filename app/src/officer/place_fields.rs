//! Where it is: where the officer stands, a pin, or words.

use domain::fault::Field;
use domain::length::LONGEST_ADDRESS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report_draft::ReportDraft;
use crate::map::PinMap;
use crate::map::locate::{LocateFault, locate};
use crate::text::{self, words};
use crate::town_lists::TownLists;
use crate::ui::{FieldFaults, Icon, SelectField, TextField, options};

/// The place: a pin from the device or by tap, or town, road and address words.
#[component]
pub fn PlaceFields(draft: ReportDraft) -> impl IntoView {
    let faults = draft.sending.faults;
    view! {
        <fieldset class="officer__place-fields" id="position" tabindex="-1">
            <legend class="field__label">{words(text::officer::PLACE)}</legend>
            {faults.error(Field::Position)}
            <LocateButton draft=draft/>
            <PinMap lat=draft.lat lng=draft.lng source=draft.source/>
            <p class="muted small">{words(text::officer::PLACE_HINT)}</p>
            <TownAndRoad draft=draft/>
            <TextField
                field=Field::Address
                label=words(text::officer::ADDRESS).to_owned()
                value=draft.address
                faults=faults
                maxlength=LONGEST_ADDRESS as u32
                optional=true
            />
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
fn TownAndRoad(draft: ReportDraft) -> impl IntoView {
    // Lists that do not come leave the pin and the address words.
    let lists = TownLists::new(&[], &[]);
    lists.load_towns(None);
    Effect::new(move |before: Option<String>| {
        let town = draft.town.get();
        // What was chosen in another town goes; what was kept on the device stays.
        if before.is_some_and(|before| before != town) {
            draft.road.set(String::new());
        }
        lists.load(draft.town, false);
        town
    });
    let faults = draft.sending.faults;
    let choose = || words(text::officer::CHOOSE);
    view! {
        <SelectField
            field=Field::Town
            label=words(text::officer::TOWN).to_owned()
            value=draft.town
            faults=faults
            optional=true
        >
            {move || options(&draft.town, choose(), lists.towns.get())}
        </SelectField>
        {move || lists.roads.with(|roads| !roads.is_empty()).then(|| view! {
            <SelectField
                field=Field::Road
                label=words(text::officer::ROAD).to_owned()
                value=draft.road
                faults=faults
                optional=true
            >
                {options(&draft.road, choose(), lists.roads.get())}
            </SelectField>
        })}
    }
    .into_any()
}
