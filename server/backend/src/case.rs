//! Cases 案卷: how they come in, how staff find them, and every step of their life.

mod again;
mod alarm;
mod create;
mod detail;
mod fingerprint;
mod history;
mod inbox;
mod likely;
mod list;
pub(crate) mod number;
pub mod order;
mod phone;
mod register;
mod release;
mod requirement;
mod row;
mod scope;
mod step;
mod stored;
mod take;

pub(crate) use alarm::Alarm;
pub use create::detail_text;
pub(crate) use create::{
    Author, Closing, NewCase, NewReport, PhotoOwner, allow, claim_photos, close_draft, create, insert_report,
    number_of, of_draft, same_report,
};
pub use detail::find;
pub(crate) use detail::phone as phone_of;
pub(crate) use fingerprint::fingerprint;
pub use inbox::{count, list};
pub use likely::likely;
pub(crate) use likely::{About, Judge, likely_rows};
pub use list::orders;
pub use phone::reveal_phone;
pub(crate) use register::known_class;
pub use register::{join_call, register};
pub use release::release;
pub(crate) use requirement::handler;
pub use row::texts;
pub(crate) use row::{ATTEMPTS, class_id, class_name, is_unchanged, photo, photos_by_case, refresh_text, state};
pub(crate) use scope::scope_condition;
pub(crate) use step::loads;
pub use step::{advance, follow_up, note, officers};
pub(crate) use stored::rating;
pub use stored::{case, placed, whole};
pub use take::on_record;
pub(crate) use take::{Attempt, take};
