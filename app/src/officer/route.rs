//! What an address below `/officer/` means. The router knows only the shell.

/// A view of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficerRoute {
    /// `/officer/`: the orders in hand.
    Orders,
    /// `/officer/orders/{number}`: one of them.
    Order(String),
    /// `/officer/report`: report a find.
    Report,
    /// `/officer/me`: who I am, devices, language, theme.
    Me,
    /// Anything else.
    Unknown,
}

impl OfficerRoute {
    /// The view of a path.
    pub fn of(path: &str) -> OfficerRoute {
        let rest = path.strip_prefix("/officer").unwrap_or(path);
        let mut parts = rest.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => OfficerRoute::Orders,
            (Some("orders"), Some(number), None) => OfficerRoute::Order(number.to_owned()),
            (Some("report"), None, _) => OfficerRoute::Report,
            (Some("me"), None, _) => OfficerRoute::Me,
            _ => OfficerRoute::Unknown,
        }
    }
}

/// The path of an order.
pub fn order_path(number: &str) -> String {
    format!("/officer/orders/{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_means_one_view() {
        for path in ["/officer", "/officer/"] {
            assert_eq!(OfficerRoute::of(path), OfficerRoute::Orders);
        }
        let number = "PH20261123-000123";
        assert_eq!(OfficerRoute::of(&order_path(number)), OfficerRoute::Order(number.to_owned()));
        assert_eq!(OfficerRoute::of("/officer/report"), OfficerRoute::Report);
        assert_eq!(OfficerRoute::of("/officer/me/"), OfficerRoute::Me);
        for path in ["/officer/orders", "/officer/orders/1/2", "/officer/x", "/officer/me/x"] {
            assert_eq!(OfficerRoute::of(path), OfficerRoute::Unknown, "{path}");
        }
    }
}
