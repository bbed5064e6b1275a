//! Dates as people know them: a day, a month or only a year.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use thiserror::Error;

use crate::diagnostic::short;

/// A day, a month or a year. Ordered by time; a year comes before its months, a month
/// before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    /// 0 where only the year is known.
    month: u8,
    /// 0 where the day is not known.
    day: u8,
}

/// A text is not a date.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a date; write it as 2022-01-12, 2022-01 or 2022")]
pub struct NotADate(String);

impl PartialDate {
    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The first day that this date can mean.
    #[must_use]
    pub const fn first_day(self) -> (i16, u8, u8) {
        let month = if self.month == 0 { 1 } else { self.month };
        (self.year, month, if self.day == 0 { 1 } else { self.day })
    }

    /// The last day that this date can mean (day 31 stands for the end of any month).
    #[must_use]
    pub const fn last_day(self) -> (i16, u8, u8) {
        let month = if self.month == 0 { 12 } else { self.month };
        (self.year, month, if self.day == 0 { 31 } else { self.day })
    }

    /// The date in words: `12 January 2022`, `January 2022`, `2022`.
    #[must_use]
    pub fn in_words(self) -> String {
        match (self.month_name(), self.day) {
            (None, _) => self.year.to_string(),
            (Some(month), 0) => format!("{month} {}", self.year),
            (Some(month), day) => format!("{day} {month} {}", self.year),
        }
    }

    /// The date in few columns: `12 Jan 2022`, `Jan 2022`, `2022`.
    #[must_use]
    pub fn short(self) -> String {
        match (self.month_name(), self.day) {
            (None, _) => self.year.to_string(),
            (Some(month), 0) => format!("{} {}", &month[..3], self.year),
            (Some(month), day) => format!("{day} {} {}", &month[..3], self.year),
        }
    }

    /// The day of the week, where the day is known.
    #[must_use]
    pub fn weekday(self) -> Option<&'static str> {
        let day = i8::try_from(self.day).ok()?;
        let date = civil::Date::new(self.year, i8::try_from(self.month).ok()?, day).ok()?;
        Some(WEEKDAYS[usize::try_from(date.weekday().to_monday_zero_offset()).ok()?])
    }

    fn month_name(self) -> Option<&'static str> {
        MONTHS.get(usize::from(self.month).checked_sub(1)?).copied()
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        read(text).ok_or_else(|| NotADate(short(text).into_owned()))
    }
}

/// Reads the calendar parts and lets the calendar judge them.
fn read(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let (month, day) = (month.flatten(), day.flatten());
    let in_calendar = |part: Option<u16>| i8::try_from(part.unwrap_or(1)).ok();
    civil::Date::new(i16::try_from(year).ok()?, in_calendar(month)?, in_calendar(day)?).ok()?;
    Some(PartialDate {
        year: i16::try_from(year).ok()?,
        month: u8::try_from(month.unwrap_or(0)).ok()?,
        day: u8::try_from(day.unwrap_or(0)).ok()?,
    })
}

fn digits(part: &str, count: usize) -> Option<u16> {
    let all_digits = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| part.parse().ok()).flatten()
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        if self.month > 0 {
            write!(formatter, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(formatter, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    #[test]
    fn days_months_and_years_are_dates() {
        for text in ["2022-01-12", "2022-01", "2022", "0476-09-04", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_not() {
        for text in
            ["2022-13", "2022-00", "2023-02-29", "12 Jan 2022", "2022-1-2", "22", "", "2022-01-12-01", "2022-", "+202"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_said_in_words() {
        assert_eq!(date("2022-01-12").in_words(), "12 January 2022");
        assert_eq!(date("2022-01").in_words(), "January 2022");
        assert_eq!(date("2022").short(), "2022");
        assert_eq!(date("2022-01-12").short(), "12 Jan 2022");
        assert_eq!(date("2022-01-12").weekday(), Some("Wednesday"));
        assert_eq!(date("2022-01").weekday(), None);
    }

    #[test]
    fn dates_are_ordered_by_time() {
        let mut dates = ["2022-02", "2022-01-12", "2022", "2021-12-31"].map(date);
        dates.sort();
        assert_eq!(dates.map(|date| date.to_string()), ["2021-12-31", "2022", "2022-01-12", "2022-02"]);
    }
}
