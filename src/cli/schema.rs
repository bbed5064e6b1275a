//! `onrecord schema`: the JSON Schema of a corpus file.

use std::io::Write;

use super::Found;
use super::failure::Failure;
use super::output::stdout;
use crate::corpus::written::schema;

pub(super) fn run() -> Result<Found, Failure> {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, &schema()).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Found::Something)
}
