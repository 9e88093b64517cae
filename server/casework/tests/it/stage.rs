//! A fresh city for a test, on either database, with a clock that stands still.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::account::{AccountForm, Actor, Role};
use domain::language::Name;
use domain::report::{ReportForm, StaffReport};
use domain::time::Moment;
use foundation::port::clock::Clock;
use foundation::port::hashes::Hashes;
use foundation::port::statements::Statements;
use foundation::share::Sender;
use foundation::{Backend, Settings};
use harness::TemporaryDirectory;

/// Monday, 23 November 2026, 10:00 in the city.
pub const MONDAY_TEN: Moment = Moment(1_795_399_200);

/// A database of one kind.
#[derive(Clone, Copy)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// The address of a fresh one; `None` for the file in the data directory.
    pub fn database(self) -> Option<String> {
        match self {
            Kind::Sqlite => None,
            Kind::Postgres => {
                let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
                Some(harness::city_database(&name))
            }
        }
    }
}

pub struct Stage {
    pub backend: Backend,
    pub clock: Clock,
    pub statements: Statements,
    pub hashes: Hashes,
    pub directory: TemporaryDirectory,
    pub url: Option<String>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Stage {
    pub async fn open(kind: Kind) -> Stage {
        Stage::at(kind.database()).await
    }

    /// On a database that has the city, or on the file that comes with it.
    pub async fn at(url: Option<String>) -> Stage {
        let directory = TemporaryDirectory::new("casework");
        harness::city_in(directory.path());
        Stage::on(directory, url).await
    }

    pub async fn on(directory: TemporaryDirectory, url: Option<String>) -> Stage {
        let clock = Clock::fixed(MONDAY_TEN);
        let statements = Statements::default();
        let mut settings = Settings::new(directory.path());
        settings.database_url.clone_from(&url);
        settings.clock = clock.clone();
        // However full the disk of the machine is on which the tests run.
        settings.limits.photo_percent = 100;
        settings.statements = Some(statements.clone());
        let hashes = settings.hashes.clone();
        let backend = casework::open(settings).await.expect("opened");
        Stage { backend, clock, statements, hashes, directory, url }
    }

    /// A second connection to the same database, for looking behind the backend's back.
    pub async fn database(&self) -> sea_orm::DatabaseConnection {
        let file = format!("sqlite://{}", self.directory.join("jingzhi.db").display());
        harness::connect(self.url.clone().unwrap_or(file)).await
    }

    /// An account row, as steps that name an officer look it up.
    pub async fn account(&self, login: &str, role: Role, department: Option<&str>) -> Actor {
        let form = AccountForm {
            login: login.to_owned(),
            name_zh: "测试".to_owned(),
            name_en: "Test".to_owned(),
            role: role.code().to_owned(),
            department: department.unwrap_or_default().to_owned(),
            town: String::new(),
        };
        let account = foundation::account::create(&self.backend, &form, "a long password").await.expect("an account");
        Actor { account, ..self.actor(role, department) }
    }

    /// Somebody of a role; for those whose account row nobody looks up.
    pub fn actor(&self, role: Role, department: Option<&str>) -> Actor {
        let department = department.map(|code| {
            let found =
                self.backend.catalog().departments().into_iter().find(|d| d.code == code).expect("a department");
            (found.id, found.name)
        });
        Actor {
            account: 9000 + role as i64,
            login: role.code().to_owned(),
            name: Name::new("测试", "Test"),
            role,
            department,
            town: None,
        }
    }

    /// A case that an acceptor registered, in state `reported`.
    pub async fn reported(&self, words: &str) -> String {
        let acceptor = self.actor(Role::Acceptor, None);
        let report = StaffReport { key: fresh_key(), form: form(words), urgent: false };
        casework::case::register(&self.backend, &acceptor, &report).await.expect("registered").to_string()
    }
}

/// A key that no other form has.
pub fn fresh_key() -> String {
    format!("key-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst))
}

/// A phone number of somebody who has reported nothing yet.
pub fn fresh_phone() -> String {
    format!("138{:04}5678", COUNT.fetch_add(1, Ordering::SeqCst) % 10_000)
}

/// A report with a place and words, anonymous.
pub fn form(words: &str) -> ReportForm {
    ReportForm {
        town: "330482001".to_owned(),
        address: "解放路 12 号".to_owned(),
        lat: "30.690".to_owned(),
        lng: "121.020".to_owned(),
        source: "map".to_owned(),
        words: words.to_owned(),
        class: "matter-01037".to_owned(),
        ..ReportForm::default()
    }
}

/// A small JPEG.
pub fn picture() -> bytes::Bytes {
    let image = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8 * 3, y as u8 * 5, 90]));
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(image).write_to(&mut out, image::ImageFormat::Jpeg).expect("encoded");
    out.into_inner().into()
}

/// Runs async tests on both databases: `sqlite::name` and `postgres::name`.
#[macro_export]
macro_rules! on_both_databases {
    ($(async fn $name:ident($stage:ident) $body:block)*) => {
        $(async fn $name($stage: $crate::stage::Stage) $body)*
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::stage::Stage::open($crate::stage::Kind::Sqlite).await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name($crate::stage::Stage::open($crate::stage::Kind::Postgres).await).await;
            })*
        }
    };
}

/// Somebody who searches.
pub fn stranger() -> Sender {
    Sender::Address("203.0.113.9".to_owned())
}
