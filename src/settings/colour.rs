//! Colours, and how many of them a terminal has.

use ratatui::style::Color;

/// A colour as a screen mixes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red, from 0 to 255.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Rgb {
    /// The colour that is written `0xRRGGBB`.
    pub(super) const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self { red, green, blue }
    }

    /// How bright it is to the eye, from 0 (black) to 1 (white): the *relative luminance* of
    /// WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// How well two colours can be told apart, from 1 to 21: the *contrast ratio* of WCAG 2.2,
    /// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest of the 240 colours that every terminal with 256 colours has alike: a cube of
    /// six steps a side, from number 16, and a ramp of greys, from number 232.
    pub(super) fn indexed(self) -> Color {
        let cube = |part: u8| (0..6).min_by_key(|step| CUBE[*step].abs_diff(part)).unwrap_or(0);
        let [red, green, blue] = [self.red, self.green, self.blue].map(cube);
        let mean = (u16::from(self.red) + u16::from(self.green) + u16::from(self.blue)) / 3;
        let grey = (0..24).min_by_key(|step| grey_level(*step).abs_diff(mean as u8)).unwrap_or(0);
        let in_cube = 16 + 36 * red as u8 + 6 * green as u8 + blue as u8;
        let nearest = [in_cube, 232 + grey].into_iter().min_by_key(|number| self.distance(Self::of_number(*number)));
        Color::Indexed(nearest.unwrap_or(in_cube))
    }

    /// The colour with this number, from 16, among 256.
    fn of_number(number: u8) -> Self {
        if number >= 232 {
            let level = grey_level(number - 232);
            return Self { red: level, green: level, blue: level };
        }
        let number = usize::from(number.saturating_sub(16));
        Self { red: CUBE[number / 36 % 6], green: CUBE[number / 6 % 6], blue: CUBE[number % 6] }
    }

    /// The square of how far apart two colours are.
    pub(super) fn distance(self, other: Self) -> u32 {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(self.red, other.red) + square(self.green, other.green) + square(self.blue, other.blue)
    }

    /// The colour of a cell as a terminal shows it, with the sixteen named ones as xterm has
    /// them from the start. `None` where it is left to the terminal.
    #[must_use]
    pub fn shown(colour: Color) -> Option<Self> {
        Some(match colour {
            Color::Reset => return None,
            Color::Rgb(red, green, blue) => Self { red, green, blue },
            Color::Indexed(number) if number >= 16 => Self::of_number(number),
            Color::Indexed(number) => XTERM[usize::from(number)],
            Color::Black => XTERM[0],
            Color::Red => XTERM[1],
            Color::Green => XTERM[2],
            Color::Yellow => XTERM[3],
            Color::Blue => XTERM[4],
            Color::Magenta => XTERM[5],
            Color::Cyan => XTERM[6],
            Color::Gray => XTERM[7],
            Color::DarkGray => XTERM[8],
            Color::LightRed => XTERM[9],
            Color::LightGreen => XTERM[10],
            Color::LightYellow => XTERM[11],
            Color::LightBlue => XTERM[12],
            Color::LightMagenta => XTERM[13],
            Color::LightCyan => XTERM[14],
            Color::White => XTERM[15],
        })
    }
}

impl From<Rgb> for Color {
    fn from(Rgb { red, green, blue }: Rgb) -> Self {
        Self::Rgb(red, green, blue)
    }
}

/// The levels of a side of the cube.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The level of a step of the ramp of greys.
const fn grey_level(step: u8) -> u8 {
    8 + 10 * step
}

/// The sixteen colours as xterm shows them unless it is told otherwise.
const XTERM: [Rgb; 16] = [
    Rgb::hex(0x00_00_00),
    Rgb::hex(0xcd_00_00),
    Rgb::hex(0x00_cd_00),
    Rgb::hex(0xcd_cd_00),
    Rgb::hex(0x00_00_ee),
    Rgb::hex(0xcd_00_cd),
    Rgb::hex(0x00_cd_cd),
    Rgb::hex(0xe5_e5_e5),
    Rgb::hex(0x7f_7f_7f),
    Rgb::hex(0xff_00_00),
    Rgb::hex(0x00_ff_00),
    Rgb::hex(0xff_ff_00),
    Rgb::hex(0x5c_5c_ff),
    Rgb::hex(0xff_00_ff),
    Rgb::hex(0x00_ff_ff),
    Rgb::hex(0xff_ff_ff),
];

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Every colour, as it is mixed.
    #[default]
    Exact,
    /// 256, of which 240 are the same everywhere.
    Indexed,
    /// The sixteen named ones.
    Sixteen,
    /// None, or none are wanted: bold, underline, reverse and dim alone.
    None,
}

/// What the environment says about the terminal: the values of the variables, where they are set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment<'a> {
    /// `NO_COLOR`: where it is set and not empty, no colours are wanted (<https://no-color.org>).
    pub no_color: Option<&'a str>,
    /// `COLORTERM`: `truecolor` or `24bit` where every colour can be shown.
    pub colorterm: Option<&'a str>,
    /// `TERM`: the kind of terminal.
    pub term: Option<&'a str>,
    /// `TMUX`: set inside tmux.
    pub tmux: Option<&'a str>,
    /// The locale for characters: `LC_ALL`, else `LC_CTYPE`, else `LANG`.
    pub locale: Option<&'a str>,
}

impl Colours {
    /// What a terminal has, as far as the environment says it.
    #[must_use]
    pub fn of(environment: Environment<'_>) -> Self {
        let term = environment.term.unwrap_or_default();
        if environment.no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        // GNU screen calls itself so and mixes no colours, though the terminal around it may;
        // tmux, which may have the same name, does.
        let in_screen = term.starts_with("screen") && environment.tmux.is_none();
        let mixes = matches!(environment.colorterm, Some("truecolor" | "24bit"))
            || term.ends_with("-direct")
            || MIXING.iter().any(|name| term.contains(name));
        if mixes && !in_screen {
            Self::Exact
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// Terminals that mix every colour, by a part of their `TERM`. Over SSH that is all that is known.
const MIXING: [&str; 6] = ["kitty", "alacritty", "ghostty", "wezterm", "foot", "contour"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Rgb::hex(0), Rgb::hex(0xff_ff_ff));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // A pair that is often cited as just enough.
        assert!((Rgb::hex(0x76_76_76).contrast(white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_nearest_of_256_colours_is_taken() {
        for (code, number) in [(0, 16), (0xff_ff_ff, 231), (0xff_00_00, 196), (0x80_80_80, 244), (0x5f_87_af, 67)] {
            assert_eq!(Rgb::hex(code).indexed(), Color::Indexed(number), "{code:06x}");
        }
    }

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        let of = |colorterm, term| Colours::of(Environment { colorterm, term, ..Environment::default() });
        assert_eq!(of(Some("truecolor"), Some("xterm-256color")), Colours::Exact);
        assert_eq!(of(None, Some("xterm-kitty")), Colours::Exact);
        assert_eq!(of(None, Some("xterm-direct")), Colours::Exact);
        assert_eq!(of(None, Some("xterm-256color")), Colours::Indexed);
        assert_eq!(of(None, Some("linux")), Colours::Sixteen);
        assert_eq!(of(None, None), Colours::Sixteen);
        assert_eq!(of(Some("truecolor"), Some("dumb")), Colours::None);
        assert_eq!(of(Some("truecolor"), Some("screen.xterm-256color")), Colours::Indexed);
        let in_tmux = Environment {
            tmux: Some("/tmp/tmux"),
            colorterm: Some("truecolor"),
            term: Some("screen"),
            ..Environment::default()
        };
        assert_eq!(Colours::of(in_tmux), Colours::Exact);
        assert_eq!(Colours::of(Environment { no_color: Some("1"), ..in_tmux }), Colours::None);
        assert_eq!(Colours::of(Environment { no_color: Some(""), ..in_tmux }), Colours::Exact);
    }
}
