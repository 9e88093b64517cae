//! What was filled in on the other screens, carried along as hidden inputs, so that nothing depends on the store.

use domain::report::ReportForm;
use leptos::prelude::*;

/// The report's key, and every field but those of the screen itself (`except`, by their names).
#[component]
pub fn CarriedFields(report: String, form: ReportForm, except: &'static [&'static str]) -> impl IntoView {
    std::iter::once(("report", report))
        .chain(fields(form))
        .filter(|(name, value)| !value.is_empty() && !except.contains(name))
        // A browser that restores forms on reload would put an older value into a field that nobody sees.
        .map(|(name, value)| view! { <input type="hidden" name=name value=value autocomplete="off"/> })
        .collect_view()
}

/// Names and values. Taken apart completely, so that a new field cannot be forgotten here.
fn fields(form: ReportForm) -> Vec<(&'static str, String)> {
    let ReportForm {
        photos,
        lat,
        lng,
        accuracy,
        source,
        address,
        town,
        community,
        road,
        component,
        words,
        class,
        phone,
        warned,
    } = form;
    let others = [
        ("lat", lat),
        ("lng", lng),
        ("accuracy", accuracy),
        ("source", source),
        ("address", address),
        ("town", town),
        ("community", community),
        ("road", road),
        ("component", component),
        ("words", words),
        ("class", class),
        ("phone", phone),
        ("warned", warned),
    ];
    photos.into_iter().map(|id| ("photos", id)).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_photo_is_carried_and_names_are_the_forms_own() {
        let form = ReportForm { photos: vec!["a".into(), "b".into()], ..ReportForm::default() };
        let fields = fields(form);
        assert_eq!(fields.iter().filter(|(name, _)| *name == "photos").count(), 2);
        let json = serde_json::to_value(ReportForm::default()).expect("a form");
        let names = json.as_object().expect("an object");
        assert!(names.keys().all(|key| key == "photos" || fields.iter().any(|(name, _)| name == key)));
    }
}
