//! What staff should know of the city's files.

/// In a sentence, so that the browser need not bring its words.
pub fn staff_notice() -> Option<String> {
    #[cfg(feature = "ssr")]
    return crate::server::lacks_year().map(|year| crate::text::city::lacks_year(crate::preferences::language(), year));
    #[cfg(not(feature = "ssr"))]
    crate::preferences::attribute("data-staff-notice")
}
