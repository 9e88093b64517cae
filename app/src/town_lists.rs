//! What lies in the chosen town, to choose from: its communities and roads.

use domain::area::{Area, Road};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::catalog::{list_communities, list_roads};
use crate::text::name;

/// An option of a list: code and label.
type Entry = (String, String);

/// The lists of a town.
#[derive(Clone, Copy)]
pub struct TownLists {
    /// Communities and villages.
    pub communities: RwSignal<Vec<Entry>>,
    /// Roads.
    pub roads: RwSignal<Vec<Entry>>,
    /// A list could not be fetched: words do it too.
    pub failed: RwSignal<bool>,
}

impl TownLists {
    /// Lists that are there already.
    pub fn new(communities: &[Area], roads: &[Road]) -> TownLists {
        TownLists {
            communities: RwSignal::new(area_entries(communities)),
            roads: RwSignal::new(road_entries(roads)),
            failed: RwSignal::new(false),
        }
    }

    /// Fetches the lists of a town, unless another one is chosen meanwhile. Browser only.
    pub fn load(self, town: RwSignal<String>) {
        self.load_communities(town);
        self.load_roads(town);
    }

    /// Fetches the communities alone. Browser only.
    fn load_communities(self, town: RwSignal<String>) {
        let code = self.begin(town, self.communities);
        spawn_local(async move {
            if code.is_empty() {
                return;
            }
            let found = list_communities(code.clone()).await;
            self.show(town, &code, self.communities, found.ok().map(|found| area_entries(&found)));
        });
    }

    /// Fetches the roads alone. Browser only.
    pub fn load_roads(self, town: RwSignal<String>) {
        let code = self.begin(town, self.roads);
        spawn_local(async move {
            if code.is_empty() {
                return;
            }
            let found = list_roads(code.clone()).await;
            self.show(town, &code, self.roads, found.ok().map(|found| road_entries(&found)));
        });
    }

    /// Nothing of another town is on offer any more.
    fn begin(self, town: RwSignal<String>, list: RwSignal<Vec<Entry>>) -> String {
        self.failed.set(false);
        list.set(Vec::new());
        town.get_untracked()
    }

    fn show(self, town: RwSignal<String>, code: &str, list: RwSignal<Vec<Entry>>, found: Option<Vec<Entry>>) {
        if town.try_with_untracked(|now| now == code) != Some(true) {
            return;
        }
        match found {
            Some(found) => list.set(found),
            None => self.failed.set(true),
        }
    }
}

/// Towns or communities as options.
pub fn area_entries(areas: &[Area]) -> Vec<Entry> {
    areas.iter().map(|area| (area.code.clone(), name(&area.name))).collect()
}

fn road_entries(roads: &[Road]) -> Vec<Entry> {
    roads.iter().map(|road| (road.id.to_string(), name(&road.name))).collect()
}
