//! What lies in the chosen town, to choose from: its communities and roads.

use domain::area::{Area, Road};
use domain::fault::Fault;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::{list_communities, list_roads, list_towns};
use crate::error::AppError;
use crate::opaque::OpaqueSignal;
use crate::text::name;

/// An option of a list: code and label.
type Entry = (String, String);

/// The lists of a town.
#[derive(Clone, Copy)]
pub struct TownLists {
    /// The towns, where the page does not bring them.
    pub towns: OpaqueSignal<Vec<Entry>>,
    /// Communities and villages.
    pub communities: OpaqueSignal<Vec<Entry>>,
    pub roads: OpaqueSignal<Vec<Entry>>,
    /// A list could not be fetched: words do it too.
    pub failed: RwSignal<bool>,
}

impl TownLists {
    /// Lists that are there already.
    pub fn new(communities: &[Area], roads: &[Road]) -> TownLists {
        TownLists {
            towns: OpaqueSignal::new(Vec::new()),
            communities: OpaqueSignal::new(area_entries(communities)),
            roads: OpaqueSignal::new(road_entries(roads)),
            failed: RwSignal::new(false),
        }
    }

    /// Fetches the towns; without them `faults`, where somebody must choose one, says why. Browser only.
    pub fn load_towns(self, faults: Option<RwSignal<Vec<Fault>>>) {
        spawn_local(async move {
            match list_towns().await {
                Ok(found) => self.towns.set(area_entries(&found)),
                Err(error) => match faults {
                    Some(faults) => drop(faults.try_set(error.faults)),
                    None => drop(self.failed.try_set(true)),
                },
            }
        });
    }

    /// Fetches the lists of a town, unless another one is chosen meanwhile; the communities only where somebody `asks` for one. Browser only.
    pub fn load(self, town: RwSignal<String>, asks: bool) {
        self.show(&[], &[]);
        let code = town.get_untracked();
        if code.is_empty() {
            return;
        }
        // Both at once; each is optional, as the address says it too.
        let is_current = move |code: &String| town.try_with_untracked(|now| now == code) == Some(true);
        if asks {
            let code = code.clone();
            spawn_local(async move {
                let found = list_communities(code.clone()).await;
                if is_current(&code) {
                    self.take(self.communities, found.map(|areas| area_entries(&areas)));
                }
            });
        }
        spawn_local(async move {
            let found = list_roads(code.clone()).await;
            if is_current(&code) {
                self.take(self.roads, found.map(|roads| road_entries(&roads)));
            }
        });
    }

    fn take(self, list: OpaqueSignal<Vec<Entry>>, found: Result<Vec<Entry>, AppError>) {
        match found {
            Ok(entries) => list.set(entries),
            Err(_) => drop(self.failed.try_set(true)),
        }
    }

    fn show(self, communities: &[Area], roads: &[Road]) {
        self.communities.set(area_entries(communities));
        self.roads.set(road_entries(roads));
        self.failed.set(false);
    }
}

/// Towns or communities as options.
pub fn area_entries(areas: &[Area]) -> Vec<Entry> {
    areas.iter().map(|area| (area.code.clone(), name(&area.name))).collect()
}

fn road_entries(roads: &[Road]) -> Vec<Entry> {
    roads.iter().map(|road| (road.id.to_string(), name(&road.name))).collect()
}
