//! Dates as foreign texts have them.

use crate::corpus::PartialDate;

/// The date that a field called so tells: `2022-01-12` with or without a time behind it, `2022-01`, `2022`, or a day
/// in English words.
pub(super) fn told_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| text.parse().ok()).or_else(|| date_line(text))
}

/// The date that a line consists of: "January 12, 2022", "Published: 12 Jan 2022".
pub(super) fn date_line(line: &str) -> Option<PartialDate> {
    if line.len() > 60 {
        return None;
    }
    let lower = line.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || ",:|•·".contains(c)).filter(|word| !word.is_empty()).collect();
    words.retain(|word| {
        !INTRODUCTIONS.contains(word)
            && !DAYS.iter().any(|day| word.starts_with(day) && word.len() >= 3 && word.len() <= 9)
    });
    if let [iso] = words[..] {
        return iso.get(..10).unwrap_or(iso).parse().ok().filter(|_| iso.len() >= 10);
    }
    let [one, other, year, ..] = words[..] else { return None };
    let number = |word: &str| word.trim_end_matches(['.', 's', 't', 'n', 'd', 'r', 'h']).parse::<u8>().ok();
    let month = |word: &str| {
        let word = word.trim_end_matches('.');
        (word.len() >= 3)
            .then(|| MONTHS.iter().position(|month| month.starts_with(word) || *month == "september" && word == "sept"))
            .flatten()
    };
    let (day, month) = match (month(one), month(other)) {
        (Some(month), None) => (number(other)?, month + 1),
        (None, Some(month)) => (number(one)?, month + 1),
        _ => return None,
    };
    let year = year.parse::<u16>().ok().filter(|year| *year > 1000)?;
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// Words before a date.
const INTRODUCTIONS: [&str; 8] = ["published", "posted", "updated", "on", "date", "last", "first", "at"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Details, Format, Material, import};

    #[test]
    fn a_date_stands_in_a_line_of_its_own() {
        for (line, date) in [
            ("January 12, 2022", Some("2022-01-12")),
            ("Published: Wednesday, 12 Jan 2022 10:15 GMT", Some("2022-01-12")),
            ("2022-01-12", Some("2022-01-12")),
            ("Updated 3rd March 2021", Some("2021-03-03")),
            ("Sept. 5, 2020", Some("2020-09-05")),
            ("A view of the hall on January 12, 2022, in the afternoon, from the gallery.", None),
            ("February 31, 2022", None),
            ("12 men", None),
            ("Wednesday", None),
        ] {
            assert_eq!(date_line(line), date.map(|date| date.parse().expect("a date")), "{line}");
        }
    }

    #[test]
    fn a_field_tells_its_date_in_every_form() {
        for (text, date) in [
            ("2022-01-12", Some("2022-01-12")),
            ("2022-01-12T10:15:00Z", Some("2022-01-12")),
            (" 2022-01 ", Some("2022-01")),
            ("2022", Some("2022")),
            ("January 12, 2022", Some("2022-01-12")),
            ("12 January 2022", Some("2022-01-12")),
            ("some day", None),
        ] {
            assert_eq!(told_date(text), date.map(|date| date.parse().expect("a date")), "{text}");
        }
    }

    #[test]
    fn a_date_in_the_head_of_a_file_is_read_in_every_format_or_told() {
        for (format, name, text) in [
            (Format::Transcript, "x.txt", "Date: DATE\n\nANN: one\n\nBOB: two\n"),
            (Format::WebVtt, "x.vtt", "WEBVTT - A talk\nDate: DATE\n\n00:01.000 --> 00:02.000\nANN: one\n"),
            (Format::Article, "x.md", "---\ndate: DATE\n---\n\n# A talk\n\n“One two three four,” said Ann Lee.\n"),
            (
                Format::Article,
                "x.html",
                "<html><head><title>A talk</title><meta name=date content='DATE'></head><body><p>“One two,” said Ann Lee.</p>",
            ),
        ] {
            for (told, wanted, problems) in
                [("January 12, 2022", "date: 2022-01-12\n", 0), ("2022-01", "date: 2022-01\n", 0), ("some day", "", 1)]
            {
                let text = text.replace("DATE", told);
                let mut bytes = text.as_bytes();
                let imported = import(format, Material::new(name, &mut bytes), &Details::default()).expect("read");
                let made = imported.collection.yaml().expect("written");
                assert!(made.contains(wanted), "{name} {told}\n{made}");
                let codes: Vec<&str> = imported.problems.iter().map(|problem| problem.code).collect();
                assert_eq!(codes, vec!["unread-date"; problems], "{name} {told}");
            }
        }
    }
}
