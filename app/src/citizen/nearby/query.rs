//! What the list is narrowed to, as the address says it.

use domain::geo::Position;
use domain::report::NearbyFilter;
use leptos_router::params::ParamsMap;

/// The address's query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NearbyQuery {
    /// Town, 9-digit code; empty for the whole city.
    pub town: String,
    /// Words to be found.
    pub words: String,
    /// Settled cases instead of open ones.
    pub done: bool,
    /// Nearest first from here.
    pub position: Option<Position>,
    /// The page, from 1.
    pub page: u32,
}

impl NearbyQuery {
    /// Reads an address; what is unreadable is left out.
    pub fn read(map: &ParamsMap) -> NearbyQuery {
        let text = |name| map.get(name).unwrap_or_default().trim().to_owned();
        let number = |name| text(name).parse::<f64>().ok();
        NearbyQuery {
            town: text("town"),
            words: text("words"),
            done: text("done") == "1",
            position: number("lat").zip(number("lng")).and_then(|(lat, lng)| Position::new(lat, lng)),
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// What the list is asked for.
    pub fn filter(&self) -> NearbyFilter {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        NearbyFilter {
            town: some(&self.town),
            words: some(&self.words),
            done: self.done,
            position: self.position,
            page: self.page,
        }
    }

    /// Whether something is asked for that may fit nothing.
    pub fn is_narrow(&self) -> bool {
        !self.town.is_empty() || !self.words.is_empty() || self.page > 1
    }

    /// The page's path without language and with this query.
    pub fn address(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.town.is_empty() {
            pairs.push(("town", escaped(&self.town)));
        }
        if !self.words.is_empty() {
            pairs.push(("words", escaped(&self.words)));
        }
        if self.done {
            pairs.push(("done", "1".to_owned()));
        }
        if let Some(position) = self.position {
            let (lat, lng) = rounded(position);
            pairs.extend([("lat", lat), ("lng", lng)]);
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() { "/nearby".to_owned() } else { format!("/nearby?{}", pairs.join("&")) }
    }
}

/// Three decimals, some hundred metres: addresses end in histories and logs.
pub fn rounded(position: Position) -> (String, String) {
    (format!("{:.3}", position.lat), format!("{:.3}", position.lng))
}

/// Percent-encoded, the same on the server and in the browser.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_was_asked_for() {
        let query = NearbyQuery {
            words: "路灯 & 井盖".to_owned(),
            done: true,
            position: Position::new(30.6951234, 121.02),
            page: 2,
            ..NearbyQuery::default()
        };
        let address = query.address();
        assert_eq!(
            address,
            "/nearby?words=%E8%B7%AF%E7%81%AF%20%26%20%E4%BA%95%E7%9B%96&done=1&lat=30.695&lng=121.020&page=2"
        );
        assert_eq!(NearbyQuery { page: 1, ..NearbyQuery::default() }.address(), "/nearby");
    }

    #[test]
    fn unreadable_addresses_ask_for_everything() {
        let map: ParamsMap = [("lat", "NaN"), ("lng", "121"), ("page", "-4"), ("done", "yes")].into_iter().collect();
        assert_eq!(NearbyQuery::read(&map), NearbyQuery { page: 1, ..NearbyQuery::default() });
        let map: ParamsMap = [("lat", "30.7"), ("lng", "121"), ("town", " 330482001 ")].into_iter().collect();
        let query = NearbyQuery::read(&map);
        assert_eq!((query.town.as_str(), query.position), ("330482001", Position::new(30.7, 121.0)));
    }
}
