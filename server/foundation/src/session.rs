//! Signing in and out: sessions that can be listed and revoked, one indexed look-up a request.

use domain::account::{Actor, LONGEST_LOGIN, LONGEST_PASSWORD, Role, SessionSummary, login_key};
use domain::audit::AuditActor;
use domain::fault::FaultCode;
use domain::language::Name;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use crate::limit::{Guess, Visitor};
use crate::port::key::{new_token, token_hash};
use crate::share::Sender;
use crate::store::Transaction;
use crate::{Backend, Failure, account, audit, device, login};

/// Wrong passwords of strangers an hour for one account before newcomers have to wait.
const MANY: i64 = 100;
/// Devices on which a person may be signed in at the same time.
const MOST_DEVICES: u64 = 20;

/// A new session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's token.
    pub token: String,
    pub actor: Actor,
}

/// A session that runs.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its row.
    pub id: i64,
    pub actor: Actor,
}

/// Signs in on a browser that keeps no device cookie: see [`sign_in_from`].
///
/// # Errors
/// As [`sign_in_from`].
pub async fn sign_in(
    backend: &Backend,
    login: &str,
    password: &str,
    agent: &str,
    address: &str,
) -> Result<SignedIn, Failure> {
    sign_in_from(backend, login, password, &Visitor { address, device: None, agent }).await
}

/// Signs in. Unknown names, wrong passwords and disabled accounts get the same answer after the same time. A wrong password makes the
/// next try wait, and every further one longer; a device on which the account was signed in before is not held up by what strangers try.
///
/// # Errors
/// Wrong name or password; too early, with the time to wait; or the store is away.
pub async fn sign_in_from(
    backend: &Backend,
    login: &str,
    password: &str,
    visitor: &Visitor<'_>,
) -> Result<SignedIn, Failure> {
    let typed = login.trim();
    let key: String = login_key(typed).chars().take(LONGEST_LOGIN).collect();
    let row = login::known_as(backend, typed).await?;
    // Asked also for a name or a device that does not exist, so that the answer takes as long.
    let account = row.as_ref().map_or(0, |row| row.id);
    let known = device::is_known(backend, account, visitor.device.unwrap_or_default()).await?;
    let guess = Guess::new(backend, "sign-in", &key, visitor, known, MANY);
    guess.admit(backend).await?;
    let row = row.filter(|row| row.disabled_at.is_none());
    let exists = row.is_some();
    let known_as = row.as_ref().map(|row| row.login.clone()).unwrap_or_default();
    let stored = row.as_ref().map(|row| row.password.clone());
    let looked_at = stored.clone();
    let password: String = password.chars().take(LONGEST_PASSWORD).collect();
    let who = if known { Sender::Staff(account) } else { Sender::Address(visitor.address.to_owned()) };
    let fits = match account::verify(backend, stored, password, Some(&who)).await {
        // The line was full.
        Err(failure) => {
            guess.was_not_heard(backend).await?;
            return Err(failure);
        }
        Ok(fits) => fits,
    };
    let actor = row.and_then(|row| actor(backend, row));
    let (true, Some(actor)) = (fits, actor) else {
        let tx = backend.begin().await?;
        // What was typed as a name may be a password: only a name that exists is put on record.
        let subject = if exists { known_as.as_str() } else { "" };
        audit::record(&tx, backend, &AuditActor::System, "sign_in_failed", subject, "").await?;
        tx.commit().await?;
        return Err(FaultCode::SignInWrong.into());
    };
    let token = new_token()?;
    let now = backend.now().0;
    let tx = backend.begin().await?;
    // While the password was looked at, it may have been taken away, or the person.
    let now_stored = account::row(&tx, actor.account).await?;
    if Some(now_stored.password) != looked_at || now_stored.disabled_at.is_some() {
        return Err(FaultCode::SignInWrong.into());
    }
    guess.was_right(&tx).await?;
    if let Some(device) = visitor.device {
        device::remember_in(&tx, backend, actor.account, device).await?;
    }
    let session = entity::session::ActiveModel {
        token_hash: Set(token_hash(&token)),
        account_id: Set(actor.account),
        device: Set(describe(visitor.agent)),
        created_at: Set(now),
        last_seen_at: Set(now),
        ..Default::default()
    };
    session.insert(&tx).await?;
    forget_oldest(&tx, actor.account).await?;
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "sign_in", &actor.login, "").await?;
    tx.commit().await?;
    Ok(SignedIn { token, actor })
}

/// Signs out where the person has not been for longest, when it is more devices than anybody uses.
async fn forget_oldest(tx: &Transaction, account: i64) -> Result<(), Failure> {
    use entity::session::{Column, Entity};
    let latest = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .order_by_desc(Column::LastSeenAt)
        .order_by_desc(Column::Id)
        .limit(MOST_DEVICES);
    let older = Column::Id.not_in_subquery(latest.into_query());
    Entity::delete_many().filter(Column::AccountId.eq(account)).filter(older).exec(tx).await?;
    Ok(())
}

/// Signs out; an unknown token is fine.
///
/// # Errors
/// When the store is away.
pub async fn sign_out(backend: &Backend, token: &str) -> Result<(), Failure> {
    if let Some(session) = find(backend, token).await? {
        revoke(backend, &session.actor, session.id).await?;
    }
    Ok(())
}

/// Who is signed in with a token: not revoked, not idle too long, account not disabled.
///
/// # Errors
/// When the store is away.
pub async fn find(backend: &Backend, token: &str) -> Result<Option<Session>, Failure> {
    let found = entity::session::Entity::find()
        .filter(entity::session::Column::TokenHash.eq(token_hash(token)))
        .filter(entity::session::Column::RevokedAt.is_null())
        .one(backend.db())
        .await?;
    let Some(session) = found else { return Ok(None) };
    let Some(row) = entity::account::Entity::find_by_id(session.account_id).one(backend.db()).await? else {
        return Ok(None);
    };
    if row.disabled_at.is_some() {
        return Ok(None);
    }
    let Some(actor) = actor(backend, row) else { return Ok(None) };
    let now = backend.now().0;
    let (idle, absolute) = limits(actor.role);
    if now - session.last_seen_at > idle || now - session.created_at > absolute {
        return Ok(None);
    }
    if now - session.last_seen_at >= 60 {
        let seen = entity::session::Entity::update_many()
            .col_expr(entity::session::Column::LastSeenAt, Expr::value(now))
            .filter(entity::session::Column::Id.eq(session.id))
            .exec(backend.writer())
            .await;
        // A store that cannot be written must not keep anybody from reading; the session then ends a little earlier.
        if let Err(error) = seen {
            tracing::warn!(%error, "the use of a session is not noted");
        }
    }
    Ok(Some(Session { id: session.id, actor }))
}

/// Seconds a session may be idle, and may last: officers keep an offline shift, administrators little.
const fn limits(role: Role) -> (i64, i64) {
    match role {
        _ if role.is_officer() => (12 * 3600, 14 * 86_400),
        Role::SystemAdministrator | Role::SecurityAdministrator | Role::AuditAdministrator => (15 * 60, 8 * 3600),
        _ => (30 * 60, 12 * 3600),
    }
}

/// Keeps in mind which browser is used by whoever is signed in with a token; nothing for nobody.
///
/// # Errors
/// When the store is away.
pub async fn remember_device(backend: &Backend, token: &str, device: &str) -> Result<(), Failure> {
    match find(backend, token).await? {
        Some(session) => device::remember(backend, session.actor.account, device).await,
        None => Ok(()),
    }
}

/// The devices a person is signed in on, latest first.
///
/// # Errors
/// When the store is away.
pub async fn list(backend: &Backend, actor: &Actor, token: &str) -> Result<Vec<SessionSummary>, Failure> {
    let current = token_hash(token);
    let (idle, absolute) = limits(actor.role);
    let now = backend.now().0;
    let rows = entity::session::Entity::find()
        .filter(entity::session::Column::AccountId.eq(actor.account))
        .filter(entity::session::Column::RevokedAt.is_null())
        .filter(entity::session::Column::LastSeenAt.gt(now - idle))
        .filter(entity::session::Column::CreatedAt.gt(now - absolute))
        .order_by_desc(entity::session::Column::LastSeenAt)
        .all(backend.db())
        .await?;
    let summary = |row: entity::session::Model| SessionSummary {
        id: row.id,
        device: row.device,
        created_at: Moment(row.created_at),
        last_seen_at: Moment(row.last_seen_at),
        current: row.token_hash == current,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// Signs one of a person's own devices out. Somebody else's session is not found.
///
/// # Errors
/// Not found; or the store is away.
pub async fn revoke(backend: &Backend, actor: &Actor, id: i64) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    let revoked = entity::session::Entity::update_many()
        .col_expr(entity::session::Column::RevokedAt, Expr::value(backend.now().0))
        .filter(entity::session::Column::Id.eq(id))
        .filter(entity::session::Column::AccountId.eq(actor.account))
        .filter(entity::session::Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if revoked.rows_affected == 0 {
        return Err(FaultCode::NotFound.into());
    }
    audit::record(&tx, backend, &AuditActor::Account(actor.account), "sign_out", &actor.login, "").await?;
    tx.commit().await?;
    Ok(())
}

fn actor(backend: &Backend, row: entity::account::Model) -> Option<Actor> {
    let department = row
        .department_id
        .and_then(|id| backend.catalog().department(id).map(|department| (department.id, department.name.clone())));
    Some(Actor {
        account: row.id,
        login: row.login,
        name: Name::new(row.name_zh, row.name_en),
        role: Role::from_code(&row.role)?,
        department,
        town: row.town,
    })
}

/// Browser and system out of a user agent, in a few words; the rest of it is not kept.
fn describe(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| -> &'static str {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    let browser = first(&[
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        ("", "") => "?".to_owned(),
        (browser, "") => browser.to_owned(),
        ("", system) => system.to_owned(),
        (browser, system) => format!("{browser} · {system}"),
    }
}
