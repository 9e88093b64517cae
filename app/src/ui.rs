//! The design system: the components every page is made of. Plain HTML with the classes of `style/`; none of them needs
//! script, and what a component takes are owned values, never signals.

mod back_link;
mod case_clock;
mod choice;
mod clock_words;
mod described;
mod empty;
mod error_summary;
mod failed;
mod field_error;
mod field_frame;
mod icon;
mod loading;
mod page_title;
mod pager;
mod photo_image;
mod photo_strip;
mod place_words;
mod radio_group;
mod select_field;
mod stage_tag;
mod state_tag;
mod tag;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod text_area;
mod text_field;
mod time;
mod trace_line;
mod trace_list;
mod unsent;

pub use back_link::BackLink;
pub use case_clock::CaseClock;
pub use choice::Choice;
pub use clock_words::ClockWords;
pub use empty::Empty;
pub use error_summary::ErrorSummary;
pub use failed::Failed;
pub use field_error::FieldError;
pub use field_frame::FieldFrame;
pub use icon::Icon;
pub use loading::Loading;
pub use page_title::{PageTitle, TitleCount};
pub use pager::Pager;
pub use photo_image::PhotoImage;
pub use photo_strip::PhotoStrip;
pub use place_words::{PlaceWords, place_words};
pub use radio_group::RadioGroup;
pub use select_field::SelectField;
pub use stage_tag::StageTag;
pub use state_tag::StateTag;
pub use text_area::TextArea;
pub use text_field::TextField;
pub use time::Time;
pub use trace_list::TraceList;
pub use unsent::Unsent;
