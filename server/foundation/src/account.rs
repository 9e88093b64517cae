//! Who works here: accounts from the first one to the last sign-in.
//!
//! An account is made with everything its role needs and without a password: the person chooses it with a link that works once. Whoever
//! leaves is disabled (`casework::leaving` gives their open work to a colleague). Nothing is ever deleted, as the history names who did what.

mod hash;
pub mod invite;
pub mod list;
pub mod load;
pub mod password;
pub mod set_up;

use domain::account::{AccountForm, Actor, Role, login_key};
use domain::audit::AuditActor;
use domain::fault::{Fault, FaultCode, Field};
use domain::normal::plain;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};

pub use hash::{hash, verify};
pub use set_up::{exists, set_up, setup_token};

use crate::failure::check;
use crate::store::Transaction;
use crate::{Backend, Failure, audit};

/// Who administers accounts.
#[derive(Clone, Copy, Debug)]
pub enum Administrator<'a> {
    /// Whoever may run commands on the machine.
    Machine,
    /// Somebody who is signed in.
    Person(&'a Actor),
}

impl Administrator<'_> {
    /// The account, of somebody who is signed in.
    pub fn account(self) -> Option<i64> {
        match self {
            Administrator::Machine => None,
            Administrator::Person(actor) => Some(actor.account),
        }
    }

    /// Fails unless they may administer accounts.
    ///
    /// # Errors
    /// Not allowed for anybody but a system administrator.
    pub fn check(self) -> Result<(), Failure> {
        self.on_record().map(drop)
    }

    /// Who it is, for the record.
    ///
    /// # Errors
    /// Not allowed for anybody but a system administrator.
    pub fn on_record(self) -> Result<AuditActor, Failure> {
        match self {
            Administrator::Machine => Ok(AuditActor::System),
            Administrator::Person(actor) if actor.role == Role::SystemAdministrator => {
                Ok(AuditActor::Account(actor.account))
            }
            Administrator::Person(_) => Err(FaultCode::NotAllowed.into()),
        }
    }
}

/// Makes an account whose password is known already, from the machine itself.
///
/// # Errors
/// What is wrong with it, its name taken and its password too easy among it; or the store is away.
pub async fn create(backend: &Backend, form: &AccountForm, password: &str) -> Result<i64, Failure> {
    let mut faults = form.faults();
    faults.extend(password::fault(password, form));
    check(faults)?;
    let row = prepared(backend, form, hash::hash(backend, password.to_owned()).await?)?;
    let tx = backend.begin().await?;
    let id = insert(&tx, backend, &AuditActor::System, row).await?.id;
    tx.commit().await?;
    Ok(id)
}

/// The row of an account to be, of a form without faults; with the hash of a password, or with none that fits.
fn prepared(backend: &Backend, form: &AccountForm, password: String) -> Result<entity::account::ActiveModel, Failure> {
    let catalog = backend.catalog();
    let (department, town) = (form.department.trim(), form.town.trim());
    let known = catalog.departments().into_iter().find(|known| known.code == department);
    if known.is_none() && !department.is_empty() {
        return Err(Fault::at(Field::Department, FaultCode::DepartmentUnknown).into());
    }
    if !town.is_empty() && !catalog.towns().iter().any(|known| known.code == town) {
        return Err(Fault::at(Field::Town, FaultCode::AreaUnknown).into());
    }
    Ok(entity::account::ActiveModel {
        login: Set(plain(&form.login).split_whitespace().collect()),
        login_key: Set(login_key(&form.login)),
        name_zh: Set(on_one_line(&form.name_zh)),
        name_en: Set(on_one_line(&form.name_en)),
        role: Set(form.role.clone()),
        department_id: Set(known.map(|department| department.id)),
        town: Set(Some(town.to_owned()).filter(|town| !town.is_empty())),
        password: Set(password),
        created_at: Set(backend.now().0),
        ..Default::default()
    })
}

fn on_one_line(name: &str) -> String {
    plain(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn insert(
    tx: &Transaction,
    backend: &Backend,
    by: &AuditActor,
    row: entity::account::ActiveModel,
) -> Result<entity::account::Model, Failure> {
    let row = row.insert(tx).await.map_err(|error| {
        let failure = Failure::from(error);
        let taken = Fault::at(Field::Login, FaultCode::LoginTaken);
        if failure.is_duplicate() { taken.into() } else { failure }
    })?;
    audit::record(tx, backend, by, "create_account", &row.login, &row.role).await?;
    Ok(row)
}

/// An account's row, locked where the database can: nobody changes it until this transaction is over.
pub async fn row(tx: &Transaction, id: i64) -> Result<entity::account::Model, Failure> {
    let found = entity::account::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    found.ok_or_else(|| FaultCode::NotFound.into())
}

/// Whether only whoever runs the machine takes their password away or disables them: the audit administrator watches the system
/// administrators, and the security administrator does not answer to them (GB/T 22239-2019 8.1.4.2).
pub fn is_out_of_reach(by: Administrator<'_>, role: &str) -> bool {
    let independent = [Role::AuditAdministrator, Role::SecurityAdministrator].map(Role::code).contains(&role);
    independent && by.account().is_some()
}

/// Ends every session of an account, but the one with this token.
pub async fn sign_out_all(tx: &Transaction, backend: &Backend, id: i64, but: Option<&str>) -> Result<(), Failure> {
    use entity::session::Column;
    use sea_orm::sea_query::Expr;
    let mut all = entity::session::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(backend.now().0))
        .filter(Column::AccountId.eq(id))
        .filter(Column::RevokedAt.is_null());
    if let Some(hash) = but {
        all = all.filter(Column::TokenHash.ne(hash));
    }
    all.exec(tx).await?;
    Ok(())
}
