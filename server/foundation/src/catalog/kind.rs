//! The kinds of files that a city is made of.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
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

impl FileKind {
    /// All of them, in the order in which a city is brought.
    pub const ALL: [FileKind; 11] = [
        FileKind::City,
        FileKind::Areas,
        FileKind::Grids,
        FileKind::Roads,
        FileKind::BaseMap,
        FileKind::Classes,
        FileKind::Conditions,
        FileKind::Components,
        FileKind::Departments,
        FileKind::Responsibilities,
        FileKind::Calendar,
    ];

    /// The word of the command.
    pub const fn code(self) -> &'static str {
        match self {
            FileKind::City => "city",
            FileKind::Areas => "areas",
            FileKind::Grids => "grids",
            FileKind::Roads => "roads",
            FileKind::Components => "components",
            FileKind::BaseMap => "base-map",
            FileKind::Departments => "departments",
            FileKind::Responsibilities => "responsibilities",
            FileKind::Classes => "classes",
            FileKind::Conditions => "conditions",
            FileKind::Calendar => "calendar",
        }
    }

    /// The kind of a word.
    pub fn from_code(code: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
