//! Passwords as they are stored, and what it costs to look at one.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::fault::Fault;
use tokio::sync::Semaphore;

use crate::memory::Memory;
use crate::queue::Queue;
use crate::share::Sender;
use crate::{Backend, Failure, Settings};

/// Argon2id with 19 MiB and two passes, as OWASP advises.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// The hash of a password, made in line, as each takes 19 MiB.
///
/// # Errors
/// When it cannot be made.
pub async fn hash(backend: &Backend, password: String) -> Result<String, Failure> {
    let hashes = backend.settings().hashes.clone();
    let hashed = slowly(backend, None, move || {
        hashes.note();
        argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|error| Failure::Inside(format!("hashing a password: {error}")))
}

/// Seconds after which there is a place again in a line that was full: a dozen hashes.
const FULL_SECONDS: u32 = 2;

/// Who waits until a password is looked at.
struct Lines {
    hashing: Arc<Semaphore>,
    strangers: Queue,
    known: Queue,
}

impl Memory for Lines {
    fn new(_: &Settings) -> Lines {
        Lines { hashing: Arc::new(Semaphore::new(2)), strangers: Queue::default(), known: Queue::default() }
    }
}

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
    let lines = backend.memory::<Lines>();
    let turn = match who {
        None => None,
        Some(who) => {
            let known = matches!(who, Sender::Staff(_));
            let line = if known { &lines.known } else { &lines.strangers };
            Some(line.turn(who).await.ok_or(Fault::later(FULL_SECONDS))?)
        }
    };
    let permit = lines.hashing.clone().acquire_owned().await.map_err(|error| inside(&error))?;
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
pub async fn verify(
    backend: &Backend,
    stored: Option<String>,
    password: String,
    who: Option<&Sender>,
) -> Result<bool, Failure> {
    let hashes = backend.settings().hashes.clone();
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
