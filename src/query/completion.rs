//! What is being typed in a query, so that it can be completed.

use super::lexer::{Item, Token, tokens};
use super::{Field, Property};
use crate::corpus::{Fidelity, Kind};
use crate::text::ByteSpan;

/// A part of a query that may be going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incomplete<'a> {
    /// What it is.
    pub part: Part,
    /// The text up to the cursor, without quote marks.
    pub typed: &'a str,
    /// The bytes of the query that a completion replaces.
    pub span: ByteSpan,
}

/// A part of a query that can be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name of a field.
    Field,
    /// The value of a field.
    Value(Field),
}

/// What is being typed at the cursor, a byte of the query; nothing where no name of a field
/// and no value can stand.
#[must_use]
pub fn incomplete(query: &str, cursor: usize) -> Option<Incomplete<'_>> {
    let items = tokens(query).into_iter().filter_map(|token| match token {
        Token::Item(item) => Some(item),
        Token::Or => None,
    });
    let here = items.into_iter().find(|item| item.span.start() < cursor && cursor <= item.span.end());
    let Some(item) = here else {
        return Some(Incomplete { part: Part::Field, typed: "", span: ByteSpan::new(cursor, cursor) });
    };
    match item.field {
        Some(name) if cursor > name.end() => value(query, cursor, &item, name),
        Some(_) => None,
        None if item.quoted || item.start => None,
        None => {
            let typed = query.get(item.value.start()..cursor)?;
            let is_name = typed.bytes().all(|byte| byte.is_ascii_alphabetic());
            is_name.then_some(Incomplete { part: Part::Field, typed, span: item.value })
        }
    }
}

fn value<'a>(query: &'a str, cursor: usize, item: &Item, name: ByteSpan) -> Option<Incomplete<'a>> {
    let typed_name = name.of(query).to_ascii_lowercase();
    let (_, field) = Field::ALL.iter().find(|(name, _)| *name == typed_name)?;
    let typed = query.get(item.value.start()..cursor.min(item.value.end())).unwrap_or_default();
    // The colon is a byte long; quote marks are replaced with the value.
    Some(Incomplete { part: Part::Value(*field), typed, span: ByteSpan::new(name.end() + 1, item.span.end()) })
}

/// The values of a field whose values are a closed list.
#[must_use]
pub fn closed_values(field: Field) -> Vec<&'static str> {
    match field {
        Field::Kind => Kind::ALL.iter().map(|kind| kind.name()).collect(),
        Field::Fidelity => Fidelity::ALL.iter().map(|fidelity| fidelity.name()).collect(),
        Field::Is => Property::ALL.iter().map(|(name, _)| *name).collect(),
        Field::Name(_) | Field::Date => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::NameField;

    #[test]
    fn what_is_being_typed_is_known() {
        let speaker = Part::Value(Field::Name(NameField::Speaker));
        // The cursor is where `_` stands.
        for (query, wanted) in [
            ("_", Some((Part::Field, "", ""))),
            ("spe_", Some((Part::Field, "spe", "spe"))),
            ("nato -sp_ x", Some((Part::Field, "sp", "sp"))),
            ("speaker:_", Some((speaker, "", ""))),
            ("speaker:ste_", Some((speaker, "ste", "ste"))),
            ("speaker:\"jens st_\" x", Some((speaker, "jens st", "\"jens st\""))),
            ("SPEAKER:s_", Some((speaker, "s", "s"))),
            ("is:_ x", Some((Part::Value(Field::Is), "", ""))),
            ("nope:x_", None),
            ("\"a phrase_\"", None),
            ("2022_", None),
        ] {
            let cursor = query.find('_').expect("a cursor");
            let query = query.replace('_', "");
            let found = incomplete(&query, cursor).map(|found| (found.part, found.typed, found.span.of(&query)));
            assert_eq!(found, wanted, "{query}");
        }
    }
}
