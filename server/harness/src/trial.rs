//! How long the tests try.

/// Whether this is the long run (`make trial`, `JINGZHI_TRIAL=1`): hundreds of rounds, minutes of faults. `make test` has a short form of
/// each.
pub fn trial() -> bool {
    std::env::var_os("JINGZHI_TRIAL").is_some_and(|set| !set.is_empty() && set != "0")
}

/// How often or how long: `short` as a rule, `long` in a [`trial`].
pub fn rounds<T>(short: T, long: T) -> T {
    if trial() { long } else { short }
}
