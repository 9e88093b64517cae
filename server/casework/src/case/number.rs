//! Case numbers: a serial a day. Serials are taken from the store in blocks, outside the case's own transaction, so that cases
//! handed in at the same time do not wait for each other; a restart leaves a gap, never a repeat.

use chrono::NaiveDate;
use domain::id::CaseNumber;
use foundation::memory::Memory;
use foundation::store::statement;
use foundation::{Backend, Failure, Settings};
use sea_orm::ConnectionTrait;
use tokio::sync::Mutex;

/// Serials taken from the store at once.
const BLOCK: i64 = 128;

/// The serials in hand.
#[derive(Default)]
struct InHand(Mutex<Serials>);

impl Memory for InHand {
    fn new(_: &Settings) -> InHand {
        InHand::default()
    }
}

#[derive(Default)]
struct Serials {
    date: Option<NaiveDate>,
    next: i64,
    end: i64,
}

/// The next case number of today.
pub(crate) async fn next(backend: &Backend) -> Result<CaseNumber, Failure> {
    let date = backend.now().date();
    let in_hand = backend.memory::<InHand>();
    let mut serials = in_hand.0.lock().await;
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
