//! A statement's citation in words, for the formats that people read.

use super::entry::Entry;
use super::words::in_one_line;
use crate::corpus::{Kind, PartialDate, Speaker};
use crate::text::GAP;

/// "Wendy Sherman, Deputy Secretary of State (United States)"
pub(super) fn with_office(speaker: &Speaker) -> String {
    let role = speaker.role.as_ref().map_or_else(String::new, |role| format!(", {role}"));
    let affiliation = speaker.affiliation.as_ref().map_or_else(String::new, |of| format!(" ({of})"));
    format!("{}{role}{affiliation}", speaker.name)
}

impl Entry<'_> {
    /// Who said it, with their offices, and through whom it reached us: "Russian delegation
    /// (Russia), as reported by Jens Stoltenberg".
    #[must_use]
    pub fn attribution(self) -> String {
        let speakers: Vec<String> = self.speakers().map(with_office).collect();
        let said_by = match speakers.as_slice() {
            [] => self.speaker_names(),
            [only] => only.clone(),
            [first @ .., last] => format!("{}; and {last}", first.join("; ")),
        };
        match self.reporter_names() {
            Some(names) => format!("{said_by}, as reported by {names}"),
            None => said_by,
        }
    }

    /// Where and when it was said: "NATO–Russia Council, press conference, Brussels, 12
    /// January 2022".
    #[must_use]
    pub fn occasion(self) -> Option<String> {
        let session = self.session();
        let parts = [
            session.map(|session| session.title.clone()),
            self.wording().setting().map(str::to_owned),
            session.and_then(|session| session.place.clone()),
            self.wording().date().map(PartialDate::in_words),
        ];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// Who said it and where: what stands below a quote.
    #[must_use]
    pub(super) fn signature(self) -> String {
        [Some(self.attribution()), self.occasion()].into_iter().flatten().collect::<Vec<_>>().join(". ")
    }

    /// Where the words stand: "Sherman: NATO in complete unity, The Hill, 12 January 2022,
    /// par. 6".
    #[must_use]
    pub fn found_in(self) -> Option<String> {
        let source = self.source()?;
        let locator = self.wording().locator().map_or_else(String::new, |at| format!(", {at}"));
        Some(format!("{}{locator}", source.in_words()))
    }

    /// All of it in one line, with what the words are worth: what goes below a quote.
    #[must_use]
    pub fn citation(self) -> String {
        let found_in = self.found_in().map_or_else(String::new, |found_in| format!(". {found_in}"));
        format!("{}{found_in} [{}]", self.signature(), self.status())
    }
}

/// The most characters of a quote that a title of a reference has.
const LONGEST_TITLE: usize = 80;

/// The beginning of a quote, with the cut marked.
pub(super) fn shortened(quote: &str) -> String {
    let quote = in_one_line(quote);
    let Some((end, _)) = quote.char_indices().nth(LONGEST_TITLE) else { return quote };
    let beginning = quote[..end].rsplit_once(' ').map_or(&quote[..end], |(beginning, _)| beginning);
    // The quote mark that the cut took away is put back.
    let closing = if beginning.contains('“') && !beginning.contains('”') { "”" } else { "" };
    format!("{} {GAP}{closing}", beginning.trim_end())
}

impl Entry<'_> {
    /// The words as a title, which those who lay out references put into quote marks of their
    /// own. What is not quoted says so, as it would stand in them too.
    #[must_use]
    pub(super) fn title(self) -> String {
        let is_quoted = self.wording().kind() != Kind::Indirect && !self.wording().is_paraphrase();
        match (is_quoted, self.wording().frame()) {
            (true, None) => self.words().into_owned(),
            (true, Some(_)) => self.quote(),
            (false, _) if self.wording().is_paraphrase() => format!("Paraphrase: {}", self.quote()),
            (false, _) => format!("Reported, not quoted: {}", self.quote()),
        }
    }

    /// What the words are worth, in a sentence for the remarks of a reference.
    #[must_use]
    pub(super) fn remark(self) -> String {
        let via = self.reporter_names().map(|names| format!("as reported by {names}"));
        let parts = [Some(self.status()), via].into_iter().flatten();
        let caveats = self.caveats().into_iter().map(str::to_owned);
        parts.chain(caveats).collect::<Vec<_>>().join("; ")
    }
}
