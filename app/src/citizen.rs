//! The citizen's door: report a problem, follow it, see what goes on nearby. Phone first, in both languages, and every page works as
//! plain HTML forms; what script adds (preview, position, live search) is never the only way.
//!
//! Reading order: the frame of every page, the start, the report screen by screen, finding a case again, its page, the list nearby.

mod carried_fields;
mod case;
mod case_row;
mod check;
mod confirmation;
mod details;
mod emergency;
mod emergency_numbers;
mod failed_page;
mod home;
mod layout;
#[cfg(feature = "ssr")]
mod my;
pub mod nearby;
mod not_found;
mod photo;
mod place;
mod report_screen;
mod sending;
mod track;

pub use case::CasePage;
pub use check::CheckPage;
pub use confirmation::ConfirmationPage;
pub use details::DetailsPage;
pub use emergency::EmergencyPage;
pub use home::HomePage;
pub use layout::CitizenLayout;
#[cfg(feature = "ssr")]
pub use my::MyPage;
pub use nearby::NearbyPage;
pub use not_found::NotFoundPage;
pub use photo::PhotoPage;
pub use place::PlacePage;
pub use track::TrackPage;
