//! Whatever is imported becomes a corpus that opens, or is refused; and merging loses nothing.

use std::io::BufReader;

use onrecord::corpus::{BUILT_IN, InputFile, load};
use onrecord::diagnostic::has_errors;
use onrecord::import::{Change, Collection, Details, Format, ImportError, Imported, Material, import, merge};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What importing bytes comes to.
fn imported(format: Format, bytes: &[u8]) -> Result<Imported, ImportError> {
    let details = Details { map: "=*".parse().expect("a map"), ..Details::default() };
    import(format, Material::new("file", &mut BufReader::new(bytes)), &details)
}

/// The corpus file of a collection, which has to open without an error.
fn opened(collection: &Collection, from: &[u8]) -> String {
    let yaml = collection.yaml().expect("YAML");
    let loaded = load(vec![InputFile { name: "quotes.yaml".to_owned(), bytes: yaml.clone().into() }]).expect("small");
    let from = String::from_utf8_lossy(from);
    assert!(!has_errors(&loaded.problems), "{from:?}\n{yaml}\n{:#?}", loaded.problems);
    assert_eq!(loaded.corpus.statement_count(), collection.statements.len());
    yaml
}

fn becomes_a_corpus_or_is_refused(bytes: &[u8]) {
    for format in Format::ALL {
        if let Ok(one) = imported(*format, bytes) {
            let yaml = opened(&one.collection, bytes);
            let again = imported(*format, bytes).expect("as before");
            assert_eq!(yaml, again.collection.yaml().expect("YAML"), "the same bytes again");
        }
    }
}

/// What files of all formats are made of, and what is odd anywhere.
const PARTS: &[&str] = &[
    "WEBVTT",
    "WEBVTT - A title\n",
    "\n",
    "\n\n",
    "\r\n",
    "NOTE",
    "STYLE\n",
    "1\n",
    "00:00:01.000 --> 00:00:02.000\n",
    "00:01,5 --> 00:00:02,000\n",
    "-->",
    "<v Ann Arbor>",
    "<v.loud Bob>",
    "</v>",
    "<i>",
    "<",
    ">",
    "{\\an8}",
    "{",
    "}",
    "ANN ARBOR: ",
    "Ann Arbor (Chair): ",
    "MR. O'BRIEN, Treasurer: ",
    "Q ",
    "QUESTION: ",
    "Bob: ",
    ">> ",
    "- ",
    ": ",
    "Title: ",
    "Date: 2024-05-02\n",
    "Date: soon\n",
    "(Applause.) ",
    "[laughter]",
    "(",
    ")",
    "[",
    "]",
    "[…]",
    "[...]",
    "♪",
    "[00:01:02] ",
    "We will build the bridge. ",
    "It is too much! ",
    "Is it? ",
    "word ",
    "…",
    "“",
    "\"",
    "'",
    "—",
    "<TEI xml:lang=\"en\">",
    "</TEI>",
    "<teiHeader>",
    "</teiHeader>",
    "<text>",
    "</text>",
    "<u who=\"#AnnArbor\">",
    "<u>",
    "</u>",
    "<seg xml:id=\"a.b\">",
    "</seg>",
    "<note>",
    "</note>",
    "<gap/>",
    "<w>",
    "</w>",
    "<pc join=\"right\">",
    "<person xml:id=\"AnnArbor\">",
    "<persName>",
    "</persName>",
    "</person>",
    "&amp;",
    "&evil;",
    "&#0;",
    "&#x41;",
    "&",
    "<!DOCTYPE TEI [<!ENTITY a \"&b;&b;\"><!ENTITY b SYSTEM \"/etc/passwd\">]>",
    "<![CDATA[x]]>",
    "<?pi?>",
    "<!--",
    "{\"speaker\": \"Ann\", \"text\": \"yes\"}",
    "{\"speaker\": [\"Ann\", \"Bob\"],",
    "\"text\": \"no\"",
    "null",
    ",",
    "[{",
    "speaker,text\n",
    "speaker\ttext\n",
    "Ann,yes\n",
    "Ann\tyes\n",
    ";",
    "\t",
    "\u{0}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{202e}",
    "\u{85}",
    "\u{2028}",
    "e\u{301}",
    "שלום",
    "👩‍🚀",
    "#",
    "&x",
    "*x",
    "!t",
    "%",
    "@",
    "`",
    "|",
    "~",
    "true",
    "2022",
];

fn parts() -> impl Strategy<Value = String> {
    vec(select(PARTS), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_becomes_a_corpus_or_is_refused(text in parts()) {
        becomes_a_corpus_or_is_refused(text.as_bytes());
    }

    #[test]
    fn any_bytes_become_a_corpus_or_are_refused(bytes in vec(any::<u8>(), 0..200)) {
        becomes_a_corpus_or_is_refused(&bytes);
    }

    #[test]
    fn words_of_a_turn_stay_in_their_order(text in "[a-z ,.!?]{0,1500}") {
        let turn = format!("ANN: {text}\n");
        let found = imported(Format::Transcript, turn.as_bytes()).expect("read").collection;
        opened(&found, turn.as_bytes());
        let texts: Vec<&str> = found.statements.iter().filter_map(|entry| entry.value.text.as_deref()).collect();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let said: Vec<String> = words(&text).into_iter().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
        let mut kept = words(&texts.join(" "));
        kept.retain(|word| word.chars().any(char::is_alphanumeric));
        prop_assert_eq!(kept, said);
    }

    #[test]
    fn merging_again_changes_nothing_and_every_old_byte_stays(
        corpus in select(CORPORA),
        turns in vec((select(SPEAKERS), select(SENTENCES)), 1..8),
    ) {
        let transcript: String = turns.iter().map(|(speaker, words)| format!("{speaker}: {words}\n\n")).collect();
        let found = imported(Format::Transcript, transcript.as_bytes()).expect("read").collection;
        let merged = merge("quotes.yaml", corpus.as_bytes(), found.clone()).expect("merged");
        let mut rest = merged.text.bytes();
        for byte in corpus.bytes() {
            prop_assert!(rest.any(|other| other == byte), "{corpus}\n{}", merged.text);
        }
        let again = merge("quotes.yaml", merged.text.as_bytes(), found.clone()).expect("merged");
        prop_assert_eq!(&again.text, &merged.text);
        prop_assert_eq!(again.changes, vec![]);
        prop_assert_eq!(again.already_there, found.statements.len());
        // Every line of the old file is still there as it was, but for how far in it stands.
        let lines: Vec<&str> = merged.text.lines().map(str::trim).collect();
        for comment in corpus.lines().map(str::trim).filter(|line| line.starts_with('#')) {
            prop_assert!(lines.contains(&comment), "{comment}");
        }
    }
}

const SPEAKERS: &[&str] =
    &["Ann Arbor", "Chairwoman Arbor", "Bob", "Nobody Yet", "Question", "Wendy Sherman", "Deputy Secretary Sherman"];

const SENTENCES: &[&str] = &[
    "We will build the bridge before the winter.",
    "We will build the bridge before winter!",
    "It costs too much (laughter) and nobody wants it.",
    "It costs: too much, and nobody wants it at all.",
    "No.",
    "There was no commitment to de-escalate. Nor was there a statement that there would not be.",
    "#1 - \"true\" & {so} on",
];

/// Corpora as people lay them out.
const CORPORA: &[&str] = &[
    BUILT_IN,
    "",
    "# nothing yet\n",
    "title: One\n",
    "title: No line break at the end",
    "speakers:\nsessions:\nsources:\nstatements:\n",
    "speakers: {}\nsources: {}\nstatements: []\n",
    "statements:\n- {id: a, speaker: unattributed, text: No.}\n",
    "\u{feff}speakers:\r\n  ann: { name: Ann Arbor }\r\nstatements:\r\n  - id: a\r\n    speaker: ann\r\n    text: We will build the bridge before the winter.\r\n",
    "speakers:\n    ann:\n        name: Ann Arbor\n        aliases:\n        - Chairwoman Arbor\n# in between\nstatements:\n-   id: a\n    text: |\n        We will build the bridge\n\n        before the winter.\n    speaker: ann # who\n    topics: [x]\n\n\n-   speaker: ann\n    id: b\n    source: s\n    kind: direct\n    text: 'It costs too much and nobody wants it.'   # so\nsources:\n    s: {title: S}\n# the end\n",
    "speakers: { ann: { name: Ann Arbor, aliases: [ Chairwoman Arbor, ], }, bob: { name: Bob } } # who\nsources: { s: { title: S, passages: [ { text: We will build the bridge before the winter. } ] } }\nstatements: [\n  { id: a, speaker: ann, text: We will build the bridge before the winter., source: s }, # one\n  { id: b, speaker: bob, wordings: [ { text: It costs too much and nobody wants it } ] },\n]\n",
    "speakers:\n  ann: {name: Ann Arbor}\nsources:\n  file:\n    title: file\n    fidelity: transcript\n    passages:\n      # the first\n      - text: No.\n        is: full\n      - { text: Something else. }\nstatements:\n  # why\n  - id: a\n    speaker: ann\n    wordings:\n      - text: No.\n        source: file\n      # another\n      - text: Nope.\n    notes: >\n      folded\n      text\n",
    "speakers:\n  ann: {name: Ann Arbor}\nstatements:\n  - speaker: ann\n    text: We will build the bridge before the winter.\n    id: between\n    locator: p. 1\n  - id: paraphrase\n    speaker: ann\n    by: editor\n    text: It costs too much, and nobody wants it.\n",
];

#[test]
fn xml_that_would_grow_or_reach_outside_does_not() {
    let lols: String = (1..60).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let bomb =
        format!("<!DOCTYPE TEI [<!ENTITY l0 \"lol\">{lols}]><TEI><text><u who=\"#A\">a &l59; b</u></text></TEI>");
    let found = imported(Format::Tei, bomb.as_bytes()).expect("read");
    assert_eq!(found.collection.statements[0].value.text.as_deref(), Some("a b"));
    assert_eq!(found.problems[0].code, "unknown-entity");
    let outside = "<!DOCTYPE TEI [<!ENTITY f SYSTEM \"Cargo.toml\">]><TEI><text><u who=\"&f;\">&f;!</u></text></TEI>";
    let found = imported(Format::Tei, outside.as_bytes()).expect("read");
    assert!(!found.collection.yaml().expect("YAML").contains("onrecord\""));
    let deep = "<u>".repeat(100_000);
    assert!(imported(Format::Tei, deep.as_bytes()).is_err());
    let torn = "<TEI><text><u>so";
    assert!(
        matches!(imported(Format::Tei, torn.as_bytes()), Err(ImportError::Malformed(problem)) if problem.code == "xml-syntax")
    );
}

/// Who says what, one after another, as `speaker: words`.
fn said(format: Format, text: &str) -> Vec<String> {
    let found = imported(format, text.as_bytes()).expect("read").collection;
    opened(&found, text.as_bytes());
    let line = |speaker: &str, words: &str| format!("{speaker}: {words}");
    let all = found
        .statements
        .iter()
        .map(|entry| line(&entry.value.speaker.0.join("+"), entry.value.text.as_deref().unwrap_or_default()));
    all.collect()
}

#[test]
fn who_speaks_is_known_from_turn_to_turn() {
    for (format, text, wanted) in [
        // A line without a label goes on; an empty line begins another paragraph of the same turn.
        (Format::Transcript, "ANN: one\ntwo\n\nthree\nBOB: four\n", &["ann: one two", "ann: three", "bob: four"][..]),
        // In a transcript in capitals, other words before a colon are no label.
        (Format::Transcript, "ANN: one\nLook: two\n", &["ann: one Look: two"]),
        // The same man, and one who may be another.
        (Format::Transcript, "NED PRICE: a\n\nMR PRICE: b\n", &["ned-price: a", "ned-price: b"]),
        (
            Format::Transcript,
            "NED PRICE: a\n\nANN PRICE: b\n\nMR PRICE: c\n",
            &["ned-price: a", "ann-price: b", "mr-price: c"],
        ),
        (Format::Transcript, "ANN: a\n\nQ    And?\n\nANN: b\n", &["ann: a", "unattributed: And?", "ann: b"]),
        // Above the first turn nobody speaks.
        (Format::Transcript, "A hearing\n\nIn a hall\n\nANN: one\n", &["ann: one"]),
        // Captions that roll up say each line twice.
        (
            Format::WebVtt,
            "WEBVTT\n\n00:01.000 --> 00:02.000\nANN: one\n\n00:02.000 --> 00:03.000\nANN: one\ntwo\n\n00:03.000 --> 00:04.000\ntwo\nthree\n",
            &["ann: one two three"],
        ),
        (
            Format::WebVtt,
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>one\n\n00:02.000 --> 00:03.000\ntwo\n\n00:03.000 --> 00:04.000\n<v Bob>three\n",
            &["ann: one two", "bob: three"],
        ),
        (Format::Srt, "1\n00:00:01,0 --> 00:00:02,0\nso\n- no\n", &["unattributed: so", "unattributed: no"]),
        // Several documents in one file, each with people of its own; two speak together.
        (
            Format::Tei,
            "<teiCorpus><TEI><teiHeader><person xml:id=\"a\"><persName>Ann Lee</persName></person></teiHeader>\
             <text><u who=\"#a\">one</u></text></TEI><TEI><text><u who=\"#a #BobLow\">two<note>not</note></u></text></TEI></teiCorpus>",
            &["ann-lee: one", "ann-lee+bob-low: two"],
        ),
        (
            Format::Transcript,
            "Ann Lee: one\n\nDate: 2022-01-12\n\nNote: two\n\nBob Cox: three\n",
            &["ann-lee: one", "ann-lee: Note: two", "bob-cox: three"],
        ),
        (
            Format::Tei,
            "<TEI><text><u who=\"#AnnLee\">We <choice><sic>wlil</sic><corr>will</corr></choice><del>not</del> \
             <choice><abbr>asap</abbr><expan>as soon as possible</expan></choice>, <orig>yea</orig>.</u></text></TEI>",
            &["ann-lee: We will as soon as possible, yea."],
        ),
        (Format::Json, "{\"all\": [{\"speaker\": \"Ann\", \"text\": \"one\"}]}", &["ann: one"]),
        (Format::Tsv, "text\tspeaker\none\tAnn; Bob\n", &["ann+bob: one"]),
    ] {
        assert_eq!(said(format, text), wanted, "{text}");
    }
}

#[test]
fn what_a_file_is_is_known_by_its_name_and_its_beginning() {
    let guessed = |name: &str, beginning: &str| Format::guessed(name.as_ref(), beginning);
    for (name, beginning, wanted) in [
        ("x.vtt", "", Some(Format::WebVtt)),
        ("x.SRT", "", Some(Format::Srt)),
        ("x.jsonl.gz", "", Some(Format::JsonLines)),
        ("x.csv", "ANN: one\nBOB: two\n", Some(Format::Csv)),
        ("", "WEBVTT\n", Some(Format::WebVtt)),
        ("", "\n1\n00:00:01,000 --> 00:00:02,000\nso\n", Some(Format::Srt)),
        ("x.xml", "<?xml version=\"1.0\"?>\n<TEI>", Some(Format::Tei)),
        ("", "{\"speaker\": \"Ann\", \"text\": \"one\"}\n", Some(Format::JsonLines)),
        ("", "{\n\"all\": []}", Some(Format::Json)),
        ("", "[{", Some(Format::Json)),
        ("", "[\n  {", Some(Format::Json)),
        ("", "speaker,text\n", Some(Format::Csv)),
        ("", "[00:01:02] Ann Arbor: one\n\nBob: two\n", Some(Format::Transcript)),
        ("", "[Music]\n\nANN: one\n\nBOB: two\n", Some(Format::Transcript)),
        ("x.txt", "ANN: one\n\nBOB: two\n", Some(Format::Transcript)),
        ("x.bin", "\u{0}\u{1}", None),
    ] {
        assert_eq!(guessed(name, beginning), wanted, "{name} {beginning}");
    }
}

#[test]
fn what_may_be_another_statement_is_none_of_its_wordings() {
    let words = "We will build the bridge before the winter comes.";
    let corpus = |statement: &str| {
        format!(
            "speakers: {{ ann: {{ name: Ann }}, bob: {{ name: Bob }} }}\nsessions: {{ hall: {{ title: Hall, date: 2024-05-02 }} }}\n\
             statements:\n  - {{ {statement} }}\n"
        )
    };
    let new = |head: &str| format!("{head}\n\nANN: {words}\n\nBOB: Something else altogether.\n");
    let kept = format!("id: a, speaker: ann, kind: direct, text: \"{words}\"");
    for (statement, head, joined) in [
        (kept.clone(), "", true),
        (kept.replace("speaker: ann", "speaker: bob"), "", false),
        (format!("{kept}, date: 2023-01-01"), "Date: 2024-05-02", false),
        (format!("{kept}, date: 2024"), "Date: 2024-05-02", true),
        (format!("{kept}, session: hall"), "Date: 2024-05-02\nSession: Hall", true),
        (format!("{kept}, session: hall"), "Date: 2024-05-02\nSession: Square", false),
        (format!("{kept}, session: hall"), "Date: 2024-05-03", false),
        (kept.replace("will build", "will not build"), "", false),
        (format!("{kept}, by: editor"), "", false),
    ] {
        let (corpus, text) = (corpus(&statement), new(head));
        let found = imported(Format::Transcript, text.as_bytes()).expect("read").collection;
        let merged = merge("quotes.yaml", corpus.as_bytes(), found).expect("merged");
        let joins = merged.changes.iter().any(|change| matches!(change, Change::Wording { .. }));
        assert_eq!(joins, joined, "{statement} / {head}\n{}", merged.text);
    }
}
