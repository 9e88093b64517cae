//! What every handler needs: the backend, the site's settings, the limits of a request.

use std::ops::Deref;
use std::sync::Arc;

use app::city::CityNames;
use app::server::Site;
use axum::extract::FromRef;
use domain::language::Language;
use foundation::Backend;
use foundation::share::Shares;
use ipnet::IpNet;
use leptos::config::LeptosOptions;

use crate::concurrency::Concurrency;
use crate::config::Config;
use crate::site::{self, SiteError};

/// Bytes of what strangers post, photos apart, that may be in memory at the same time, and of staff as many.
const BODIES: u64 = 24 * 1024 * 1024;

/// The state of all handlers. Cheap to clone, as everything that surrounds a request does.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

/// What the state holds.
pub struct Inner {
    /// The system.
    pub backend: Backend,
    /// What pages know of the configuration.
    pub site: Site,
    /// Where the site's files lie and what they are called.
    pub options: LeptosOptions,
    /// Address of the style sheet, for pages that are not rendered by Leptos.
    pub stylesheet: String,
    /// Origins whose forms are accepted.
    pub origins: Vec<String>,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Forms an address may send an hour; 0 for no limit.
    pub requests_an_hour: u32,
    /// Bytes of what is posted that may be in memory at the same time.
    pub body_memory: Shares,
    /// How many answers are made for one address at the same time.
    pub concurrency: Concurrency,
}

impl AppState {
    /// The state over a backend.
    ///
    /// # Errors
    /// When the site's files are set up in a way that no page could be served.
    pub fn new(backend: Backend, config: &Config) -> Result<AppState, SiteError> {
        let options = site::options()?;
        Ok(AppState(Arc::new(Inner {
            site: Site { secure: config.is_secure(), demo: config.demo, public_url: config.public_url() },
            stylesheet: site::stylesheet(&options),
            options,
            origins: config.origins(),
            trusted_proxies: config.trusted_proxies.clone(),
            requests_an_hour: config.requests_an_hour,
            body_memory: Shares::new(BODIES, BODIES / 2),
            concurrency: Concurrency::default(),
            backend,
        })))
    }
}

impl Inner {
    /// What the city is called now: its settings may change while the program runs.
    pub fn city(&self, language: Language) -> CityNames {
        CityNames::of(self.backend.catalog().city(), language)
    }
}

impl Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> LeptosOptions {
        state.options.clone()
    }
}
