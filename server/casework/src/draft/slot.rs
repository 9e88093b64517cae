//! Which of a browser's reports is meant: several may be written beside each other, each in a tab of its own.
//!
//! A token is the value of the draft's cookie, which tells the browser, and behind a colon the key that the report's forms carry, which
//! tells the report. Without a key it means the browser's main report: the one that addresses without a key show.

use domain::photo::PhotoOrigin;
use domain::report::{ReportForm, SentBefore};
use entity::draft::{ActiveModel, Column, Entity, Model};
use foundation::port::key::{new_id, token_hash};
use foundation::{Backend, Failure};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, UpdateMany};
use serde::{Deserialize, Serialize};

use super::origin::Origins;
use crate::case::Closing;

/// Main reports of one browser that are looked at, the latest: all but one have been sent.
const MOST_MAIN: u64 = 20;

/// Attempts when another request has changed the draft between reading and writing it.
const ATTEMPTS: usize = 5;

/// Seconds that a report nobody goes on with is shown to who comes by an address without a key: it is written in minutes, and the phone
/// may be another person's tomorrow.
const SHOWN_SECONDS: i64 = 86_400;

/// What is kept of a draft, encrypted, as it may hold a phone number and where a photo was taken.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub(super) form: ReportForm,
    /// What an earlier release kept of all photos together.
    pub(super) origin: PhotoOrigin,
    /// What the cameras wrote into each photo.
    pub(super) origins: Origins,
    /// The report that was sent before from the form which this one began with.
    pub(super) after: Option<SentBefore>,
}

/// A report of a browser, whether or not it has been stored.
#[derive(Clone)]
pub(super) struct Slot {
    /// SHA-256 of the browser's token.
    pub(super) holder: String,
    /// The key that its forms carry.
    pub(super) key: String,
    /// SHA-256 of both: the key of the report that it becomes.
    pub(super) hash: String,
    pub(super) row: Option<Model>,
}

impl Slot {
    /// Whether it was sent.
    pub(super) fn is_closed(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.case_id.is_some())
    }

    /// Whether it is being written.
    pub(super) fn is_open(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.case_id.is_none())
    }

    /// Whether its addresses carry its key.
    pub(super) fn beside(&self) -> bool {
        self.row.as_ref().is_some_and(|row| !row.main)
    }

    /// What is kept of it.
    pub(super) fn kept(&self, backend: &Backend) -> Kept {
        self.row.as_ref().map(|row| kept_in(backend, row)).unwrap_or_default()
    }

    /// What closes it, in the transaction that sends it.
    pub(super) fn closing(&self) -> Closing {
        Closing { hash: self.hash.clone(), holder: self.holder.clone(), key: self.key.clone() }
    }
}

/// A token for a report of the same browser that nothing is known of yet, and its key.
pub(super) fn another(token: &str) -> Result<(String, String), Failure> {
    let key = new_id()?;
    Ok((format!("{}:{key}", parts(token).0), key))
}

/// The browser's token, and the report's key.
pub(super) fn parts(token: &str) -> (&str, &str) {
    token.split_once(':').unwrap_or((token, ""))
}

/// Finds the report that a token means.
pub(super) async fn find(backend: &Backend, token: &str) -> Result<Slot, Failure> {
    let (browser, key) = parts(token);
    let holder = token_hash(browser);
    if key.is_empty() {
        let all = main(backend, &holder).await?;
        let open = all.iter().find(|row| row.case_id.is_none());
        let meant = open.or_else(|| all.iter().max_by_key(|row| (row.updated_at, row.id))).cloned();
        return Ok(of(holder, token, meant));
    }
    let hash = token_hash(token);
    if let Some(row) = by_hash(backend, &hash).await? {
        return Ok(Slot { holder, key: key.to_owned(), hash, row: Some(row) });
    }
    // Begun while the browser kept no cookie: then the key alone tells whose it is.
    let alone = token_hash(&format!(":{key}"));
    Ok(match by_hash(backend, &alone).await? {
        Some(row) => Slot { holder: row.holder.clone(), key: key.to_owned(), hash: alone, row: Some(row) },
        None => Slot { holder, key: key.to_owned(), hash, row: None },
    })
}

async fn by_hash(backend: &Backend, hash: &str) -> Result<Option<Model>, Failure> {
    Ok(Entity::find().filter(Column::TokenHash.eq(hash)).one(backend.db()).await?)
}

/// The report that a token means when it asks for what was sent.
pub(super) async fn find_sent(backend: &Backend, token: &str) -> Result<Slot, Failure> {
    let (browser, key) = parts(token);
    if !key.is_empty() {
        return find(backend, token).await;
    }
    let holder = token_hash(browser);
    let sent = main(backend, &holder).await?.into_iter().filter(|row| row.case_id.is_some());
    // The last that was sent, which need not be the last that was begun.
    let sent = sent.max_by_key(|row| (row.updated_at, row.id));
    Ok(of(holder, token, sent))
}

fn of(holder: String, token: &str, row: Option<Model>) -> Slot {
    match row {
        Some(row) => Slot { holder, key: row.key.clone(), hash: row.token_hash.clone(), row: Some(row) },
        None => Slot { holder, key: String::new(), hash: token_hash(token), row: None },
    }
}

/// The browser's main reports, latest first. Those of browsers that keep no cookie are nobody's: only their keys lead to them.
async fn main(backend: &Backend, holder: &str) -> Result<Vec<Model>, Failure> {
    if *holder == token_hash("") {
        return Ok(Vec::new());
    }
    let all = Entity::find().filter(Column::Holder.eq(holder)).filter(Column::Main.eq(true));
    Ok(all.order_by_desc(Column::Id).limit(MOST_MAIN).all(backend.db()).await?)
}

/// Whether a row is still being written, and not left lying so long that somebody else may hold the phone now.
pub(super) fn is_fresh(backend: &Backend, row: &Model) -> bool {
    row.case_id.is_none() && row.updated_at >= backend.now().0 - SHOWN_SECONDS
}

/// Stores what is kept of a report. Gives its row; `None` when it was sent meanwhile: then it takes nothing more.
pub(super) async fn write(backend: &Backend, slot: &Slot, kept: &Kept) -> Result<Option<Model>, Failure> {
    let form = encrypted(backend, kept)?;
    let now = backend.now().0;
    if let Some(row) = &slot.row {
        return change(backend, row, form, now).await;
    }
    // No browser: nothing leads to it but its key.
    let alone = slot.holder == token_hash("");
    let main = !alone && !main(backend, &slot.holder).await?.iter().any(|row| is_fresh(backend, row));
    let fresh = ActiveModel {
        token_hash: Set(slot.hash.clone()),
        holder: Set(slot.holder.clone()),
        key: Set(slot.key.clone()),
        main: Set(main),
        form: Set(form.clone()),
        created_at: Set(now),
        updated_at: Set(now),
        case_id: Set(None),
        joined: Set(false),
        ..Default::default()
    };
    match fresh.insert(backend.writer()).await.map_err(Failure::from) {
        Ok(row) => Ok(Some(row)),
        // Two posts of one form at the same time, a photo each.
        Err(failure) if failure.is_duplicate() => {
            let there = Entity::find().filter(Column::TokenHash.eq(slot.hash.as_str()));
            let row = there.one(backend.writer()).await?.ok_or(failure)?;
            change(backend, &row, form, now).await
        }
        Err(failure) => Err(failure),
    }
}

/// Keeps what the camera wrote into a photo beside what is known of the others. Decoding takes a while: another window may save the form
/// at the same moment, and neither takes anything away from the other.
pub(super) async fn note_origin(
    backend: &Backend,
    draft: i64,
    photo: &str,
    origin: PhotoOrigin,
) -> Result<(), Failure> {
    for _ in 0..ATTEMPTS {
        let row = Entity::find_by_id(draft).one(backend.writer()).await?;
        let Some(row) = row.filter(|row| row.case_id.is_none()) else { return Ok(()) };
        let mut kept = kept_in(backend, &row);
        kept.origins.keep(photo, origin);
        let changed = Entity::update_many()
            .col_expr(Column::Form, Expr::value(encrypted(backend, &kept)?))
            .filter(Column::Id.eq(draft))
            .filter(Column::CaseId.is_null())
            .filter(Column::Form.eq(row.form))
            .exec(backend.writer())
            .await?;
        if changed.rows_affected == 1 {
            return Ok(());
        }
    }
    // An offer less: the photo is there.
    Ok(())
}

fn kept_in(backend: &Backend, row: &Model) -> Kept {
    let plain = backend.keys().decrypt(&row.form);
    plain.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default()
}

fn encrypted(backend: &Backend, kept: &Kept) -> Result<Vec<u8>, Failure> {
    let plain = serde_json::to_vec(kept).map_err(|error| Failure::Inside(format!("a draft: {error}")))?;
    backend.keys().encrypt(&plain)
}

async fn change(backend: &Backend, row: &Model, form: Vec<u8>, now: i64) -> Result<Option<Model>, Failure> {
    let changed = Entity::update_many()
        .col_expr(Column::Form, Expr::value(form))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(row.id))
        .filter(Column::CaseId.is_null())
        .exec(backend.writer())
        .await?;
    Ok((changed.rows_affected == 1).then(|| row.clone()))
}

/// Forgets what was typed into the browser's main report, and that it was the main one. What was sent is forgotten here too, not in the
/// city.
pub(super) async fn forget(backend: &Backend, token: &str) -> Result<(), Failure> {
    forgetting(token).exec(backend.writer()).await?;
    Ok(())
}

/// The same of what was sent alone.
pub(super) async fn leave(backend: &Backend, token: &str) -> Result<(), Failure> {
    forgetting(token).filter(Column::CaseId.is_not_null()).exec(backend.writer()).await?;
    Ok(())
}

fn forgetting(token: &str) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Form, Expr::value(Vec::<u8>::new()))
        .col_expr(Column::Main, Expr::value(false))
        .filter(Column::Holder.eq(token_hash(parts(token).0)))
        .filter(Column::Main.eq(true))
}
