//! An article in Markdown.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::plain::{Page, one_line};
use crate::import::dates::date_line;

/// Reads an article: its paragraphs and headings without their markup. Code, images and raw HTML are
/// left out; a title and a date may stand in a block of metadata at the top.
pub(super) fn read(markdown: &str) -> Page {
    let mut page = Page::default();
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    let mut dropped = 0_usize;
    let mut metadata = false;
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => metadata = false,
            Event::Text(words) if metadata => take_metadata(&mut page, &words),
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::Table(_)) => dropped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::Table) => {
                dropped = dropped.saturating_sub(1);
            }
            Event::Text(words) | Event::Code(words) if dropped == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            // An inner list ends the words before it.
            Event::Start(Tag::List(_) | Tag::Item) if dropped == 0 => {
                paragraphs.push(one_line(&std::mem::take(&mut text)));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                let line = one_line(&std::mem::take(&mut text));
                if page.title.is_none() && matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1))) {
                    page.title = Some(line.clone());
                }
                paragraphs.push(line);
            }
            _ => {}
        }
    }
    paragraphs.push(one_line(&text));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    page.date = page.date.or_else(|| paragraphs.iter().take(6).find_map(|line| date_line(line)));
    page.take_paragraphs(paragraphs.into_iter());
    page
}

fn take_metadata(page: &mut Page, block: &str) {
    for line in block.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = one_line(value.trim().trim_matches(['"', '\'']));
        if value.is_empty() {
            continue;
        }
        match name.trim() {
            "title" => page.title = Some(value),
            "date" => page.take_date(value),
            "author" => page.author = Some(value),
            "publisher" => page.publisher = Some(value),
            "url" => page.url = Some(value),
            "language" | "lang" => page.language = Some(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_inner_lists_are_paragraphs_of_their_own() {
        let page = read("# Talks\n\n- Ann Lee: one\n  - Bob Cox: two\n    1. Cy: three\n  - four\n- five\n");
        assert_eq!(page.text, "Talks\n\nAnn Lee: one\n\nBob Cox: two\n\nCy: three\n\nfour\n\nfive");
    }
}
