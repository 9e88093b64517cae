//! The demo city: Pinghu's real divisions, invented roads and departments, brought by files like any city. The files lie in `cities/`:
//! the national ones (classes, conditions, calendar) are everybody's; nothing in them is taken from anybody's map, so everything that shows
//! the city says 示意图.

use city::import::{How, Imported, import};
use foundation::account::Administrator;
use foundation::catalog::kind::FileKind;
use foundation::{Backend, Failure, setting};

macro_rules! files {
    ($($kind:ident: $file:literal),*) => {
        [$((FileKind::$kind, $file, include_bytes!(concat!("../../../cities/", $file)).as_slice())),*]
    };
}

/// The files, in the order in which they are brought.
const FILES: [(FileKind, &str, &[u8]); 11] = files!(
    City: "pinghu/city.csv",
    Areas: "pinghu/areas.geojson",
    Grids: "pinghu/grids.geojson",
    Roads: "pinghu/roads.geojson",
    BaseMap: "pinghu/base-map.geojson",
    Classes: "china/classes.csv",
    Conditions: "china/conditions.csv",
    Components: "pinghu/components.csv",
    Departments: "pinghu/departments.csv",
    Responsibilities: "pinghu/responsibilities.csv",
    Calendar: "china/calendar.csv"
);

/// The setting that is there while the files are being brought.
const BRINGING: &str = "bringing";

/// Whether the demo city has to be brought: a demo has no city yet, an older release drew it anew at every start, or the last time was
/// interrupted.
pub(crate) async fn is_due(backend: &Backend, demo: bool) -> Result<bool, Failure> {
    let catalog = backend.catalog();
    let empty = catalog.towns().is_empty();
    if empty && demo || !empty && catalog.revision().is_empty() {
        return Ok(true);
    }
    Ok(setting::read(backend.db(), BRINGING).await?.is_some())
}

/// Brings the demo city into the store.
///
/// # Errors
/// When the store is away, or a file of this release is wrong.
pub async fn bring(backend: &Backend) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    setting::write(&tx, BRINGING, "demo").await?;
    tx.commit().await?;
    for (kind, file, bytes) in FILES {
        let imported = import(backend, Administrator::Machine, kind, bytes.to_vec(), How::default()).await?;
        if let Imported::Wrong(wrongs) = imported {
            return Err(Failure::Inside(format!("{file} of this release is wrong: {:?}", wrongs.first())));
        }
    }
    let tx = backend.begin().await?;
    setting::delete(&tx, BRINGING).await?;
    tx.commit().await?;
    Ok(())
}
