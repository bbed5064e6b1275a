//! `onrecord schema`: the JSON Schema of a corpus file.

use super::Found;
use super::failure::Failure;
use super::output::json_out;
use crate::corpus::written::schema;

pub(super) fn run() -> Result<Found, Failure> {
    json_out(&schema())?;
    Ok(Found::Something)
}
