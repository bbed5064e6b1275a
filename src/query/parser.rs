//! From tokens to a query.

use super::lexer::{Item, Token, tokens};
use super::{Alternative, Clause, DateRange, Field, FieldTerm, NameField, Property, Query, QueryError, Term};
use crate::corpus::{Fidelity, Kind, PartialDate};
use crate::diagnostic::{closest, short};
use crate::text::{ByteSpan, words};

/// Reads a query. A field without a value yet, and marks without words, ask for nothing.
/// Linear in the length of the text.
///
/// # Errors
/// A field that does not exist, or a value that its field cannot have.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let mut query = Query::default();
    let mut joined = false;
    for token in tokens(text) {
        let item = match token {
            Token::Or => {
                joined = !query.clauses.is_empty();
                continue;
            }
            Token::Item(item) => item,
        };
        if let Some(term) = term(text, &item)? {
            let alternative = Alternative { negated: item.negated, term, span: item.span };
            match query.clauses.last_mut() {
                Some(clause) if joined => clause.alternatives.push(alternative),
                _ => query.clauses.push(Clause { alternatives: vec![alternative] }),
            }
        }
        joined = false;
    }
    Ok(query)
}

fn term(text: &str, item: &Item) -> Result<Option<Term>, QueryError> {
    let value = item.value.of(text);
    if let Some(name) = item.field {
        return Ok(field(name.of(text), name)?
            .map_or(Ok(None), |field| field_term(field, value, item.value))?
            .map(Term::Field));
    }
    let mut forms = folded_words(value);
    Ok(match forms.len() {
        0 => None,
        _ if item.start => Some(Term::Start(forms)),
        1 if !item.quoted => {
            let being_typed = item.span.end() == text.len();
            forms.pop().map(|form| Term::Word { form, being_typed })
        }
        // `U.S.` or `space/cyber`: one thing typed in one go is wanted in one piece.
        _ => Some(Term::Phrase(forms)),
    })
}

fn field(name: &str, span: ByteSpan) -> Result<Option<Field>, QueryError> {
    let lower = name.to_ascii_lowercase();
    if let Some((_, field)) = Field::ALL.iter().find(|(name, _)| *name == lower) {
        return Ok(Some(*field));
    }
    let names = || Field::ALL.iter().map(|(name, _)| *name);
    let help = match closest(&lower, names()) {
        Some(meant) => format!("did you mean `{meant}:`?"),
        None => format!("fields are {}", names().map(|name| format!("{name}:")).collect::<Vec<_>>().join(" ")),
    };
    Err(QueryError { message: format!("there is no field `{}:`", short(name)), help, span })
}

fn field_term(field: Field, value: &str, span: ByteSpan) -> Result<Option<FieldTerm>, QueryError> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(match field {
        Field::Name(name) => return Ok(name_term(name, value)),
        Field::Kind => FieldTerm::Kind(one_of(value, span, Kind::ALL, Kind::name)?),
        Field::Fidelity => FieldTerm::Fidelity(one_of(value, span, Fidelity::ALL, Fidelity::name)?),
        Field::Is => {
            let properties: Vec<&str> = Property::ALL.iter().map(|(name, _)| *name).collect();
            let name = one_of(value, span, &properties, |name| name)?;
            let found = Property::ALL.iter().find(|(property, _)| *property == name);
            return Ok(found.map(|(_, property)| FieldTerm::Is(*property)));
        }
        Field::Date => FieldTerm::Date(date_range(value, span)?),
    }))
}

fn name_term(name: NameField, value: &str) -> Option<FieldTerm> {
    let forms = folded_words(value);
    (!forms.is_empty()).then_some(FieldTerm::Name(name, forms))
}

/// The words of a text in their folded forms; a hyphenated one is one word, joined.
fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).filter(|form| !form.is_empty()).collect()
}

/// The value of a closed list that begins with what was typed, so that a list narrows
/// while its value is still being typed.
fn one_of<T: Copy>(value: &str, span: ByteSpan, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, QueryError> {
    let lower = value.to_lowercase();
    all.iter().copied().find(|candidate| name(*candidate).starts_with(&lower)).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        QueryError {
            message: format!("there is no `{}` here", short(value)),
            help: match closest(value, names.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it can be {}", names.join(", ")),
            },
            span,
        }
    })
}

/// `2022`, `2022-01`, `2022-01-10..2022-01-12`, `..2022`, `>2022-01-11`, `<=2022`.
fn date_range(value: &str, span: ByteSpan) -> Result<DateRange, QueryError> {
    let wrong = |message: String| QueryError {
        message,
        help: "write 2022, 2022-01, 2022-01-12, a range 2022-01..2022-03, or >2022-01-11".to_owned(),
        span,
    };
    let date = |text: &str| -> Result<Option<PartialDate>, QueryError> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| wrong(format!("`{}` is not a date", short(text))))
    };
    let open = DateRange { from: None, to: None, after: None, before: None };
    if let Some((from, to)) = value.split_once("..") {
        let (from, to) = (date(from)?, date(to)?);
        return match from.zip(to) {
            Some((from, to)) if from.first_day() > to.last_day() => {
                Err(wrong("this range ends before it begins".to_owned()))
            }
            _ => Ok(DateRange { from, to, ..open }),
        };
    }
    let compared = [(">=", 0), ("<=", 1), (">", 2), ("<", 3)];
    if let Some((rest, which)) =
        compared.iter().find_map(|(sign, which)| value.strip_prefix(sign).map(|rest| (rest, which)))
    {
        let date = date(rest)?;
        return Ok(match which {
            0 => DateRange { from: date, ..open },
            1 => DateRange { to: date, ..open },
            2 => DateRange { after: date, ..open },
            _ => DateRange { before: date, ..open },
        });
    }
    let date = date(value)?;
    Ok(DateRange { from: date, to: date, ..open })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query in a short form: clauses by spaces, alternatives by `|`.
    fn read(text: &str) -> String {
        let show = |alternative: &Alternative| {
            let sign = if alternative.negated { "not " } else { "" };
            let term = match &alternative.term {
                Term::Word { form, .. } => form.clone(),
                Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
                Term::Start(words) => format!("^{}", words.join(" ")),
                Term::Field(FieldTerm::Name(field, words)) => format!("{field:?}({})", words.join(" ")),
                Term::Field(FieldTerm::Date(range)) => {
                    format!("{:?}..{:?}", range.from.map(|d| d.to_string()), range.to.map(|d| d.to_string()))
                }
                Term::Field(other) => format!("{other:?}"),
            };
            format!("{sign}{term}")
        };
        match parse(text) {
            Ok(query) => {
                let clauses: Vec<String> = query
                    .clauses
                    .iter()
                    .map(|clause| clause.alternatives.iter().map(show).collect::<Vec<_>>().join(" or "))
                    .collect();
                clauses.join(" & ")
            }
            Err(error) => format!("{} [{}] {}", error.message, error.span.of(text), error.help),
        }
    }

    #[test]
    fn queries_are_read() {
        let cases = [
            ("nonstarter table", "nonstarter & table"),
            ("Non-Starters", "nonstarters"),
            ("\"on the table\"", "\"on the table\""),
            ("“on the table”", "\"on the table\""),
            ("\"unclosed phrase", "\"unclosed phrase\""),
            ("-without with", "not without & with"),
            ("-\"not this\"", "not \"not this\""),
            ("a | b c", "a or b & c"),
            ("a|b", "a or b"),
            ("^There", "^there"),
            ("^\"there was\"", "^there was"),
            ("speaker:sherman", "Speaker(sherman)"),
            ("speaker:\"Russian delegation\" x", "Speaker(russian delegation) & x"),
            ("-via:Stoltenberg", "not Via(stoltenberg)"),
            ("kind:frag", "Kind(Fragment)"),
            ("SPEAKER:x", "Speaker(x)"),
            ("date:2022-01", "Some(\"2022-01\")..Some(\"2022-01\")"),
            ("date:2022-01-10..2022-01-12", "Some(\"2022-01-10\")..Some(\"2022-01-12\")"),
            ("is:paraphrase", "Is(Paraphrase)"),
            ("-is:book x", "not Is(Bookmarked) & x"),
            ("U.S.", "\"u s\""),
            ("10:30", "\"10 30\""),
            ("", ""),
            ("speaker:", ""),
            ("- ^ | …", ""),
            ("| a |", "a"),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn only_a_clause_of_its_own_asks_for_bookmarks_alone() {
        let only = |text: &str| {
            let query = parse(text).expect("a query");
            (query.bookmarks_only().map(|span| span.of(text).to_owned()), query.asks_for_bookmarks())
        };
        assert_eq!(only("x is:bookmarked y"), (Some("is:bookmarked".to_owned()), true));
        assert_eq!(only("-is:bookmarked"), (None, true));
        assert_eq!(only("x | is:bookmarked"), (None, true));
        assert_eq!(only("bookmarked"), (None, false));
    }

    #[test]
    fn what_cannot_be_understood_is_marked_and_explained() {
        let cases = [
            ("a speker:x", "there is no field `speker:` [speker] did you mean `speaker:`?"),
            (
                "date:yesterday",
                "`yesterday` is not a date [yesterday] write 2022, 2022-01, 2022-01-12, a range 2022-01..2022-03, or >2022-01-11",
            ),
            (
                "date:2023..2022",
                "this range ends before it begins [2023..2022] write 2022, 2022-01, 2022-01-12, a range 2022-01..2022-03, or >2022-01-11",
            ),
            (
                "is:liked",
                "there is no `liked` here [liked] it can be unverified, paraphrase, unattributed, sessionless, unreviewed, bookmarked",
            ),
            ("kind:quote", "there is no `quote` here [quote] it can be direct, fragment, indirect"),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_was_typed_at_length_is_repeated_in_short() {
        let long = "x".repeat(10_000);
        for query in [format!("{long}:x"), format!("date:{long}"), format!("is:{long}")] {
            let error = parse(&query).expect_err("not understood");
            assert!(error.message.len() < 100 && error.message.contains("xx…"), "{}", error.message);
        }
    }

    #[test]
    fn a_date_range_holds_what_may_lie_in_it() {
        let holds = |range: &str, day: &str| {
            let range = date_range(range, ByteSpan::default()).expect("a range");
            range.holds(day.parse().expect("a date"))
        };
        for (range, day, wanted) in [
            ("2022", "2022-01-12", true),
            ("2022-01", "2022", true),
            ("2022-01-10..2022-01-12", "2022-01-12", true),
            ("2022-01-10..2022-01-12", "2022-01-13", false),
            (">2022-01-11", "2022-01-11", false),
            (">2022-01-11", "2022-01-12", true),
            (">=2022-01", "2022-01-01", true),
            ("<2022-01", "2021-12-31", true),
            ("<2022-01", "2022-01-01", false),
            ("..2022", "2022-12-31", true),
        ] {
            assert_eq!(holds(range, day), wanted, "{range} {day}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_query_or_an_error_inside_it(text in "\\PC{0,40}") {
            if let Err(error) = parse(&text) {
                proptest::prop_assert!(text.get(error.span.range()).is_some());
            }
        }
    }
}
