//! The clerks' desk: signing in, the inbox of one's own duties, one case with everything that may be done to it, and
//! registering a call. Every page but the sign-in is lazy; its resources are made inside the lazy view, so that a
//! citizen downloads neither the pages nor the code that reads their data.

mod login;
mod start;
mod inbox;
mod case;
mod register;
mod sessions;
mod frame;
mod failed;
mod class_picker;
mod input;
mod photo_input;
mod pause;
mod urgent;
mod limit;
mod address;

pub use case::DeskCasePage;
pub use inbox::InboxPage;
pub use login::LoginPage;
pub use register::RegisterPage;
pub use sessions::SessionsPage;
pub use start::DeskStartPage;
