//! Block characters as the areas they fill. A picture draws them itself: many fonts have no
//! sextants, and in others the parts of large letters would not touch.

/// The parts of a cell, across and down, that all block characters are made of: halves,
/// quarters, thirds and eighths.
pub(super) const GRID: (usize, usize) = (8, 24);

/// A filled part of a cell, counted in [`GRID`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) opacity: f32,
}

/// What a block character fills; `None` for any other text.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
    let mut characters = text.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return None };
    let parts = match character {
        '▀' => vec![part(0, 0, 8, 12)],
        // The lower one eighth to the full block.
        '▁'..='█' => {
            let height = (character as usize - '▁' as usize + 1) * 3;
            vec![part(0, 24 - height, 8, height)]
        }
        // The left seven eighths to one eighth.
        '▉'..='▏' => vec![part(0, 0, '▏' as usize - character as usize + 1, 24)],
        '▐' => vec![part(4, 0, 4, 24)],
        '░' => vec![Part { opacity: 0.25, ..part(0, 0, 8, 24) }],
        '▒' => vec![Part { opacity: 0.5, ..part(0, 0, 8, 24) }],
        '▓' => vec![Part { opacity: 0.75, ..part(0, 0, 8, 24) }],
        '▖'..='▟' => grid(QUADRANTS[character as usize - '▖' as usize], 2),
        '\u{1fb00}'..='\u{1fb3b}' => grid(sextants(character as u32 - 0x1fb00), 3),
        _ => return None,
    };
    Some(parts)
}

const fn part(left: usize, top: usize, width: usize, height: usize) -> Part {
    Part { left, top, width, height, opacity: 1.0 }
}

/// The quarters of ▖ to ▟ in the order of Unicode, a bit for each: upper left, upper right,
/// lower left, lower right.
const QUADRANTS: [u8; 10] = [0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110];

/// The sixths of a sextant, a bit for each from the upper left. Unicode leaves out the empty one,
/// the left half, the right half and the full block, which were there before (The Unicode
/// Standard 13.0, "Symbols for Legacy Computing").
const fn sextants(number: u32) -> u8 {
    let skipped = 1 + (number >= 20) as u32 + (number >= 40) as u32;
    (number + skipped) as u8
}

/// The parts of a grid of two columns that are filled.
fn grid(bits: u8, rows: usize) -> Vec<Part> {
    let height = GRID.1 / rows;
    let filled = (0..rows * 2).filter(|place| bits >> place & 1 == 1);
    filled.map(|place| part(place % 2 * 4, place / 2 * height, 4, height)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fill_what_they_are_named_after() {
        let cases: [(&str, &[Part]); 8] = [
            ("█", &[part(0, 0, 8, 24)]),
            ("▀", &[part(0, 0, 8, 12)]),
            ("▄", &[part(0, 12, 8, 12)]),
            ("▌", &[part(0, 0, 4, 24)]),
            ("▘", &[part(0, 0, 4, 12)]),
            ("▚", &[part(0, 0, 4, 12), part(4, 12, 4, 12)]),
            // BLOCK SEXTANT-1 and BLOCK SEXTANT-6.
            ("\u{1fb00}", &[part(0, 0, 4, 8)]),
            ("\u{1fb1e}", &[part(4, 16, 4, 8)]),
        ];
        for (text, wanted) in cases {
            assert_eq!(parts(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(parts("a"), None);
        assert_eq!(parts("██"), None);
    }

    #[test]
    fn every_sextant_fills_something_else() {
        let mut seen = std::collections::HashSet::new();
        for number in 0x1fb00..=0x1fb3b_u32 {
            let character = char::from_u32(number).expect("a character");
            let filled: Vec<(usize, usize)> =
                parts(&character.to_string()).expect("a block").iter().map(|part| (part.left, part.top)).collect();
            assert!(!filled.is_empty() && filled.len() < 6 && seen.insert(filled));
        }
    }
}
