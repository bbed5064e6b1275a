//! The colours of each theme.

use ratatui::style::Color;

use super::colour::Rgb;
use super::role::Role;

/// One colour, as it is mixed and as the nearest in meaning of the sixteen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) exact: Rgb,
    pub(super) named: Color,
}

const fn ink(code: u32, named: Color) -> Ink {
    Ink { exact: Rgb::hex(code), named }
}

/// The colours of a theme.
#[derive(Debug)]
pub(super) struct Palette {
    pub(super) ground: Ink,
    pub(super) text: Ink,
    dim: Ink,
    border: Ink,
    /// Where one is, and what can be pressed.
    accent: Ink,
    /// What was looked for.
    found: Ink,
    /// What was put otherwise.
    changed: Ink,
    good: Ink,
    warning: Ink,
    error: Ink,
    link: Ink,
}

impl Palette {
    /// What a role is drawn in.
    pub(super) const fn ink(&self, role: Role) -> Ink {
        match role {
            Role::Text | Role::Heading | Role::Name | Role::OtherWords | Role::Paraphrase | Role::Selected => self.text,
            Role::Dim | Role::Frame => self.dim,
            Role::Border => self.border,
            Role::Title | Role::Cursor | Role::FocusedBorder | Role::Active | Role::Key => self.accent,
            Role::Match | Role::Words => self.found,
            Role::Differs => self.changed,
            Role::GoodBadge => self.good,
            Role::WarningBadge | Role::Warning => self.warning,
            Role::Error => self.error,
            Role::Link => self.link,
        }
    }
}

/// A screen that shows nothing.
pub(super) const BLANK: Ink = ink(0x00_00_00, Color::Black);

pub(super) static DARK: Palette = Palette {
    ground: ink(0x16_18_1d, Color::Black),
    text: ink(0xd8_da_e0, Color::Gray),
    dim: ink(0x9a_a0_ac, Color::Gray),
    border: ink(0x6a_70_7c, Color::DarkGray),
    accent: ink(0x6f_d0_d8, Color::Cyan),
    found: ink(0xe5_c7_6b, Color::LightYellow),
    changed: ink(0xd7_8f_e0, Color::LightMagenta),
    good: ink(0x8c_cf_7e, Color::LightGreen),
    warning: ink(0xf0_a4_5d, Color::LightYellow),
    error: ink(0xf0_78_7d, Color::LightRed),
    link: ink(0x7a_a8_f0, Color::LightCyan),
};

pub(super) static LIGHT: Palette = Palette {
    ground: ink(0xfa_fa_fa, Color::White),
    text: ink(0x1f_23_28, Color::Black),
    dim: ink(0x59_61_6b, Color::Black),
    border: ink(0x86_8d_96, Color::DarkGray),
    accent: ink(0x00_66_6e, Color::Blue),
    found: ink(0x7a_52_00, Color::Magenta),
    changed: ink(0x95_2a_8a, Color::Magenta),
    good: ink(0x1a_6b_2d, Color::Black),
    warning: ink(0x9a_4a_00, Color::Red),
    error: ink(0xb3_20_2a, Color::Red),
    link: ink(0x0b_57_b0, Color::Blue),
};

pub(super) static HIGH_CONTRAST: Palette = Palette {
    ground: ink(0x00_00_00, Color::Black),
    text: ink(0xff_ff_ff, Color::White),
    dim: ink(0xd0_d0_d0, Color::Gray),
    border: ink(0xa8_a8_a8, Color::Gray),
    accent: ink(0x5f_f5_ff, Color::LightCyan),
    found: ink(0xff_e3_4d, Color::LightYellow),
    changed: ink(0xff_9c_f5, Color::LightYellow),
    good: ink(0x7d_ff_8a, Color::LightGreen),
    warning: ink(0xff_b8_4d, Color::LightYellow),
    error: ink(0xff_9a_9a, Color::LightYellow),
    link: ink(0x9c_c9_ff, Color::LightCyan),
};

pub(super) static PROJECTOR: Palette = Palette {
    ground: ink(0xff_ff_ff, Color::White),
    text: ink(0x00_00_00, Color::Black),
    dim: ink(0x45_45_45, Color::Black),
    border: ink(0x76_76_76, Color::DarkGray),
    accent: ink(0x00_4c_58, Color::Blue),
    found: ink(0x5f_2e_00, Color::Black),
    changed: ink(0x7d_00_70, Color::Blue),
    good: ink(0x0c_54_15, Color::Black),
    warning: ink(0x7a_2e_00, Color::Black),
    error: ink(0x8f_0f_18, Color::Black),
    link: ink(0x00_3c_8f, Color::Blue),
};
