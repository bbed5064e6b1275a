//! When cues begin and end.

/// What stands between the times of a cue.
pub(super) const ARROW: &str = "-->";

/// When a cue starts, as `00:01:23`.
pub(super) fn start_of(times: &str) -> Option<String> {
    let (start, end) = times.split_once(ARROW)?;
    let end = end.split_whitespace().next()?;
    seconds(end)?;
    let seconds = seconds(start.trim())?;
    Some(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// Whole seconds of `hh:mm:ss.mmm`, `hh:mm:ss,mmm` or `mm:ss.mmm`.
pub(super) fn seconds(time: &str) -> Option<u32> {
    let whole = time.split(['.', ',']).next()?;
    let groups: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&groups.len()) {
        return None;
    }
    groups.iter().try_fold(0_u32, |sum, group| {
        let is_number = !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = is_number.then(|| group.parse().ok()).flatten()?;
        sum.checked_mul(60)?.checked_add(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_forms() {
        for (times, start) in [
            ("00:01:23.000 --> 00:01:25.000", Some("00:01:23")),
            ("01:23.000 --> 01:25.000 align:start", Some("00:01:23")),
            ("00:01:23,500 --> 00:01:25,000", Some("00:01:23")),
            ("100:01:23,500 --> 100:01:25,000", Some("100:01:23")),
            ("1 --> 2", None),
            ("00:xx:00 --> 00:00:02", None),
            ("00:00:01 -->", None),
            ("--> 00:00:02.000", None),
            ("99999999999:00:01 --> 00:00:02", None),
        ] {
            assert_eq!(start_of(times).as_deref(), start, "{times}");
        }
    }
}
