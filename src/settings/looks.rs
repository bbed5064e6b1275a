//! A person's own looks of roles, laid over those of a theme.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use thiserror::Error;

use super::colour::{Colours, Rgb};
use super::role::Role;

/// A colour as a person names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// `#rrggbb`
    Mixed(Rgb),
    /// One of the sixteen, which look as the terminal has them.
    Named(&'static str, Color),
    /// What the terminal itself uses for letters, or for its ground.
    OfTerminal,
}

/// The sixteen colours by their names.
const NAMED: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// The name of the terminal's own colour.
const OF_TERMINAL: &str = "terminal";

/// A text is no colour.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is no colour; colours are `#rrggbb`, `{OF_TERMINAL}`, or a name: {names}", names = names())]
pub struct NotAColour(String);

fn names() -> String {
    NAMED.map(|(name, _)| name).join(", ")
}

impl FromStr for Paint {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let not_a_colour = || NotAColour(crate::diagnostic::short(text).into_owned());
        if text == OF_TERMINAL {
            return Ok(Self::OfTerminal);
        }
        if let Some((name, colour)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Named(name, *colour));
        }
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(not_a_colour)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(not_a_colour());
        }
        u32::from_str_radix(digits, 16).map(|code| Self::Mixed(Rgb::hex(code))).map_err(|_| not_a_colour())
    }
}

impl std::fmt::Display for Paint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Mixed(Rgb { red, green, blue }) => write!(formatter, "#{red:02x}{green:02x}{blue:02x}"),
            Self::Named(name, _) => formatter.write_str(name),
            Self::OfTerminal => formatter.write_str(OF_TERMINAL),
        }
    }
}

impl Paint {
    /// The same in as many colours as there are.
    fn shown(self, colours: Colours) -> Option<Color> {
        match (self, colours) {
            (_, Colours::None) => None,
            (Self::OfTerminal, _) => Some(Color::Reset),
            (Self::Named(_, colour), _) => Some(colour),
            (Self::Mixed(rgb), Colours::Exact) => Some(rgb.into()),
            (Self::Mixed(rgb), Colours::Indexed) => Some(rgb.indexed()),
            (Self::Mixed(rgb), Colours::Sixteen) => {
                let away = |colour: &Color| Rgb::shown(*colour).map_or(u32::MAX, |shown| rgb.distance(shown));
                NAMED.iter().map(|(_, colour)| *colour).min_by_key(away)
            }
        }
    }
}

/// The attributes of letters, by the names that people write.
pub(super) const ATTRIBUTES: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("faint", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// What a person changes of a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its colour.
    pub colour: Option<Paint>,
    /// Attributes that it gets.
    pub with: Modifier,
    /// Attributes that it loses.
    pub without: Modifier,
}

impl Look {
    /// A style with this laid over it.
    pub(super) fn over(self, style: Style, colours: Colours) -> Style {
        let modifier = style.add_modifier.union(self.with).difference(self.without);
        let fg = self.colour.and_then(|colour| colour.shown(colours)).or(style.fg);
        Style { fg, add_modifier: modifier, ..style }
    }

    /// The attributes it changes, with what they become.
    pub fn attributes(self) -> impl Iterator<Item = (&'static str, bool)> {
        let changes = move |(name, attribute): (&'static str, Modifier)| match () {
            () if self.with.contains(attribute) => Some((name, true)),
            () if self.without.contains(attribute) => Some((name, false)),
            () => None,
        };
        ATTRIBUTES.into_iter().filter_map(changes)
    }
}

/// All that a person changes of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The ground of the screen.
    pub ground: Option<Paint>,
    pub(super) roles: Vec<(Role, Look)>,
}

impl Looks {
    /// The roles that are changed.
    pub fn roles(&self) -> impl Iterator<Item = (Role, Look)> {
        self.roles.iter().copied()
    }

    /// What is changed of a role.
    pub(super) fn of(&self, role: Role) -> Look {
        self.roles.iter().find(|(own, _)| *own == role).map(|(_, look)| *look).unwrap_or_default()
    }

    /// The colour of the ground, where it is changed.
    pub(super) fn ground_in(&self, colours: Colours) -> Option<Color> {
        self.ground?.shown(colours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Theme, ThemeName};

    #[test]
    fn a_colour_is_mixed_named_or_the_terminals() {
        for name in ["#ffcc00", "bright-red", "black", "terminal"] {
            assert_eq!(name.parse::<Paint>().map(|paint| paint.to_string()), Ok(name.to_owned()));
        }
        for name in ["", "#fff", "#ggggggg", "#+12345", "reddish", "#é1234"] {
            assert!(name.parse::<Paint>().is_err(), "{name}");
        }
    }

    #[test]
    fn a_changed_role_keeps_what_is_not_named() {
        let look = Look { colour: "#ff0000".parse().ok(), with: Modifier::ITALIC, without: Modifier::BOLD };
        let looks = Looks { ground: Some(Paint::OfTerminal), roles: vec![(Role::Match, look)] };
        let theme = |colours| Theme::new(ThemeName::Dark, colours).with(&looks, colours);
        let style = |colours| theme(colours).style(Role::Match);
        assert_eq!(style(Colours::Exact).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(style(Colours::Indexed).fg, Some(Color::Indexed(196)));
        assert_eq!(style(Colours::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(style(Colours::None).fg, None);
        assert_eq!(style(Colours::Exact).add_modifier, Modifier::UNDERLINED.union(Modifier::ITALIC));
        assert_eq!(theme(Colours::Exact).ground().bg, Some(Color::Reset));
        let plain = Theme::new(ThemeName::Dark, Colours::Exact);
        assert_eq!(theme(Colours::Exact).style(Role::Error), plain.style(Role::Error));
    }
}
