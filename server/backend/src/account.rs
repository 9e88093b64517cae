//! Accounts: making them, passwords, the first start.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::account::Role;
use domain::audit::AuditActor;
use domain::fault::Fault;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use crate::port::key::{new_token, token_hash};
use crate::share::Sender;
use crate::store::Transaction;
use crate::{Backend, Failure, audit};

/// Characters of a sign-in name.
pub(crate) const LONGEST_LOGIN: usize = 64;
/// Characters of a person's name.
const LONGEST_NAME: usize = 64;
/// Characters of a password that are looked at.
pub(crate) const LONGEST_PASSWORD: usize = 256;

/// A member of staff to be.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name used to sign in.
    pub login: String,
    /// The password, as typed.
    pub password: String,
    /// The person's Chinese name.
    pub name_zh: String,
    /// The person's name in Latin letters.
    pub name_en: String,
    /// What the person does.
    pub role: Role,
    /// Code of the department.
    pub department: Option<String>,
    /// The only town the person works in.
    pub town: Option<String>,
}

/// Makes an account.
///
/// # Errors
/// When the name is taken, the department unknown, the password too short, or the store away.
pub async fn create(backend: &Backend, new: NewAccount) -> Result<i64, Failure> {
    let row = prepared(backend, new).await?;
    let tx = backend.begin().await?;
    let id = insert(&tx, backend, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// The row of an account to be, its password hashed.
async fn prepared(backend: &Backend, new: NewAccount) -> Result<entity::account::ActiveModel, Failure> {
    let refused = |what: &str| Failure::Inside(format!("the account {:?}: {what}", new.login));
    if !(8..=LONGEST_PASSWORD).contains(&new.password.chars().count()) {
        return Err(refused("the password needs 8 to 256 characters"));
    }
    if new.login.chars().count() > LONGEST_LOGIN {
        return Err(refused("the name is longer than 64 characters"));
    }
    if [&new.name_zh, &new.name_en].iter().any(|name| name.chars().count() > LONGEST_NAME) {
        return Err(refused("the person's name is longer than 64 characters"));
    }
    let department = match &new.department {
        Some(code) => Some(
            entity::department::Entity::find()
                .filter(entity::department::Column::Code.eq(code))
                .one(backend.db())
                .await?
                .ok_or_else(|| refused("there is no such department"))?
                .id,
        ),
        None => None,
    };
    let password = hash(backend, new.password.clone()).await?;
    Ok(entity::account::ActiveModel {
        login: Set(domain::normal::plain(&new.login).trim().to_owned()),
        name_zh: Set(new.name_zh.clone()),
        name_en: Set(new.name_en.clone()),
        role: Set(new.role.code().to_owned()),
        department_id: Set(department),
        town: Set(new.town.clone()),
        password: Set(password),
        created_at: Set(backend.now().0),
        ..Default::default()
    })
}

async fn insert(tx: &Transaction, backend: &Backend, row: entity::account::ActiveModel) -> Result<i64, Failure> {
    let row = row.insert(tx).await?;
    audit::record(tx, backend, &AuditActor::System, "create_account", &row.login, &row.role).await?;
    Ok(row.id)
}

/// Disables an account: every session of it is over at once.
///
/// # Errors
/// When the store is away.
pub async fn disable(backend: &Backend, id: i64) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    let row =
        entity::account::ActiveModel { id: Set(id), disabled_at: Set(Some(backend.now().0)), ..Default::default() };
    let row = row.update(&tx).await?;
    audit::record(&tx, backend, &AuditActor::System, "disable_account", &row.login, "").await?;
    tx.commit().await?;
    Ok(())
}

/// Whether there is any account.
///
/// # Errors
/// When the store is away.
pub async fn exists(backend: &Backend) -> Result<bool, Failure> {
    Ok(entity::account::Entity::find().count(backend.db()).await? > 0)
}

/// On a first start a token for the set-up page, which works once; `None` when there are accounts already.
///
/// # Errors
/// When the store is away.
pub async fn setup_token(backend: &Backend) -> Result<Option<String>, Failure> {
    if exists(backend).await? {
        return Ok(None);
    }
    let token = new_token()?;
    let row = entity::setting::ActiveModel { key: Set("setup".to_owned()), value: Set(token_hash(&token)) };
    let conflict = sea_orm::sea_query::OnConflict::column(entity::setting::Column::Key)
        .update_column(entity::setting::Column::Value)
        .to_owned();
    entity::setting::Entity::insert(row).on_conflict(conflict).exec(backend.writer()).await?;
    Ok(Some(token))
}

/// Makes the first account, a system administrator, with the token of the first start. The token is looked at first and tries are not
/// limited: nobody guesses 256 random bits, and a stranger who tries must not keep out whoever has the link.
///
/// # Errors
/// Not found when the token is wrong or was used; what is wrong with the account; or the store is away.
pub async fn set_up(backend: &Backend, token: &str, login: &str, name: &str, password: &str) -> Result<(), Failure> {
    use domain::fault::{Fault, FaultCode, Field};
    let right = entity::setting::Entity::find_by_id("setup".to_owned())
        .filter(entity::setting::Column::Value.eq(token_hash(token)))
        .count(backend.db())
        .await?;
    if right == 0 {
        return Err(FaultCode::NotFound.into());
    }
    let login = domain::normal::plain(login);
    if login.trim().is_empty() {
        return Err(Fault::at(Field::Login, FaultCode::Required).into());
    }
    if login.trim().chars().count() > LONGEST_LOGIN {
        return Err(Fault::at(Field::Login, FaultCode::TooLong).into());
    }
    if name.trim().chars().count() > LONGEST_NAME {
        return Err(Fault::at(Field::Login, FaultCode::TooLong).into());
    }
    if password.chars().count() < 12 {
        return Err(Fault::at(Field::Password, FaultCode::Required).into());
    }
    if password.chars().count() > LONGEST_PASSWORD {
        return Err(Fault::at(Field::Password, FaultCode::TooLong).into());
    }
    let account = NewAccount {
        login: login.trim().to_owned(),
        password: password.to_owned(),
        name_zh: name.trim().to_owned(),
        name_en: String::new(),
        role: Role::SystemAdministrator,
        department: None,
        town: None,
    };
    let row = prepared(backend, account).await?;
    let tx = backend.begin().await?;
    let used = entity::setting::Entity::delete_many()
        .filter(entity::setting::Column::Key.eq("setup"))
        .filter(entity::setting::Column::Value.eq(token_hash(token)))
        .exec(&tx)
        .await?;
    if used.rows_affected == 0 || entity::account::Entity::find().count(&tx).await? > 0 {
        return Err(FaultCode::NotFound.into());
    }
    insert(&tx, backend, row).await?;
    tx.commit().await?;
    Ok(())
}

/// Argon2id with 19 MiB and two passes, as OWASP advises.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

pub(crate) async fn hash(backend: &Backend, password: String) -> Result<String, Failure> {
    let hashes = backend.0.hashes.clone();
    let hashed = slowly(backend, None, move || {
        hashes.note();
        argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|error| Failure::Inside(format!("hashing a password: {error}")))
}

/// Seconds after which there is a place again in a line that was full: a dozen hashes.
const FULL_SECONDS: u32 = 2;

/// Runs what takes 19 MiB and a tenth of a second: two at a time, in the order they came, on threads of their own. Strangers, told by their
/// address, join that line one at a time, everybody's in turn, and beside them those who are known, told by their account: a storm of
/// either keeps the others waiting for one hash, and somebody else of the same kind for one more. The permits go along, as the work goes on
/// when whoever asked hangs up.
async fn slowly<T: Send + 'static>(
    backend: &Backend,
    who: Option<&Sender>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let inside = |error: &dyn std::fmt::Display| Failure::Inside(format!("a password: {error}"));
    let turn = match who {
        None => None,
        Some(who) => {
            let known = matches!(who, Sender::Staff(_));
            let line = if known { &backend.0.known_sign_ins } else { &backend.0.sign_ins };
            Some(line.turn(who).await.ok_or(Fault::later(FULL_SECONDS))?)
        }
    };
    let permit = backend.0.hashing.clone().acquire_owned().await.map_err(|error| inside(&error))?;
    let done = tokio::task::spawn_blocking(move || {
        let _permits = (permit, turn);
        work()
    });
    done.await.map_err(|error| inside(&error))
}

/// A hash that no password is known to fit, verified for unknown names so that the answer takes as long. Written down, as making it
/// would be one more hash for the first unknown name.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$P1d1bdVx8gLrHcWghkcdrQ$huuecp9kuMJ2oIzLuzS2EFdh1VStx5dqIehkOk2F4xg";

/// Whether a password fits a stored hash; as slow for an unknown account (`None`) and for one whose hash is none, which nobody can use.
/// `who`: a stranger, unless the account was signed in on this device before.
pub(crate) async fn verify(
    backend: &Backend,
    stored: Option<String>,
    password: String,
    who: Option<&Sender>,
) -> Result<bool, Failure> {
    let hashes = backend.0.hashes.clone();
    slowly(backend, who, move || {
        let stored = stored.filter(|stored| PasswordHash::new(stored).is_ok());
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
        let fits = PasswordHash::new(&stored).is_ok_and(|hash| {
            hashes.note();
            argon2().verify_password(password.as_bytes(), &hash).is_ok()
        });
        fits && known
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a01_an_unknown_name_is_hashed_as_dearly_as_a_known_one() {
        let real = argon2().hash_password(b"a long password").map(|hash| hash.to_string()).unwrap_or_default();
        let costs = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(costs(NOBODY), costs(&real));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
