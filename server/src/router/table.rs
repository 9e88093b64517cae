//! A router that remembers what was put into it, so that a test can ask every endpoint.

use std::fmt;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, any, get, post};

use crate::doors::Doors;

/// A method and a path that is answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Endpoint {
    /// The path, with `{…}` for what varies.
    pub path: String,
    /// The method, in capital letters.
    pub method: String,
}

impl Endpoint {
    /// An endpoint.
    pub fn new(method: Method, path: &str) -> Endpoint {
        Endpoint { path: path.to_owned(), method: method.to_string() }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

/// Routes and their list.
#[derive(Default)]
pub struct Table {
    router: Router<Doors>,
    endpoints: Vec<Endpoint>,
}

impl Table {
    /// Answers GET (and HEAD).
    pub fn get<T: 'static>(self, path: &str, handler: impl Handler<T, Doors>) -> Table {
        self.add(Method::GET, path, get(handler))
    }

    /// Answers POST.
    pub fn post<T: 'static>(self, path: &str, handler: impl Handler<T, Doors>) -> Table {
        self.add(Method::POST, path, post(handler))
    }

    /// Answers GET on a citizen's address in both languages.
    pub fn get_both<T: 'static>(self, path: &str, handler: impl Handler<T, Doors>) -> Table {
        self.get(path, handler.clone()).get(&format!("/en{path}"), handler)
    }

    /// Answers POST on a citizen's address in both languages.
    pub fn post_both<T: 'static>(self, path: &str, handler: impl Handler<T, Doors>) -> Table {
        self.post(path, handler.clone()).post(&format!("/en{path}"), handler)
    }

    /// Answers every method; for what does not exist, and therefore not listed.
    pub fn any<T: 'static>(mut self, path: &str, handler: impl Handler<T, Doors>) -> Table {
        self.router = self.router.route(path, any(handler));
        self
    }

    /// The routes.
    pub fn into_router(self) -> Router<Doors> {
        self.router
    }

    /// The list.
    pub fn into_endpoints(self) -> Vec<Endpoint> {
        self.endpoints
    }

    fn add(mut self, method: Method, path: &str, route: MethodRouter<Doors>) -> Table {
        self.endpoints.push(Endpoint::new(method, path));
        self.router = self.router.route(path, route);
        self
    }
}
