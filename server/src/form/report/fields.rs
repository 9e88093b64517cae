//! The report in what was posted.

use domain::report::ReportForm;

use crate::form::post::Fields;

/// The form out of the fields named like its members.
pub(super) fn report_form(fields: &Fields) -> ReportForm {
    let get = |name| fields.get(name).to_owned();
    ReportForm {
        photos: fields.all("photos"),
        lat: get("lat"),
        lng: get("lng"),
        accuracy: get("accuracy"),
        source: get("source"),
        address: get("address"),
        town: get("town"),
        community: get("community"),
        road: get("road"),
        component: get("component"),
        words: get("words"),
        class: get("class"),
        phone: get("phone"),
        warned: get("warned"),
    }
}
