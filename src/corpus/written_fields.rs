//! How the fields of a corpus are written: ids, short lists of texts, names, maps in their order, and
//! dates; and what the JSON Schema says of them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;
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
        json_schema!({
            "type": SCALAR,
            "pattern": r"^\s*(?!unattributed\s*$)[^\s/\x00-\x1f\x7f-\x9f]+\s*$",
            "description": "A name without spaces and without `/`."
        })
    }
}

/// The key of a map is an id without white space around it.
const KEY_PATTERN: &str = r"^(?!unattributed$)[^\s/\x00-\x1f\x7f-\x9f]+$";

/// What is read as a text: what looks like a number or like `true` to YAML is one all the same.
const SCALAR: [&str; 3] = ["string", "number", "boolean"];

/// A text has a letter; what is left empty is not written, or null.
const NOT_EMPTY: &str = r"\S";

/// Lets a schema say of texts what reading them says.
pub(super) fn texts_are_scalars(schema: &mut Schema) {
    let Some(of) = schema.as_object_mut() else { return };
    if ["enum", "const", "pattern"].iter().any(|keyword| of.contains_key(*keyword)) {
        return;
    }
    let is_text = |kind: &Value| kind == "string";
    let may_be_null = match of.get("type") {
        Some(Value::Array(kinds)) if kinds.iter().any(is_text) => true,
        Some(kind) if is_text(kind) => false,
        _ => return,
    };
    let kinds: Vec<&str> = SCALAR.into_iter().chain(may_be_null.then_some("null")).collect();
    of.insert("type".to_owned(), kinds.into());
    of.insert("pattern".to_owned(), NOT_EMPTY.into());
}

/// The words of a wording.
pub(super) struct Words;

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // Something else than gaps.
        json_schema!({ "type": SCALAR, "pattern": r"^(?!(\s|\[…\]|\[\.\.\.\])*$)" })
    }
}

/// A sentence around words.
pub(super) struct Frame;

impl JsonSchema for Frame {
    fn schema_name() -> Cow<'static, str> {
        "Frame".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // The place of the words, once.
        json_schema!({ "type": "string", "pattern": r"^(?![\s\S]*\{\}[\s\S]*\{\})[\s\S]*\{\}" })
    }
}

/// How sure somebody is.
pub(super) struct Confidence;

impl JsonSchema for Confidence {
    fn schema_name() -> Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "number", "minimum": 0, "maximum": 1 },
                { "type": "string", "pattern": r"^\s*(0(\.\d*)?|1(\.0*)?)\s*$" }
            ]
        })
    }
}

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
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" }, "minItems": 1 }]
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
            "propertyNames": { "pattern": KEY_PATTERN },
            "additionalProperties": thing
        })
    }
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
            "anyOf": [
                { "type": "string", "pattern": format!(r"^\s*({YEAR}(-{MONTH})?|{YEAR}-{DAY}|{LEAP_YEAR}-02-29)\s*$") },
                { "type": "integer", "minimum": 1000, "maximum": 9999 }
            ]
        })
    }
}

const YEAR: &str = "[0-9]{4}";
const MONTH: &str = "(0[1-9]|1[0-2])";
/// A day that every year has, with its month.
const DAY: &str = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)";
/// A year with a 29 February: every fourth, but of the hundreds only every fourth too.
const LEAP_YEAR: &str = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
