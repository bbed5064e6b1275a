//! How the fields of a corpus are written: ids, short lists of texts, names, maps in their order, and
//! dates; and what the JSON Schema says of them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_saphyr::FlowSeq;

use super::date::PartialDate;
use super::draft::UNATTRIBUTED;
use super::written::Text;

/// The name of something inside a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Id<'a>(pub Text<'a>);

impl JsonSchema for Id<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": ID_PATTERN, "description": "A name without spaces and without `/`." })
    }
}

const ID_PATTERN: &str = r"^[^\s/]+$";

/// Several texts, written as a list; in one line where they are short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts<'a>(pub Vec<Text<'a>>);

impl Texts<'_> {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length: usize = self.0.iter().map(|text| text.len()).sum();
        if length <= SHORT_LIST { FlowSeq(&self.0).serialize(serializer) } else { self.0.serialize(serializer) }
    }
}

/// The most letters that stand in a list in one line.
const SHORT_LIST: usize = 80;

impl JsonSchema for Texts<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, or a list of texts.",
            "anyOf": [{ "type": ["string", "null"] }, { "type": "array", "items": { "type": "string" } }]
        })
    }
}

/// People and bodies, by their ids: one stands alone, several in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names<'a>(pub Vec<Text<'a>>);

impl Names<'_> {
    /// Those who said it; where there is nobody, the word that says so.
    #[must_use]
    pub fn or_unattributed(mut self) -> Self {
        if self.0.is_empty() {
            self.0.push(UNATTRIBUTED.into());
        }
        self
    }
}

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => only.serialize(serializer),
            several => FlowSeq(several).serialize(serializer),
        }
    }
}

impl JsonSchema for Names<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The id of a speaker, or a list of ids.",
            "anyOf": [
                { "type": "string", "pattern": ID_PATTERN },
                { "type": "array", "items": { "type": "string", "pattern": ID_PATTERN } }
            ]
        })
    }
}

/// Things with their ids, in the order of the file.
#[derive(Clone, Debug)]
pub struct ById<'a, T>(pub Vec<(Id<'a>, T)>);

impl<T> Default for ById<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ById<'_, T> {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, value)))
    }
}

impl<T: JsonSchema> JsonSchema for ById<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}ById", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let thing = generator.subschema_for::<T>();
        json_schema!({
            "type": ["object", "null"],
            "propertyNames": { "pattern": ID_PATTERN, "not": { "const": UNATTRIBUTED } },
            "additionalProperties": thing
        })
    }
}

/// A text that looks like a number to YAML is a text all the same.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes what may be written; it is never made")]
pub(super) enum Scalar {
    Text(String),
    Number(f64),
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, a month or a year: 2022-01-12, 2022-01, 2022.",
            "anyOf": [{ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" }, { "type": "integer" }]
        })
    }
}
