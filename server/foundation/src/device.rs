//! Browsers, as their device cookie tells them apart. A token shows that it was made here, so that inventing one is no way around what is
//! counted for each browser; and how many new ones an address gets is counted as well. Of those in which staff sign in it is kept in mind
//! who did: strangers cannot hold up whoever comes from one of them, and whoever handled a case must not pass for its reporter there.

use domain::fault::FaultCode;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};

use crate::{Backend, Failure, limit};

/// Seconds over which new browsers are counted.
const WINDOW: i64 = 3600;
/// A browser and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Device<'a> {
    /// The device cookie's token: its own, or the one it is given now.
    pub token: &'a str,
    /// Whether it came with a token of ours.
    pub known: bool,
    /// The address it comes from; `None` where nobody counts by it.
    pub address: Option<&'a str>,
}

impl<'a> From<&'a str> for Device<'a> {
    fn from(token: &'a str) -> Device<'a> {
        Device { token, known: true, address: None }
    }
}

impl<'a> From<&'a String> for Device<'a> {
    fn from(token: &'a String) -> Device<'a> {
        token.as_str().into()
    }
}

/// A token for a new browser.
///
/// # Errors
/// When the system has no random bytes.
pub fn new_token(backend: &Backend) -> Result<String, Failure> {
    backend.keys().device_token()
}

/// Whether a token was made here.
pub fn is_ours(backend: &Backend, token: &str) -> bool {
    backend.keys().is_device_token(token)
}

/// Counts a new browser for its address.
///
/// # Errors
/// Too many of them within an hour; or the store is away.
pub async fn admit(backend: &Backend, address: &str) -> Result<(), Failure> {
    let most = backend.limits().devices_an_hour;
    limit::admit_kind(backend, "device", address, WINDOW, most, FaultCode::TooManyDevices).await
}

/// Whether an account was signed in on a device before.
pub(crate) async fn is_known(backend: &Backend, account: i64, device: &str) -> Result<bool, Failure> {
    let key = key(account, &device_hash(backend, device));
    Ok(entity::staff_device::Entity::find_by_id(key).one(backend.db()).await?.is_some())
}

/// Keeps in mind that somebody works in a browser.
///
/// # Errors
/// When the store is away.
pub async fn remember(backend: &Backend, account: i64, device: &str) -> Result<(), Failure> {
    remember_in(backend.writer(), backend, account, device).await
}

/// The same inside a transaction.
pub(crate) async fn remember_in(
    db: &impl ConnectionTrait,
    backend: &Backend,
    account: i64,
    device: &str,
) -> Result<(), Failure> {
    let hash = device_hash(backend, device);
    let row = entity::staff_device::ActiveModel {
        key: Set(key(account, &hash)),
        device_hash: Set(hash),
        account_id: Set(account),
        seen_at: Set(backend.now().0),
    };
    let again = OnConflict::column(entity::staff_device::Column::Key)
        .update_column(entity::staff_device::Column::SeenAt)
        .to_owned();
    entity::staff_device::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

fn key(account: i64, hash: &str) -> String {
    format!("{account}:{hash}")
}

/// What a device is kept under.
fn device_hash(backend: &Backend, device: &str) -> String {
    backend.keys().lookup("device", device)
}

/// The accounts that ever signed in in a browser.
///
/// # Errors
/// When the store is away.
pub async fn accounts(db: &impl ConnectionTrait, backend: &Backend, device: &str) -> Result<Vec<i64>, Failure> {
    let accounts = entity::staff_device::Entity::find()
        .select_only()
        .column(entity::staff_device::Column::AccountId)
        .filter(entity::staff_device::Column::DeviceHash.eq(device_hash(backend, device)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(accounts)
}
