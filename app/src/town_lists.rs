//! What lies in the chosen town, to choose from: its communities and roads.

use domain::area::{Area, Road};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::{list_communities, list_roads, list_towns};
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

    /// Fetches the towns. Browser only.
    pub fn load_towns(self) {
        spawn_local(async move {
            match list_towns().await {
                Ok(found) => self.towns.set(area_entries(&found)),
                Err(_) => drop(self.failed.try_set(true)),
            }
        });
    }

    /// Fetches the lists of a town, unless another one is chosen meanwhile; the communities only where somebody `asks` for one. Browser only.
    pub fn load(self, town: RwSignal<String>, asks: bool) {
        self.show(Vec::new(), Vec::new(), false);
        let code = town.get_untracked();
        if code.is_empty() {
            return;
        }
        spawn_local(async move {
            let communities = if asks { list_communities(code.clone()).await } else { Ok(Vec::new()) };
            let roads = list_roads(code.clone()).await;
            if town.try_with_untracked(|now| *now == code) == Some(true) {
                let failed = communities.is_err() || roads.is_err();
                self.show(communities.unwrap_or_default(), roads.unwrap_or_default(), failed);
            }
        });
    }

    fn show(self, communities: Vec<Area>, roads: Vec<Road>, failed: bool) {
        self.communities.set(area_entries(&communities));
        self.roads.set(road_entries(&roads));
        self.failed.set(failed);
    }
}

/// Towns or communities as options.
pub fn area_entries(areas: &[Area]) -> Vec<Entry> {
    areas.iter().map(|area| (area.code.clone(), name(&area.name))).collect()
}

fn road_entries(roads: &[Road]) -> Vec<Entry> {
    roads.iter().map(|road| (road.id.to_string(), name(&road.name))).collect()
}
