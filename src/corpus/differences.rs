//! What two corpora say differently.

use super::Corpus;
use super::ids::{SessionId, SourceId, SpeakerId, StatementId};
use super::kind::ReviewState;
use super::model::{Passage, Review, Session, Source, Speaker};
use super::view::{Overrides, Statement, Wording};

/// Tells everything that one corpus says and the other does not, or says otherwise: all that a
/// file can hold, and its order, but not where in a file it stands. Empty where both are the
/// same. Things are compared in their order: where two have different ids, no more is told
/// of them. Linear in the size of both.
#[must_use]
pub fn differences(one: &Corpus, other: &Corpus) -> Vec<String> {
    told(one, other, More::IsTold)
}

/// Tells everything that one corpus says and the other does not, or says otherwise; what the other
/// says in addition, behind that, is no loss: speakers, sessions, sources and statements, passages
/// and wordings. Empty where nothing was lost. Linear in the size of both.
#[must_use]
pub fn losses(one: &Corpus, other: &Corpus) -> Vec<String> {
    told(one, other, More::IsFine)
}

/// What is made of it that the other corpus says more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    IsTold,
    IsFine,
}

fn told(one: &Corpus, other: &Corpus, more: More) -> Vec<String> {
    let mut found = Vec::new();
    let told = |corpus: &Corpus| vec![("title", shown(&corpus.title)), ("notes", shown(&corpus.notes))];
    compare_fields("corpus", told(one), told(other), more, &mut found);
    let speakers = |corpus: &Corpus, index| speaker(&corpus.speakers[index]);
    compare("speaker", (one, one.speakers.len()), (other, other.speakers.len()), speakers, more, &mut found);
    let sessions = |corpus: &Corpus, index| session(corpus, &corpus.sessions[index]);
    compare("session", (one, one.sessions.len()), (other, other.sessions.len()), sessions, more, &mut found);
    let sources = |corpus: &Corpus, index| source(&corpus.sources[index]);
    compare("source", (one, one.sources.len()), (other, other.sources.len()), sources, more, &mut found);
    let statements = |corpus: &Corpus, index| statement(corpus.statement(StatementId::from_index(index)));
    compare("statement", (one, one.statement_count()), (other, other.statement_count()), statements, more, &mut found);
    found
}

/// A thing as text: the first field is its id. What there may be several of stands at the
/// end, after its number, so that the fields of both things stand beside each other.
type Told = Vec<(&'static str, String)>;

fn compare(
    what: &str,
    (one, one_count): (&Corpus, usize),
    (other, other_count): (&Corpus, usize),
    tell: impl Fn(&Corpus, usize) -> Told,
    more: More,
    found: &mut Vec<String>,
) {
    if one_count > other_count || (one_count < other_count && more == More::IsTold) {
        found.push(format!("{what}s: {one_count} and {other_count}"));
    }
    for index in 0..one_count.min(other_count) {
        let (mut one, mut other) = (tell(one, index), tell(other, index));
        if one[0] != other[0] {
            one.truncate(1);
            other.truncate(1);
        }
        let name = format!("{what} {} {}", index + 1, one[0].1);
        compare_fields(&name, one, other, more, found);
    }
}

/// The fields that count what stands behind them.
const COUNTS: [&str; 2] = ["passages", "wordings"];

fn compare_fields(of: &str, one: Told, other: Told, more: More, found: &mut Vec<String>) {
    for ((name, one), (_, other)) in one.into_iter().zip(other) {
        let count = |text: &str| text.parse::<usize>().unwrap_or_default();
        let is_more = more == More::IsFine && COUNTS.contains(&name) && count(&one) <= count(&other);
        if one != other && !is_more {
            found.push(format!("{of}: {name}: {one} and {other}"));
        }
    }
}

fn shown(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

// Each thing is taken apart by its fields, so that none can be forgotten here.

fn speaker(speaker: &Speaker) -> Told {
    let Speaker { key, name, role, affiliation, aliases, body, notes } = speaker;
    vec![
        ("id", shown(key)),
        ("name", shown(name)),
        ("role", shown(role)),
        ("affiliation", shown(affiliation)),
        ("aliases", shown(aliases)),
        ("body", shown(body)),
        ("notes", shown(notes)),
    ]
}

fn session(corpus: &Corpus, session: &Session) -> Told {
    let Session { key, title, date, place, participants, summary, references, notes } = session;
    vec![
        ("id", shown(key)),
        ("title", shown(title)),
        ("date", shown(date)),
        ("place", shown(place)),
        ("participants", speakers(corpus, participants)),
        ("summary", shown(summary)),
        ("references", shown(references)),
        ("notes", shown(notes)),
    ]
}

fn source(source: &Source) -> Told {
    let Source {
        key,
        title,
        publisher,
        author,
        date,
        url,
        language,
        fidelity,
        verified,
        checked_at,
        licence,
        notes,
        passages,
    } = source;
    let mut told = vec![
        ("id", shown(key)),
        ("title", shown(title)),
        ("publisher", shown(publisher)),
        ("author", shown(author)),
        ("date", shown(date)),
        ("url", shown(url)),
        ("language", shown(language)),
        ("fidelity", shown(fidelity)),
        ("verified", shown(verified)),
        ("checked_at", shown(checked_at)),
        ("licence", shown(licence)),
        ("notes", shown(notes)),
        ("passages", passages.len().to_string()),
    ];
    for Passage { is, text, locator } in passages {
        told.extend([("passage: is", shown(is)), ("passage: text", shown(text)), ("passage: locator", shown(locator))]);
    }
    told
}

fn statement(statement: Statement<'_>) -> Told {
    let corpus = statement.corpus;
    let topics: Vec<&str> = statement.topics().iter().map(|topic| corpus.topic(*topic)).collect();
    let see_also: Vec<&str> = statement.see_also().iter().map(|id| corpus.statement(*id).key()).collect();
    let mut told = vec![
        ("id", shown(&statement.key())),
        ("speaker", speakers(corpus, statement.speakers())),
        ("via", speakers(corpus, statement.via())),
        ("session", sessions(corpus, statement.session().as_slice())),
        ("also_in", sessions(corpus, statement.also_in())),
        ("date", shown(&statement.own_date())),
        ("setting", shown(&statement.setting())),
        ("kind", shown(&statement.kind())),
        ("topics", shown(&topics)),
        ("part_of", shown(&statement.part_of().map(|id| corpus.statement(id).key()))),
        ("see_also", shown(&see_also)),
        ("notes", shown(&statement.notes())),
        ("review", shown(&statement.review().map(|review| self::review(corpus, review)))),
        ("wordings", statement.wordings().len().to_string()),
    ];
    statement.wordings().for_each(|wording| told.extend(self::wording(corpus, wording)));
    told
}

fn review<'a>(corpus: &Corpus, review: &'a Review) -> (&'a Option<f32>, String, &'a ReviewState) {
    let Review { confidence, candidates, state } = review;
    (confidence, speakers(corpus, candidates), state)
}

fn wording(corpus: &Corpus, wording: Wording<'_>) -> Told {
    let Overrides { speakers: own_speakers, via, session, date, kind, verified, checked_at } = wording.overrides();
    vec![
        ("wording: text", shown(&wording.text())),
        ("wording: source", shown(&wording.source().map(|id: SourceId| &*corpus.source(id).key))),
        ("wording: frame", shown(&wording.frame())),
        ("wording: locator", shown(&wording.locator())),
        ("wording: by editor", shown(&wording.is_paraphrase())),
        ("wording: speaker", shown(&own_speakers.map(|ids| speakers(corpus, ids)))),
        ("wording: via", shown(&via.map(|ids| speakers(corpus, ids)))),
        ("wording: session", sessions(corpus, session.as_slice())),
        ("wording: date", shown(&date)),
        ("wording: kind", shown(&kind)),
        ("wording: verified", shown(&verified)),
        ("wording: checked_at", shown(&checked_at)),
        ("wording: notes", shown(&wording.notes())),
    ]
}

fn speakers(corpus: &Corpus, ids: &[SpeakerId]) -> String {
    shown(&ids.iter().map(|id| &*corpus.speaker(*id).key).collect::<Vec<_>>())
}

fn sessions(corpus: &Corpus, ids: &[SessionId]) -> String {
    shown(&ids.iter().map(|id| &*corpus.session(*id).key).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{BUILT_IN, InputFile, load};

    fn corpus(text: &str) -> Corpus {
        load(vec![InputFile { name: "x.yaml".to_owned(), bytes: text.into() }]).expect("small enough").corpus
    }

    #[test]
    fn a_corpus_is_like_itself_wherever_it_stands_in_its_file() {
        let moved = format!("# A line more.\n{BUILT_IN}");
        assert_eq!(differences(&corpus(BUILT_IN), &corpus(&moved)), Vec::<String>::new());
    }

    #[test]
    fn what_is_said_in_addition_is_no_loss() {
        let one = "speakers: { ann: { name: Ann } }\nstatements:\n  - { id: a, speaker: ann, text: x }\n";
        let more =
            one.replace("text: x }", "wordings: [{ text: x }, { text: y }] }\n  - { id: b, speaker: ann, text: z }");
        assert_eq!(losses(&corpus(one), &corpus(&more)), Vec::<String>::new());
        assert_eq!(
            losses(&corpus(&more), &corpus(one)),
            ["statements: 2 and 1", "statement 1 \"a\": wordings: 2 and 1"]
        );
        let other = more.replace("text: x", "text: w");
        assert_eq!(losses(&corpus(one), &corpus(&other)), ["statement 1 \"a\": wording: text: \"x\" and \"w\""]);
    }

    #[test]
    fn what_is_said_otherwise_is_told() {
        let one = "
title: One
speakers: { ann: { name: Ann }, bob: { name: Bob } }
sessions: { first: { title: First, participants: [ann] } }
sources: { paper: { title: Paper, passages: [{ text: x y }] } }
statements:
  - { id: a, speaker: ann, wordings: [{ text: x, source: paper, speaker: ann }, { text: y }] }
  - { id: b, speaker: bob, text: z, review: { state: open } }
";
        let changes = [
            ("title: One", "", "corpus: title: Some(\"One\") and None"),
            ("name: Ann }", "name: Ann, body: true }", "speaker 1 \"ann\": body: false and true"),
            ("participants: [ann]", "participants: []", "session 1 \"first\": participants: [\"ann\"] and []"),
            ("text: x y", "text: x y, is: full", "source 1 \"paper\": passage: is: Excerpt and Full"),
            ("[{ text: x y }]", "[]", "source 1 \"paper\": passages: 1 and 0"),
            (", speaker: ann }, {", " }, {", "statement 1 \"a\": wording: speaker: Some(\"[\\\"ann\\\"]\") and None"),
            (", { text: y }]", "]", "statement 1 \"a\": wordings: 2 and 1"),
            ("id: b", "id: c", "statement 2 \"b\": id: \"b\" and \"c\""),
            (
                "state: open",
                "state: accepted",
                "statement 2 \"b\": review: Some((None, \"[]\", Open)) and Some((None, \"[]\", Accepted))",
            ),
            ("  - { id: b, speaker: bob, text: z, review: { state: open } }\n", "", "statements: 2 and 1"),
        ];
        for (from, to, wanted) in changes {
            let other = one.replace(from, to);
            assert_ne!(one, other, "{from}");
            assert_eq!(differences(&corpus(one), &corpus(&other)), [wanted], "{from}");
        }
    }
}
