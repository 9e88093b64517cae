//! The program itself as a child process that may be killed.

mod process;
mod ready;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use process::Process;

use crate::port::free_port;
use crate::temporary_directory::TemporaryDirectory;

/// How long a server may take until it is ready. Generous, for a debug build on a busy machine that loads the demo city.
const READY: Duration = Duration::from_secs(120);
/// How long a server may take to end after it was asked to.
const END: Duration = Duration::from_secs(30);

/// A `jingzhi serve` on a port of its own, with a data folder of its own; killed when dropped, or when the test process dies.
///
/// ```ignore
/// let mut server = Server::new(env!("CARGO_BIN_EXE_jingzhi")).setting("JINGZHI_DATABASE_URL", &url).start();
/// server.kill9();
/// server.start_again();
/// ```
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    arguments: Vec<OsString>,
    settings: Vec<(OsString, OsString)>,
    port: u16,
    directory: TemporaryDirectory,
    process: Option<Process>,
}

impl Server {
    /// A server that is not started yet. `program` is the path of the `jingzhi` binary.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec!["serve".into()],
            settings: Vec::new(),
            port: free_port(),
            directory: TemporaryDirectory::new("server"),
            process: None,
        }
    }

    /// Adds an argument after `serve`, such as `--demo`.
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Sets an environment variable. The last of several for the same name wins, also over those that the harness sets:
    /// `JINGZHI_LISTEN` and `JINGZHI_DATA_DIR`. No other variable that begins with `JINGZHI_` reaches the server.
    pub fn setting(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }

    /// Starts it and waits until `/readyz` answers 200.
    ///
    /// # Panics
    /// When the server ends before that, or takes two minutes; with its log.
    pub fn start(mut self) -> Self {
        self.start_again();
        self
    }

    /// Starts it again after [`kill9`](Self::kill9) or [`terminate`](Self::terminate): same port, same data. Gives the time until
    /// `/readyz` answered 200.
    pub fn start_again(&mut self) -> Duration {
        assert!(self.process.is_none(), "the server runs already");
        let began = Instant::now();
        let mut process = Process::start(self.command(), &self.log_file());
        while !ready::is_ready(self.port) {
            let ended = process.exit_status();
            if ended.is_some() || began.elapsed() > READY {
                panic!(
                    "the server is not ready after {:.1?} ({}); its log says:\n{}",
                    began.elapsed(),
                    ended.map_or_else(|| "still running".to_owned(), |status| status.to_string()),
                    self.log()
                );
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        self.process = Some(process);
        began.elapsed()
    }

    /// Kills it as a power cut would: nothing of it runs on.
    pub fn kill9(&mut self) {
        if let Some(process) = self.process.take() {
            process.kill();
        }
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    ///
    /// # Panics
    /// When it does not run, or does not end within half a minute.
    pub fn terminate(&mut self) -> ExitStatus {
        let process = self.process.take().unwrap_or_else(|| panic!("the server does not run"));
        process
            .terminate(END)
            .unwrap_or_else(|| panic!("the server does not end within {END:?}; its log says:\n{}", self.log()))
    }

    /// Whether it still runs of its own accord.
    pub fn is_running(&mut self) -> bool {
        self.process.as_mut().is_some_and(|process| process.exit_status().is_none())
    }

    /// All it wrote to its output and its error output since it was first started.
    pub fn log(&self) -> String {
        std::fs::read(self.log_file()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// Its address, such as `http://127.0.0.1:12345`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its data folder, unless a setting names another.
    pub fn data_directory(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// The memory that it holds right now (resident set), in bytes.
    pub fn resident_memory(&self) -> u64 {
        let process = self.process.as_ref().unwrap_or_else(|| panic!("the server does not run"));
        process.status_figure("VmRSS:") * 1024
    }

    /// The most memory that it ever held since it was started, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let process = self.process.as_ref().unwrap_or_else(|| panic!("the server does not run"));
        process.status_figure("VmHWM:") * 1024
    }

    /// Where the files lie that it has open right now.
    pub fn open_files(&self) -> Vec<PathBuf> {
        self.process.as_ref().unwrap_or_else(|| panic!("the server does not run")).open_files()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("JINGZHI_") {
                command.env_remove(name);
            }
        }
        command
            .args(&self.arguments)
            .env("JINGZHI_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("JINGZHI_DATA_DIR", self.data_directory())
            .envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }

    fn log_file(&self) -> PathBuf {
        self.directory.join("log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill9();
    }
}

#[cfg(test)]
mod tests;
