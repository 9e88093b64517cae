//! What a citizen fills in, screen by screen, and what is wrong with it.
//!
//! Every page of the report carries the whole [`ReportForm`], so that neither reload nor the back button nor a
//! store that is away loses anything.

mod desk;
mod emergency;

use serde::{Deserialize, Serialize};

use crate::area::{Area, Component, Road};
use crate::case::{Place, PublicCaseSummary};
use crate::class::{Class, ClassId, Suggestion};
use crate::deadline::Trace;
use crate::fault::{Fault, FaultCode, Field};
use crate::geo::Position;
use crate::id::{CaseNumber, Phone};
use crate::length::{LONGEST_ADDRESS, LONGEST_WORDS, is_too_long};
use crate::normal::{compact, is_blank};
use crate::photo::{MOST_PHOTOS, Photo, PhotoOrigin};
use crate::time::Moment;

pub use emergency::{EmergencyCall, EmergencyService};

/// Characters that a code, a number or a coordinate may have: far more than any has, as what is wrong with it is told where it is judged.
const LONGEST_CODE: usize = 200;

/// Metres within which a pin and a component are at the same spot.
const SAME_SPOT: f64 = 10.0;

/// The fields of a report as they were typed: strings, because what was typed wrongly is shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Ids of the photos already stored.
    pub photos: Vec<String>,
    /// Latitude of the pin.
    pub lat: String,
    /// Longitude of the pin.
    pub lng: String,
    /// Accuracy of the device's position in metres.
    pub accuracy: String,
    /// Where the pin came from: `device`, `map`, `photo` or nothing.
    pub source: String,
    /// Address words.
    pub address: String,
    /// Town code.
    pub town: String,
    /// Community code.
    pub community: String,
    /// Road id.
    pub road: String,
    /// Component number.
    pub component: String,
    /// What is wrong, in words.
    pub words: String,
    /// The class, as `matter-01037`.
    pub class: String,
    /// Phone number; empty for an anonymous report.
    pub phone: String,
    /// The services whose numbers the reporter has seen and gone on from, by their codes with spaces between; `own` for somebody
    /// who came to the page of numbers by themselves.
    pub warned: String,
}

impl ReportForm {
    /// The pin, if there is one. An unreadable pin is a fault, not an absent one.
    pub fn position(&self) -> Result<Option<Position>, Fault> {
        let (lat, lng) = (self.lat.trim(), self.lng.trim());
        if lat.is_empty() && lng.is_empty() {
            return Ok(None);
        }
        let malformed = Fault::at(Field::Position, FaultCode::PositionMalformed);
        let number = |text: &str| text.parse::<f64>().map_err(|_| malformed);
        Position::new(number(lat)?, number(lng)?).map(Some).ok_or(malformed)
    }

    /// The class, if one was chosen.
    pub fn class_id(&self) -> Result<Option<ClassId>, Fault> {
        let class = self.class.trim();
        if class.is_empty() {
            return Ok(None);
        }
        class.parse().map(Some).map_err(|_| Fault::at(Field::Class, FaultCode::ClassUnknown))
    }

    /// The phone number; without one the report is anonymous.
    pub fn phone_number(&self) -> Result<Option<Phone>, Fault> {
        if is_blank(&self.phone) {
            return Ok(None);
        }
        Phone::parse(&self.phone).map(Some).ok_or(Fault::at(Field::Phone, FaultCode::PhoneMalformed))
    }

    /// What is longer than its field can ever hold. Such a form is shown again, but nothing of it is stored.
    pub fn length_faults(&self) -> Vec<Fault> {
        let texts = [
            (&self.lat, LONGEST_CODE, Field::Position),
            (&self.lng, LONGEST_CODE, Field::Position),
            (&self.accuracy, LONGEST_CODE, Field::Position),
            (&self.source, LONGEST_CODE, Field::Position),
            (&self.address, LONGEST_ADDRESS, Field::Address),
            (&self.town, LONGEST_CODE, Field::Town),
            (&self.community, LONGEST_CODE, Field::Community),
            (&self.road, LONGEST_CODE, Field::Road),
            (&self.component, LONGEST_CODE, Field::Component),
            (&self.words, LONGEST_WORDS, Field::Words),
            (&self.class, LONGEST_CODE, Field::Class),
            (&self.phone, LONGEST_CODE, Field::Phone),
            (&self.warned, LONGEST_CODE, Field::Words),
        ];
        let long = texts.into_iter().filter(|(text, most, _)| is_too_long(text, *most));
        let mut faults: Vec<Fault> = long.map(|(_, _, field)| Fault::at(field, FaultCode::TooLong)).collect();
        faults.dedup();
        if self.photos.len() > MOST_PHOTOS {
            faults.push(Fault::at(Field::Photo, FaultCode::TooManyPhotos));
        } else if self.photos.iter().any(|id| id.len() > LONGEST_CODE) {
            faults.push(Fault::at(Field::Photo, FaultCode::PhotoGone));
        }
        faults
    }

    /// What is wrong with the photos screen.
    pub fn photo_faults(&self) -> Vec<Fault> {
        let too_many = self.photos.len() > MOST_PHOTOS;
        too_many.then_some(Fault::at(Field::Photo, FaultCode::TooManyPhotos)).into_iter().collect()
    }

    /// What is wrong with the place screen, as far as the form alone can tell. A component number alone is a place.
    pub fn place_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let pin = self.position();
        if let Err(fault) = pin {
            faults.push(fault);
        }
        if is_too_long(&self.address, LONGEST_ADDRESS) {
            faults.push(Fault::at(Field::Address, FaultCode::TooLong));
        }
        let component = compact(&self.component);
        let well_formed = component.len() == 17 && component.bytes().all(|b| b.is_ascii_digit());
        if !component.is_empty() && !well_formed {
            faults.push(Fault::at(Field::Component, FaultCode::ComponentUnknown));
        }
        let somewhere = !self.town.trim().is_empty()
            && (!is_blank(&self.address) || !self.community.trim().is_empty() || !self.road.trim().is_empty());
        if pin == Ok(None) && component.is_empty() && !somewhere {
            let field = if self.town.trim().is_empty() { Field::Town } else { Field::Address };
            faults.push(Fault::at(field, FaultCode::PlaceMissing));
        }
        faults
    }

    /// What is wrong with the words screen.
    pub fn detail_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let class = self.class_id();
        if is_too_long(&self.words, LONGEST_WORDS) {
            faults.push(Fault::at(Field::Words, FaultCode::TooLong));
        } else if is_blank(&self.words) && class == Ok(None) {
            faults.push(Fault::at(Field::Words, FaultCode::NothingReported));
        }
        faults.extend(class.err());
        faults.extend(self.phone_number().err());
        faults
    }
}

/// One of the report's screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStep {
    /// `/report`: photos.
    Photo,
    /// `/report/place`.
    Place,
    /// `/report/details`: words, class, phone.
    Details,
    /// `/report/emergency`: whom to call first; only when danger shows.
    Emergency,
    /// `/report/check`: everything once more, and what is likely the same.
    Check,
}

impl ReportStep {
    /// The screen's path without language.
    pub const fn path(self) -> &'static str {
        match self {
            ReportStep::Photo => "/report",
            ReportStep::Place => "/report/place",
            ReportStep::Details => "/report/details",
            ReportStep::Emergency => "/report/emergency",
            ReportStep::Check => "/report/check",
        }
    }
}

/// What a screen of the report shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportPage {
    /// The key that this report's forms carry: what makes a repeated post harmless, and tells it from another tab's report.
    pub key: String,
    /// Whether another report of this browser is being written as well: then the addresses of this one carry its key too.
    pub beside: bool,
    /// The key of another report, when what is shown is one that was begun before and is gone on with.
    pub other: Option<String>,
    /// What was sent from this browser just before: this is another report, and not sent.
    pub sent: Option<SentBefore>,
    /// Whether there is no other report: this is a screen of the one that was sent, and nothing has been typed since.
    pub over: bool,
    /// Everything typed so far.
    pub form: ReportForm,
    /// The photos stored so far.
    pub photos: Vec<Photo>,
    /// What the camera wrote into them: an offer.
    pub origin: PhotoOrigin,
    /// Towns to choose from.
    pub towns: Vec<Area>,
    /// Communities of the chosen town.
    pub communities: Vec<Area>,
    /// Roads of the chosen town.
    pub roads: Vec<Road>,
    /// The component named.
    pub component: Option<Component>,
    /// Where the pin lies, in words.
    pub place: Option<Place>,
    /// Classes that fit the words.
    pub suggestions: Vec<Suggestion>,
    /// The class chosen.
    pub class: Option<Class>,
    /// Public cases that are likely the same.
    pub likely: Vec<PublicCaseSummary>,
    /// Whom to call first.
    pub emergency: Vec<EmergencyCall>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl ReportPage {
    /// The address of one of its pages, without language.
    pub fn address(&self, path: &str) -> String {
        if self.beside { format!("{path}?report={}", self.key) } else { path.to_owned() }
    }

    /// Metres between the reporter's pin and the component they named, whose place counts then. `None` when there is no pin, or when it
    /// lies as near as a finger can put it.
    pub fn moved_metres(&self) -> Option<f64> {
        let pin = self.form.position().ok().flatten()?;
        let metres = pin.metres_to(self.component.as_ref()?.position);
        (metres >= SAME_SPOT).then_some(metres)
    }
}

/// A report that was sent from the same browser before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBefore {
    pub number: CaseNumber,
    /// The key under which it was sent.
    pub key: String,
}

/// The page after sending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confirmation {
    pub number: CaseNumber,
    /// Whether it joined a case that was there already.
    pub joined: bool,
    /// When it will be settled at the latest.
    pub promised_at: Moment,
    /// How that came about.
    pub trace: Trace,
    /// The reporter's own link.
    pub link: String,
    /// The link as a QR code: the path of the dark modules for an SVG of `qr_size` × `qr_size` units.
    pub qr_path: String,
    /// Units on a side of the QR code.
    pub qr_size: u32,
}

/// What the reporter sends from the case's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseForm {
    /// `join`, `add`, `hurry`, `rate` or `reopen`.
    pub action: String,
    /// Information added, or the reason for reopening.
    pub words: String,
    /// 5 to 1.
    pub rating: String,
    /// Why dissatisfied.
    pub reason: String,
    /// Makes a repeated post harmless.
    pub key: String,
}

impl CaseForm {
    /// What the action says in words, if it takes any.
    pub fn said(&self) -> &str {
        match self.action.as_str() {
            "add" | "reopen" => &self.words,
            "rate" => &self.reason,
            _ => "",
        }
    }

    /// What was written in sentences, without what was left empty.
    pub fn typed(&self) -> Vec<String> {
        [&self.words, &self.reason].into_iter().filter(|said| !is_blank(said)).cloned().collect()
    }
}

/// What is typed to find a case again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrackForm {
    /// The case number.
    pub number: String,
    /// The whole phone number that was left with the report.
    pub phone: String,
}

/// What the list of cases nearby is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NearbyFilter {
    /// Town, 9-digit code.
    pub town: Option<String>,
    /// Words to be found in class, road or released words.
    pub words: Option<String>,
    /// `true` for cases already settled.
    pub done: bool,
    /// Around this place, nearest first.
    pub position: Option<Position>,
    /// The page, from 1.
    pub page: u32,
}

impl NearbyFilter {
    /// The words, when there are any.
    pub fn searched(&self) -> Option<&str> {
        self.words.as_deref().map(str::trim).filter(|words| !words.is_empty())
    }
}

/// A call or a find that staff register: the same fields a citizen fills in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StaffReport {
    /// Makes a repeated request harmless: a random key made with the form.
    pub key: String,
    /// The fields.
    pub form: ReportForm,
    /// Danger to people.
    pub urgent: bool,
}

#[cfg(test)]
mod tests;
