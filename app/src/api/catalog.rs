//! Reference data for forms: classes, conditions, areas, roads, components, departments. Public, as the city publishes it.

use domain::area::{Area, Component, Road};
use domain::class::{Class, Condition, Suggestion};
use domain::dispatch::Department;
use domain::report::EmergencyCall;
#[cfg(feature = "ssr")]
use foundation::limit::search::Search;
#[cfg(feature = "ssr")]
use foundation::share::Sender;
use leptos::prelude::*;

use crate::error::AppError;

/// Classes that fit a text, best first: one entry for a matter and its component.
#[server]
pub async fn suggest_classes(words: String) -> Result<Vec<Suggestion>, AppError> {
    crate::server::count_search(None, Search::Suggestion).await?;
    Ok(crate::server::backend().catalog().suggest(&words, 8))
}

/// Whom to call first when words show danger to people; empty when they show none.
#[server]
pub async fn find_emergency(words: String) -> Result<Vec<EmergencyCall>, AppError> {
    let actor = crate::server::find_actor().await?;
    crate::server::count_search(actor.as_ref(), Search::Suggestion).await?;
    let sender = actor.map_or_else(crate::server::sender, |actor| Sender::Staff(actor.account));
    let backend = crate::server::backend();
    casework::danger::read(&backend, &sender, &words).await?;
    Ok(casework::danger::emergency(&backend.catalog(), &words, None))
}

/// A class by its key (`matter-01037`).
#[server]
pub async fn find_class(class: String) -> Result<Option<Class>, AppError> {
    Ok(class.parse().ok().and_then(|id| crate::server::backend().catalog().class(&id).cloned()))
}

/// The filing conditions of a class (`matter-01037`).
#[server]
pub async fn list_conditions(class: String) -> Result<Vec<Condition>, AppError> {
    Ok(crate::server::backend().catalog().conditions(&class))
}

/// Towns and streets.
#[server]
pub async fn list_towns() -> Result<Vec<Area>, AppError> {
    Ok(crate::server::backend().catalog().towns())
}

/// The communities and villages of a town.
#[server]
pub async fn list_communities(town: String) -> Result<Vec<Area>, AppError> {
    Ok(crate::server::backend().catalog().communities(&town))
}

/// The roads of a town.
#[server]
pub async fn list_roads(town: String) -> Result<Vec<Road>, AppError> {
    Ok(crate::server::backend().catalog().roads(&town))
}

/// Departments.
#[server]
pub async fn list_departments() -> Result<Vec<Department>, AppError> {
    Ok(crate::server::backend().catalog().departments())
}

/// A component by its 17 digits.
#[server]
pub async fn find_component(code: String) -> Result<Option<Component>, AppError> {
    crate::server::count_search(None, Search::Suggestion).await?;
    Ok(foundation::catalog::find_component(crate::server::backend().db(), &code).await?)
}
