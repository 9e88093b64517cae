//! The filter: a plain form that changes the address.

use domain::area::Area;
use domain::fault::Field;
use leptos::prelude::*;
use leptos_router::components::Form;

use super::query::{NearbyQuery, rounded};
use crate::preferences::path;
use crate::text::{self, words};
use crate::town_lists::area_entries;
use crate::ui::{Icon, SelectField, TextField, options};

/// Town and words; the rest of the query goes along unseen.
#[component]
pub fn FilterForm(query: NearbyQuery, towns: Vec<Area>) -> impl IntoView {
    let towns = options(&query.town, words(text::nearby::WHOLE_CITY), area_entries(&towns));
    let position = query.position.map(rounded);
    view! {
        <Form method="GET" action=path("/nearby") attr:class="nearby__filter" attr:role="search">
            <SelectField
                field=Field::Town
                label=words(text::nearby::TOWN).to_owned()
                value=query.town
                faults=Vec::new()
            >
                {towns}
            </SelectField>
            <TextField
                field=Field::Words
                label=words(text::nearby::WORDS).to_owned()
                value=query.words
                faults=Vec::new()
                kind="search"
                maxlength=60
            />
            {query.done.then(|| view! { <input type="hidden" name="done" value="1"/> })}
            {position.map(|(lat, lng)| view! {
                <input type="hidden" name="lat" value=lat/>
                <input type="hidden" name="lng" value=lng/>
            })}
            // The router names a button without a name as well: this one says where a new search begins.
            <button type="submit" name="page" value="1" class="button button--secondary nearby__search">
                <Icon name="search"/>
                {words(text::nearby::SEARCH)}
            </button>
        </Form>
    }
    .into_any()
}
