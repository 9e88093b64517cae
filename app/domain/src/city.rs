//! The city that this system serves: what it is called, how it is reached, when it works. From the city's own file, never from code.

use serde::{Deserialize, Serialize};

use crate::geo::Bounds;
use crate::language::Name;
use crate::report::{EmergencyCall, EmergencyService};

/// A city. What a file does not say is as it is everywhere in the country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct City {
    /// Its name, such as 平湖市.
    pub name: Name,
    /// What this system is called there, such as 平湖精治: stands at the head of every page.
    pub product: Name,
    /// The six digits of its administration (GB/T 2260); empty while the city is not known.
    pub code: String,
    /// Letters before the date in case numbers.
    pub number_prefix: String,
    /// The hotline that answers day and night.
    pub hotline: String,
    /// Working spans of a day, in minutes from midnight.
    pub working_hours: Vec<(u32, u32)>,
    /// Whom to call in an emergency, under which number.
    pub emergency_numbers: Vec<EmergencyCall>,
    /// Where maps begin; `None` for the box around all areas.
    pub map_start: Option<Bounds>,
}

impl Default for City {
    /// The hotline (12345) and the emergency numbers are the same in the whole country. Gas and water companies have numbers of their own in
    /// each city; where they are not known, the hotline puts through to them day and night.
    fn default() -> City {
        City {
            name: Name::new("本市", "the city"),
            product: Name::new("精治", "Jingzhi"),
            code: String::new(),
            number_prefix: "JZ".to_owned(),
            hotline: "12345".to_owned(),
            working_hours: vec![(510, 720), (840, 1050)],
            emergency_numbers: [
                (EmergencyService::Police, "110"),
                (EmergencyService::Fire, "119"),
                (EmergencyService::Ambulance, "120"),
                (EmergencyService::Gas, "12345"),
                (EmergencyService::Water, "12345"),
                (EmergencyService::Power, "95598"),
            ]
            .map(|(service, digits)| EmergencyCall { service, digits: digits.to_owned() })
            .to_vec(),
            map_start: None,
        }
    }
}
