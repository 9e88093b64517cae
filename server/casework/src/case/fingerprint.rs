//! What was sent under a key, as a keyed hash: the same form again gets the first answer, another one is another report.

use domain::normal::kept;
use domain::report::ReportForm;
use foundation::{Backend, Failure};

/// The fingerprint of a report, or of a call that joins the case `number`. How exactly the device knew its place and whether the numbers
/// for emergencies were shown is not what somebody reports.
pub(crate) fn fingerprint(
    backend: &Backend,
    form: &ReportForm,
    urgent: bool,
    number: Option<&str>,
) -> Result<String, Failure> {
    let ReportForm {
        photos,
        lat,
        lng,
        accuracy: _,
        source: _,
        address,
        town,
        community,
        road,
        component,
        words,
        class,
        phone,
        warned: _,
    } = form;
    // As they are stored: browsers write the end of a line in their own way each time they send it.
    let fields = [lat, lng, address, town, community, road, component, words, class, phone]
        .map(|field| kept(field).trim().to_owned());
    let said = serde_json::to_string(&(photos, fields, urgent, number));
    let said = said.map_err(|error| Failure::Inside(format!("a fingerprint: {error}")))?;
    Ok(backend.keys().lookup("report", &said))
}
