//! What things look like: a style for each role. Nothing is told by colour alone.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use thiserror::Error;

use super::colour::{Colours, Rgb};
use super::looks::Looks;
use super::palette::{BLANK, DARK, HIGH_CONTRAST, Ink, LIGHT, PROJECTOR, Palette};
use super::role::Role;

/// The themes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// Light letters on a dark ground.
    #[default]
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// White on black, for eyes that need it.
    HighContrast,
    /// Black on white, for a lit room and a projector that washes colours out.
    Projector,
}

impl ThemeName {
    /// All themes.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Projector];

    /// Its name, as a person writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Projector => "projector",
        }
    }

    /// The least contrast between its text and its ground, as a ratio of WCAG 2.2: what level
    /// AAA asks where eyesight or the room is poor, what level AA asks elsewhere.
    #[must_use]
    pub const fn least_contrast(self) -> f64 {
        match self {
            Self::Dark | Self::Light => 4.5,
            Self::HighContrast | Self::Projector => 7.0,
        }
    }

    const fn palette(self) -> &'static Palette {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
            Self::HighContrast => &HIGH_CONTRAST,
            Self::Projector => &PROJECTOR,
        }
    }

    /// Whether faint letters are too little to be read by.
    const fn forbids_faint(self) -> bool {
        matches!(self, Self::HighContrast | Self::Projector)
    }
}

/// A text is not the name of a theme.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no theme `{0}`; there are dark, light, high-contrast and projector")]
pub struct NotATheme(String);

impl FromStr for ThemeName {
    type Err = NotATheme;

    fn from_str(text: &str) -> Result<Self, NotATheme> {
        Self::ALL.into_iter().find(|theme| theme.name() == text).ok_or_else(|| NotATheme(text.to_owned()))
    }
}

/// How the theme is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// By the ground of the terminal; dark where it does not tell.
    #[default]
    ByBackground,
    /// The person named one.
    Named(ThemeName),
}

impl ThemeChoice {
    /// The theme over this ground, where the terminal told it.
    #[must_use]
    pub const fn theme(self, background: Option<Background>) -> ThemeName {
        match (self, background) {
            (Self::Named(theme), _) => theme,
            (Self::ByBackground, Some(Background::Light)) => ThemeName::Light,
            (Self::ByBackground, _) => ThemeName::Dark,
        }
    }
}

/// The ground of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light letters are read on it.
    Dark,
    /// Dark letters are read on it.
    Light,
}

impl Background {
    /// What a ground of this colour is: light if black is read better on it than white.
    #[must_use]
    pub fn of(ground: Rgb) -> Self {
        let on = |code| ground.contrast(Rgb::hex(code));
        if on(0) > on(0xff_ff_ff) { Self::Light } else { Self::Dark }
    }
}

/// A style for each role, in the colours a terminal has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    ground: Style,
    blank: Style,
    styles: [Style; Role::ALL.len()],
}

impl Theme {
    /// A theme in as many colours as there are.
    #[must_use]
    pub fn new(name: ThemeName, colours: Colours) -> Self {
        let palette = name.palette();
        let colour = |ink: Ink| match colours {
            Colours::Exact => Some(Color::from(ink.exact)),
            Colours::Indexed => Some(ink.exact.indexed()),
            Colours::Sixteen => Some(ink.named),
            Colours::None => None,
        };
        let ground = Style { fg: colour(palette.text), bg: colour(palette.ground), ..Style::new() };
        let may_be_faint = colours == Colours::None && !name.forbids_faint();
        let styles = Role::ALL.map(|role| {
            let faint = if may_be_faint { faint(role) } else { Modifier::empty() };
            Style { fg: colour(palette.ink(role)), ..Style::new() }.add_modifier(shape(role).union(faint))
        });
        let blank = colour(BLANK).map_or_else(Style::new, |black| Style::new().fg(black).bg(black));
        Self { ground, blank, styles }
    }

    /// The same with what a person changes of it.
    #[must_use]
    pub fn with(&self, looks: &Looks, colours: Colours) -> Self {
        let styles = Role::ALL.map(|role| looks.of(role).over(self.style(role), colours));
        let bg = looks.ground_in(colours).or(self.ground.bg);
        let fg = styles[Role::Text.index()].fg;
        Self { ground: Style { fg, bg, ..self.ground }, blank: self.blank, styles }
    }

    /// What every cell looks like before anything is drawn on it.
    #[must_use]
    pub const fn ground(&self) -> Style {
        self.ground
    }

    /// What every cell of a blank screen looks like: black, so that a projector shines no light.
    #[must_use]
    pub const fn blank(&self) -> Style {
        self.blank
    }

    /// The style of a role, on the ground.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        self.styles[role.index()]
    }
}

/// What a role looks like whatever the colours.
const fn shape(role: Role) -> Modifier {
    match role {
        Role::Title | Role::Heading | Role::Name | Role::Key | Role::Active | Role::Cursor | Role::Selected => {
            Modifier::BOLD
        }
        Role::Match => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Differs | Role::Words => Modifier::BOLD.union(Modifier::REVERSED),
        Role::OtherWords | Role::Link => Modifier::UNDERLINED,
        Role::Paraphrase => Modifier::ITALIC,
        Role::WarningBadge | Role::Error | Role::Warning | Role::FocusedBorder => Modifier::BOLD,
        Role::Text | Role::Dim | Role::Frame | Role::Border | Role::GoodBadge => Modifier::empty(),
    }
}

/// What steps back where there are no colours. Where there are, a colour of known contrast does
/// it: how faint a terminal draws is its own affair.
const fn faint(role: Role) -> Modifier {
    match role {
        Role::Dim | Role::Frame | Role::Border => Modifier::DIM,
        _ => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURED: [Colours; 3] = [Colours::Exact, Colours::Indexed, Colours::Sixteen];

    /// The contrast of a role with its ground, as the terminal shows both.
    fn contrast(theme: &Theme, role: Role) -> f64 {
        let shown = |colour: Option<Color>| colour.and_then(Rgb::shown).expect("a colour");
        shown(theme.style(role).fg).contrast(shown(theme.ground().bg))
    }

    #[test]
    fn every_role_of_every_theme_can_be_read() {
        for name in ThemeName::ALL {
            for colours in COLOURED {
                let theme = Theme::new(name, colours);
                for role in Role::ALL {
                    // A line between panes is no text: WCAG asks 3 of what is only to be seen.
                    let least = if role == Role::Border { 3.0 } else { name.least_contrast() };
                    let contrast = contrast(&theme, role);
                    assert!(contrast >= least, "{name:?} {colours:?} {role:?}: {contrast:.2} < {least}");
                }
            }
        }
    }

    /// How strong each role stands out, to be looked at when a colour is changed.
    #[test]
    fn the_table_of_contrasts() {
        let line = |name: &str, cells: Vec<String>| -> String {
            format!("{name:14}{}", cells.iter().map(|cell| format!("{cell:>15}")).collect::<String>())
        };
        let themes = ThemeName::ALL.map(|name| Theme::new(name, Colours::Exact));
        let mut table = vec![line("", ThemeName::ALL.map(|name| name.name().to_owned()).to_vec())];
        table.extend(Role::ALL.map(|role| {
            let contrasts = themes.iter().map(|theme| format!("{:.1}", contrast(theme, role)));
            line(&format!("{role:?}"), contrasts.collect())
        }));
        let table = table.join("\n");
        insta::assert_snapshot!(table, @r"
                                 dark          light  high-contrast      projector
        Text                     12.7           15.1           21.0           21.0
        Dim                       6.8            6.0           13.6            9.6
        Title                     9.9            6.4           16.0            9.7
        Heading                  12.7           15.1           21.0           21.0
        Name                     12.7           15.1           21.0           21.0
        Match                    10.8            6.6           16.3           11.2
        Differs                   7.5            6.8           11.3           10.0
        Words                    10.8            6.6           16.3           11.2
        OtherWords               12.7           15.1           21.0           21.0
        Frame                     6.8            6.0           13.6            9.6
        Paraphrase               12.7           15.1           21.0           21.0
        Selected                 12.7           15.1           21.0           21.0
        Cursor                    9.9            6.4           16.0            9.7
        Border                    3.6            3.2            8.8            4.5
        FocusedBorder             9.9            6.4           16.0            9.7
        GoodBadge                 9.6            6.3           16.5            9.2
        WarningBadge              8.6            6.0           12.2            9.5
        Active                    9.9            6.4           16.0            9.7
        Key                       9.9            6.4           16.0            9.7
        Error                     6.5            6.4           10.3            9.3
        Warning                   8.6            6.0           12.2            9.5
        Link                      7.3            6.7           12.2           10.3
        ");
    }

    #[test]
    fn what_must_stand_out_does_so_without_any_colour() {
        let themes = ThemeName::ALL.into_iter().flat_map(|name| {
            [Colours::Exact, Colours::Indexed, Colours::Sixteen, Colours::None].map(|colours| Theme::new(name, colours))
        });
        for theme in themes {
            let text = theme.style(Role::Text).add_modifier;
            for role in [
                Role::Match,
                Role::Differs,
                Role::Words,
                Role::OtherWords,
                Role::Paraphrase,
                Role::Selected,
                Role::WarningBadge,
                Role::FocusedBorder,
                Role::Error,
                Role::Warning,
                Role::Active,
            ] {
                assert_ne!(theme.style(role).add_modifier, text, "{role:?}");
            }
            let pairs = [
                (Role::Match, Role::Differs),
                (Role::Words, Role::OtherWords),
                (Role::Words, Role::Match),
                (Role::WarningBadge, Role::GoodBadge),
            ];
            for (one, other) in pairs {
                assert_ne!(theme.style(one).add_modifier, theme.style(other).add_modifier, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn where_no_colours_are_wanted_there_are_none() {
        for name in ThemeName::ALL {
            let theme = Theme::new(name, Colours::None);
            for style in Role::ALL.map(|role| theme.style(role)).into_iter().chain([theme.ground()]) {
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
    }

    #[test]
    fn sixteen_colours_are_the_named_ones_and_256_those_that_all_terminals_share() {
        for name in ThemeName::ALL {
            for role in Role::ALL {
                let colour = |colours| Theme::new(name, colours).style(role).fg.expect("a colour");
                assert!(!matches!(colour(Colours::Sixteen), Color::Rgb(..) | Color::Indexed(_)), "{role:?}");
                assert!(matches!(colour(Colours::Indexed), Color::Indexed(16..)), "{role:?}");
            }
        }
    }

    #[test]
    fn a_ground_is_light_or_dark() {
        let of = |code| Background::of(Rgb::hex(code));
        for light in [0xff_ff_ff, 0xfd_f6_e3, 0xc0_c0_c0] {
            assert_eq!(of(light), Background::Light);
        }
        for dark in [0, 0x00_2b_36, 0x28_2c_34, 0x30_0a_24] {
            assert_eq!(of(dark), Background::Dark);
        }
    }

    #[test]
    fn a_theme_is_named_or_follows_the_ground() {
        let by_background = ThemeChoice::ByBackground;
        assert_eq!(by_background.theme(None), ThemeName::Dark);
        assert_eq!(by_background.theme(Some(Background::Light)), ThemeName::Light);
        assert_eq!(ThemeChoice::Named(ThemeName::Projector).theme(Some(Background::Dark)), ThemeName::Projector);
        assert_eq!("high-contrast".parse(), Ok(ThemeName::HighContrast));
        assert!("sepia".parse::<ThemeName>().is_err());
    }
}
