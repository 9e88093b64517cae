//! 立案: class, filing condition with its limit, urgency.

use domain::case::{Action, CaseDetail, Step};
use domain::class::Condition;
use domain::fault::{Fault, FaultCode, Field};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::StepForm;
use crate::api::catalog::list_conditions;
use crate::class_picker::{ChosenClass, ClassChoice, ClassSearch, keep_class};
use crate::desk::case::open::OpenCase;
use crate::desk::limit::limit_text;
use crate::opaque::OpaqueSignal;
use crate::preferences::language;
use crate::text::{self, name, words};
use crate::ui::{CheckField, Choice, FieldFaults, RadioGroup, radios};

/// What of the class the report already says.
fn reported_class(case: &CaseDetail) -> Option<ChosenClass> {
    let (id, name) = (case.class.clone()?, case.summary.class.clone()?);
    Some(ChosenClass { id, name, emergency: false })
}

/// Class, condition, urgency.
#[component]
pub fn FileForm(open: OpenCase) -> impl IntoView {
    let (class, said, urgent, filed) = open.case.with_untracked(|case| {
        (
            reported_class(case),
            case.words.clone(),
            case.summary.urgent,
            case.condition.as_ref().map(|c| c.id.to_string()),
        )
    });
    let chosen = OpaqueSignal::new(class);
    let search = RwSignal::new(said);
    let condition = RwSignal::new(filed.unwrap_or_default());
    let urgent = RwSignal::new(urgent);
    let sending = open.form();
    let faults = sending.faults;
    let conditions = conditions_of(chosen, condition);
    Effect::new(move |_| {
        let danger =
            conditions.with(|all| all.iter().any(|c| c.urgent && condition.with(|id| *id == c.id.to_string())));
        if danger || chosen.with(|class| class.as_ref().is_some_and(|class| class.emergency)) {
            urgent.set(true);
        }
    });
    let step = Callback::new(move |()| {
        let class = untrack(|| chosen.get()).ok_or_else(|| vec![Fault::at(Field::Class, FaultCode::Required)])?;
        let condition = condition.get_untracked().parse().ok();
        if condition.is_none() && untrack(|| conditions.with(|all| !all.is_empty())) {
            return Err(vec![Fault::at(Field::Condition, FaultCode::ConditionUnknown)]);
        }
        Ok(Step::File { class: class.id, condition, urgent: urgent.get_untracked() })
    });
    view! {
        <StepForm open action=Action::File sending step>
            <ClassField chosen search faults/>
            <Conditions conditions condition faults/>
            <CheckField id="urgent" label=words(text::desk::URGENT_FIELD).to_owned() value=urgent/>
        </StepForm>
    }
    .into_any()
}

/// The conditions of the chosen class, read whenever it changes. The chosen condition goes when it is none of them; a
/// single one is chosen at once.
fn conditions_of(
    chosen: OpaqueSignal<Option<ChosenClass>>,
    condition: RwSignal<String>,
) -> OpaqueSignal<Vec<Condition>> {
    let conditions = OpaqueSignal::new(Vec::<Condition>::new());
    Effect::new(move |_| {
        let Some(class) = chosen.get().map(|class| class.id) else { return };
        spawn_local(async move {
            // Without an answer the server asks for the condition when the step is sent.
            let Ok(found) = list_conditions(class.to_string()).await else { return };
            if chosen.now().flatten().is_none_or(|now| now.id != class) {
                return;
            }
            let ids: Vec<String> = found.iter().map(|condition| condition.id.to_string()).collect();
            if !condition.try_with_untracked(|now| ids.contains(now)).unwrap_or(true) {
                let only = if ids.len() == 1 { ids.first().cloned() } else { None };
                condition.try_set(only.unwrap_or_default());
            }
            conditions.set(found);
        });
    });
    conditions
}

/// The class as chosen, or the search for one.
#[component]
fn ClassField(
    chosen: OpaqueSignal<Option<ChosenClass>>,
    search: RwSignal<String>,
    faults: RwSignal<Vec<Fault>>,
) -> impl IntoView {
    let search = ViewFn::from(move || view! { <ClassSearch id="class" search pick=keep_class(chosen)/> });
    view! {
        {faults.error(Field::Class)}
        <ClassChoice chosen search/>
    }
    .into_any()
}

/// The conditions of the class with what closes the case and how long it may take.
#[component]
fn Conditions(
    conditions: OpaqueSignal<Vec<Condition>>,
    condition: RwSignal<String>,
    faults: RwSignal<Vec<Fault>>,
) -> impl IntoView {
    let choices = move || radios(&condition, Field::Condition, conditions.with(|all| all.iter().map(choice).collect()));
    let any = Memo::new(move |_| conditions.with(|all| !all.is_empty()));
    move || {
        any.get().then(|| {
            let legend = words(text::desk::FACT_CONDITION).to_owned();
            view! { <RadioGroup field=Field::Condition legend faults>{choices}</RadioGroup> }.into_any()
        })
    }
}

fn choice(condition: &Condition) -> Choice {
    let limit = limit_text(condition.limit, language());
    let hint = text::desk::condition_hint(language(), name(&condition.closing), limit);
    Choice { value: condition.id.to_string(), label: name(&condition.filing), hint }
}
