//! Cases 案卷: how they come in, how staff find them, and every step of their life.

mod again;
mod alarm;
mod aside;
mod caller;
mod create;
mod detail;
mod fingerprint;
mod history;
mod inbox;
mod likely;
mod list;
mod number;
mod order;
mod phone;
mod register;
mod release;
mod requirement;
mod step;
mod take;

pub(crate) use alarm::Alarm;
pub use aside::{follow_up, note, release};
pub use caller::of_caller;
pub use create::detail_text;
pub(crate) use create::{
    Author, Closing, NewCase, NewReport, PhotoOwner, allow, claim_photos, close_draft, create, insert_report,
    number_of, of_draft, same_report,
};
pub use detail::find;
pub(crate) use fingerprint::fingerprint;
pub use inbox::{count, list};
pub use likely::likely;
pub(crate) use likely::{About, Judge, likely_rows};
pub use list::orders;
pub(crate) use phone::phone_of;
pub use phone::reveal_phone;
pub(crate) use register::known_class;
pub use register::{join_call, register};
pub(crate) use requirement::handler;
pub use step::{advance, officers};
pub use take::on_record;
pub(crate) use take::{Attempt, take};
