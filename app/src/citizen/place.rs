//! Step 2: where. The device's position, a pin on the map, or words alone: none of them is the only way.

mod area_fields;
mod offer;
mod pin;

use domain::fault::Field;
use domain::report::{ReportPage, ReportStep};
use leptos::prelude::*;

use super::carried_fields::CarriedFields;
use super::report_screen::{Back, FORM, ReportScreen, StepHead};
use crate::preferences::language;
use crate::text::{self, words};
use crate::ui::{Icon, TextField};
use area_fields::AreaFields;
use offer::PhotoOffer;
use pin::{Pin, PinFields, PinSection};

/// The fields this screen has itself.
const OWN: &[&str] = &["lat", "lng", "accuracy", "source", "address", "town", "community", "road", "component"];

/// `/report/place`.
#[component]
pub fn PlacePage() -> impl IntoView {
    view! { <ReportScreen step=ReportStep::Place show=show/> }.into_any()
}

fn show(page: ReportPage) -> AnyView {
    let pin = Pin::new(&page.form);
    view! {
        <StepHead back=Back::Keep step=2 title=words(text::citizen::PLACE_TITLE) faults=page.faults.clone()/>
        <p class="lead scripted">{words(text::citizen::PLACE_LEAD)}</p>
        <p class="lead scriptless">{words(text::citizen::PLACE_LEAD_WORDS)}</p>
        <form id=FORM class="report-form" method="post" enctype="multipart/form-data" novalidate=true>
            <CarriedFields report=page.key.clone() form=page.form.clone() except=OWN/>
            <PinFields pin=pin/>
            {page
                .origin
                .position
                .map(|position| view! { <PhotoOffer pin=pin position=position differs=page.origin.differs/> })}
            <div class="place-ways">
                <PinSection pin=pin place=page.place.clone() faults=page.faults.clone()/>
                <WordSection page=page/>
            </div>
            <div class="sticky-action">
                <button class="button button--primary button--wide" type="submit" name="go" value="next">
                    {words(text::citizen::NEXT)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The place without any map.
#[component]
fn WordSection(page: ReportPage) -> impl IntoView {
    let named = page
        .component
        .map(|component| format!("{} · {}", component.name.get(language()), component.place.get(language())));
    let faulty = page.faults.iter().any(|fault| fault.field == Some(Field::Component));
    let open = faulty || !page.form.component.is_empty();
    view! {
        <section class="place-way stack" aria-labelledby="by-words">
            <h2 class="place-way__title" id="by-words">
                <Icon name="pencil"/>
                {words(text::citizen::PLACE_BY_WORDS)}
            </h2>
            <AreaFields
                form=page.form.clone()
                towns=page.towns
                communities=page.communities
                roads=page.roads
                faults=page.faults.clone()
            />
            <TextField
                field=Field::Address
                label=words(text::citizen::PLACE_ADDRESS).to_owned()
                value=page.form.address
                faults=page.faults.clone()
                hint=words(text::citizen::PLACE_ADDRESS_HINT).to_owned()
            />
            <details class="details" open=open>
                <summary>{words(text::citizen::PLACE_COMPONENT_SUMMARY)}</summary>
                <TextField
                    field=Field::Component
                    label=words(text::citizen::PLACE_COMPONENT).to_owned()
                    value=page.form.component
                    faults=page.faults
                    hint=words(text::citizen::PLACE_COMPONENT_HINT).to_owned()
                    inputmode="numeric"
                    optional=true
                />
                {named.map(|words| view! { <p class="muted">{words}</p> })}
            </details>
        </section>
    }
}
