//! A step half done, as the device keeps it: of the one state of its order in which it was begun.

use domain::case::CaseDetail;
use serde::{Deserialize, Serialize};

use super::memory;
use super::state::OfficerState;
use crate::key::new_key;

/// What is typed and photographed for a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDraft {
    /// The revision of the order.
    pub revision: i64,
    /// Made with the form: sent again under it, also from a page that was loaded anew, the step is taken once.
    #[serde(default)]
    pub key: String,
    /// Note or finding.
    pub words: String,
    /// Ids of photos from before the work.
    pub before: Vec<String>,
    /// Ids of photos from after the work, or of the check.
    pub photos: Vec<String>,
}

impl StepDraft {
    /// The name under which an order's step is kept.
    pub fn name(state: OfficerState, number: &str) -> String {
        state.memory_name(&format!("step:{number}"))
    }

    /// What was begun, for the step that can be taken in this state of the order. What was begun in another state and never sent, as when the
    /// order was given away and has come back, goes on in this one, under a key of its own.
    ///
    /// Browser only, as all below.
    pub fn recall(name: &str, revision: i64) -> StepDraft {
        let kept: StepDraft = memory::recall(name).unwrap_or_default();
        let goes_on = kept.revision == revision && !kept.key.is_empty();
        StepDraft { revision, key: if goes_on { kept.key.clone() } else { new_key() }, ..kept }
    }

    /// What was begun in another state of the order and never sent. Where a photo of it is the order's, it was sent, only the answer was
    /// lost: then what was added since is left, if anything was.
    pub fn left(name: &str, order: &CaseDetail) -> Option<StepDraft> {
        let mut kept: StepDraft = memory::recall(name)?;
        if kept.revision == order.revision {
            return None;
        }
        let is_added = |id: &String| !order.photos.iter().any(|photo| photo.id == *id);
        if kept.ids().all(is_added) {
            return Some(kept);
        }
        kept.before.retain(is_added);
        kept.photos.retain(is_added);
        let is_said = order.events.iter().any(|event| event.words == kept.words.trim());
        if kept.ids().next().is_none() && is_said {
            memory::forget(name);
            return None;
        }
        Some(kept)
    }

    /// The ids of all photos.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.before.iter().chain(&self.photos)
    }
}
