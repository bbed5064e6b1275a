//! An article on a page of the web: its paragraphs, without what stands around them.

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use super::plain::{Page, one_line};

/// Elements that never hold words of an article.
const DROPPED: [&str; 26] = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "form",
    "figure",
    "figcaption",
    "button",
    "svg",
    "iframe",
    "select",
    "option",
    "label",
    "input",
    "textarea",
    "video",
    "audio",
    "picture",
    "canvas",
    "object",
    "dialog",
    "menu",
    "head",
];

/// Words in the class, the id or the role of what stands around an article.
const AROUND: [&str; 24] = [
    "share",
    "sharing",
    "social",
    "related",
    "newsletter",
    "cookie",
    "consent",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "sidebar",
    "comments",
    "subscribe",
    "subscription",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "recommended",
    "paywall",
    "banner",
    "navigation",
    "popup",
];

/// Elements that begin a paragraph.
const BLOCKS: [&str; 22] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "div",
    "section",
    "article",
    "main",
    "pre",
    "dd",
    "dt",
    "td",
    "tr",
    "br",
    "hr",
    "body",
    "header",
];

/// With so many paragraphs marked as such, only those are read.
const ENOUGH: usize = 3;

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    let mut page = Page {
        title: meta(&document, &["og:title", "twitter:title"])
            .or_else(|| first_text(&document, "h1"))
            .or_else(|| first_text(&document, "title")),
        publisher: meta(&document, &["og:site_name"]),
        author: meta(&document, &["author"]),
        url: attribute(&document, "link[rel=canonical]", "href").or_else(|| meta(&document, &["og:url"])),
        language: attribute(&document, "html", "lang"),
        ..Page::default()
    };
    if let Some(date) = meta(&document, &["article:published_time", "date", "pubdate", "datePublished"]) {
        page.take_date(date);
    }
    page.url = page.url.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let root = root(&document);
    let mut paragraphs = Vec::new();
    for (tag, text) in blocks(root) {
        paragraphs.push((tag, text));
    }
    let marked = |tag: &str| matches!(tag, "p" | "h1" | "h2" | "h3" | "li" | "blockquote");
    if paragraphs.iter().filter(|(tag, _)| tag == "p").count() >= ENOUGH {
        paragraphs.retain(|(tag, _)| marked(tag));
    }
    let mut texts: Vec<String> = paragraphs.into_iter().map(|(_, text)| text).collect();
    if let Some(title) = &page.title
        && texts.first().is_some_and(|first| first != title)
        && !texts.contains(title)
    {
        texts.insert(0, title.clone());
    }
    page.take_paragraphs(texts.into_iter());
    page
}

/// The element that holds the article: the first one that says so and has words enough.
fn root(document: &Html) -> ElementRef<'_> {
    for name in ["article", "main", "[role=main]"] {
        let Ok(selector) = Selector::parse(name) else { continue };
        let found =
            document.select(&selector).take(8).find(|element| element.text().map(str::len).sum::<usize>() >= 200);
        if let Some(element) = found {
            return element;
        }
    }
    document.root_element()
}

/// The blocks of an element with their text, in order. The tree is walked without recursion, so its
/// depth does not matter.
fn blocks(root: ElementRef<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut tags: Vec<String> = vec![String::new()];
    let mut text = String::new();
    let mut dropped = 0_usize;
    let close = |tag: &str, text: &mut String, found: &mut Vec<(String, String)>| {
        let line = one_line(text);
        text.clear();
        if !line.is_empty() {
            found.push((tag.to_owned(), line));
        }
    };
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) if dropped == 0 => text.push_str(words),
                Node::Element(element) if dropped > 0 || is_dropped(element) => dropped += 1,
                Node::Element(element) if BLOCKS.contains(&element.name()) => {
                    close(tags.last().map_or("", String::as_str), &mut text, &mut found);
                    tags.push(element.name().to_owned());
                }
                Node::Element(element) if element.name() == "q" => text.push('“'),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if dropped > 0 => dropped -= 1,
                Node::Element(element) if BLOCKS.contains(&element.name()) => {
                    let tag = tags.pop().unwrap_or_default();
                    close(&tag, &mut text, &mut found);
                }
                Node::Element(element) if element.name() == "q" => text.push('”'),
                _ => {}
            },
        }
    }
    close("", &mut text, &mut found);
    found
}

fn is_dropped(element: &Element) -> bool {
    if DROPPED.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
    {
        return true;
    }
    if matches!(element.name(), "html" | "body" | "article" | "main" | "p") {
        return false;
    }
    let names = [element.attr("class"), element.attr("id"), element.attr("role")];
    let words = names.into_iter().flatten().flat_map(|names| names.split(|c: char| !c.is_ascii_alphanumeric()));
    words.into_iter().any(|word| AROUND.iter().any(|around| word.eq_ignore_ascii_case(around)))
}

fn meta(document: &Html, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let by_name = attribute(document, &format!("meta[name=\"{name}\"]"), "content");
        let by_property = || attribute(document, &format!("meta[property=\"{name}\"]"), "content");
        by_name.or_else(by_property).or_else(|| attribute(document, &format!("meta[itemprop=\"{name}\"]"), "content"))
    })
}

fn attribute(document: &Html, selector: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let value = document.select(&selector).next()?.value().attr(name)?;
    Some(one_line(value)).filter(|value| !value.is_empty())
}

fn first_text(document: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let text: String = document.select(&selector).next()?.text().collect();
    Some(one_line(&text)).filter(|text| !text.is_empty())
}
