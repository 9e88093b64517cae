//! One of the answers that a group of radio buttons offers.

/// A radio button.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What stands beside the button.
    pub label: String,
    /// A line below it; empty for none.
    pub hint: String,
}
