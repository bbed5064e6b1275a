//! What a change of a statement makes of the text it stands in.

use super::pen::set_text;
use super::store::EditError;
use super::tree::{same, set};
use super::{Change, NamedSpeaker, StatementPlace};
use crate::corpus::{FieldMap, ReviewState, SpeakersBy, StatementFields, short_key};
use crate::diagnostic::SourceText;
use crate::text::patched;
use crate::yaml::{Node, Value, parse, parse_json};

/// What a change writes, in the words of the file.
#[derive(Clone, Copy, Debug)]
struct Writing<'a> {
    fields: StatementFields<'a>,
    state: ReviewState,
    speaker: Option<&'a str>,
}

/// What a change may write, the likeliest first: which of it is understood is seen when it is read.
fn writings<'a>(change: &'a Change, fields: StatementFields<'a>) -> Vec<Writing<'a>> {
    match change {
        Change::Judge(state) => vec![Writing { fields, state: *state, speaker: None }],
        Change::Attribute(NamedSpeaker { id, name }) => {
            let mut known_as: Vec<&str> = match fields.speakers_by {
                SpeakersBy::Id => vec![short_key(id), id],
                SpeakersBy::Name => vec![name, id],
            };
            known_as.dedup();
            let accepted = |speaker| Writing { fields, state: ReviewState::Accepted, speaker: Some(speaker) };
            known_as.into_iter().map(accepted).collect()
        }
    }
}

const OF_DOCUMENT: StatementFields<'static> = StatementFields::OF_DOCUMENT;

/// What may become of a document, the likeliest first.
pub(super) fn in_document(
    source: &SourceText,
    place: &StatementPlace,
    change: &Change,
) -> Result<Vec<String>, EditError> {
    let with = |writing| document_with(source, place, writing);
    writings(change, OF_DOCUMENT).into_iter().map(with).collect()
}

fn document_with(source: &SourceText, place: &StatementPlace, writing: Writing<'_>) -> Result<String, EditError> {
    let text = source.text();
    let mut tree = parse(source).map_err(|problem| EditError::broken(place, *problem))?;
    let at = tree
        .field("statements")
        .and_then(|list| list.items().iter().position(|item| is_it(item, &place.id)))
        .ok_or_else(|| EditError::gone(place))?;
    let statement = tree.field("statements").and_then(|list| list.items().get(at));
    let new = statement.map(|statement| changed(text, statement, writing)).ok_or_else(|| EditError::gone(place))??;
    let statements = match &mut tree.value {
        Value::Map(entries) => entries.iter_mut().find(|(key, _)| key.text == "statements"),
        _ => None,
    };
    if let Some((_, Node { value: Value::List(list), .. })) = statements
        && let Some(statement) = list.get_mut(at)
    {
        apply(statement, writing);
    }
    let new_source = SourceText::new(source.name(), new.as_str());
    let is_meant = parse(&new_source).is_ok_and(|read| same(&read, &tree));
    if is_meant { Ok(new) } else { Err(EditError::tangled(place)) }
}

/// What may become of a file of JSON lines whose fields are called so, the likeliest first.
pub(super) fn in_lines(
    text: &str,
    map: &FieldMap,
    place: &StatementPlace,
    change: &Change,
) -> Result<Vec<String>, EditError> {
    let (start, line) = find_line(text, map, place).ok_or_else(|| EditError::gone(place))?;
    let tree = parse_json(line, 0).map_err(|_| EditError::gone(place))?;
    let fields = StatementFields::of_line(&tree, map).ok_or_else(|| EditError::gone(place))?;
    let with = |writing| {
        let new = line_with(line, place, writing)?;
        Ok([&text[..start], &new, &text[start + line.len()..]].concat())
    };
    writings(change, fields).into_iter().map(with).collect()
}

fn line_with(line: &str, place: &StatementPlace, writing: Writing<'_>) -> Result<String, EditError> {
    let mut tree = parse_json(line, 0).map_err(|_| EditError::gone(place))?;
    let new = changed(line, &tree, writing)?;
    apply(&mut tree, writing);
    let is_meant = parse_json(&new, 0).is_ok_and(|read| same(&read, &tree));
    if is_meant { Ok(new) } else { Err(EditError::tangled(place)) }
}

/// The line of a statement: where it stood, else wherever its id stands now.
fn find_line<'t>(text: &'t str, map: &FieldMap, place: &StatementPlace) -> Option<(usize, &'t str)> {
    let lines = || {
        let mut at = 0;
        text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            (start, line.trim_end_matches(['\n', '\r']))
        })
    };
    let told_by = |line: &str| {
        let tree = parse_json(line, 0).ok()?;
        let fields = StatementFields::of_line(&tree, map)?;
        match tree.field(fields.id).and_then(Node::trimmed).filter(|id| !id.is_empty()) {
            Some(id) => (id == place.id).then_some(ToldBy::Id),
            None => (tree.field(fields.text).and_then(Node::trimmed) == Some(&*place.words)).then_some(ToldBy::Words),
        }
    };
    let stood = lines().nth(place.line.saturating_sub(1)).filter(|(_, line)| told_by(line).is_some());
    let has_id = |(_, line): &(usize, &str)| line.contains(&place.id) && told_by(line) == Some(ToldBy::Id);
    stood.or_else(|| lines().find(has_id))
}

/// What tells that a line is the statement that is looked for.
#[derive(PartialEq, Eq)]
enum ToldBy {
    Id,
    /// It has no id.
    Words,
}

fn is_it(statement: &Node<'_>, id: &str) -> bool {
    statement.field(OF_DOCUMENT.id).and_then(Node::trimmed) == Some(id)
}

/// How a statement holds its review.
enum Held {
    /// As a map with a state.
    Map,
    /// As the state alone, in a line without a tag.
    State,
    Not,
}

fn held(statement: &Node<'_>, fields: StatementFields<'_>) -> Held {
    match statement.field(fields.review).map(|review| &review.value) {
        Some(Value::Map(_)) => Held::Map,
        Some(Value::Text(_)) => Held::State,
        _ => Held::Not,
    }
}

/// The text with a statement changed.
fn changed(text: &str, statement: &Node<'_>, writing: Writing<'_>) -> Result<String, EditError> {
    let state = writing.state.name();
    let judged = match held(statement, writing.fields) {
        Held::Map => statement.field(writing.fields.review).map(|review| set_text(text, review, "state", state)),
        Held::State => Some(set_text(text, statement, writing.fields.review, state)),
        Held::Not if writing.speaker.is_none() => return Err(EditError::NothingToJudge),
        Held::Not => None,
    };
    let attributed = writing.speaker.map(|speaker| set_text(text, statement, writing.fields.speaker, speaker));
    let patches: Option<Vec<_>> = judged.into_iter().chain(attributed).collect();
    Ok(patched(text, patches.ok_or(EditError::Unseen)?))
}

/// The same in the tree.
fn apply<'t>(statement: &mut Node<'t>, writing: Writing<'t>) {
    let Writing { fields, state, speaker } = writing;
    let state = Value::Text(state.name().into());
    match held(statement, fields) {
        Held::Map => {
            if let Value::Map(entries) = &mut statement.value
                && let Some((_, review)) = entries.iter_mut().find(|(key, _)| key.text == fields.review)
            {
                set(review, "state", state);
            }
        }
        Held::State => set(statement, fields.review, state),
        Held::Not => {}
    }
    if let Some(speaker) = speaker {
        let was_list = statement.field(fields.speaker).is_some_and(|speakers| matches!(speakers.value, Value::List(_)));
        let new = Value::Text(speaker.into());
        let span = statement.span;
        set(statement, fields.speaker, if was_list { Value::List(vec![Node { value: new, span }]) } else { new });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str) -> StatementPlace {
        StatementPlace { path: "quotes.yaml".into(), id: id.to_owned(), line: 1, words: "The words.".to_owned() }
    }

    fn yaml(text: &str, id: &str, change: &Change) -> Result<String, EditError> {
        likeliest(in_document(&SourceText::new("quotes.yaml", text), &place(id), change))
    }

    fn lines(text: &str, place: &StatementPlace, change: &Change) -> Result<String, EditError> {
        likeliest(in_lines(text, &FieldMap::default(), place, change))
    }

    fn likeliest(texts: Result<Vec<String>, EditError>) -> Result<String, EditError> {
        texts.map(|texts| texts.into_iter().next().expect("a text"))
    }

    const ACCEPT: Change = Change::Judge(ReviewState::Accepted);

    fn to(speaker: &str) -> Change {
        Change::Attribute(NamedSpeaker { id: speaker.to_owned(), name: format!("The name of {speaker}") })
    }

    #[test]
    fn a_judgement_is_written_in_the_style_of_the_review_and_nothing_else_changes() {
        for (before, after) in [
            ("review: { confidence: 0.4 } # sure?", "review: { state: accepted, confidence: 0.4 } # sure?"),
            ("review: {state: open}", "review: {state: accepted}"),
            ("review: {}", "review: {state: accepted}"),
            ("\"review\": {\"confidence\":0.4}", "\"review\": {\"state\":\"accepted\",\"confidence\":0.4}"),
            (
                "review:\n      # by hand\n      confidence: 0.4",
                "review:\n      # by hand\n      state: accepted\n      confidence: 0.4",
            ),
            (
                "review:\n      confidence: 0.4\n      state: \"open\" # yet",
                "review:\n      confidence: 0.4\n      state: \"accepted\" # yet",
            ),
            ("review:\n      confidence: 0.4\n      state:", "review:\n      confidence: 0.4\n      state: accepted"),
            ("review: { state: 'rejected', candidates: [x] }", "review: { state: accepted, candidates: [x] }"),
        ] {
            let whole = |review: &str| {
                format!(
                    "# The head.\nstatements:\n  - id: other\n    text: o\n\n  - id: a\n    speaker: x\n    {review}\n    text: |\n      # no remark\n  # The end.\n"
                )
            };
            assert_eq!(yaml(&whole(before), "a", &ACCEPT).expect("changed"), whole(after));
        }
    }

    #[test]
    fn a_speaker_is_written_and_the_review_is_accepted() {
        for (before, after) in [
            (
                "{ id: a, speaker: unattributed, review: { confidence: 0.2 } }",
                "{ id: a, speaker: ann, review: { state: accepted, confidence: 0.2 } }",
            ),
            ("{ id: a, speaker: [bob, eve] }", "{ id: a, speaker: [ann] }"),
            (
                "\n    id: a\n    speaker:\n      - bob\n      - eve\n    text: x",
                "\n    id: a\n    speaker:\n      - ann\n    text: x",
            ),
            ("{ id: a, speaker: \"bob\" }", "{ id: a, speaker: \"ann\" }"),
        ] {
            let whole = |statement: &str| format!("statements:\n  - {statement}\n");
            assert_eq!(yaml(&whole(before), "a", &to("ann")).expect("changed"), whole(after));
        }
        let odd = yaml("statements: [{ id: a, speaker: b }]", "a", &to("@x")).expect("changed");
        assert_eq!(odd, "statements: [{ id: a, speaker: \"@x\" }]");
    }

    #[test]
    fn what_would_change_more_than_it_should_is_refused() {
        let shared = "r: &r { confidence: 0.1 }\nstatements:\n  - { id: a, speaker: x, review: *r }\n  - { id: b, speaker: x, review: *r }\n";
        assert!(matches!(yaml(shared, "a", &ACCEPT), Err(EditError::Tangled { .. } | EditError::Unseen)));
        let remark = "statements:\n  - id: a\n    speaker:\n      - bob # him\n      - eve\n";
        assert!(matches!(yaml(remark, "a", &to("ann")), Err(EditError::Unseen)));
        assert!(matches!(yaml("statements: [", "a", &ACCEPT), Err(EditError::Broken { .. })));
        assert!(matches!(yaml("statements: []", "a", &ACCEPT), Err(EditError::Gone { .. })));
        assert!(matches!(yaml("statements: [{ id: a }]", "a", &ACCEPT), Err(EditError::NothingToJudge)));
    }

    #[test]
    fn line_ends_of_windows_stay() {
        let text = "statements:\r\n  - id: a\r\n    review:\r\n      confidence: 0.4\r\n";
        let after = "statements:\r\n  - id: a\r\n    review:\r\n      state: accepted\r\n      confidence: 0.4\r\n";
        assert_eq!(yaml(text, "a", &ACCEPT).expect("changed"), after);
    }

    #[test]
    fn a_line_is_changed_where_it_is_now_and_the_others_stay() {
        let text = "{\"type\":\"statement\",\"id\":\"b\",\"speaker\":\"x\"}\n\n{\"type\":\"statement\", \"id\":\"a\", \"speaker\":[\"x\"], \"review\":{\"confidence\":0.4}}\n";
        let after = "{\"type\":\"statement\",\"id\":\"b\",\"speaker\":\"x\"}\n\n{\"type\":\"statement\", \"id\":\"a\", \"speaker\":[\"ann\"], \"review\":{\"state\":\"accepted\",\"confidence\":0.4}}\n";
        assert_eq!(lines(text, &place("a"), &to("ann")).expect("changed"), after);
        let plain = "{\"speaker\": \"x\", \"text\": \"Others.\"}\n{\"speaker\": \"x\", \"text\": \"The words.\", \"review\": \"open\"}\n";
        let second = StatementPlace { line: 2, ..place("L2") };
        let after = plain.replace("open", "rejected");
        assert_eq!(lines(plain, &second, &Change::Judge(ReviewState::Rejected)).expect("changed"), after);
        // Another statement stands there now.
        assert!(matches!(lines(plain, &place("L1"), &ACCEPT), Err(EditError::Gone { .. })));
    }

    #[test]
    fn a_line_with_an_empty_id_has_none_and_one_that_defines_somebody_is_no_statement() {
        for id in ["null", "\"\"", "\" \""] {
            let line = format!("{{\"id\":{id},\"speaker\":\"x\",\"text\":\"The words.\",\"review\":\"open\"}}\n");
            assert_eq!(lines(&line, &place("L1"), &ACCEPT).expect("changed"), line.replace("open", "accepted"));
        }
        let speaker = "{\"type\":\"speaker\",\"id\":\"a\",\"name\":\"A\"}\n";
        let statement = "{\"type\":\"statement\",\"id\":\"a\",\"speaker\":\"x\",\"text\":\"y\"}\n";
        let after = format!("{speaker}{}", statement.replace("\"x\"", "\"ann\""));
        assert_eq!(lines(&format!("{speaker}{statement}"), &place("a"), &to("ann")).expect("changed"), after);
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_file_a_change_changes_what_it_should_or_nothing(
            review in "\\{ ?(state: (open|'x')|confidence: 0\\.1)?(, candidates: \\[[ab]\\])? ?\\}|\n      (state: open|# r\n      confidence: 0\\.2|state:)(\n      candidates: a)?|\\{\"state\":\"open\"\\}|",
            before in "(id: a|speaker: [ab]|# r|notes: >-\n      x\n      # y|topics: \\[a,\n      b\\])",
        ) {
            let text = format!("statements:\n  - speaker: q\n    id: a\n    kind: direct\n    review: {review}\n  - {before}\n    text: x\n");
            let source = SourceText::new("", text.as_str());
            if let (Ok(old), Ok(new)) = (parse(&source), yaml(&text, "a", &ACCEPT)) {
                let new_source = SourceText::new("", new.as_str());
                let mut expected = old;
                if let Value::Map(entries) = &mut expected.value
                    && let Value::List(list) = &mut entries[0].1.value
                {
                    apply(&mut list[0], Writing { fields: OF_DOCUMENT, state: ReviewState::Accepted, speaker: None });
                }
                proptest::prop_assert!(same(&parse(&new_source).expect("YAML"), &expected));
                let remarks = |text: &str| text.matches('#').count();
                proptest::prop_assert_eq!(remarks(&new), remarks(&text));
            }
        }
    }
}
