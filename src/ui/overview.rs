//! Drawing the overview screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Cell, LineGauge, Row, Table};

use super::bars::{self, Hint};
use super::text::{focus, heading, notice, plain};
use crate::action::Action;
use crate::app::{Model, OverviewScreen};
use crate::corpus::{Corpus, PartialDate, SessionId, SpeakerId};
use crate::layout::{HEADER, Overview, OverviewLayout, Paragraph, Side, screen_layout};
use crate::settings::{Role, Theme};
use crate::text::{clip, number};

const HINTS: &[Hint] = &[(Action::Back, "back"), (Action::Open, "show these statements"), (Action::Help, "help")];

/// What is under a quarter, a half, three quarters, and up to the whole of the largest number.
const SHADES: [&str; 4] = ["░░░░", "▒▒▒▒", "▓▓▓▓", "████"];
/// What all rows or all columns together are called.
const ALL: &str = "all";

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &OverviewScreen) {
    let bars = screen_layout(model.screen_area());
    let corpus = &model.record.corpus;
    let Some(overview) = model.record.numbers.counted() else {
        bars::title(frame, bars.title, model, "Overview", "");
        notice(frame, bars.body, vec![Paragraph::new("Counting…", Role::Dim)], &model.theme);
        bars::status(frame, bars.status, model, "", HINTS);
        return;
    };
    bars::title(frame, bars.title, model, "Overview", corpus.title().unwrap_or_default());
    let layout = screen.layout(overview, corpus, model.screen_area());
    let picture = Picture { corpus, overview, layout: &layout, screen, theme: &model.theme };
    picture.table(frame, bars.body);
    if let Some(cell) = layout.place_of(screen.rows.selected, screen.columns.selected, overview) {
        focus(frame, cell, 0);
    }
    picture.shares(frame);
    bars::status(frame, bars.status, model, &picture.standing(), HINTS);
}

/// What is drawn.
struct Picture<'a> {
    corpus: &'a Corpus,
    overview: &'a Overview,
    layout: &'a OverviewLayout,
    screen: &'a OverviewScreen,
    theme: &'a Theme,
}

impl Picture<'_> {
    fn table(&self, frame: &mut Frame<'_>, body: Rect) {
        let columns = &self.layout.columns;
        let count = self.overview.sessions.len();
        let hidden = columns.len() < count;
        let note = hidden.then(|| format!("sessions {}–{} of {count}", columns.start + 1, columns.end));
        heading(frame, body, "Statements by speaker and session", note, true, self.theme);
        let rows = (self.layout.rows.top..self.layout.rows.end).map(|row| self.row(row));
        let mut widths = vec![Constraint::Length(self.layout.names + 1)];
        widths.extend(columns.clone().map(|_| Constraint::Length(self.layout.session)));
        widths.push(Constraint::Length(self.layout.total()));
        let table = Table::new(rows, widths).header(self.header()).footer(self.row(self.overview.speakers.len()));
        frame.render_widget(table, self.layout.table);
    }

    /// Which session, where and when.
    fn header(&self) -> Row<'static> {
        let width = usize::from(self.layout.session);
        let columns = self.layout.columns.clone().map(|column| {
            let role = if column == self.screen.columns.selected { Role::Selected } else { Role::Dim };
            let lines = match self.overview.session_at(column) {
                Side::One(id) => {
                    let session = self.corpus.session(id);
                    let date = session.date.map(PartialDate::short);
                    [session.title.clone(), session.place.clone().unwrap_or_default(), date.unwrap_or_default()]
                }
                Side::None | Side::All => ["in no session".to_owned(), String::new(), String::new()],
            };
            let line = |text: &String| Line::from(plain(&clip(text, width), role, self.theme));
            Cell::from(Text::from(lines.iter().map(line).collect::<Vec<_>>()))
        });
        let corner = std::iter::once(Cell::from(""));
        let role = if self.is_total_column() { Role::Selected } else { Role::Dim };
        let total = Line::from(plain(ALL, role, self.theme)).right_aligned();
        Row::new(corner.chain(columns).chain([Cell::from(total)])).height(HEADER)
    }

    fn is_total_column(&self) -> bool {
        self.screen.columns.selected >= self.overview.sessions.len()
    }

    /// A speaker's numbers; after the last speaker, the totals.
    fn row(&self, row: usize) -> Row<'static> {
        let speaker = self.overview.speaker_at(row);
        let is_selected = row == self.screen.rows.selected;
        let role = match speaker {
            _ if is_selected => Role::Selected,
            Side::All => Role::Dim,
            Side::One(_) | Side::None => Role::Text,
        };
        let name = clip(self.speaker_name(speaker), self.layout.names.into()).into_owned();
        let name = Cell::from(Line::from(vec![plain(" ", Role::Text, self.theme), plain(&name, role, self.theme)]));
        let numbers = self.layout.columns.clone().map(|column| {
            let here = is_selected && column == self.screen.columns.selected;
            let count = self.overview.count(speaker, self.overview.session_at(column));
            Cell::from(Line::from(self.number(count, here, speaker != Side::All)))
        });
        let total = match self.overview.speakers.get(row) {
            Some((_, count)) => *count,
            None => self.overview.count(Side::All, Side::All),
        };
        let mut total = self.number(total, is_selected && self.is_total_column(), false);
        total.truncate(2);
        Row::new(std::iter::once(name).chain(numbers).chain([Cell::from(Line::from(total))]))
    }

    /// A number with the cursor before it and its shade behind it.
    fn number(&self, count: u32, here: bool, has_shade: bool) -> Vec<Span<'static>> {
        let cursor = if here { "▌" } else { " " };
        let (role, digits) = (if here { Role::Selected } else { Role::Text }, usize::from(self.layout.digits));
        let number = if count == 0 {
            plain(&format!("{:>digits$}", "·"), if here { role } else { Role::Dim }, self.theme)
        } else {
            plain(&format!("{count:>digits$}"), role, self.theme)
        };
        let shade = if has_shade { self.shade(count) } else { "" };
        vec![plain(cursor, Role::Cursor, self.theme), number, plain(&format!(" {shade}"), Role::Dim, self.theme)]
    }

    fn shade(&self, count: u32) -> &'static str {
        // Rounded up: whatever is there is seen.
        let level = (u64::from(count) * 4).div_ceil(u64::from(self.overview.most.max(1)));
        usize::try_from(level).ok().and_then(|level| SHADES.get(level.checked_sub(1)?)).map_or("", |shade| *shade)
    }

    /// How large a part each kind and each fidelity is.
    fn shares(&self, frame: &mut Frame<'_>) {
        let kinds: Vec<(&str, u32)> = self.overview.kinds.iter().map(|(kind, count)| (kind.name(), *count)).collect();
        let standings: Vec<(&str, u32)> =
            self.overview.standings.iter().map(|(standing, count)| (standing.name(), *count)).collect();
        for (pane, title, parts) in
            [(self.layout.kinds, "Kinds", kinds), (self.layout.standings, "Fidelity of the nearest wording", standings)]
        {
            if pane.height == 0 {
                continue;
            }
            heading(frame, pane, title, None, false, self.theme);
            for ((name, count), y) in parts.into_iter().zip(pane.y + 1..pane.bottom()) {
                let line = Rect { x: pane.x + 1, y, width: pane.width.saturating_sub(3), height: 1 };
                self.share(frame, line, name, count);
            }
        }
    }

    fn share(&self, frame: &mut Frame<'_>, line: Rect, name: &str, count: u32) {
        let part = f64::from(count) / (self.overview.statements.max(1) as f64);
        let label = format!("{name:<16} {count:>7} {:>3.0} %", part * 100.0);
        let gauge = LineGauge::default()
            .label(Line::from(plain(&label, Role::Text, self.theme)))
            .ratio(part.clamp(0.0, 1.0))
            .filled_symbol("━")
            .unfilled_symbol("─")
            .filled_style(self.theme.style(Role::Cursor))
            .unfilled_style(self.theme.style(Role::Border));
        frame.render_widget(gauge, line);
    }

    fn speaker_name(&self, speaker: Side<SpeakerId>) -> &str {
        match speaker {
            Side::One(id) => &self.corpus.speaker(id).name,
            Side::None => "unattributed",
            Side::All => ALL,
        }
    }

    /// The selected cell in words.
    fn standing(&self) -> String {
        let (speaker, session) = self.screen.selected(self.overview);
        let who = match speaker {
            Side::All => "all speakers",
            one => self.speaker_name(one),
        };
        let count = self.overview.count(speaker, session);
        format!("{}: {who}, {}", number(count as usize, "statement"), self.session_name(session))
    }

    fn session_name(&self, session: Side<SessionId>) -> &str {
        match session {
            Side::One(id) => &self.corpus.session(id).title,
            Side::None => "in no session",
            Side::All => "all sessions",
        }
    }
}
