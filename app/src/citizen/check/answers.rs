//! The answers, each with the way back to its screen.

use domain::case::Place;
use domain::fault::{Fault, Field};
use domain::id::Phone;
use domain::photo::Photo;
use domain::report::{ReportForm, ReportPage, ReportStep};
use leptos::prelude::*;

use crate::preferences::{language, path};
use crate::text::{self, Text, name, words};
use crate::ui::{FieldError, PhotoImage, place_words};

/// The fields of the place screen.
const PLACE: &[Field] =
    &[Field::Position, Field::Town, Field::Community, Field::Road, Field::Address, Field::Component];

/// Photos, place, words, class, contact.
#[component]
pub fn Answers(page: ReportPage) -> impl IntoView {
    let place = place_answer(&page);
    let [to_photos, to_place, to_details] =
        [ReportStep::Photo, ReportStep::Place, ReportStep::Details].map(|step| path(&page.address(step.path())));
    let [to_words, to_class, to_contact] = [to_details.clone(), to_details.clone(), to_details];
    let ReportPage { form, photos, class, faults, .. } = page;
    let class = class.map_or_else(|| words(text::citizen::CHECK_NO_CLASS).to_owned(), |class| name(&class.name));
    let said =
        if form.words.trim().is_empty() { words(text::citizen::CHECK_NO_WORDS).to_owned() } else { form.words.clone() };
    let contact = contact_answer(&form);
    view! {
        <dl class="summary-list">
            <Answer question=text::citizen::CHECK_PHOTOS change=to_photos fields=&[Field::Photo] faults=faults.clone()>
                <Photos photos=photos/>
            </Answer>
            <Answer question=text::citizen::CHECK_PLACE change=to_place fields=PLACE faults=faults.clone()>
                {place.into_iter().map(|line| view! { <span class="summary-list__line">{line}</span> }).collect_view()}
            </Answer>
            <Answer
                question=text::citizen::CHECK_WORDS
                change=to_words
                fields=&[Field::Words]
                faults=faults.clone()
            >
                <span class="user-words">{said}</span>
            </Answer>
            <Answer
                question=text::citizen::CHECK_CLASS
                change=to_class
                fields=&[Field::Class]
                faults=faults.clone()
            >
                {class}
            </Answer>
            <Answer question=text::citizen::CHECK_CONTACT change=to_contact fields=&[Field::Phone] faults=faults>
                {contact}
            </Answer>
        </dl>
    }
}

/// An answer with the link to its screen; what is wrong with its `fields` is said here too, where the error summary
/// leads.
#[component]
fn Answer(
    question: Text,
    change: String,
    fields: &'static [Field],
    faults: Vec<Fault>,
    children: Children,
) -> impl IntoView {
    let faulty = |field: &&Field| faults.iter().any(|fault| fault.field == Some(**field));
    let errors = fields.iter().filter(faulty).map(|field| {
        view! {
            <div id=field.name() tabindex="-1"><FieldError faults=faults.clone() field=*field/></div>
        }
    });
    let errors = errors.collect_view();
    view! {
        <div class="summary-list__row">
            <dt class="summary-list__question">{words(question)}</dt>
            <dd class="summary-list__answer">{errors} {children()}</dd>
            <dd class="summary-list__change">
                <a href=change>
                    {words(text::citizen::CHANGE)}
                    <span class="visually-hidden">{words(question)}</span>
                </a>
            </dd>
        </div>
    }
}

#[component]
fn Photos(photos: Vec<Photo>) -> impl IntoView {
    if photos.is_empty() {
        return view! { <span class="muted">{words(text::citizen::CHECK_NO_PHOTOS)}</span> }.into_any();
    }
    let photos = photos.into_iter().zip(1_u32..).map(|(photo, number)| {
        view! { <PhotoImage photo=photo alt=text::citizen::photo_alt(language(), number) small=true/> }
    });
    view! { <span class="thumbs">{photos.collect_view()}</span> }.into_any()
}

/// The place as lines: where the pin lies, what was chosen and written, the component.
fn place_answer(page: &ReportPage) -> Vec<String> {
    let form = &page.form;
    let mut lines = Vec::new();
    if let Some(place) = &page.place {
        let without_address = Place { address: String::new(), ..place.clone() };
        lines.push(place_words(&without_address, language()));
        // Beside a road that line leaves the community out; what was chosen is shown all the same.
        let left_out = place.road.is_some() && !form.community.is_empty();
        lines.extend(place.community.as_ref().filter(|_| left_out).map(name));
    }
    if lines.iter().all(String::is_empty) {
        lines = vec![chosen_areas(page)];
    }
    lines.push(form.address.trim().to_owned());
    // A component's own place counts instead of the pin.
    if !form.lat.is_empty() && page.component.is_none() {
        lines.push(words(text::citizen::CHECK_PIN).to_owned());
    }
    if let Some(component) = &page.component {
        lines.push(format!("{} {}", component.name.get(language()), component.code));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Town, community and road, as they were chosen in the lists.
fn chosen_areas(page: &ReportPage) -> String {
    let form = &page.form;
    let area = |list: &[domain::area::Area], code: &str| {
        list.iter().find(|area| area.code == code).map(|area| name(&area.name))
    };
    let road = page.roads.iter().find(|road| road.id.to_string() == form.road).map(|road| name(&road.name));
    let parts = [area(&page.towns, &form.town), area(&page.communities, &form.community), road];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Masked even here: somebody may look over the reporter's shoulder.
fn contact_answer(form: &ReportForm) -> String {
    match Phone::parse(&form.phone) {
        Some(phone) => phone.masked(),
        None => words(text::citizen::CHECK_ANONYMOUS).to_owned(),
    }
}
