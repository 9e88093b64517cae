//! A map that a component waits for.

use std::any::Any;

use leaflet::Map;
use leptos::prelude::*;

/// Whether the map can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Rendered by the server, nothing begun.
    #[default]
    Idle,
    /// The script is under way.
    Loading,
    /// Leaflet stands.
    Ready,
    /// It could not be loaded: the page goes on as a list.
    Failed,
}

/// A constructed map with what must live as long as it does (its listeners).
pub struct Mounted {
    map: Map,
    kept: Vec<Box<dyn Any>>,
}

type Slot = StoredValue<Option<Mounted>, LocalStorage>;

/// Reaches the map from effects and listeners. Made on the server too, filled only in the browser: a value that
/// belongs to one thread must not be dropped by another, so the slot itself is made in the browser.
#[derive(Clone, Copy, Default)]
pub struct MapHandle {
    slot: RwSignal<Option<Slot>>,
    progress: RwSignal<Progress>,
}

impl MapHandle {
    /// Where the map stands.
    pub fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// Marks the beginning; the slot belongs to the calling effect.
    pub fn open(&self) {
        self.slot.set(Some(StoredValue::new_local(None)));
        self.progress.set(Progress::Loading);
    }

    /// Whether the component is still there. A map that has finished loading too late must not be constructed.
    pub fn is_open(&self) -> bool {
        self.slot.try_get_untracked().flatten().is_some_and(|slot| slot.try_with_value(|_| ()).is_some())
    }

    /// Hands the constructed map in, with its first listeners.
    pub fn fill(&self, map: Map, kept: Vec<Box<dyn Any>>) {
        if let Some(slot) = self.slot.try_get_untracked().flatten() {
            let _ = slot.try_update_value(|mounted| *mounted = Some(Mounted { map, kept }));
            self.progress.try_set(Progress::Ready);
        }
    }

    /// Marks that it could not be loaded.
    pub fn fail(&self) {
        self.progress.try_set(Progress::Failed);
    }

    /// Removes the map and its listeners.
    pub fn close(&self) {
        let Some(slot) = self.slot.try_get_untracked().flatten() else { return };
        if let Some(mounted) = slot.try_update_value(Option::take).flatten() {
            drop(mounted.kept);
            mounted.map.remove();
        }
    }

    /// Runs with the map once it is ready; an effect that calls it runs again then.
    pub fn with<R>(&self, use_map: impl FnOnce(&Map) -> R) -> Option<R> {
        if self.progress.get() != Progress::Ready {
            return None;
        }
        self.with_untracked(use_map)
    }

    /// Runs with the map if it is ready now.
    pub fn with_untracked<R>(&self, use_map: impl FnOnce(&Map) -> R) -> Option<R> {
        // The map is taken out as a clone of its reference: what runs with it may reach the slot again.
        let map = self
            .slot
            .try_get_untracked()
            .flatten()?
            .try_with_value(|mounted| Some(mounted.as_ref()?.map.clone()))??;
        Some(use_map(&map))
    }

    /// Keeps a listener as long as the map lives.
    pub fn keep(&self, listener: impl Any) {
        if let Some(slot) = self.slot.try_get_untracked().flatten() {
            let _ = slot.try_update_value(|mounted| {
                if let Some(mounted) = mounted {
                    mounted.kept.push(Box::new(listener));
                }
            });
        }
    }
}
