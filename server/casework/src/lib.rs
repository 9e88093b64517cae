//! Casework 案卷: everything that is done with a case, from the report to the rating. No HTTP, no HTML. Every function names in its signature
//! who may call it, scopes its query by that person, and writes its audit entry in the same transaction.
//!
//! Reading order: what happens to cases (`case`), how citizens hand them in (`draft`, `danger`, `place`, `photo`) and follow them
//! (`public`); who may know what of them (`scope`, `knowledge`, `reporter`, `handling`); how they are stored and found (`stored`, `index`);
//! what happens when somebody leaves (`leaving`); and what casework does by itself (`job`).

pub mod case;
pub mod danger;
pub mod draft;
mod handling;
pub mod index;
mod job;
mod knowledge;
pub mod leaving;
pub mod photo;
pub mod place;
pub mod public;
mod reporter;
mod scope;
pub mod stored;
mod summary;
pub mod sweep_unused;
mod turnstile;

use foundation::{Backend, Failure, Settings};

pub use job::JOBS;

/// Opens a city with its cases: see [`Backend::open`]. Writes the text index anew where this release writes other words.
///
/// # Errors
/// As [`Backend::open`].
pub async fn open(settings: Settings) -> Result<Backend, Failure> {
    // It takes half a second, which nothing of this waits for; who asks first waits for the rest of it.
    std::thread::spawn(|| ::danger::ready().inspect_err(|fault| tracing::error!(fault, "no danger is recognized")));
    let backend = Backend::open(settings).await?;
    index::fill_text(backend.store(), &backend.catalog()).await?;
    Ok(backend)
}
