//! Strangers search one after the other, everybody in turn by address, and all together only so often: whatever they ask, the rest of the
//! city notices little of it, and who searches without end holds up nobody but those behind the same address.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::fault::{Fault, FaultCode};
use foundation::memory::Memory;
use foundation::queue::{Queue, Turn};
use foundation::share::Sender;
use foundation::{Backend, Failure, Settings};
use tokio::time::Instant;

/// Searches that may follow each other at once after a while without any: people come in swarms, machines without end.
const SWARM: u32 = 50;
/// How long somebody waits.
const PATIENCE: Duration = Duration::from_secs(4);

/// Seconds after which there is room again for whoever came when too many searched.
const ROOM: u32 = 5;

fn crowded() -> Failure {
    Fault { wait: Some(ROOM), ..FaultCode::Crowded.into() }.into()
}

/// Lets a stranger search when it is their turn, for a bounded time.
///
/// # Errors
/// When too many wait already, or it takes too long; what was searched for says too little; or the store is away.
pub(crate) async fn search<T>(
    backend: &Backend,
    sender: &Sender,
    search: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let _turn = backend.memory::<Turnstile>().pass(sender).await?;
    let _timed = backend.store().time_search();
    search.await.map_err(Failure::narrowed)
}

impl Memory for Turnstile {
    fn new(settings: &Settings) -> Turnstile {
        Turnstile::at(settings.searches_a_second)
    }
}

/// Lets one in at a time.
struct Turnstile {
    /// Between two searches in the long run; none for as many as come.
    pace: Option<Duration>,
    queue: Queue,
    /// From when on the next one would keep the pace if there were no swarms.
    due: Mutex<Instant>,
}

impl Turnstile {
    fn at(a_second: u32) -> Turnstile {
        let pace = (a_second > 0).then(|| Duration::from_secs(1) / a_second);
        let now = Instant::now();
        let rested = pace.and_then(|pace| now.checked_sub(pace * SWARM)).unwrap_or(now);
        Turnstile { pace, queue: Queue::default(), due: Mutex::new(rested) }
    }

    /// Waits for a turn. Who holds it searches.
    ///
    /// # Errors
    /// When too many wait already, or it takes too long.
    async fn pass(&self, sender: &Sender) -> Result<Turn, Failure> {
        let turn = tokio::time::timeout(PATIENCE, self.turn(sender)).await;
        turn.ok().flatten().ok_or_else(crowded)
    }

    async fn turn(&self, sender: &Sender) -> Option<Turn> {
        let turn = self.queue.turn(sender).await?;
        if let Some(pace) = self.pace {
            let now = Instant::now();
            // Who comes after a long silence finds no more turns saved than a swarm needs.
            let at = self.due().max(now.checked_sub(pace * SWARM).unwrap_or(now));
            tokio::time::sleep_until(at).await;
            *self.due() = at + pace;
        }
        Some(turn)
    }

    fn due(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.due.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use harness::TemporaryDirectory;
    use sea_orm::{ConnectionTrait as _, Statement};

    use super::*;

    fn address(name: &str) -> Sender {
        Sender::Address(name.to_owned())
    }

    #[tokio::test]
    async fn a_swarm_passes_at_once_and_who_searches_without_end_does_not() {
        let turnstile = Turnstile::at(10);
        let began = Instant::now();
        for _ in 0..SWARM {
            turnstile.pass(&address("a")).await.map(drop).expect("one of a swarm");
        }
        assert!(began.elapsed() < Duration::from_secs(4), "in step they would take five: {:?}", began.elapsed());
        let began = Instant::now();
        for _ in 0..12 {
            turnstile.pass(&address("a")).await.map(drop).expect("one of many");
        }
        assert!(began.elapsed() >= Duration::from_millis(200), "{:?}", began.elapsed());
    }

    #[tokio::test]
    async fn who_searches_without_end_does_not_hold_up_others() {
        let turnstile = Turnstile::at(10);
        for _ in 0..SWARM {
            turnstile.pass(&address("flood")).await.map(drop).expect("one of a swarm");
        }
        // From here on there are ten a second. The flood has sixteen waiting all the time, somebody else comes now and then.
        let flood = futures::future::join_all((0..16).map(|_| async {
            loop {
                let _ = turnstile.pass(&address("flood")).await;
            }
        }));
        let other = async {
            for _ in 0..4 {
                let began = Instant::now();
                turnstile.pass(&address("other")).await.map(drop).expect("in turn");
                assert!(began.elapsed() < Duration::from_millis(800), "{:?}", began.elapsed());
            }
        };
        tokio::select! {
            _ = flood => {}
            () = other => {}
        }
    }

    #[tokio::test]
    async fn who_would_wait_long_is_told_so() {
        let turnstile = Turnstile::at(0);
        let first = turnstile.pass(&address("first")).await.map_err(|_| "first").expect("nobody is there");
        let began = Instant::now();
        let all = futures::future::join_all((0..20).map(|_| async {
            let passed = turnstile.pass(&address("a")).await;
            (passed.is_err_and(|failure| failure.is(FaultCode::Crowded)), began.elapsed() >= PATIENCE)
        }));
        let all = all.await;
        assert!(all.iter().all(|(refused, _)| *refused), "the first never ends");
        assert_eq!(all.iter().filter(|(_, waited)| !*waited).count(), 4, "nobody waits behind a full line");
        drop(first);
        assert!(turnstile.pass(&address("a")).await.is_ok(), "nobody is counted who went away");
    }

    /// A search that would take for ever is stopped, and the next one has its full time; staff may take theirs.
    async fn a_search_has_a_limit(url: Option<String>, endless: &str) {
        let directory = TemporaryDirectory::new("deadline");
        let settings = Settings { database_url: url, ..Settings::new(directory.path()) };
        let backend = crate::open(settings).await.expect("opened");
        let (began, stranger) = (std::time::Instant::now(), Sender::Address(String::new()));
        let kind = backend.db().get_database_backend();
        let ask = |sql: &str| Statement::from_string(kind, sql);
        for _ in 0..2 {
            let asked = async { Ok(backend.strangers().query_one_raw(ask(endless)).await?) };
            let refused = search(&backend, &stranger, asked).await.expect_err("stopped");
            assert!(
                matches!(&refused, Failure::Faults(faults) if faults[0].code == FaultCode::TooBroad),
                "{refused:?}"
            );
        }
        assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
        let asked = async { Ok(backend.strangers().query_one_raw(ask("SELECT 1")).await?) };
        assert!(search(&backend, &stranger, asked).await.is_ok_and(|row| row.is_some()));
    }

    #[tokio::test]
    async fn a_search_has_a_limit_on_sqlite() {
        let endless = "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s) SELECT MAX(n) FROM s";
        a_search_has_a_limit(None, endless).await;
    }

    #[tokio::test]
    async fn a_search_has_a_limit_on_postgres() {
        let url = harness::postgres().create_database(&format!("deadline_{}", std::process::id()));
        a_search_has_a_limit(Some(url), "SELECT pg_sleep(60)").await;
    }
}
