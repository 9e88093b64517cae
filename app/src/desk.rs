//! The clerks' desk: signing in, the inbox of one's own duties, one case with everything that may be done to it, and
//! registering a call. Resources are made inside the views, which come as a piece of their own, so that a
//! citizen downloads neither the pages nor the code that reads their data.

mod account;
mod address;
mod audit;
mod case;
mod class_picker;
mod failed;
mod form_faults;
mod frame;
mod inbox;
mod input;
mod key;
mod limit;
mod login;
mod pause;
mod photo_input;
mod register;
mod reloading;
mod sessions;
mod start;
mod urgent;

pub use account::{AccountPage, AccountsPage, NewAccountPage};
pub use audit::AuditPage;
pub use case::DeskCasePage;
pub use inbox::InboxPage;
pub use login::LoginPage;
pub use register::RegisterPage;
pub use sessions::SessionsPage;
pub use start::DeskStartPage;
