//! A browser without script: keeps cookies, says where its forms come from, follows no redirect by itself.

use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::header::HeaderMap;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

/// A browser.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    jar: Arc<Jar>,
    url: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// A header's value; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it redirects to; fails the test when it does not.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text());
        self.header("location")
    }

    /// All `Set-Cookie` headers.
    pub fn cookies(&self) -> Vec<String> {
        self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
    }

    /// Fails the test unless the status is this one.
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

impl Client {
    /// A browser with an empty jar.
    pub fn new(url: &str) -> Client {
        let jar = Arc::new(Jar::default());
        let http = reqwest::Client::builder()
            .cookie_provider(jar.clone())
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Client { http, jar, url: url.to_owned() }
    }

    /// A browser that forgets every cookie.
    pub fn without_jar(url: &str) -> Client {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Client { http, jar: Arc::new(Jar::default()), url: url.to_owned() }
    }

    /// The value of a cookie in the jar.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let url = self.url.parse().expect("a URL");
        let all = self.jar.cookies(&url)?;
        let all = all.to_str().ok()?;
        all.split("; ")
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Puts a cookie into the jar.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar.add_cookie_str(&format!("{name}={value}; Path=/"), &self.url.parse().expect("a URL"));
    }

    /// Where it goes.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A request as a page of the site would send it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare(method, path).header("sec-fetch-site", "same-origin")
    }

    /// A request that does not say where it comes from.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header("accept", "text/html,*/*;q=0.8")
    }

    /// Sends a request.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("a body").to_vec();
        Answer { status, headers, bytes }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_files(path, fields, Vec::new()).await
    }

    /// Posts a form with files, as (field, content).
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: Vec<(&'static str, Vec<u8>)>) -> Answer {
        // A browser sends the button that was pressed.
        let form = Form::new().text("go", "next");
        let form = fields.iter().fold(form, |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
        let form = files.into_iter().fold(form, |form, (name, content)| {
            // An input without a choice is sent as a file without a name.
            let chosen = if content.is_empty() { "" } else { "IMG_0001.jpg" };
            form.part(name, Part::bytes(content).file_name(chosen).mime_str("image/jpeg").expect("a type"))
        });
        self.send(self.request(Method::POST, path).multipart(form)).await
    }

    /// Posts bytes of a content type.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: impl Into<reqwest::Body>) -> Answer {
        self.send(self.request(Method::POST, path).header("content-type", content_type).body(body)).await
    }

    /// Calls a server function, as a hydrated page does.
    pub async fn call(&self, function: &str, arguments: &Value) -> Answer {
        let path = server::router::endpoints().into_iter().map(|endpoint| endpoint.path);
        let path = path.filter(|path| path.starts_with("/rpc/")).find(|path| path.ends_with(&format!("/{function}")));
        let path = path.unwrap_or_else(|| panic!("there is no server function {function}"));
        self.call_path(&path, arguments).await
    }

    /// Calls the server function of a path: in JSON, or url-encoded where that is what it reads.
    pub async fn call_path(&self, path: &str, arguments: &Value) -> Answer {
        let request = self.request(Method::POST, path).header("accept", "application/json");
        let function = path.rsplit('/').next().unwrap_or_default();
        if JSON.contains(&function) {
            return self.send(request.json(arguments)).await;
        }
        let fields: Vec<(String, String)> = arguments
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
            .collect();
        self.send(request.form(&fields)).await
    }
}

/// The server functions that read JSON (`#[server(input = Json)]`).
const JSON: [&str; 9] = [
    "list_cases",
    "move_case",
    "list_likely_cases",
    "register_case",
    "join_case",
    "list_orders",
    "list_nearby",
    "list_features",
    "find_report_page",
];
