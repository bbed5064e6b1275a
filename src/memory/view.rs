//! How a corpus was left.

use serde::{Deserialize, Serialize};

/// What was asked for and selected when a corpus was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LastView {
    /// The query, as it was typed.
    pub query: String,
    /// The filters that were on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<FilterKey>,
    /// The order, by its name on the command line.
    pub sort: String,
    /// The id of the selected statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<String>,
    /// How the panes were sized.
    pub panes: PaneColumns,
}

/// A filter, by the name of its facet and the id of its value: a topic is its own id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilterKey {
    /// `speakers`, `sessions` or `topics`.
    pub facet: String,
    /// The id.
    pub value: String,
}

/// Columns that a pane has more, or less, than it has by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaneColumns {
    /// The pane of the facets.
    pub facets: i16,
    /// The detail.
    pub detail: i16,
}
