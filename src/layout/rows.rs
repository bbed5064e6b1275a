//! A statement as a row of a list.

use crate::corpus::{Badge, Corpus, Kind, PartialDate, Standing, Wording, quoted};
use crate::search::{Highlighter, Hit};
use crate::settings::Role;
use crate::text::{ByteSpan, wrap_limited};

use super::document::Paragraph;

/// The most lines of words a row shows.
const MOST_LINES: usize = 3;

/// Columns left of the words: the cursor's bar and a space.
pub(super) const ROW_MARGIN: usize = 2;

/// A statement as a row: who, the words, when and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who said it, and through whom it reached us.
    pub who: Paragraph,
    /// What the words are worth.
    pub badge: Badge,
    /// The words.
    pub words: Paragraph,
    /// The lines of the words.
    pub lines: Vec<ByteSpan>,
    /// Whether words are left over that the row does not show.
    pub cut: bool,
    /// Session, date and kind.
    pub facts: Paragraph,
}

impl Row {
    /// The lines it takes, with the empty one below.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.lines.len() + 3
    }
}

/// The row of what was found, in a list of `width` columns.
#[must_use]
pub fn row(corpus: &Corpus, hit: Hit, highlighter: &Highlighter, width: usize) -> Row {
    let wording = corpus.wording(hit.statement, hit.wording);
    let words = words_paragraph(wording, highlighter);
    // Two columns of margin, and one at the end so that nothing touches the border.
    let (lines, cut) = wrap_limited(&words.text, width.saturating_sub(ROW_MARGIN + 1), MOST_LINES);
    Row {
        who: who(corpus, wording, highlighter),
        badge: wording.badge(),
        words,
        lines,
        cut,
        facts: lit(Paragraph::new(facts(corpus, wording), Role::Dim), highlighter),
    }
}

/// Who said it, and through whom: "Russian delegation via Jens Stoltenberg".
pub(super) fn who(corpus: &Corpus, wording: Wording<'_>, highlighter: &Highlighter) -> Paragraph {
    let names = corpus.speaker_names(wording.speakers());
    let name_span = ByteSpan::new(0, names.len());
    let role = if wording.speakers().is_empty() { Role::Warning } else { Role::Name };
    let text = match wording.via() {
        [] => names,
        via => format!("{names} via {}", corpus.speaker_names(via)),
    };
    lit(Paragraph::new(text, Role::Dim).marked(name_span, role), highlighter)
}

/// Lights what the query matched in a name or a title.
fn lit(paragraph: Paragraph, highlighter: &Highlighter) -> Paragraph {
    let spans = highlighter.spans(&paragraph.text);
    paragraph.marked_all(spans, Role::Match)
}

/// The words of a wording as they are set down, with what the query matched lit.
pub(super) fn words_paragraph(wording: Wording<'_>, highlighter: &Highlighter) -> Paragraph {
    let quoted = quoted(wording);
    let role = if wording.is_paraphrase() { Role::Paraphrase } else { Role::Text };
    let matched = highlighter.spans(wording.text()).into_iter().map(|span| span.shifted(quoted.words.start()));
    let end = quoted.text.len();
    Paragraph::new(quoted.text, role)
        .marked(ByteSpan::new(0, quoted.quote.start()), Role::Frame)
        .marked(ByteSpan::new(quoted.quote.end(), end), Role::Frame)
        .marked_all(matched, Role::Match)
}

/// "NATO–Russia Council · 12 Jan 2022 · fragment"
fn facts(corpus: &Corpus, wording: Wording<'_>) -> String {
    let session = wording.session().map(|id| corpus.session(id).title.clone());
    let date = wording.date().map(PartialDate::short);
    [session, date, Some(wording.kind().name().to_owned())].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The role of a badge: whatever is not plainly the speaker's own words warns.
pub(super) const fn badge_role(badge: Badge) -> Role {
    match badge.standing {
        Standing::Of(crate::corpus::Fidelity::Transcript | crate::corpus::Fidelity::Report) if badge.verified => Role::GoodBadge,
        _ => Role::WarningBadge,
    }
}

impl Row {
    /// What the badge is.
    #[must_use]
    pub const fn badge_role(&self) -> Role {
        badge_role(self.badge)
    }
}

/// What a kind means, for somebody who sees the word for the first time.
pub(super) const fn kind_meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct: a full quote",
        Kind::Fragment => "fragment: words quoted inside a sentence",
        Kind::Indirect => "indirect: reported, without quote marks",
    }
}
