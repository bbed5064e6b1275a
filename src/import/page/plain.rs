//! An article as plain paragraphs, with what its file says of the whole.

use crate::corpus::PartialDate;
use crate::text::ByteSpan;

use crate::import::article::paragraphs;
use crate::import::dates::{date_line, told_date};

/// An article made plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<PartialDate>,
    /// What a field called date says, where that is none.
    pub(super) unread_date: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// Its paragraphs, with an empty line between two of them.
    pub(super) text: String,
}

/// The longest first line that is a title, in bytes.
const LONGEST_TITLE: usize = 200;
/// The date of an article stands in one of its first paragraphs.
const HEAD: usize = 6;

impl Page {
    /// A plain text. Its title is a first paragraph that is no sentence, its date a line of its own
    /// near the top.
    pub(super) fn plain(text: &str) -> Self {
        let mut page = Self::default();
        let lines: Vec<&str> = paragraphs(text)
            .into_iter()
            .map(|paragraph| paragraph.of(text))
            .filter(|line| !is_boilerplate(line))
            .collect();
        page.date = lines.iter().take(HEAD).find_map(|line| date_line(line));
        let title = lines.first().filter(|line| is_title(line));
        page.title = title.map(|title| one_line(title));
        page.take_paragraphs(lines.iter().map(|line| one_line(line)));
        page
    }

    /// Takes what a field called date says.
    pub(super) fn take_date(&mut self, told: String) {
        self.date = told_date(&told);
        self.unread_date = self.date.is_none().then_some(told);
    }

    /// Takes paragraphs, but for what only belongs to a page of the web.
    pub(super) fn take_paragraphs(&mut self, paragraphs: impl Iterator<Item = String>) {
        for paragraph in paragraphs.filter(|paragraph| !paragraph.is_empty() && !is_boilerplate(paragraph)) {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(&paragraph);
        }
    }
}

fn is_title(line: &str) -> bool {
    let sentence = line.ends_with('.') && !line.ends_with("..");
    line.len() <= LONGEST_TITLE && !sentence && !line.starts_with(['"', '“', '«', '„']) && date_line(line).is_none()
}

/// A text with single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How paragraphs begin that belong to the page and not to the article.
const BEGINNINGS: [&str; 22] = [
    "read more",
    "read also",
    "also read",
    "see also",
    "related:",
    "related articles",
    "more on this story",
    "sign up",
    "subscribe",
    "share this",
    "share on",
    "follow us",
    "advertisement",
    "post a comment",
    "previous post",
    "next post",
    "copyright ©",
    "©",
    "all rights reserved",
    "click here",
    "skip to",
    "leave a comment",
];
/// A longer paragraph is one of the article, whatever it begins with.
const LONGEST_BOILERPLATE: usize = 160;

fn is_boilerplate(paragraph: &str) -> bool {
    if paragraph.len() > LONGEST_BOILERPLATE || paragraph.ends_with(['"', '”']) {
        return false;
    }
    let lower = paragraph.to_lowercase();
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

/// The paragraphs of the page's text.
impl Page {
    pub(super) fn paragraphs(&self) -> Vec<ByteSpan> {
        let mut start = 0;
        self.text
            .split("\n\n")
            .map(|paragraph| {
                let span = ByteSpan::new(start, start + paragraph.len());
                start = span.end() + 2;
                span
            })
            .filter(|span| !span.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_page_is_left_out() {
        let page = Page::plain(
            "Fleet stays in port\n\nJanuary 12, 2022\n\nIt stays.\n\nPost a Comment\n\nPrevious Post Next Post",
        );
        assert_eq!(page.title.as_deref(), Some("Fleet stays in port"));
        assert_eq!(page.text, "Fleet stays in port\n\nJanuary 12, 2022\n\nIt stays.");
        assert_eq!(page.date, "2022-01-12".parse().ok());
    }
}
