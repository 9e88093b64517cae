//! What an officer reports, field by field.

use domain::report::{ReportForm, StaffReport};
use leptos::prelude::*;

use crate::photo::PhotoDraft;
use crate::sending::Sending;

/// The fields of the form.
#[derive(Clone, Copy)]
pub struct ReportDraft {
    /// Its sending, under a key that is kept: two attempts make one case.
    pub sending: Sending,
    pub photos: PhotoDraft,
    /// The pin.
    pub lat: RwSignal<String>,
    /// The pin.
    pub lng: RwSignal<String>,
    /// How exact the device's position is, in metres.
    pub accuracy: RwSignal<String>,
    /// Where the pin came from.
    pub source: RwSignal<String>,
    /// Address words.
    pub address: RwSignal<String>,
    /// Town code.
    pub town: RwSignal<String>,
    /// Road id.
    pub road: RwSignal<String>,
    /// What is wrong, in words.
    pub words: RwSignal<String>,
    /// The class chosen, as `matter-01037`.
    pub class: RwSignal<String>,
    /// Danger to people.
    pub urgent: RwSignal<bool>,
}

impl ReportDraft {
    /// The form as it was left, or a new one.
    ///
    /// Browser only.
    pub fn restored(kept: Option<StaffReport>) -> ReportDraft {
        let report = kept.unwrap_or_default();
        let form = report.form;
        ReportDraft {
            sending: Sending::under(report.key),
            photos: PhotoDraft::restored(form.photos),
            lat: RwSignal::new(form.lat),
            lng: RwSignal::new(form.lng),
            accuracy: RwSignal::new(form.accuracy),
            source: RwSignal::new(form.source),
            address: RwSignal::new(form.address),
            town: RwSignal::new(form.town),
            road: RwSignal::new(form.road),
            words: RwSignal::new(form.words),
            class: RwSignal::new(form.class),
            urgent: RwSignal::new(report.urgent),
        }
    }

    /// What is sent. An officer's own find needs no phone number: the account stands for it.
    pub fn report(self) -> StaffReport {
        let accuracy = if self.source.get() == "device" { self.accuracy.get() } else { String::new() };
        StaffReport {
            key: self.sending.kept_key(),
            form: ReportForm {
                photos: self.photos.ids(),
                lat: self.lat.get(),
                lng: self.lng.get(),
                accuracy,
                source: self.source.get(),
                address: self.address.get(),
                town: self.town.get(),
                road: self.road.get(),
                words: self.words.get(),
                class: self.class.get(),
                ..ReportForm::default()
            },
            urgent: self.urgent.get(),
        }
    }

    /// Empties every field, for the next find.
    pub fn clear(self) {
        self.photos.clear();
        for field in
            [self.lat, self.lng, self.accuracy, self.source, self.address, self.town, self.road, self.words, self.class]
        {
            field.set(String::new());
        }
        self.urgent.set(false);
        self.sending.answered();
    }
}
