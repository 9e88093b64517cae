//! A PostgreSQL of the tests' own: own folder, own port, never the one that the machine may run.

mod cluster;
mod programs;

use std::net::SocketAddr;
use std::process::Command;
use std::sync::OnceLock;

use cluster::Cluster;

/// A running PostgreSQL with fsync on, reachable on 127.0.0.1 without a password, as the superuser `jingzhi`.
///
/// Dropped, it is stopped at once and its folder removed; so it is when the process dies.
#[derive(Debug)]
pub struct Postgres {
    cluster: Cluster,
}

/// The PostgreSQL that all tests of this process share; started on first use. Tests keep apart by a database each.
pub fn postgres() -> &'static Postgres {
    static SHARED: OnceLock<Postgres> = OnceLock::new();
    SHARED.get_or_init(Postgres::start)
}

impl Postgres {
    /// Makes and starts one, in a second or two.
    ///
    /// # Panics
    /// When there is no PostgreSQL on this machine, with the command that installs it.
    pub fn start() -> Self {
        Self { cluster: Cluster::start() }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.cluster.address()
    }

    /// The URL of `database`, for the program's setting.
    pub fn url(&self, database: &str) -> String {
        self.url_at(self.address(), database)
    }

    /// The URL of `database` by way of another address, such as a [`Proxy`](crate::Proxy)'s.
    pub fn url_at(&self, address: SocketAddr, database: &str) -> String {
        format!("postgres://jingzhi@{address}/{database}?sslmode=disable")
    }

    /// Makes an empty database and gives its URL. `name` is made of small letters, digits and `_`.
    pub fn create_database(&self, name: &str) -> String {
        let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        assert!(
            !name.is_empty() && name.len() < 64 && name.bytes().all(plain),
            "{name:?} is no name for a test's database"
        );
        // template1 would refuse while another test copies it.
        self.execute("postgres", &format!("CREATE DATABASE {name} TEMPLATE template0"));
        self.url(name)
    }

    /// Makes a database that holds what another one holds, and gives its URL.
    pub fn copy_database(&self, from: &str, name: &str) -> String {
        // Whoever made the original may not have let go of it yet.
        let left = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{from}'");
        self.execute("postgres", &left);
        self.execute("postgres", &format!("CREATE DATABASE {name} TEMPLATE {from}"));
        self.url(name)
    }

    /// Runs SQL with psql and gives what it prints: rows as lines, columns parted by `|`.
    pub fn execute(&self, database: &str, sql: &str) -> String {
        self.cluster.psql(database, sql)
    }

    /// Another of PostgreSQL's own programs, such as `pg_amcheck` or `pg_dump`, ready to run: it knows where the server is and
    /// runs as a user that may.
    pub fn command(&self, program: &str) -> Command {
        self.cluster.command(program)
    }

    /// Stops it: every connection is cut, what was committed is on disk.
    pub fn stop(&self) {
        self.cluster.stop();
    }

    /// Starts it again after [`stop`](Self::stop), on the same port with the same databases.
    pub fn start_again(&self) {
        self.cluster.start_again();
    }
}

#[cfg(test)]
mod tests {
    use super::{Postgres, postgres};

    #[test]
    fn it_starts_stops_and_starts_again_with_its_data() {
        let own = Postgres::start();
        let url = own.create_database("trial");
        assert!(url.starts_with("postgres://jingzhi@127.0.0.1:") && url.contains("/trial"), "{url}");
        own.execute("trial", "CREATE TABLE note (text text); INSERT INTO note VALUES ('路灯不亮')");
        own.stop();
        assert!(std::net::TcpStream::connect(own.address()).is_err());
        own.start_again();
        assert_eq!(own.execute("trial", "SELECT text FROM note"), "路灯不亮");
        assert_eq!(own.execute("trial", "SHOW fsync"), "on");
        assert!(own.command("pg_amcheck").args(["--install-missing", "trial"]).status().unwrap().success());
        let address = own.address();
        drop(own);
        assert!(std::net::TcpStream::connect(address).is_err());
    }

    #[test]
    fn tests_of_one_process_share_one_and_keep_apart_by_database() {
        postgres().create_database("first");
        postgres().create_database("second");
        assert!(std::ptr::eq(postgres(), postgres()));
        postgres().execute("first", "CREATE TABLE only_here (id int)");
        assert_eq!(postgres().execute("second", "SELECT to_regclass('only_here') IS NULL"), "t");
    }

    #[test]
    #[should_panic(expected = "is no name for a test's database")]
    fn a_name_that_is_no_name_is_refused() {
        postgres().create_database("x; DROP TABLE y");
    }
}
