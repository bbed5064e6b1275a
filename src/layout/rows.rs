//! A statement as a row of a list.

use crate::corpus::{Badge, Corpus, Kind, PartialDate, Standing, Wording, quoted};
use crate::memory::{Placed, Whereabouts};
use crate::search::{Highlighter, Hit};
use crate::settings::Role;
use crate::talk_list::Entry;
use crate::text::{ByteSpan, clip, display_width, wrap_limited};

use super::document::{LeadsTo, Link, Mark, Paragraph};
use super::hit::Point;
use super::worth::{Worth, doubt};

/// The most lines of words a row shows.
const MOST_LINES: usize = 3;

/// Columns left of the words: the cursor's bar and a space.
pub const ROW_MARGIN: usize = 2;

/// The most lines a name or the facts take.
const MOST_LINES_BESIDE: usize = 2;

/// A statement as a row: who, the words, and what they are worth, when and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who said it, and through whom it reached us.
    pub who: RowText,
    /// The badge, where it has room beside the name; else the facts begin with it.
    pub badge: Option<Badge>,
    /// The words.
    pub words: RowText,
    /// Session, date and kind.
    pub facts: RowText,
}

/// A part of a row, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowText {
    /// The text.
    pub paragraph: Paragraph,
    /// Its lines.
    pub lines: Vec<ByteSpan>,
    /// Whether some of it is left over that the row does not show.
    pub cut: bool,
}

impl RowText {
    fn new(paragraph: Paragraph, width: usize, limit: usize) -> Self {
        let (lines, cut) = wrap_limited(&paragraph.text, width, limit);
        Self { paragraph, lines, cut }
    }
}

impl Row {
    /// The lines it takes, with the empty one below.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.who.lines.len() + self.words.lines.len() + self.facts.lines.len() + 1
    }

    /// Where what stands at a place of the row leads to, in a list of `width` columns.
    #[must_use]
    pub fn leads_at(&self, at: Point, width: usize) -> Option<LeadsTo> {
        if let (0, Some(badge)) = (at.line, self.badge) {
            // It stands at the right, before the column that stays free.
            let right = width.saturating_sub(1);
            if (right.saturating_sub(display_width(&badge.to_string()))..right).contains(&at.column) {
                return leads_of_badge(badge);
            }
        }
        let column = at.column.checked_sub(ROW_MARGIN)?;
        let mut lines = self.texts().into_iter().flat_map(|text| text.lines.iter().map(move |line| (text, *line)));
        let (text, line) = lines.nth(at.line)?;
        text.paragraph.leads_at(line, column).cloned()
    }

    /// Whether what the words are worth can be seen where the row has only so many lines.
    #[must_use]
    pub const fn tells_worth_in(&self, lines: usize) -> bool {
        self.badge.is_some() || self.who.lines.len() + self.words.lines.len() < lines
    }

    /// Its texts, from above.
    #[must_use]
    pub const fn texts(&self) -> [&RowText; 3] {
        [&self.who, &self.words, &self.facts]
    }
}

/// What stands before the name of a bookmarked statement.
pub(super) const BOOKMARK_MARK: &str = "★ ";

/// The row of what was found, in a list of `width` columns.
#[must_use]
pub fn row(corpus: &Corpus, hit: Hit, highlighter: &Highlighter, bookmarked: bool, width: usize) -> Row {
    let wording = corpus.wording(hit.statement, hit.wording);
    // One column at the end stays free, so that nothing touches the next pane.
    let width = width.saturating_sub(ROW_MARGIN + 1);
    let who = who(corpus, wording, highlighter);
    let who = if bookmarked { led_by(BOOKMARK_MARK, Role::Active, who) } else { who };
    let facts = lit(Paragraph::new(facts(corpus, wording), Role::Dim), highlighter);
    laid_out(who, Some(wording.badge()), words_paragraph(wording, highlighter), facts, width)
}

/// The row of a statement in the list for a talk, from 0: its number stands before the name, and
/// the speaker's note behind the facts.
#[must_use]
pub fn my_talk_row(corpus: &Corpus, at: usize, entry: &Entry, hit: Option<Hit>, width: usize) -> Row {
    let width = width.saturating_sub(ROW_MARGIN + 1);
    let none = Highlighter::default();
    let number = format!("{} ", at + 1);
    let (who, badge, words, facts) = match hit.map(|hit| corpus.wording(hit.statement, hit.wording)) {
        Some(wording) => (
            who(corpus, wording, &none),
            Some(wording.badge()),
            words_paragraph(wording, &none),
            facts(corpus, wording),
        ),
        None => (
            Paragraph::new(&*entry.id, Role::Warning),
            None,
            Paragraph::new("Not in the corpus that is open. It stays in the list.", Role::Dim),
            String::new(),
        ),
    };
    let facts =
        [Some(facts).filter(|facts| !facts.is_empty()), entry.note.as_ref().map(|note| format!("Note: {note}"))];
    let facts = Paragraph::new(facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), Role::Dim);
    laid_out(led_by(&number, Role::Dim, who), badge, words, facts, width)
}

/// A bookmark as a row: the statement if the corpus has it, else what is known of it; and the note.
#[must_use]
pub fn bookmark_row(corpus: &Corpus, placed: &Placed, width: usize) -> Row {
    let width = width.saturating_sub(ROW_MARGIN + 1);
    let none = Highlighter::default();
    let bookmark = &placed.bookmark;
    let (who, badge, words, facts) = match placed.whereabouts.statement().map(|id| corpus.statement(id).primary()) {
        Some(wording) => (
            led_by(BOOKMARK_MARK, Role::Active, who(corpus, wording, &none)),
            Some(wording.badge()),
            words_paragraph(wording, &none),
            facts(corpus, wording),
        ),
        None => (
            led_by("lost: ", Role::Warning, Paragraph::new(&*bookmark.speaker, Role::Name)),
            None,
            Paragraph::new(&*bookmark.text, Role::Dim),
            String::new(),
        ),
    };
    let found = match placed.whereabouts {
        Whereabouts::ById(_) => None,
        Whereabouts::ByWords(_) => Some(format!("found by its words, not as `{}`", bookmark.id)),
        Whereabouts::ByNearWords(_) => {
            Some(format!("taken for what was `{}`: the words are nearly the same", bookmark.id))
        }
        Whereabouts::Lost => Some(format!(
            "neither `{}` nor these words are in the corpus any more, nor what they are worth",
            bookmark.id
        )),
    };
    let note = bookmark.note.as_ref().map(|note| format!("Note: {note}"));
    let facts = [note, Some(facts).filter(|facts| !facts.is_empty()), found];
    let facts = Paragraph::new(facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), Role::Dim);
    laid_out(who, badge, words, facts, width)
}

fn laid_out(who: Paragraph, badge: Option<Badge>, words: Paragraph, facts: Paragraph, width: usize) -> Row {
    let beside = badge.filter(|badge| display_width(&who.text) + 2 + display_width(&badge.to_string()) <= width);
    let facts = match badge {
        Some(badge) if beside.is_none() => led_by_badge(badge, facts),
        _ => facts,
    };
    Row {
        who: RowText::new(who, width, MOST_LINES_BESIDE),
        badge: beside,
        words: RowText::new(words, width, MOST_LINES),
        facts: RowText::new(facts, width, MOST_LINES_BESIDE),
    }
}

fn led_by_badge(badge: Badge, facts: Paragraph) -> Paragraph {
    let name = badge.to_string();
    let facts = led_by(" · ", facts.role, facts);
    led_by(&name, badge_role(badge), facts).leading_badge(ByteSpan::new(0, name.len()), badge)
}

/// What a badge leads to: everything with the same one, where a query can ask for that.
pub(super) fn leads_of_badge(badge: Badge) -> Option<LeadsTo> {
    let standing = match badge.standing {
        Standing::Of(fidelity) => Some(format!("fidelity:{}", fidelity.name())),
        Standing::Paraphrase => Some("is:paraphrase".to_owned()),
        Standing::Unstated | Standing::NoSource => None,
    };
    let is_unverified = badge.is_unverified() || badge.standing == Standing::NoSource;
    let unverified = is_unverified.then(|| "is:unverified".to_owned());
    let terms: Vec<String> = standing.into_iter().chain(unverified).collect();
    (!terms.is_empty()).then(|| LeadsTo::Query(terms.join(" ")))
}

impl Paragraph {
    /// Lets a badge lead to everything with the same one.
    pub(super) fn leading_badge(self, span: ByteSpan, badge: Badge) -> Self {
        match leads_of_badge(badge) {
            Some(leads_to) => self.leading(span, leads_to),
            None => self,
        }
    }
}

/// A paragraph with something before it.
fn led_by(lead: &str, role: Role, paragraph: Paragraph) -> Paragraph {
    let marks = paragraph.marks.into_iter().map(|mark| Mark { span: mark.span.shifted(lead.len()), ..mark });
    let mut led =
        Paragraph::new(format!("{lead}{}", paragraph.text), paragraph.role).marked(ByteSpan::new(0, lead.len()), role);
    led.marks.extend(marks);
    led.links = paragraph.links.into_iter().map(|link| Link { span: link.span.shifted(lead.len()), ..link }).collect();
    led
}

/// Who said it, and through whom: "Russian delegation via Jens Stoltenberg".
pub(super) fn who(corpus: &Corpus, wording: Wording<'_>, highlighter: &Highlighter) -> Paragraph {
    let name = corpus.speaker_names(wording.speakers()).len();
    let doubted = name + doubt_in_brackets(wording).len();
    let role = if wording.speakers().is_empty() { Role::Warning } else { Role::Name };
    let who = Paragraph::new(who_in_words(corpus, wording), Role::Dim)
        .marked(ByteSpan::new(0, name), role)
        .marked(ByteSpan::new(name, doubted), Role::Warning);
    lit(who, highlighter)
}

/// The same as a text, with the doubt where a program named the speaker: "Ann Lee (not reviewed) via
/// Jens Stoltenberg".
#[must_use]
pub fn who_in_words(corpus: &Corpus, wording: Wording<'_>) -> String {
    let names = corpus.speaker_names(wording.speakers());
    let doubt = doubt_in_brackets(wording);
    match wording.via() {
        [] => format!("{names}{doubt}"),
        via => format!("{names}{doubt} via {}", corpus.speaker_names(via)),
    }
}

/// The same in so many columns. Where it is too long, the doubt is left to what tells what the words are worth,
/// and the names are cut, but never so that nobody would know of a reporter.
#[must_use]
pub fn who_within(corpus: &Corpus, wording: Wording<'_>, width: usize) -> String {
    let whole = who_in_words(corpus, wording);
    if display_width(&whole) <= width {
        return whole;
    }
    let names = corpus.speaker_names(wording.speakers());
    let via = match wording.via() {
        [] => return clip(&names, width).into_owned(),
        via => format!(" via {}", corpus.speaker_names(via)),
    };
    let of_via = display_width(&via).min((width / 2).max(width.saturating_sub(display_width(&names))));
    format!("{}{}", clip(&names, width - of_via), clip(&via, of_via))
}

fn doubt_in_brackets(wording: Wording<'_>) -> String {
    doubt(wording.statement()).map_or_else(String::new, |doubt| format!(" ({doubt})"))
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
        .worth(Worth::of(wording))
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
#[must_use]
pub const fn badge_role(badge: Badge) -> Role {
    match badge.standing {
        Standing::Of(crate::corpus::Fidelity::Transcript | crate::corpus::Fidelity::Report) if badge.verified => {
            Role::GoodBadge
        }
        _ => Role::WarningBadge,
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
