//! A new statement before it is in a file: a small document that a person fills in.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::append::{SECTIONS, statements};
use super::pen::set_text;
use crate::corpus::{Corpus, SessionId, SpeakerId, Statement, UNATTRIBUTED, short_key};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::text::{ByteSpan, Folding, folded, patched};
use crate::yaml::{Node, Value, parse, scalar};

/// A statement that is being written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file it will be added to.
    pub target: PathBuf,
    /// The corpus it is written for.
    pub corpus: Arc<Corpus>,
    /// What the person began with.
    pub template: String,
    /// The file that is being written, once there is one.
    pub file: Option<PathBuf>,
    /// The line at which to go on, from 1.
    pub line: usize,
}

/// What is known of a new statement before it is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proposal {
    /// Who said it.
    pub speaker: Option<SpeakerId>,
    /// Where.
    pub session: Option<SessionId>,
}

impl Draft {
    /// A draft for a file of this corpus.
    #[must_use]
    pub fn new(target: PathBuf, corpus: Arc<Corpus>, proposal: Proposal) -> Self {
        let name = target.file_name().map_or_else(|| "quotes.yaml".into(), |name| name.to_string_lossy());
        let template = template(&name, &corpus, proposal);
        let line = template.lines().position(|line| line.trim() == "text:").map_or(1, |at| at + 1);
        Self { target, corpus, template, file: None, line }
    }
}

/// As many ids are told at the end of a template.
const MOST_IDS: usize = 100;

/// A document to be filled in.
#[must_use]
pub fn template(file: &str, corpus: &Corpus, proposal: Proposal) -> String {
    let value = |key: Option<&str>| key.map(|key| format!(" {}", scalar(key))).unwrap_or_default();
    let speaker = value(proposal.speaker.map(|id| &*corpus.speaker(id).key));
    let session = value(proposal.session.map(|id| &*corpus.session(id).key));
    let mut out = format!(
        "# A new statement for {file}. Fill in what is known, save, and close the editor.\n\
         # Left as it is, nothing is added. These remarks do not come into the file.\n\
         statements:\n\
         \x20 # A name without spaces. Left empty, it is made from the words.\n\
         \x20 - id:\n\
         \x20   # Who said it: an id, or several as [one, two]; unattributed where nobody knows.\n\
         \x20   speaker:{speaker}\n\
         \x20   # Who reported it, where it is known only through somebody.\n\
         \x20   via:\n\
         \x20   session:{session}\n\
         \x20   # Where it was said in no session: 2022-01-12, 2022-01 or 2022.\n\
         \x20   date:\n\
         \x20   # direct: a full quote. fragment: quoted inside a sentence. indirect: reported.\n\
         \x20   kind:\n\
         \x20   topics:\n\
         \x20   # The document that has the words so, and where they stand in it.\n\
         \x20   source:\n\
         \x20   locator:\n\
         \x20   # The words, without quote marks; […] is a gap.\n\
         \x20   text:\n\
         \n\
         # Whoever or whatever is new is defined here: take away the # and the space behind it.\n\
         # speakers:\n\
         #   new-speaker: {{ name: , role: , affiliation: }}\n\
         # sessions:\n\
         #   new-session: {{ title: , date: , place: }}\n\
         # sources:\n\
         #   new-source: {{ title: , publisher: , date: , url: , fidelity: report }}\n"
    );
    let known: [(&str, Vec<(&str, &str)>); 3] = [
        ("speakers", corpus.speakers().map(|(_, speaker)| (&*speaker.key, &*speaker.name)).collect()),
        ("sessions", corpus.sessions().map(|(_, session)| (&*session.key, &*session.title)).collect()),
        ("sources", corpus.sources().map(|(_, source)| (&*source.key, &*source.title)).collect()),
    ];
    for (what, things) in known.into_iter().filter(|(_, things)| !things.is_empty()) {
        let _ = writeln!(out, "\n# The {what} there are:");
        for (key, name) in things.iter().take(MOST_IDS) {
            // A name may hold a line break, which would end the remark.
            let name: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            let _ = writeln!(out, "#   {key}: {name}");
        }
        if things.len() > MOST_IDS {
            let _ = writeln!(out, "#   and {} more", things.len() - MOST_IDS);
        }
    }
    out
}

/// A draft that was filled in.
#[derive(Debug)]
pub(super) struct Filled {
    /// What the person wrote, with the ids that were left to us. Its lines are theirs.
    pub(super) with_ids: SourceText,
    /// The same without our remarks and without empty fields.
    pub(super) clean: SourceText,
    /// The ids of its statements.
    pub(super) ids: Vec<String>,
}

/// Reads what a person made of a template. `None` where nothing is to be added.
pub(super) fn fill(draft: &Draft, name: &str, text: &str) -> Result<Option<Filled>, Vec<Diagnostic>> {
    if text.trim() == draft.template.trim() {
        return Ok(None);
    }
    let source = SourceText::new(name, text);
    let tree = parse(&source).map_err(|problem| vec![*problem])?;
    let is_void = |(_, node): &(_, Node<'_>)| node.is_empty();
    if tree.entries().iter().all(is_void) && !matches!(tree.value, Value::List(_) | Value::Text(_)) {
        return Ok(None);
    }
    let strangers: Vec<Diagnostic> = tree
        .entries()
        .iter()
        .filter(|(key, _)| !SECTIONS.contains(&&*key.text))
        .map(|(key, _)| {
            let message = format!("`{}` is nothing that can be added", key.text);
            let help = format!("what can be added: {}", SECTIONS.join(", "));
            Diagnostic::error("unknown-field", message, source.place(key.span)).with_help(help)
        })
        .collect();
    if !strangers.is_empty() {
        return Err(strangers);
    }
    let (with_ids, ids) = with_ids(&tree, text, &draft.corpus);
    let with_ids = SourceText::new(name, with_ids);
    let clean = SourceText::new(name, clean(&with_ids, &draft.template).map_err(|problem| vec![*problem])?);
    let taken = taken(&with_ids, &draft.corpus);
    if taken.is_empty() { Ok(Some(Filled { with_ids, clean, ids })) } else { Err(taken) }
}

/// Gives an id to each statement whose own is left empty.
fn with_ids(tree: &Node<'_>, text: &str, corpus: &Corpus) -> (String, Vec<String>) {
    let mut taken: BTreeSet<String> = corpus
        .statements()
        .flat_map(|statement| [statement.key(), short_key(statement.key())])
        .map(str::to_owned)
        .collect();
    taken.insert(UNATTRIBUTED.to_owned());
    let given = |statement: &Node<'_>| statement.field("id").and_then(Node::trimmed).map(str::to_owned);
    taken.extend(statements(tree).iter().filter_map(given));
    let mut patches = Vec::new();
    let mut ids = Vec::new();
    for statement in statements(tree) {
        if let Some(id) = given(statement) {
            ids.push(id);
            continue;
        }
        let wording = statement.field("wordings").and_then(|list| list.items().first());
        let words = statement.field("text").or_else(|| wording?.field("text")).and_then(Node::trimmed);
        let id = free_id(words.unwrap_or_default(), &taken);
        patches.extend(set_text(text, statement, "id", &id));
        taken.insert(id.clone());
        ids.push(id);
    }
    (patched(text, patches), ids)
}

/// As many words of a statement make its id.
const WORDS_OF_ID: usize = 5;

/// An id made from words, which nothing has.
fn free_id(words: &str, taken: &BTreeSet<String>) -> String {
    let folded = folded(words, Folding::Search);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stem = match words.get(..words.len().min(WORDS_OF_ID)) {
        Some(words) if !words.is_empty() => words.join("-"),
        _ => "statement".to_owned(),
    };
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(stem)
}

/// Takes away the remarks of the template, and the lines of fields that are left empty.
fn clean(source: &SourceText, template: &str) -> Result<String, Box<Diagnostic>> {
    let text = source.text();
    let tree = parse(source)?;
    let empty = statements(&tree).iter().flat_map(|statement| {
        let is_left_out = |node: &Node<'_>| matches!(node.value, Value::Null) && node.span.is_empty();
        statement.entries().iter().skip(1).filter(move |(_, node)| is_left_out(node)).map(|(key, _)| key)
    });
    let empty: BTreeSet<usize> = empty
        .filter(|key| text[..key.span.start()].ends_with([' ', '\n']))
        .map(|key| source.line_at(key.span.start()))
        .collect();
    let remarks: BTreeSet<&str> = template.lines().map(str::trim).filter(|line| line.starts_with('#')).collect();
    let stays = |(at, line): &(usize, &str)| {
        let trimmed = line.trim();
        let is_ours = trimmed.starts_with('#') && remarks.contains(trimmed);
        let is_empty_field =
            empty.contains(&(at + 1)) && trimmed.split('#').next().is_some_and(|field| field.trim_end().ends_with(':'));
        !is_ours && !is_empty_field
    };
    Ok(text.split_inclusive('\n').enumerate().filter(stays).map(|(_, line)| line).collect())
}

/// The ids that something of the corpus has already.
fn taken(source: &SourceText, corpus: &Corpus) -> Vec<Diagnostic> {
    let Ok(tree) = parse(source) else { return Vec::new() };
    let mut problems = Vec::new();
    let mut look = |what: &str, id: &str, span: ByteSpan, is_taken: bool| {
        if is_taken {
            let message = format!("there is a {what} `{id}` already");
            problems
                .push(Diagnostic::error("duplicate-id", message, source.place(span)).with_help("give it another id"));
        }
    };
    let keys = |section: &str| tree.field(section).map_or(&[][..], Node::entries);
    for (key, _) in keys("speakers") {
        let is_taken = have(corpus.speakers().map(|(_, speaker)| &*speaker.key), &key.text);
        look("speaker", &key.text, key.span, is_taken);
    }
    for (key, _) in keys("sessions") {
        let is_taken = have(corpus.sessions().map(|(_, session)| &*session.key), &key.text);
        look("session", &key.text, key.span, is_taken);
    }
    for (key, _) in keys("sources") {
        let is_taken = have(corpus.sources().map(|(_, source)| &*source.key), &key.text);
        look("source", &key.text, key.span, is_taken);
    }
    for statement in statements(&tree) {
        if let Some(id) = statement.field("id")
            && let Some(key) = id.trimmed()
        {
            look("statement", key, id.span, have(corpus.statements().map(Statement::key), key));
        }
    }
    problems
}

/// Whether one of these has an id in its file. Where several files have an id, the corpus has it with their
/// names before it.
fn have<'c>(mut keys: impl Iterator<Item = &'c str>, id: &str) -> bool {
    keys.any(|key| key == id || short_key(key) == id)
}
