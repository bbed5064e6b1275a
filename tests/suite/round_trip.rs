//! Whatever a corpus holds comes back the same from the formats that lose nothing.

use std::borrow::Cow;

use onrecord::corpus::written::{
    By, ById, Id, Names, Texts, WrittenCorpus, WrittenPassage, WrittenReview, WrittenSession, WrittenSource,
    WrittenSpeaker, WrittenStatement, WrittenWording,
};
use onrecord::corpus::{Fidelity, Kind, PartialDate, PassageKind, ReviewState, Statement, differences};
use onrecord::export::{Format, Rendition};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::export::{corpus_of, primaries, written};

type Text = Cow<'static, str>;

/// Any text that a corpus can hold, the odd ones among them: quote marks, tabs, line breaks,
/// signs of every format, emoji, letters from right to left, control characters.
fn text() -> impl Strategy<Value = Text> {
    let odd = vec(
        select(vec![
            "a",
            "b c",
            "\"",
            "'",
            "“",
            "\n",
            "\t",
            "\\",
            "{",
            "}",
            "%",
            "#",
            "- ",
            ": ",
            ", ",
            "&",
            "<b>",
            "|",
            "[…]",
            "...",
            "👩‍🚀",
            "שלום",
            "e\u{301}",
            "\u{1}",
            "\u{1b}[31m",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "~",
            "yes",
            "null",
            "2022",
            "\r\n",
            "@",
            "`",
            "!",
            "*",
            "=1+1",
        ]),
        1..8,
    );
    prop_oneof![odd.prop_map(|parts| parts.concat()), "\\PC{1,24}"]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("a text has something in it", |text| !text.replace("[…]", "").trim().is_empty())
        .prop_map(Cow::Owned)
}

fn date() -> impl Strategy<Value = PartialDate> {
    select(vec!["2022-01-12", "2022-01", "2022", "0476-09-04"]).prop_map(|date| date.parse().expect("a date"))
}

fn ids(all: &'static [&'static str]) -> impl Strategy<Value = Vec<Text>> {
    proptest::sample::subsequence(all, 0..=all.len()).prop_map(|ids| ids.into_iter().map(Cow::Borrowed).collect())
}

fn id(all: &'static [&'static str]) -> impl Strategy<Value = Id<'static>> {
    select(all).prop_map(|id| Id(Cow::Borrowed(id)))
}

const SPEAKERS: &[&str] = &["ann", "bob", "the-council"];
const SESSIONS: &[&str] = &["first", "second"];
const SOURCES: &[&str] = &["paper", "copy"];
const STATEMENTS: &[&str] = &["s-0", "s-1", "s-2"];

fn speaker() -> impl Strategy<Value = WrittenSpeaker<'static>> {
    (text(), of(text()), of(text()), vec(text(), 0..3), any::<bool>(), of(text())).prop_map(
        |(name, role, affiliation, aliases, body, notes)| WrittenSpeaker {
            name,
            role,
            affiliation,
            aliases: Texts(aliases),
            body,
            notes,
        },
    )
}

fn session() -> impl Strategy<Value = WrittenSession<'static>> {
    (text(), of(date()), of(text()), ids(SPEAKERS), of(text()), vec(text(), 0..3), of(text())).prop_map(
        |(title, date, place, participants, summary, references, notes)| WrittenSession {
            title,
            date,
            place,
            participants: Texts(participants),
            summary,
            references: Texts(references),
            notes,
        },
    )
}

/// Without passages: those must hold the words of every wording. See [`paragraphs`].
fn source() -> impl Strategy<Value = WrittenSource<'static>> {
    let who = (text(), of(text()), of(text()), of(date()), of(text()), of(text()));
    let what = (of(select(Fidelity::ALL)), of(any::<bool>()), of(date()), of(text()), of(text()));
    (who, what).prop_map(
        |((title, publisher, author, date, url, language), (fidelity, verified, checked_at, licence, notes))| {
            WrittenSource {
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
                passages: Vec::new(),
            }
        },
    )
}

/// A source that nothing is quoted from.
fn paragraphs() -> impl Strategy<Value = WrittenSource<'static>> {
    let passage = (of(select(PassageKind::ALL)), text(), of(text())).prop_map(|(is, text, locator)| WrittenPassage {
        is,
        text,
        locator,
    });
    (source(), vec(passage, 1..4)).prop_map(|(source, passages)| WrittenSource { passages, ..source })
}

fn wording() -> impl Strategy<Value = WrittenWording<'static>> {
    let words = (of(id(SOURCES)), of(text()), text(), of(text()), any::<bool>());
    let own = (of(ids(SPEAKERS)), of(ids(SPEAKERS)), of(id(SESSIONS)), of(date()), of(select(Kind::ALL)));
    let checked = (of(any::<bool>()), of(date()), of(text()));
    (words, own, checked).prop_map(
        |(
            (source, locator, text, around, by_editor),
            (speaker, via, session, date, kind),
            (verified, checked_at, notes),
        )| {
            WrittenWording {
                source,
                locator,
                text,
                frame: around
                    .filter(|around| !around.contains("{}"))
                    .map(|around| Cow::Owned(format!("{around} {{}}."))),
                by: by_editor.then_some(By::Editor),
                speaker: speaker.map(|ids| Names(ids).or_unattributed()),
                via: via.filter(|ids| !ids.is_empty()).map(Names),
                session,
                date,
                kind,
                verified,
                checked_at,
                notes,
            }
        },
    )
}

fn statement(id_of: &'static str) -> impl Strategy<Value = WrittenStatement<'static>> {
    let who = (ids(SPEAKERS), ids(SPEAKERS), of(id(SESSIONS)), ids(SESSIONS));
    let what = (of(date()), of(text()), of(select(Kind::ALL)), vec(text(), 0..3));
    let review = (of(select(ReviewState::ALL)), of(0.0_f32..=1.0), ids(SPEAKERS))
        .prop_map(|(state, confidence, candidates)| WrittenReview { state, confidence, candidates: Texts(candidates) });
    let more = (of(id(STATEMENTS)), ids(STATEMENTS), of(text()), of(review), vec(wording(), 1..4));
    (who, what, more).prop_map(
        move |(
            (speaker, via, session, also_in),
            (date, setting, kind, topics),
            (part_of, see_also, notes, review, wordings),
        )| {
            WrittenStatement {
                id: Id(Cow::Borrowed(id_of)),
                speaker: Names(speaker).or_unattributed(),
                via: Some(Names(via)).filter(|via| !via.0.is_empty()),
                session,
                also_in: Texts(also_in),
                date,
                setting,
                kind,
                topics: Texts(topics),
                part_of,
                see_also: Texts(see_also),
                notes,
                review,
                wordings,
                ..WrittenStatement::default()
            }
        },
    )
}

fn corpus() -> impl Strategy<Value = WrittenCorpus<'static>> {
    let named = (of(text()), of(text()));
    let speakers = (speaker(), speaker(), speaker());
    let sources = (source(), source(), paragraphs());
    let statements = (statement(STATEMENTS[0]), statement(STATEMENTS[1]), statement(STATEMENTS[2]));
    let name = |id: &'static str| Id(Cow::Borrowed(id));
    (named, speakers, (session(), session()), sources, statements).prop_map(
        move |((title, notes), (ann, bob, council), (first, second), (paper, copy, unquoted), (a, b, c))| {
            WrittenCorpus {
                title,
                notes,
                speakers: ById(vec![(name(SPEAKERS[0]), ann), (name(SPEAKERS[1]), bob), (name(SPEAKERS[2]), council)]),
                sessions: ById(vec![(name(SESSIONS[0]), first), (name(SESSIONS[1]), second)]),
                sources: ById(vec![(name(SOURCES[0]), paper), (name(SOURCES[1]), copy), (name("unquoted"), unquoted)]),
                statements: vec![a, b, c],
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_corpus_goes_through_lines_and_yaml_and_stays_the_same(written_by_hand in corpus()) {
        let yaml = serde_saphyr::to_string(&written_by_hand).expect("YAML");
        let corpus = corpus_of("x.yaml", yaml);
        let lines = corpus_of("x.jsonl", written(&corpus, &primaries(&corpus), &Rendition::Format(Format::JsonLines)));
        prop_assert_eq!(differences(&corpus, &lines), Vec::<String>::new());
        let yaml = written(&lines, &primaries(&lines), &Rendition::Format(Format::Yaml));
        let back = corpus_of("x.yaml", yaml.clone());
        prop_assert_eq!(differences(&corpus, &back), Vec::<String>::new());
        // What was written once is written the same again.
        prop_assert_eq!(written(&back, &primaries(&back), &Rendition::Format(Format::Yaml)), yaml);
    }

    #[test]
    fn a_table_gives_back_the_words_and_what_they_are_worth(written_by_hand in corpus()) {
        let corpus = corpus_of("x.yaml", serde_saphyr::to_string(&written_by_hand).expect("YAML"));
        let table = corpus_of("x.csv", written(&corpus, &primaries(&corpus), &Rendition::Format(Format::Csv)));
        let yaml = corpus_of("x.yaml", written(&table, &primaries(&table), &Rendition::Format(Format::Yaml)));
        for (statement, back) in corpus.statements().zip(yaml.statements()) {
            let (wording, same) = (statement.primary(), back.primary());
            prop_assert_eq!(statement.key(), back.key());
            prop_assert_eq!(wording.text(), same.text());
            prop_assert_eq!(wording.badge(), same.badge());
            prop_assert_eq!(wording.kind(), same.kind());
            prop_assert_eq!(wording.frame(), same.frame());
            prop_assert_eq!(wording.date(), same.date());
        }
        prop_assert_eq!(corpus.statements().map(Statement::key).count(), yaml.statement_count());
    }
}
