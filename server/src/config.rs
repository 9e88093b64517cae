//! Every setting of the program. Each is a flag and an environment variable; `jingzhi --help` prints them all.

mod limits;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ipnet::IpNet;

pub use limits::Limits;

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// The settings.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Load the demo city with its invented cases and accounts, and say so on every page
    #[arg(long, env = "JINGZHI_DEMO", global = true)]
    pub demo: bool,

    /// The password that all demo accounts share
    #[arg(
        long,
        env = "JINGZHI_DEMO_PASSWORD",
        value_name = "PASSWORD",
        default_value = "jingzhi-demo",
        hide_env_values = true,
        global = true
    )]
    pub demo_password: String,

    /// Address and port to listen on
    #[arg(long, env = "JINGZHI_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:3000", global = true)]
    pub listen: SocketAddr,

    /// Address and port for GET /metrics, which holds nothing personal but is for whoever watches the program: figures in the text format
    /// of Prometheus [default: none]
    #[arg(long, env = "JINGZHI_METRICS_LISTEN", value_name = "ADDR", global = true)]
    pub metrics_listen: Option<SocketAddr>,

    /// sqlite://FILE or postgres://USER@HOST/DATABASE [default: the file jingzhi.db in the data directory]
    #[arg(long = "database", env = "JINGZHI_DATABASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// Where the database file, the photos and the master key lie
    #[arg(long, env = "JINGZHI_DATA_DIR", value_name = "DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// The master key, 64 hexadecimal digits; better as the environment variable, as other users of a machine see what a program was
    /// called with [default: the file key in the data directory, made on the first start]
    #[arg(long, env = "JINGZHI_KEY", value_name = "KEY", hide_env_values = true, global = true)]
    pub key: Option<String>,

    /// The address under which people reach the site [default: http(s)://LISTEN]. https:// turns on Secure cookies and HSTS
    #[arg(long, env = "JINGZHI_PUBLIC_URL", value_name = "URL", value_parser = origin, global = true)]
    pub public_url: Option<String>,

    /// Further origins whose forms are accepted, such as the same site under another name, separated by commas
    #[arg(long, env = "JINGZHI_OTHER_ORIGINS", value_name = "URL", value_delimiter = ',', value_parser = origin, global = true)]
    pub other_origins: Vec<String>,

    /// Proxies whose X-Forwarded-For is believed: addresses or networks such as 10.0.0.0/8, separated by commas
    #[arg(long, env = "JINGZHI_TRUSTED_PROXIES", value_name = "NETWORK", value_delimiter = ',', value_parser = network, global = true)]
    pub trusted_proxies: Vec<IpNet>,

    /// Certificate chain in PEM; with --tls-key the site is served over https
    #[arg(long, env = "JINGZHI_TLS_CERT", value_name = "FILE", requires = "tls_key", global = true)]
    pub tls_cert: Option<PathBuf>,

    /// Private key in PEM
    #[arg(long, env = "JINGZHI_TLS_KEY", value_name = "FILE", requires = "tls_cert", global = true)]
    pub tls_key: Option<PathBuf>,

    /// Forms that one client address may send in an hour; 0 for no limit. High, as a mobile carrier puts thousands of people behind one
    #[arg(long, env = "JINGZHI_REQUESTS_AN_HOUR", value_name = "N", default_value_t = 2000, global = true)]
    pub requests_an_hour: u32,

    /// What one address, and all strangers together, may take up
    #[command(flatten)]
    pub limits: Limits,

    /// Searches that one account or device may make in a minute, server functions included; 0 for no limit. An address may make ten times
    /// as many
    #[arg(long, env = "JINGZHI_SEARCHES_A_MINUTE", value_name = "N", default_value_t = 60, global = true)]
    pub searches_a_minute: u32,

    /// Searches of the public that are answered in a second, in the long run, from all addresses together; 0 for as many as come. Staff
    /// and the pages of single cases are not held up by them
    #[arg(long, env = "JINGZHI_SEARCHES_A_SECOND", value_name = "N", default_value_t = 25, global = true)]
    pub searches_a_second: u32,

    /// Database connections that read at the same time
    #[arg(long, env = "JINGZHI_READERS", value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=200), global = true)]
    pub readers: u32,

    /// What is logged, as a filter such as info or server=debug
    #[arg(long, env = "JINGZHI_LOG", value_name = "FILTER", default_value = "info", global = true)]
    pub log: String,

    /// How log lines look
    #[arg(long, env = "JINGZHI_LOG_FORMAT", value_enum, default_value_t, global = true)]
    pub log_format: LogFormat,
}

impl Config {
    /// The public address, without a slash at the end.
    pub fn public_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| {
            let scheme = if self.tls_cert.is_some() { "https" } else { "http" };
            let url = format!("{scheme}://{}", reachable(self.listen));
            origin(&url).unwrap_or(url)
        })
    }

    /// Whether people reach the site over https.
    pub fn is_secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Origins whose forms are accepted. A site on the loopback address may be called by any of its three names.
    pub fn origins(&self) -> Vec<String> {
        let mut origins = vec![self.public_url()];
        origins.extend(self.other_origins.iter().cloned());
        let names = ["//127.0.0.1", "//localhost", "//[::1]"];
        for origin in origins.clone() {
            for name in names {
                let is_this = |rest: &str| rest.is_empty() || rest.starts_with(':');
                if origin.split_once(name).is_some_and(|(_, rest)| is_this(rest)) {
                    origins.extend(names.map(|other| origin.replacen(name, other, 1)));
                }
            }
        }
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// What the backend is opened with.
    pub fn backend(&self) -> foundation::Settings {
        foundation::Settings {
            database_url: self.database_url.clone(),
            demo: self.demo,
            readers: self.readers,
            searches_a_minute: self.searches_a_minute,
            searches_a_second: self.searches_a_second,
            key: self.key.clone(),
            limits: self.limits.backend(),
            ..foundation::Settings::new(&self.data_dir)
        }
    }
}

/// The address that a browser on this machine can open: listening on all addresses is not an address.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// Scheme, host and port as browsers write an origin: in small letters, without a path.
fn origin(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            let standard = if text.starts_with("https://") { ":443" } else { ":80" };
            Ok(text.strip_suffix(standard).unwrap_or(&text).to_owned())
        }
        _ => Err("write it as https://host or http://host:port, without a path".to_owned()),
    }
}

/// An address or a network of addresses, such as 10.0.0.0/8.
fn network(text: &str) -> Result<IpNet, &'static str> {
    let text = text.trim();
    let address = text.parse::<IpAddr>().map(IpNet::from);
    address.or_else(|_| text.parse()).map_err(|_| "neither an address nor a network such as 10.0.0.0/8")
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::command::Cli;

    fn config(arguments: &[&str]) -> Config {
        Cli::parse_from(["jingzhi", "serve"].iter().chain(arguments)).config
    }

    #[test]
    fn the_public_address_follows_from_the_listening_one() {
        assert_eq!(config(&["--listen", "0.0.0.0:80"]).public_url(), "http://127.0.0.1");
        let behind_proxy = config(&["--public-url", "https://city.example:443/"]);
        assert_eq!(behind_proxy.public_url(), "https://city.example");
        assert!(behind_proxy.is_secure());
    }

    #[test]
    fn a_loopback_site_is_known_by_its_names_and_no_other() {
        let origins = config(&["--listen", "127.0.0.1:3000"]).origins();
        assert_eq!(origins, ["http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000"]);
        assert_eq!(
            config(&["--public-url", "http://localhost.evil.example"]).origins(),
            ["http://localhost.evil.example"]
        );
    }

    #[test]
    fn a_trusted_proxy_is_an_address_or_a_network() {
        let proxies = config(&["--trusted-proxies", "10.0.0.0/8, 127.0.0.1,fd00::/8"]).trusted_proxies;
        let is_trusted = |address: &str| {
            proxies.iter().any(|network| network.contains(&address.parse::<IpAddr>().expect("an address")))
        };
        assert!(is_trusted("10.255.0.1") && is_trusted("127.0.0.1") && is_trusted("fd12::1"));
        assert!(!is_trusted("11.0.0.1") && !is_trusted("127.0.0.2") && !is_trusted("::1"));
        for wrong in ["", "10.0.0.0/33", "host", "10.0.0.0/x"] {
            assert!(network(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(origin("HTTPS://City.Example/"), Ok("https://city.example".to_owned()));
        for wrong in ["city.example", "ftp://city.example", "https://", "https://city.example/path", "https://a@b"] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
