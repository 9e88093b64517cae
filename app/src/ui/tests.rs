//! What the components write, as a browser without script gets it.

use domain::deadline::Clock;
use domain::fault::{Fault, FaultCode, Field};
use domain::time::Moment;
use leptos::prelude::*;

use super::*;
use crate::preferences::Preferences;

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(Preferences::default());
        view().into_view().to_html()
    })
}

fn faults() -> Vec<Fault> {
    vec![Fault::at(Field::Phone, FaultCode::PhoneMalformed), FaultCode::Unavailable.into()]
}

#[test]
fn a_form_without_faults_has_no_summary() {
    assert!(!html(|| view! { <ErrorSummary faults=Vec::new()/> }).contains("error-summary"));
}

#[test]
fn the_summary_leads_to_the_field_and_the_field_says_the_same() {
    let summary = html(|| view! { <ErrorSummary faults=faults()/> });
    assert!(summary.contains("role=\"alert\"") && summary.contains("href=\"#phone\""), "{summary}");
    assert_eq!(summary.matches("<li>").count(), 2, "{summary}");
    let field = html(|| {
        view! { <TextField field=Field::Phone label="电话".into() value="12<3".to_owned() faults=faults() hint="不公开".into()/> }
    });
    for part in [
        "id=\"phone\"",
        "name=\"phone\"",
        "for=\"phone\"",
        "type=\"text\"",
        "value=\"12&lt;3\"",
        "aria-invalid=\"true\"",
        "aria-describedby=\"phone-hint phone-error\"",
        "id=\"phone-error\"",
    ] {
        assert!(field.contains(part), "{part} in {field}");
    }
    assert!(!field.contains("maxlength"), "{field}");
}

#[test]
fn a_field_that_stays_in_the_page_says_the_same_and_sends_nothing() {
    let field = html(|| {
        let (value, faults) = (RwSignal::new("12<3".to_owned()), RwSignal::new(faults()));
        view! { <TextField field=Field::Phone label="电话".into() value=value faults=faults hint="不公开".into()/> }
    });
    for part in [
        "id=\"phone\"",
        "aria-invalid=\"true\"",
        "aria-describedby=\"phone-hint phone-error\"",
        "id=\"phone-error\"",
        "class=\"field field--faulty\"",
    ] {
        assert!(field.contains(part), "{part} in {field}");
    }
    assert!(!field.contains("name=") && !field.contains("12&lt;3"), "{field}");
}

#[test]
fn an_empty_text_area_is_empty() {
    let area =
        html(|| view! { <TextArea field=Field::Words label="情况".into() value=String::new() faults=Vec::new()/> });
    assert!(area.contains("></textarea>"), "{area}");
}

#[test]
fn the_chosen_option_is_selected() {
    let towns = vec![("1".to_owned(), "一".to_owned()), ("2".to_owned(), "二".to_owned())];
    let list = html(|| {
        let value = "2".to_owned();
        let towns = options(&value, "请选择", towns);
        view! { <SelectField field=Field::Town label="镇".into() value=value faults=Vec::new()>{towns}</SelectField> }
    });
    assert_eq!(list.matches(" selected").count(), 1, "{list}");
    assert!(list.contains("<option value=\"2\" selected>"), "{list}");
}

#[test]
fn the_first_radio_button_answers_to_the_fields_name() {
    let choices = ["5", "4"].map(|value| Choice { value: value.into(), label: value.into(), hint: String::new() });
    let group = html(|| {
        let radios = radios(&"4".to_owned(), Field::Rating, choices.into());
        view! { <RadioGroup field=Field::Rating legend="评价".into() faults=Vec::new()>{radios}</RadioGroup> }
    });
    assert!(group.contains("id=\"rating\"") && group.contains("id=\"rating-1\""), "{group}");
    assert_eq!(group.matches(" checked").count(), 1, "{group}");
}

#[test]
fn the_clock_says_in_words_what_its_bar_shows() {
    let clock = Clock { from: Moment(0), due: Moment(36_000), now: Moment(24_000), stopped: false };
    let shown = html(|| view! { <CaseClock clock=clock/> });
    assert!(shown.contains("value=\"66\"") && shown.contains("剩 3 小时 20 分"), "{shown}");
}

#[test]
fn one_page_needs_no_pager() {
    let href = |page: u32| format!("?page={page}");
    assert!(!html(move || view! { <Pager page=1 pages=1 href=href/> }).contains("pager"));
    let pager = html(move || view! { <Pager page=2 pages=3 href=href/> });
    assert!(pager.contains("href=\"?page=3\"") && pager.contains("aria-current=\"page\""), "{pager}");
}
