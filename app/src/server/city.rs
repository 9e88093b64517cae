//! What the page of the city's files shows.

use city::overview::overview;
use serde::{Deserialize, Serialize};

use super::{actor, backend};
use crate::error::AppError;

/// The city's files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CityFiles {
    /// One kind each, in the order in which a city is brought.
    pub files: Vec<CityFile>,
    /// Whether anybody can report yet.
    pub open: bool,
    /// Whether next year's holidays should be here by now and are not.
    pub lacks_year: bool,
}

/// A kind of file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CityFile {
    /// The word of the command that brings it.
    pub kind: String,
    /// Rows that are stored.
    pub rows: u64,
    /// Whether the city cannot do without and does not have it.
    pub missing: bool,
}

/// All of them, for the system administrator.
pub async fn city_files() -> Result<CityFiles, AppError> {
    let (actor, backend) = (actor().await?, backend());
    let files = overview(&backend, &actor).await?;
    let file = |file: city::overview::Brought| CityFile {
        kind: file.kind.code().to_owned(),
        rows: file.rows,
        missing: file.missing,
    };
    let catalog = backend.catalog();
    let today = backend.clock().now().date();
    Ok(CityFiles {
        files: files.into_iter().map(file).collect(),
        open: catalog.is_open(),
        lacks_year: catalog.lacked_year(today).is_some(),
    })
}
