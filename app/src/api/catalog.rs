//! Reference data for forms: classes, conditions, areas, roads, components, departments. Public, as the city publishes it.

use domain::area::{Area, Component, Road};
use domain::class::{Condition, Suggestion};
use domain::dispatch::Department;
use leptos::prelude::*;

use crate::error::AppError;

/// Classes that fit a text, best first: one entry for a matter and its component.
#[server]
pub async fn suggest_classes(words: String) -> Result<Vec<Suggestion>, AppError> {
    Ok(crate::server::backend().catalog().suggest(&words, 8))
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
    Ok(backend::catalog::find_component(&crate::server::backend(), &code).await?)
}
