//! Case numbers: a serial a day. Serials are taken from the store in blocks, outside the case's own transaction, so that cases
//! handed in at the same time do not wait for each other; a restart leaves a gap, never a repeat.

use chrono::NaiveDate;
use domain::id::CaseNumber;
use sea_orm::ConnectionTrait;

use crate::store::statement;
use crate::{Backend, Failure};

/// Serials taken from the store at once.
const BLOCK: i64 = 128;

/// The serials in hand.
#[derive(Default)]
pub(crate) struct Serials {
    date: Option<NaiveDate>,
    next: i64,
    end: i64,
}

/// The next case number of today.
pub(crate) async fn next(backend: &Backend) -> Result<CaseNumber, Failure> {
    let date = backend.now().date();
    let mut serials = backend.0.serials.lock().await;
    if serials.date != Some(date) || serials.next >= serials.end {
        let row = backend.writer().query_one_raw(statement(
            backend.writer(),
            "INSERT INTO counter (key, window_at, count) VALUES (?, 0, ?) \
             ON CONFLICT (key) DO UPDATE SET count = counter.count + excluded.count RETURNING count",
            [format!("serial:{date}").into(), BLOCK.into()],
        ));
        let end: i64 = row.await?.map_or(Ok(BLOCK), |row| row.try_get_by_index(0))?;
        *serials = Serials { date: Some(date), next: end - BLOCK + 1, end: end + 1 };
    }
    let serial = serials.next;
    serials.next += 1;
    Ok(CaseNumber::new(&backend.catalog().city().number_prefix, date, serial))
}
