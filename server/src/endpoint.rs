//! What the server answers, and under which policy: the list that the router makes and the middleware looks into.

use std::collections::HashMap;
use std::fmt;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;

use crate::policy::Policy;

/// A route that answers every method.
pub const ANY: &str = "*";

/// A method and a path that is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The path, with `{…}` for what varies.
    pub path: String,
    /// The method, in capital letters.
    pub method: String,
    /// What is asked of a request there.
    pub policy: Policy,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

/// The policies of all routes.
#[derive(Debug, Default)]
pub struct Policies(HashMap<String, Vec<(String, Policy)>>);

impl Policies {
    /// Those of these endpoints.
    pub fn new(endpoints: &[Endpoint]) -> Policies {
        let mut policies = Policies::default();
        for endpoint in endpoints {
            policies.0.entry(endpoint.path.clone()).or_default().push((endpoint.method.clone(), endpoint.policy));
        }
        policies
    }

    /// The policy of a request. What no route answers is a file of the site, or a page that says that there is none; another method than
    /// those of a route is refused as the route refuses.
    pub fn find(&self, request: &Request) -> Policy {
        let route = request.extensions().get::<MatchedPath>().and_then(|path| self.0.get(path.as_str()));
        let Some(methods) = route else { return Policy::FILE };
        let method = if *request.method() == Method::HEAD { Method::GET.as_str() } else { request.method().as_str() };
        let own = methods.iter().find(|(answered, _)| answered == method || answered == ANY);
        own.or(methods.first()).map_or(Policy::FILE, |(_, policy)| *policy)
    }
}
