//! Which rows of a long list are visible.

/// The visible part of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first visible row.
    pub top: usize,
    /// The row after the last that is at least partly visible.
    pub end: usize,
}

/// The window of `height` lines over `count` rows that shows the whole of `selected`
/// (as far as it fits) and moves as little as possible from `top`. `row_height` is asked
/// only for rows near the window, so the cost does not depend on `count`.
#[must_use]
pub fn visible_window(
    count: usize,
    top: usize,
    selected: usize,
    height: usize,
    mut row_height: impl FnMut(usize) -> usize,
) -> Window {
    if count == 0 {
        return Window::default();
    }
    let selected = selected.min(count - 1);
    let mut first = top.min(selected);
    // The earliest first row from which the selected one is still wholly visible.
    let mut used = row_height(selected).max(1);
    let mut earliest = selected;
    while earliest > first {
        let above = row_height(earliest - 1).max(1);
        if used + above > height {
            break;
        }
        used += above;
        earliest -= 1;
    }
    first = first.max(earliest);
    let (mut end, mut lines) = lines_from(first, count, height, &mut row_height);
    // At the end of the list no room is left empty as long as rows stand above.
    while end == count && first > 0 {
        let above = row_height(first - 1).max(1);
        if lines + above > height {
            break;
        }
        first -= 1;
        lines += above;
        end = count;
    }
    Window { top: first, end }
}

fn lines_from(
    first: usize,
    count: usize,
    height: usize,
    row_height: &mut impl FnMut(usize) -> usize,
) -> (usize, usize) {
    let mut end = first;
    let mut lines = 0;
    while end < count && lines < height {
        lines += row_height(end).max(1);
        end += 1;
    }
    (end, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(top: usize, selected: usize) -> (usize, usize) {
        let window = visible_window(10, top, selected, 9, |row| if row % 2 == 0 { 3 } else { 2 });
        (window.top, window.end)
    }

    #[test]
    fn the_window_moves_only_as_far_as_the_selection_needs() {
        assert_eq!(window(0, 0), (0, 4));
        assert_eq!(window(0, 2), (0, 4));
        assert_eq!(window(0, 3), (1, 5));
        assert_eq!(window(4, 2), (2, 6));
        assert_eq!(window(0, 9), (7, 10));
    }

    #[test]
    fn the_end_of_the_list_leaves_no_room_empty() {
        assert_eq!(window(9, 9), (7, 10));
    }

    #[test]
    fn a_million_rows_cost_no_more_than_a_page() {
        let mut asked = 0;
        let window = visible_window(1_000_000, 0, 999_999, 40, |_| {
            asked += 1;
            4
        });
        assert_eq!(window, Window { top: 999_990, end: 1_000_000 });
        assert!(asked < 50, "{asked}");
    }

    #[test]
    fn odd_sizes_never_break() {
        assert_eq!(visible_window(0, 3, 3, 9, |_| 1), Window::default());
        assert_eq!(visible_window(3, 0, 2, 0, |_| 1), Window { top: 2, end: 2 });
        assert_eq!(visible_window(3, 0, 2, 2, |_| 9), Window { top: 2, end: 3 });
    }
}
