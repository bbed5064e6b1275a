//! A value as YAML that a person would have written.

use std::io;

use serde::Serialize;

/// How long a line of text is before it is broken.
const COLUMNS: usize = 110;

/// A value as YAML, with a line break at the end. Scalars are written as they are read, so that
/// dates need no quote marks.
///
/// # Errors
/// The value cannot be serialised.
pub fn yaml_text(value: &impl Serialize) -> io::Result<String> {
    let options = serde_saphyr::ser_options! { yaml_12: true, no_lang_directive: true, folded_wrap_chars: COLUMNS };
    let mut text = serde_saphyr::to_string_with_options(value, options).map_err(io::Error::other)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}
