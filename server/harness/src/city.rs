//! A city with the demo's reference data and nobody in it: brought from its files once in a test process, then copied for each test.

use std::path::Path;
use std::sync::OnceLock;

use domain::geo::Position;
use foundation::Settings;
use sea_orm::ConnectionTrait as _;

use crate::database::connect;
use crate::postgres::{Postgres, postgres};
use crate::server::Server;
use crate::temporary_directory::TemporaryDirectory;

/// The name of the database that is copied.
const ORIGINAL: &str = "city";

/// Puts the city into a data folder: its SQLite file and its key.
pub fn city_in(folder: &Path) {
    for entry in std::fs::read_dir(original().path()).expect("the city's folder").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy of the city");
        }
    }
}

/// Makes a PostgreSQL database with the city and gives its URL. Its key is the one that [`city_in`] puts into a folder.
pub fn city_database(name: &str) -> String {
    static MADE: OnceLock<()> = OnceLock::new();
    MADE.get_or_init(|| {
        city_on(postgres(), ORIGINAL);
    });
    postgres().copy_database(ORIGINAL, name)
}

/// The same at another PostgreSQL than the one that tests share.
pub fn city_on(postgres: &Postgres, name: &str) -> String {
    let folder = TemporaryDirectory::new("city");
    std::fs::copy(original().join("key"), folder.join("key")).expect("a copy of the key");
    let url = postgres.create_database(name);
    make(folder.path(), Some(url.clone()));
    url
}

/// The program, not started yet, with the city in its folder.
pub fn city_server(program: &str) -> Server {
    let server = Server::new(program);
    std::fs::create_dir_all(server.data_directory()).expect("a data folder");
    city_in(&server.data_directory());
    server
}

/// A component of the city.
#[derive(Clone, Debug)]
pub struct CityComponent {
    /// Its 17 digits.
    pub code: String,
    /// Where it stands, in degrees.
    pub position: Position,
}

/// The components of the city, by code.
pub fn city_components() -> Vec<CityComponent> {
    let lines = include_str!("../../../cities/pinghu/components.csv").lines().skip(1);
    let component = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let degrees = |place: usize| cells[place].parse().expect("degrees");
        CityComponent { code: cells[0].to_owned(), position: Position { lat: degrees(5), lng: degrees(6) } }
    };
    lines.map(component).collect()
}

fn original() -> &'static TemporaryDirectory {
    static MADE: OnceLock<TemporaryDirectory> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = TemporaryDirectory::new("city");
        std::fs::write(folder.join("key"), "5".repeat(64)).expect("a key");
        make(folder.path(), None);
        // A whole file of its own: SQLite may not have let go of the one that was written yet.
        let whole = TemporaryDirectory::new("city");
        std::fs::copy(folder.join("key"), whole.join("key")).expect("a copy of the key");
        let copy = format!("VACUUM INTO '{}'", whole.join("jingzhi.db").display());
        let url = format!("sqlite://{}", folder.join("jingzhi.db").display());
        on_a_thread(async move {
            let database = connect(url).await;
            database.execute_unprepared(&copy).await.expect("a copy of the city");
        });
        whole
    })
}

fn make(folder: &Path, database_url: Option<String>) {
    let settings = Settings { database_url, ..Settings::new(folder) };
    on_a_thread(async {
        let backend = casework::open(settings).await.expect("opened");
        demo::bring(&backend).await.expect("brought");
    });
}

/// The test that asks may run on a runtime, which must not wait for another one on its own thread.
fn on_a_thread(work: impl Future<Output = ()> + Send + 'static) {
    let worker = std::thread::spawn(|| tokio::runtime::Runtime::new().expect("a runtime").block_on(work));
    worker.join().expect("a city");
}
