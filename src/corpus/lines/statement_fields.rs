//! How the fields of a statement are called where it stands, for whoever changes it there.

use crate::yaml::{Node, Value};

use super::fields::{Field, FieldMap, Meaning};
use super::tagged::{TYPE, Tag};

/// The names of the fields of a statement that tell it from others, and who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementFields<'l> {
    /// Its id.
    pub id: &'l str,
    /// Its words.
    pub text: &'l str,
    /// Who said it.
    pub speaker: &'l str,
    /// What is thought of that.
    pub review: &'l str,
    /// What stands in the field of the speaker.
    pub speakers_by: SpeakersBy,
}

/// How a statement tells who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakersBy {
    /// By an id that a file defines.
    Id,
    /// By a name, as lines without a tag do; an id that a file defines is understood too.
    Name,
}

impl StatementFields<'static> {
    /// Those of a statement in a document, and of a line with a tag.
    pub const OF_DOCUMENT: Self = Self {
        id: Field::Id.name(),
        text: Field::Text.name(),
        speaker: Field::Speaker.name(),
        review: Field::Review.name(),
        speakers_by: SpeakersBy::Id,
    };
}

impl<'l> StatementFields<'l> {
    /// Those of a line of JSON in a file whose fields are called so; `None` where the line is no statement.
    #[must_use]
    pub fn of_line(line: &'l Node<'_>, map: &'l FieldMap) -> Option<Self> {
        if !map.names(TYPE)
            && let Some((_, tag)) = line.entries().iter().find(|(key, value)| key.text == TYPE && is_there(value))
        {
            return (tag.trimmed() == Some(Tag::Statement.name())).then_some(StatementFields::OF_DOCUMENT);
        }
        let name = |field| name_in(line, field, map);
        Some(Self {
            id: name(Field::Id),
            text: name(Field::Text),
            speaker: name(Field::Speaker),
            review: name(Field::Review),
            speakers_by: SpeakersBy::Name,
        })
    }
}

/// What a field is called in a line. Several names may stand for it, of which one is not empty; our own is
/// the answer where there is none.
fn name_in<'l>(line: &'l Node<'_>, field: Field, map: &FieldMap) -> &'l str {
    let mut named = line.entries().iter().filter(|(key, _)| map.meaning(&key.text) == Meaning::Field(field));
    named
        .clone()
        .find(|(_, value)| is_there(value))
        .or_else(|| named.next())
        .map_or(field.name(), |(key, _)| &*key.text)
}

fn is_there(value: &Node<'_>) -> bool {
    !matches!(value.value, Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse_json;

    fn names(line: &str, map: &str) -> Option<[String; 4]> {
        let map = if map.is_empty() { FieldMap::default() } else { map.parse().expect("a map") };
        let line = parse_json(line, 0).expect("JSON");
        let fields = StatementFields::of_line(&line, &map)?;
        Some([fields.id, fields.text, fields.speaker, fields.review].map(str::to_owned))
    }

    #[test]
    fn a_field_is_called_as_the_line_has_it_and_the_map_says() {
        let own = ["id", "text", "speaker", "review"];
        let cases = [
            (r#"{"text": "x"}"#, "", own),
            (r#"{"quote": "x", "text": "y"}"#, "text=quote,=text", ["id", "quote", "speaker", "review"]),
            (
                r#"{"a": null, "speaker": "x", "status": "open"}"#,
                "speaker=a,review=status",
                ["id", "text", "speaker", "status"],
            ),
            (r#"{"a": null, "b": "x"}"#, "speaker=a,speaker=b", ["id", "text", "b", "review"]),
            (r#"{"type": "statement", "status": "x"}"#, "review=status", own),
            (r#"{"type": null, "status": "x"}"#, "review=status", ["id", "text", "speaker", "status"]),
            (r#"{"type": "speech", "speaker": "x"}"#, "=type", own),
        ];
        for (line, map, wanted) in cases {
            assert_eq!(names(line, map), Some(wanted.map(str::to_owned)), "{line} {map}");
        }
        assert_eq!(names(r#"{"type": "speaker", "id": "ann"}"#, ""), None);
    }
}
