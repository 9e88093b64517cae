//! The backend as commands open it, and what they say when they cannot do their work.

use foundation::Backend;
use foundation::store::lock::Lock;

use crate::config::Config;

/// What a command ends with when it cannot do its work: a sentence for whoever called it.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Holds the data for this process alone, for what must not be done beside a server.
pub(super) fn hold(config: &Config) -> Result<Lock, Box<dyn std::error::Error + Send + Sync>> {
    foundation::store::lock::take(&config.backend()).map_err(inside)
}

/// Opens the backend, with the failure in words.
pub(super) async fn open(config: &Config) -> Result<Backend, Box<dyn std::error::Error + Send + Sync>> {
    demo::open(config.backend()).await.map_err(inside)
}

/// A failure of the backend for whoever runs the program, who may know what went wrong inside.
pub(super) fn inside(failure: foundation::Failure) -> Box<dyn std::error::Error + Send + Sync> {
    use foundation::Failure;
    match failure {
        Failure::Faults(faults) => format!("refused: {faults:?}").into(),
        Failure::Store(error) => format!("the database: {error}").into(),
        Failure::Files(error) => format!("the photo store: {error}").into(),
        Failure::Inside(what) => what.into(),
    }
}
