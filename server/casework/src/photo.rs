//! Photos: checked before they are decoded, always re-encoded, kept without metadata.

pub(crate) mod delete_photo_files;
mod memory;
pub(crate) mod room;
mod upload;

use bytes::Bytes;
use domain::account::Actor;
use domain::fault::{Fault, FaultCode, Field};
use domain::photo::{Photo, PhotoKind, PhotoOrigin};
use domain::secrecy::Reader;
use foundation::blocking::blocking;
use foundation::memory::Memory;
use foundation::port::files::Opened;
use foundation::port::key::{new_id, token_hash};
use foundation::queue::Queue;
use foundation::share::Sender;
use foundation::{Backend, Failure, Settings};
use picture::ReadError;
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::knowledge;
use crate::reporter::reporter;
use crate::scope::scope_condition;

pub use upload::Upload;

/// Who waits until a photo is decoded.
#[derive(Default)]
struct Decoding(Queue);

impl Memory for Decoding {
    fn new(_: &Settings) -> Decoding {
        Decoding::default()
    }
}

/// Which picture of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As it is kept.
    Full,
    /// The thumbnail.
    Small,
}

/// Who asks for a picture.
#[derive(Clone, Debug, Default)]
pub struct Viewer {
    /// A member of staff.
    pub actor: Option<Actor>,
    /// The value of the reporter's cookie.
    pub reporter: Option<String>,
    /// The value of the draft's cookie.
    pub draft: Option<String>,
}

/// Stores a photo of a member of staff, to be named in a step or a report soon.
///
/// # Errors
/// What is wrong with the picture; too many wait to be read; or the store is away.
pub async fn store(backend: &Backend, actor: &Actor, bytes: Bytes) -> Result<Photo, Failure> {
    store_upload(backend, actor, Upload::whole(bytes, Sender::Staff(actor.account))).await
}

/// The same with a photo that was taken in on disk.
///
/// # Errors
/// As [`store`].
pub async fn store_upload(backend: &Backend, actor: &Actor, upload: Upload) -> Result<Photo, Failure> {
    if !actor.role.is_officer() && !actor.role.has_desk() {
        return Err(FaultCode::NotAllowed.into());
    }
    Ok(keep(backend, upload, PhotoKind::Report, Owner::Account(actor.account)).await?.0)
}

/// To whom a photo belongs before it belongs to a case.
#[derive(Clone, Copy)]
pub(crate) enum Owner {
    Draft(i64),
    Account(i64),
}

/// Decodes, re-encodes and stores a picture: both sizes lie in the object store before the row is written, so that no row
/// points to a missing file. What is stored without a row is swept.
pub(crate) async fn keep(
    backend: &Backend,
    upload: Upload,
    kind: PhotoKind,
    owner: Owner,
) -> Result<(Photo, PhotoOrigin), Failure> {
    let sender = upload.sender().clone();
    room::check(backend, &sender, 0).await?;
    let turn = backend.memory::<Decoding>().0.turn(&sender).await.ok_or(FaultCode::Busy)?;
    let now = backend.now();
    // The turn goes along: who sent the photo may hang up, the decoding goes on.
    let picture = blocking("decoding a photo", move || {
        let _turn = turn;
        let bytes = upload.read()?;
        let _room = memory::room(picture::memory(&bytes));
        picture::read(&bytes, now).map_err(unread)
    })
    .await?;
    let bytes = picture.full.len() + picture.small.len();
    room::check(backend, &sender, bytes as u64).await?;
    room::count(backend, &sender).await?;
    let id = new_id()?;
    backend.files().put(&id, picture.full.into()).await?;
    backend.files().put(&small(&id), picture.small.into()).await?;
    let row = entity::photo::ActiveModel {
        id: Set(id.clone()),
        draft_id: Set(if let Owner::Draft(id) = owner { Some(id) } else { None }),
        account_id: Set(if let Owner::Account(id) = owner { Some(id) } else { None }),
        case_id: Set(None),
        event_id: Set(None),
        kind: Set(kind.code().to_owned()),
        position: Set(0),
        released: Set(false),
        width: Set(i64::from(picture.width)),
        height: Set(i64::from(picture.height)),
        created_at: Set(backend.now().0),
        bytes: Set(bytes as i64),
        sender: Set(room::sender_hash(backend, &sender)),
    };
    row.insert(backend.writer()).await?;
    Ok((Photo { id, kind, width: picture.width, height: picture.height, released: false }, picture.origin))
}

fn unread(error: ReadError) -> Failure {
    match error {
        ReadError::Refused(code) => Fault::at(Field::Photo, code).into(),
        ReadError::Encoder(error) => Failure::Inside(format!("encoding a photo: {error}")),
    }
}

/// The new value of the column `position` for photos that are handed in together, in the order in which they are named.
pub(crate) fn positions<'a>(ids: impl IntoIterator<Item = &'a String>) -> Expr {
    let position = |case: CaseStatement, (id, position): (&String, i64)| {
        case.case(entity::photo::Column::Id.eq(id.as_str()), position)
    };
    ids.into_iter().zip(1..).fold(CaseStatement::new(), position).finally(0).into()
}

/// The name of a photo's thumbnail in the object store.
pub fn small(id: &str) -> String {
    format!("{id}-small")
}

/// The bytes of a picture (JPEG), for somebody who may see it: staff whose scope holds the case, its reporter, the browser that
/// is writing the report, and everybody when the case is public and the photo released.
///
/// # Errors
/// Not found, also for those who may not see it; or the store is away.
pub async fn read(backend: &Backend, id: &str, size: Size, viewer: &Viewer) -> Result<Bytes, Failure> {
    let name = find(backend, id, size, viewer).await?;
    backend.files().get(&name).await?.ok_or_else(|| FaultCode::NotFound.into())
}

/// The same, piece by piece.
///
/// # Errors
/// As [`read`].
pub async fn open(backend: &Backend, id: &str, size: Size, viewer: &Viewer) -> Result<Opened, Failure> {
    let name = find(backend, id, size, viewer).await?;
    backend.files().open(&name).await?.ok_or_else(|| FaultCode::NotFound.into())
}

/// The name in the object store of a picture that somebody may see.
async fn find(backend: &Backend, id: &str, size: Size, viewer: &Viewer) -> Result<String, Failure> {
    if id.len() != 32 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(FaultCode::NotFound.into());
    }
    let row = entity::photo::Entity::find_by_id(id.to_owned()).one(backend.db()).await?.ok_or(FaultCode::NotFound)?;
    if !may_see(backend, &row, viewer).await? {
        return Err(FaultCode::NotFound.into());
    }
    Ok(if size == Size::Full { id.to_owned() } else { small(id) })
}

async fn may_see(backend: &Backend, photo: &entity::photo::Model, viewer: &Viewer) -> Result<bool, Failure> {
    let Some(case) = photo.case_id else {
        if let (Some(actor), Some(account)) = (&viewer.actor, photo.account_id) {
            return Ok(actor.account == account);
        }
        let Some(draft) = photo.draft_id else { return Ok(false) };
        let draft = entity::draft::Entity::find_by_id(draft).one(backend.db()).await?;
        // A browser that keeps no cookies has nothing but the photo's own name, which nobody else was told.
        let own =
            |holder: &str| holder == token_hash("") || viewer.draft.as_ref().is_some_and(|it| holder == token_hash(it));
        return Ok(draft.is_some_and(|draft| own(&draft.holder)));
    };
    let Some(row) = entity::case::Entity::find_by_id(case).one(backend.db()).await? else { return Ok(false) };
    let Some(kind) = PhotoKind::from_code(&photo.kind) else { return Ok(false) };
    let shown = |reader| knowledge::knows(&row, reader).photo(kind, photo.released, photo.event_id.is_some());
    if shown(Reader::Public) {
        return Ok(true);
    }
    if let Some(actor) = &viewer.actor {
        // Whoever took it may look at it again, also when the case has moved out of their scope.
        if photo.account_id == Some(actor.account) {
            return Ok(true);
        }
        let scoped = entity::case::Entity::find_by_id(case).filter(scope_condition(actor)).one(backend.db()).await?;
        if scoped.is_some() {
            return Ok(true);
        }
    }
    let own = reporter(backend.db(), backend, &row, viewer.reporter.as_deref()).await?.is_some();
    Ok(own && shown(Reader::Reporter))
}
