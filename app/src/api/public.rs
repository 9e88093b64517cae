//! What anybody may see: the home page, cases nearby, one public case, the map.

use domain::area::Area;
use domain::case::{PublicCase, PublicCaseSummary};
use domain::fault::Fault;
use domain::map::{Feature, Viewport};
use domain::page::Page;
use domain::report::{CaseForm, EmergencyCall, NearbyFilter, TrackForm};
#[cfg(feature = "ssr")]
use foundation::limit::search::Search;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The home page: what happened lately and how much was settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    pub latest: Vec<PublicCaseSummary>,
    /// Public cases open now.
    pub open: u64,
    /// Settled within the last 30 days.
    pub settled: u64,
}

/// Cases nearby with what the filter offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nearby {
    /// The list.
    pub cases: Page<PublicCaseSummary>,
    /// Towns to choose from.
    pub towns: Vec<Area>,
}

/// A case's page with the form that was just refused on it, and the key of its forms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseWithForm {
    /// The case; `None` when it could not be shown and the form holds words that would be lost.
    pub case: Option<PublicCase>,
    /// What was typed.
    pub form: CaseForm,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Whom to call first, where what was refused tells of danger.
    pub emergency: Vec<EmergencyCall>,
}

/// The home page.
#[server]
pub async fn find_home() -> Result<Home, AppError> {
    let backend = crate::server::backend();
    let (latest, open, settled) = casework::public::home(&backend).await?;
    crate::server::nothing_personal();
    Ok(Home { latest, open, settled })
}

/// Public cases, latest or nearest first.
#[server(input = Json)]
pub async fn list_nearby(filter: NearbyFilter) -> Result<Nearby, AppError> {
    let backend = crate::server::backend();
    crate::server::count_search(None, Search::List).await?;
    let cases = casework::public::nearby(&backend, &filter, &crate::server::sender()).await?;
    crate::server::nothing_personal();
    Ok(Nearby { cases, towns: backend.catalog().towns() })
}

/// A case as the public, or its reporter, may see it. Everything else is not found.
#[server]
pub async fn find_public_case(number: String) -> Result<CaseWithForm, AppError> {
    let reporter = crate::server::cookie_value(crate::server::cookie::Cookie::Reporter);
    let found = casework::public::find(&crate::server::backend(), &number, reporter.as_deref()).await;
    let posted = use_context::<crate::posted::Posted>().unwrap_or_default();
    let typed = posted.case.as_ref().is_some_and(|form| !form.typed().is_empty());
    let emergency = posted.case.as_ref().map(crate::server::emergency).unwrap_or_default();
    let (case, faults) = match found.map_err(AppError::from) {
        Ok(case) => (Some(case), posted.faults),
        // The way in may have ended while somebody wrote.
        Err(error) if typed => (None, error.faults),
        Err(error) => return Err(error),
    };
    // With the reporter's pass it holds words, photos and a phone number that are theirs alone.
    if !typed && case.as_ref().is_some_and(|case| case.reporter.is_none()) {
        crate::server::nothing_personal();
    }
    let mut form = posted.case.unwrap_or_default();
    if case.is_some() {
        // Every look at the page has a key of its own: what is posted twice with it is one and the same.
        form.key = foundation::port::key::new_id()?;
    }
    Ok(CaseWithForm { case, form, faults, emergency })
}

/// The form that was just refused on the page for finding a case again.
#[server]
pub async fn find_track_form() -> Result<(TrackForm, Vec<Fault>), AppError> {
    let posted = use_context::<crate::posted::Posted>().unwrap_or_default();
    if posted.track.is_none() {
        crate::server::nothing_personal();
    }
    Ok((posted.track.unwrap_or_default(), posted.faults))
}

/// What is on screen of the public cases that the list is narrowed to.
#[server(input = Json)]
pub async fn list_features(viewport: Viewport, filter: NearbyFilter) -> Result<Vec<Feature>, AppError> {
    // Whatever strangers stand in line for is counted.
    if filter.searched().is_some() || (filter.done && filter.town.is_some()) {
        crate::server::count_search(None, Search::List).await?;
    }
    Ok(casework::public::features(&crate::server::backend(), viewport, &filter, &crate::server::sender()).await?)
}
