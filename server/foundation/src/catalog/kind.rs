//! The kinds of files that a city is made of.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names, numbers, hours.
    City,
    /// Towns and communities.
    Areas,
    /// Unit grids.
    Grids,
    Roads,
    /// Lamps, covers and other things with an identity.
    Components,
    /// Water.
    BaseMap,
    /// Who cases go to.
    Departments,
    /// Which of them for what.
    Responsibilities,
    /// What can be reported.
    Classes,
    /// From when it is filed, and within which limit it is closed.
    Conditions,
    /// Holidays.
    Calendar,
}

impl Kind {
    /// All of them, in the order in which a city is brought.
    pub const ALL: [Kind; 11] = [
        Kind::City,
        Kind::Areas,
        Kind::Grids,
        Kind::Roads,
        Kind::BaseMap,
        Kind::Classes,
        Kind::Conditions,
        Kind::Components,
        Kind::Departments,
        Kind::Responsibilities,
        Kind::Calendar,
    ];

    /// The word of the command.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::City => "city",
            Kind::Areas => "areas",
            Kind::Grids => "grids",
            Kind::Roads => "roads",
            Kind::Components => "components",
            Kind::BaseMap => "base-map",
            Kind::Departments => "departments",
            Kind::Responsibilities => "responsibilities",
            Kind::Classes => "classes",
            Kind::Conditions => "conditions",
            Kind::Calendar => "calendar",
        }
    }

    /// The kind of a word.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
