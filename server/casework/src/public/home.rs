//! The home page: what happened lately, and two figures. Kept for a second, as everybody asks for the same.

use domain::case::PublicCaseSummary;
use domain::fault::FaultCode;
use entity::case::{Column, Entity};
use foundation::memory::Memory;
use foundation::{Backend, Failure, Settings};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

use crate::summary::summaries;

/// Cases on the home page.
const LATEST: u64 = 6;
/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(1);

type Home = (Vec<PublicCaseSummary>, u64, u64);

/// The last answer.
#[derive(Default)]
struct Last(Mutex<Cached>);

impl Memory for Last {
    fn new(_: &Settings) -> Last {
        Last::default()
    }
}

/// The last answer and when it was asked for, whether or not the store gave one.
#[derive(Default)]
struct Cached {
    asked: Option<Instant>,
    home: Option<Home>,
}

/// The latest public cases, how many are open, and how many were settled within 30 days. While the store is away the last answer stands.
///
/// # Errors
/// When the store is away and there is no answer yet.
pub async fn home(backend: &Backend) -> Result<Home, Failure> {
    let last = backend.memory::<Last>();
    let mut cached = last.0.lock().await;
    if cached.asked.is_none_or(|asked| asked.elapsed() >= KEPT) {
        match read(backend).await {
            Ok(home) => cached.home = Some(home),
            Err(failure) => tracing::warn!(?failure, "the home page shows what it knows"),
        }
        cached.asked = Some(Instant::now());
    }
    cached.home.clone().ok_or_else(|| FaultCode::Unavailable.into())
}

async fn read(backend: &Backend) -> Result<Home, Failure> {
    let db = backend.strangers();
    let public = || Entity::find().filter(Column::Public.eq(true));
    // Of those of one second by their number: a database's own order would tell which of them was touched last.
    let latest = public().order_by_desc(Column::ReportedAt).order_by_desc(Column::Id).limit(LATEST).all(db).await?;
    let open = public().filter(Column::ClosedAt.is_null()).count(db).await?;
    let month_ago = backend.now().plus_seconds(-30 * 86_400).0;
    let settled = public().filter(Column::ClosedAt.gte(month_ago)).count(db).await?;
    Ok((summaries(backend, latest, None).await?, open, settled))
}
