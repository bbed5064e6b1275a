//! What things look like: a style for each role. Nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a stretch of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Words of a statement, and anything else to be read.
    Text,
    /// What stands beside the matter: dates, kinds, labels.
    Dim,
    /// The name of the program and of screens.
    Title,
    /// A heading in a text.
    Heading,
    /// The name of a speaker.
    Name,
    /// Letters that the query matched.
    Match,
    /// Words that differ between wordings.
    Differs,
    /// The words of the statement in its passage.
    Words,
    /// The words of other statements in the same passages.
    OtherWords,
    /// The editor's sentence around quoted words.
    Frame,
    /// The editor's summary.
    Paraphrase,
    /// The row the keys act on.
    Selected,
    /// The bar beside the row the keys act on.
    Cursor,
    /// Lines between panes.
    Border,
    /// The line over the pane the keys act on.
    FocusedBorder,
    /// A badge of words as they were spoken or reported.
    GoodBadge,
    /// A badge that warns: reworded, translated, unverified, nobody's words.
    WarningBadge,
    /// A filter that is switched on.
    Active,
    /// A key to press.
    Key,
    /// Something went wrong.
    Error,
    /// Somebody should look.
    Warning,
    /// An address.
    Link,
}

/// A style for each role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours.
    Terminal,
    /// No colours: bold, underline, reverse and dim alone.
    Plain,
}

impl Theme {
    /// The theme for a terminal where `NO_COLOR` is set or not (see <https://no-color.org>).
    #[must_use]
    pub const fn for_no_color(no_color: bool) -> Self {
        if no_color { Self::Plain } else { Self::Terminal }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let shape = Style::new().add_modifier(shape(role));
        match self {
            Self::Plain => shape,
            Self::Terminal => shape.patch(colour(role)),
        }
    }
}

/// What a role looks like without colours.
const fn shape(role: Role) -> Modifier {
    match role {
        Role::Title | Role::Heading | Role::Name | Role::Key | Role::Active | Role::Cursor | Role::Selected => {
            Modifier::BOLD
        }
        Role::Match => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Differs | Role::Words => Modifier::BOLD.union(Modifier::REVERSED),
        Role::OtherWords | Role::Link => Modifier::UNDERLINED,
        Role::Dim | Role::Frame | Role::Border => Modifier::DIM,
        Role::Paraphrase => Modifier::ITALIC,
        Role::WarningBadge | Role::Error | Role::Warning | Role::FocusedBorder => Modifier::BOLD,
        Role::Text | Role::GoodBadge => Modifier::empty(),
    }
}

/// The colours of a role in the terminal's own palette.
const fn colour(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Title | Role::Cursor | Role::FocusedBorder | Role::Active | Role::Key => style.fg(Color::Cyan),
        Role::Match => style.fg(Color::Yellow),
        Role::Differs => style.fg(Color::Magenta),
        Role::Words => style.fg(Color::Yellow),
        Role::GoodBadge => style.fg(Color::Green),
        Role::WarningBadge | Role::Warning => style.fg(Color::Yellow),
        Role::Error => style.fg(Color::Red),
        Role::Link => style.fg(Color::Blue),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_every_role_that_must_stand_out_still_does() {
        for role in [
            Role::Match,
            Role::Differs,
            Role::Words,
            Role::OtherWords,
            Role::Selected,
            Role::WarningBadge,
            Role::FocusedBorder,
        ] {
            let style = Theme::Plain.style(role);
            assert!(!style.add_modifier.is_empty(), "{role:?}");
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }
}
