//! Stories into the store: rows, text index and place index of some thousand cases in one transaction.

use domain::geo::Position;
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend};

use super::history::InventedCase;
use super::insert::Insert;
use super::number::Serials;
use casework::index;
use casework::index::words::texts;
use foundation::catalog::Catalog;
use foundation::store::{is_postgres, statement};
use foundation::{Backend, Failure};

/// Stories on their way into the store; their ids count from 0 until they are written.
#[derive(Default)]
pub(crate) struct Batch {
    cases: Vec<entity::case::Model>,
    reports: Vec<entity::report::Model>,
    orders: Vec<entity::work_order::Model>,
    events: Vec<entity::event::Model>,
    audits: Vec<entity::audit::Model>,
    photos: Vec<entity::photo::Model>,
    /// What the public may find of each case, and what staff may, as tokens, and whether it is settled.
    texts: Vec<(String, String, bool)>,
    /// Positions of cases.
    places: Vec<(i64, Position)>,
    /// The serials that are used up.
    pub(crate) serials: Serials,
    /// The id of the first case, once there are ids.
    first_case: Option<i64>,
}

impl Batch {
    /// Cases in it.
    pub(crate) fn len(&self) -> usize {
        self.cases.len()
    }

    /// Puts a case behind those that are there.
    pub(crate) fn push(&mut self, catalog: &Catalog, invented: InventedCase) {
        let case = self.cases.len() as i64;
        let first_event = self.events.len() as i64;
        let first_order = self.orders.len() as i64;
        let InventedCase { case: mut row, reports, orders, events, audits, photos } = invented;
        row.id = case;
        let (public, staff) = texts(catalog, &row);
        self.texts.push((public, staff, row.closed_at.is_some()));
        self.places.extend(row.lat.zip(row.lng).map(|(lat, lng)| (case, Position { lat, lng })));
        self.cases.push(row);
        for mut report in reports {
            (report.id, report.case_id) = (self.reports.len() as i64, case);
            self.reports.push(report);
        }
        for mut order in orders {
            (order.id, order.case_id) = (self.orders.len() as i64, case);
            self.orders.push(order);
        }
        for mut event in events {
            (event.id, event.case_id) = (self.events.len() as i64, case);
            event.order_id = event.order_id.map(|order| first_order + order);
            self.events.push(event);
        }
        for mut audit in audits {
            audit.id = self.audits.len() as i64;
            self.audits.push(audit);
        }
        for mut photo in photos {
            photo.case_id = Some(case);
            photo.event_id = photo.event_id.map(|event| first_event + event);
            self.photos.push(photo);
        }
    }
}

impl Batch {
    /// Takes free ids for all rows, unless they have them. On SQLite this must happen in the writing transaction, which holds the
    /// only writer; PostgreSQL's sequences keep them reserved, so that several batches can be written at the same time.
    ///
    /// # Errors
    /// When the store is away.
    pub(crate) async fn identify(&mut self, db: &impl ConnectionTrait) -> Result<(), Failure> {
        if self.first_case.is_some() {
            return Ok(());
        }
        let case = reserve(db, "case", self.cases.len()).await?;
        let report = reserve(db, "report", self.reports.len()).await?;
        let order = reserve(db, "work_order", self.orders.len()).await?;
        let event = reserve(db, "event", self.events.len()).await?;
        let audit = reserve(db, "audit", self.audits.len()).await?;
        self.cases.iter_mut().for_each(|row| row.id += case);
        self.reports.iter_mut().for_each(|row| (row.id, row.case_id) = (row.id + report, row.case_id + case));
        self.orders.iter_mut().for_each(|row| (row.id, row.case_id) = (row.id + order, row.case_id + case));
        for row in &mut self.events {
            (row.id, row.case_id) = (row.id + event, row.case_id + case);
            row.order_id = row.order_id.map(|id| id + order);
        }
        self.audits.iter_mut().for_each(|row| row.id += audit);
        for photo in &mut self.photos {
            photo.case_id = photo.case_id.map(|id| id + case);
            photo.event_id = photo.event_id.map(|id| id + event);
        }
        self.first_case = Some(case);
        Ok(())
    }
}

/// Writes batches.
pub(crate) struct Writer {
    cases: Insert,
    reports: Insert,
    orders: Insert,
    events: Insert,
    audits: Insert,
    photos: Insert,
    texts: Insert,
    fresh: Insert,
    places: Insert,
    /// Whether the words of settled cases are left to be put away when all are written.
    words_later: bool,
}

impl Writer {
    /// For a database of this kind.
    pub(crate) fn new(backend: DbBackend) -> Writer {
        let postgres = backend == DbBackend::Postgres;
        let (text, text_row, place, place_row) = if postgres {
            (
                "case_text (case_id, public, staff)",
                "(?, ?::tsvector, ?::tsvector)",
                "case_place (case_id, place)",
                "(?, point(?, ?))",
            )
        } else {
            (
                "case_text (rowid, public, staff)",
                "(?, ?, ?)",
                "case_place (case_id, south, north, west, east)",
                "(?, ?, ?, ?, ?)",
            )
        };
        let insert =
            |into: &str, row: &str| Insert::new(backend, format!("INSERT INTO {into} VALUES "), row.to_owned());
        Writer {
            cases: Insert::of::<entity::case::Entity>(backend),
            reports: Insert::of::<entity::report::Entity>(backend),
            orders: Insert::of::<entity::work_order::Entity>(backend),
            events: Insert::of::<entity::event::Entity>(backend),
            audits: Insert::of::<entity::audit::Entity>(backend),
            photos: Insert::of::<entity::photo::Entity>(backend),
            texts: insert(text, text_row),
            fresh: insert("text_fresh (case_id, settled, stamp)", "(?, ?, 0)"),
            words_later: false,
            places: insert(place, place_row),
        }
    }

    /// Leaves the words of settled cases out: whoever writes many puts them away once at the end.
    pub(crate) fn words_later(self) -> Writer {
        Writer { words_later: true, ..self }
    }

    /// Writes a batch in one transaction: all of it or nothing. Tells how many cases.
    ///
    /// # Errors
    /// When the store is away or full, or somebody else took a number meanwhile.
    pub(crate) async fn write(&self, backend: &Backend, mut batch: Batch) -> Result<u64, Failure> {
        let tx = backend.begin().await?;
        self.put(&tx, &mut batch).await?;
        tx.commit().await?;
        Ok(batch.len() as u64)
    }

    /// Writes a batch inside somebody's transaction.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub(crate) async fn put(&self, db: &impl ConnectionTrait, batch: &mut Batch) -> Result<(), Failure> {
        batch.serials.save(db).await?;
        batch.identify(db).await?;
        let case = batch.first_case.unwrap_or_default();
        self.cases.models(db, &batch.cases).await?;
        self.reports.models(db, &batch.reports).await?;
        self.orders.models(db, &batch.orders).await?;
        self.events.models(db, &batch.events).await?;
        self.audits.models(db, &batch.audits).await?;
        self.photos.models(db, &batch.photos).await?;
        let postgres = is_postgres(db);
        let texts = std::mem::take(&mut batch.texts).into_iter().zip(case..);
        let (mut words, mut fresh) = (Vec::new(), Vec::new());
        for ((public, staff, settled), id) in texts.filter(|((_, _, settled), _)| !(*settled && self.words_later)) {
            let (public, staff) =
                if postgres { (index::vector(&public), index::vector(&staff)) } else { (public, staff) };
            words.extend([Value::from(id), public.into(), staff.into()]);
            fresh.extend([Value::from(id), settled.into()]);
        }
        self.texts.values(db, words).await?;
        self.fresh.values(db, fresh).await?;
        let places = batch.places.iter().flat_map(|(id, Position { lat, lng })| {
            let id = Value::from(id + case);
            if postgres {
                vec![id, (*lng).into(), (*lat).into()]
            } else {
                vec![id, (*lat).into(), (*lat).into(), (*lng).into(), (*lng).into()]
            }
        });
        self.places.values(db, places.collect()).await
    }
}

/// The first of so many ids of a table that are free; PostgreSQL's sequence is moved behind them.
async fn reserve(db: &impl ConnectionTrait, table: &str, count: usize) -> Result<i64, Failure> {
    if count == 0 {
        return Ok(0);
    }
    let sql = if is_postgres(db) {
        let sequence = format!("pg_get_serial_sequence('\"{table}\"', 'id')");
        format!(
            "SELECT setval({sequence}, GREATEST(nextval({sequence}) - 1, (SELECT COALESCE(MAX(id), 0) FROM \"{table}\")) + {count}) \
             - {count} + 1"
        )
    } else {
        format!("SELECT COALESCE(MAX(id), 0) + 1 FROM \"{table}\"")
    };
    let row = db.query_one_raw(statement(db, &sql, [])).await?;
    Ok(row.map_or(Ok(1), |row| row.try_get_by_index(0))?)
}
