//! Links with which people choose their password: once, within a week.

use domain::account::{AccountForm, Invitation};
use domain::audit::AuditActor;
use domain::fault::FaultCode;
use domain::language::Name;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

use super::{Administrator, hash, insert, is_out_of_reach, password, prepared, row, sign_out_all};
use crate::failure::check;
use crate::port::key::{new_token, token_hash};
use crate::store::Transaction;
use crate::{Backend, Failure, audit};

/// Seconds for which a link works.
const WORKS: i64 = 7 * 86_400;

/// A password that none fits: of somebody who has not chosen one.
const NONE: &str = "";

/// Somebody who was invited, as the page for choosing a password greets them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// The name used to sign in.
    pub login: String,
    /// The person's name.
    pub name: Name,
}

/// Makes an account with everything its role needs, and a link for its person. `site` is the address under which people reach it.
///
/// # Errors
/// Not allowed; what is wrong with the form, a taken name among it; or the store is away.
pub async fn create(
    backend: &Backend,
    by: Administrator<'_>,
    form: &AccountForm,
    site: &str,
) -> Result<Invitation, Failure> {
    let on_record = by.on_record()?;
    check(form.faults())?;
    let row = prepared(backend, form, NONE.to_owned())?;
    let tx = backend.begin().await?;
    let row = insert(&tx, backend, &on_record, row).await?;
    let invitation = invitation(&tx, backend, row, site).await?;
    tx.commit().await?;
    Ok(invitation)
}

/// What a reset is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// Another password for somebody who works here.
    Password,
    /// Somebody who was disabled comes back.
    Enable,
    /// Whichever it is.
    Either,
}

/// Takes somebody's password away and makes a link for choosing another. Whoever was disabled is let in again by it, if that is meant.
///
/// # Errors
/// Not allowed, also for one's own account, whose password is changed instead, and for who watches the administrators; no such account; it
/// was disabled, or enabled, meanwhile; or the store is away.
pub async fn reset(
    backend: &Backend,
    by: Administrator<'_>,
    id: i64,
    meant: Reset,
    site: &str,
) -> Result<Invitation, Failure> {
    let on_record = by.on_record()?;
    if by.account() == Some(id) {
        return Err(FaultCode::NotAllowed.into());
    }
    let tx = backend.begin().await?;
    let found = row(&tx, id).await?;
    if is_out_of_reach(by, &found.role) {
        return Err(FaultCode::NotAllowed.into());
    }
    if meant != Reset::Either && (meant == Reset::Enable) != found.disabled_at.is_some() {
        return Err(FaultCode::AlreadyMoved.into());
    }
    let change = entity::account::ActiveModel {
        id: Set(id),
        password: Set(NONE.to_owned()),
        disabled_at: Set(None),
        ..Default::default()
    };
    let detail = if found.disabled_at.is_some() { "enabled" } else { "" };
    let changed = change.update(&tx).await?;
    sign_out_all(&tx, backend, id, None).await?;
    audit::record(&tx, backend, &on_record, "reset_account", &changed.login, detail).await?;
    let invitation = invitation(&tx, backend, changed, site).await?;
    tx.commit().await?;
    Ok(invitation)
}

/// A new link; an older one of the same account works no more.
async fn invitation(
    tx: &Transaction,
    backend: &Backend,
    account: entity::account::Model,
    site: &str,
) -> Result<Invitation, Failure> {
    forget(tx, account.id).await?;
    let token = new_token()?;
    let until = backend.now().plus_seconds(WORKS);
    let row = entity::invitation::ActiveModel {
        token_hash: Set(token_hash(&token)),
        account_id: Set(account.id),
        until: Set(until.0),
    };
    row.insert(tx).await?;
    Ok(Invitation { account: account.id, login: account.login, link: format!("{site}/invitation/{token}"), until })
}

/// Ends the link of an account.
pub async fn forget(tx: &Transaction, account: i64) -> Result<(), Failure> {
    use entity::invitation::{Column, Entity};
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
    Ok(())
}

/// Who was invited with a token; `None` when it is wrong, was used, or has run out. Tries are not limited: nobody guesses 256 random bits.
///
/// # Errors
/// When the store is away.
pub async fn find(backend: &Backend, token: &str) -> Result<Option<Invited>, Failure> {
    use entity::invitation::{Column, Entity};
    let works = Entity::find_by_id(token_hash(token)).filter(Column::Until.gt(backend.now().0));
    let Some(found) = works.one(backend.db()).await? else { return Ok(None) };
    let account = entity::account::Entity::find_by_id(found.account_id).one(backend.db()).await?;
    Ok(account.map(|row| Invited { login: row.login, name: Name::new(row.name_zh, row.name_en) }))
}

/// Chooses a password with a token, which works no more then.
///
/// # Errors
/// Not found when the token does not work; what is wrong with the password; or the store is away.
pub async fn accept(backend: &Backend, token: &str, password: &str) -> Result<(), Failure> {
    use entity::invitation::{Column, Entity};
    let invited = find(backend, token).await?.ok_or(FaultCode::NotFound)?;
    let names = [invited.login.as_str(), &invited.name.zh, &invited.name.en];
    password::check(password, names).await?;
    let fresh = hash::hash(backend, password.to_owned()).await?;
    let tx = backend.begin().await?;
    let works = Entity::find_by_id(token_hash(token)).filter(Column::Until.gt(backend.now().0));
    let Some(found) = works.one(&tx).await? else { return Err(FaultCode::NotFound.into()) };
    // The account first, as everybody who changes one does; of two at the same moment one chooses.
    row(&tx, found.account_id).await?;
    let mine = Entity::delete_many().filter(Column::TokenHash.eq(found.token_hash)).exec(&tx).await?;
    if mine.rows_affected == 0 {
        return Err(FaultCode::NotFound.into());
    }
    let change = entity::account::ActiveModel { id: Set(found.account_id), password: Set(fresh), ..Default::default() };
    let changed = change.update(&tx).await?;
    sign_out_all(&tx, backend, changed.id, None).await?;
    audit::record(&tx, backend, &AuditActor::Account(changed.id), "choose_password", &changed.login, "").await?;
    tx.commit().await?;
    Ok(())
}
