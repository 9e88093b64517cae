//! A router that remembers what was put into it and under which policy, so that what surrounds the routes can keep it and a test can ask every
//! endpoint.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, any, get, on, post};

use crate::endpoint::{ANY, Endpoint};
use crate::policy::Policy;
use crate::state::AppState;

/// Routes and their list.
pub struct Table {
    router: Router<AppState>,
    endpoints: Vec<Endpoint>,
    policy: Policy,
}

impl Table {
    /// An empty one.
    pub fn new() -> Table {
        Table { router: Router::new(), endpoints: Vec::new(), policy: Policy::PAGE }
    }

    /// The policy of what follows.
    pub fn under(self, policy: Policy) -> Table {
        Table { policy, ..self }
    }

    /// Answers GET (and HEAD).
    pub fn get<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Table {
        self.add(Method::GET.as_str(), path, get(handler))
    }

    /// Answers POST.
    pub fn post<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Table {
        self.add(Method::POST.as_str(), path, post(handler))
    }

    /// Answers GET on a citizen's address in both languages.
    pub fn get_both<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Table {
        self.get(path, handler.clone()).get(&format!("/en{path}"), handler)
    }

    /// Answers POST on a citizen's address in both languages.
    pub fn post_both<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Table {
        self.post(path, handler.clone()).post(&format!("/en{path}"), handler)
    }

    /// Answers one method.
    pub fn on<T: 'static>(self, method: &Method, path: &str, handler: impl Handler<T, AppState>) -> Table {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
        self.add(method.as_str(), path, on(filter, handler))
    }

    /// Answers every method; for what does not exist.
    pub fn any<T: 'static>(self, path: &str, handler: impl Handler<T, AppState>) -> Table {
        self.add(ANY, path, any(handler))
    }

    /// The routes and their list.
    pub fn into_parts(self) -> (Router<AppState>, Vec<Endpoint>) {
        (self.router, self.endpoints)
    }

    fn add(mut self, method: &str, path: &str, route: MethodRouter<AppState>) -> Table {
        self.endpoints.push(Endpoint { path: path.to_owned(), method: method.to_owned(), policy: self.policy });
        self.router = self.router.route(path, route);
        self
    }
}
