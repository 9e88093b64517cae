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
pub(crate) mod order;
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
pub(crate) use create::{
    Author, Closing, NewCase, NewReport, PhotoOwner, allow, claim_photos, close_draft, create, detail_text,
    insert_report, number_of, of_draft, same_report,
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
pub(crate) use row::{ATTEMPTS, class_id, class_name, is_unchanged, photo, photos_by_case, refresh_text, state, texts};
pub(crate) use scope::scope_condition;
pub(crate) use step::loads;
pub use step::{advance, follow_up, note, officers};
pub use stored::{case, whole};
pub(crate) use stored::{placed, rating};
pub(crate) use take::{Attempt, on_record, take};
