//! Serials of case numbers for days gone by, beside those that the running system takes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::CaseNumber;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use foundation::Failure;
use foundation::store::statement;

/// The beginning of the counters' keys, as the running system writes them.
const KEY: &str = "serial:";

/// The last serial of every day that has one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Serials {
    last: BTreeMap<NaiveDate, i64>,
}

impl Serials {
    /// What has been used up so far.
    ///
    /// # Errors
    /// When the store is away.
    pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<Serials, Failure> {
        let rows =
            entity::counter::Entity::find().filter(entity::counter::Column::Key.starts_with(KEY)).all(db).await?;
        let day = |row: entity::counter::Model| Some((row.key.strip_prefix(KEY)?.parse().ok()?, row.count));
        Ok(Serials { last: rows.into_iter().filter_map(day).collect() })
    }

    /// The next number of a day.
    pub(crate) fn next(&mut self, prefix: &str, date: NaiveDate) -> CaseNumber {
        let last = self.last.entry(date).or_default();
        *last += 1;
        CaseNumber::new(prefix, date, *last)
    }

    /// Only the given days, to be written with the cases of these days.
    pub(crate) fn of(&self, days: &[NaiveDate]) -> Serials {
        Serials {
            last: self.last.iter().filter(|(date, _)| days.contains(date)).map(|(date, last)| (*date, *last)).collect(),
        }
    }

    /// Writes them down as used up.
    ///
    /// # Errors
    /// When the store is away.
    pub(crate) async fn save(&self, db: &impl ConnectionTrait) -> Result<(), Failure> {
        for (date, last) in &self.last {
            let save = statement(
                db,
                "INSERT INTO counter (key, window_at, count) VALUES (?, 0, ?) ON CONFLICT (key) DO UPDATE SET \
                 count = CASE WHEN counter.count < excluded.count THEN excluded.count ELSE counter.count END",
                [format!("{KEY}{date}").into(), (*last).into()],
            );
            db.execute_raw(save).await?;
        }
        Ok(())
    }
}
