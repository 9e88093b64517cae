//! What pages call the city. The server takes it from the catalog at each request and writes it on `<html>`; the browser reads it from
//! there, so that both render the same.

#[cfg(feature = "ssr")]
use domain::{city::City, language::Language};

/// What the city is called in the language of the page, and whom its people call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityNames {
    /// Its name, such as 平湖市.
    pub name: String,
    /// What this system is called there, such as 平湖精治.
    pub product: String,
    /// The hotline that answers day and night.
    pub hotline: String,
}

#[cfg(feature = "ssr")]
impl CityNames {
    /// Those of a city in a language.
    pub fn of(city: &City, language: Language) -> CityNames {
        let name = |name: &domain::language::Name| name.get(language).to_owned();
        CityNames { name: name(&city.name), product: name(&city.product), hotline: city.hotline.clone() }
    }
}

/// The city of the page. Not kept in a context: it is read a few times a page, and a context would weigh more than the reading.
#[cfg(feature = "ssr")]
pub fn city() -> CityNames {
    let language = crate::preferences::language();
    crate::request::of_city(|city| CityNames::of(city, language))
}

/// The city of the page. Not kept in a context: it is read a few times a page, and a context would weigh more than the reading.
#[cfg(not(feature = "ssr"))]
pub fn city() -> CityNames {
    let read = |name| crate::preferences::attribute(name).unwrap_or_default();
    CityNames { name: read("data-city"), product: read("data-product"), hotline: read("data-hotline") }
}
