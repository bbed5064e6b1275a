//! The settings file.

use std::io;
use std::path::{Path, PathBuf};

use super::corpora::SIGN;
use super::folders::{config_file, config_is_named};
use super::read::{Settings, named_paths};
use crate::diagnostic::{Collect, Diagnostic, FirstProblems, Place, Severity, SourceText};
use crate::files::{self, Text};
use crate::yaml::{Node, Value, parse};

/// A settings file larger than this, in bytes, is a mistake.
const LARGEST: u64 = 1 << 20;

/// What a person names who wants no settings at all.
const NO_FILE: &str = "/dev/null";

/// A settings file and what it says.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it is, or would be; `None` where there is no home folder.
    pub path: Option<PathBuf>,
    /// Whether it is there.
    pub is_there: bool,
    /// What is in force.
    pub settings: Settings,
    /// What is wrong with it. What is wrong is not in force.
    pub problems: Vec<Diagnostic>,
    /// What stands in the file, known settings and others, with the lines, from 1.
    pub(super) lines: Vec<(String, usize)>,
    /// The file itself.
    pub(super) source: Option<SourceText>,
}

/// The code of a file that cannot be read.
const UNREADABLE: &str = "unreadable";

impl Config {
    /// Reads the person's settings file. That there is none is no problem, unless the environment
    /// names it.
    #[must_use]
    pub fn load() -> Self {
        match config_file() {
            Some(path) => Self::read(path, config_is_named()),
            None => Self::none(),
        }
    }

    /// No file, and nothing set.
    #[must_use]
    pub fn none() -> Self {
        Self {
            path: None,
            is_there: false,
            settings: Settings::default(),
            problems: Vec::new(),
            lines: Vec::new(),
            source: None,
        }
    }

    /// Whether there is a file that could not be read at all.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.problems.iter().any(|problem| problem.code == UNREADABLE)
    }

    /// The line, from 1, of a setting that stands in the file.
    #[must_use]
    pub fn line_of(&self, field: &str) -> Option<usize> {
        self.lines.iter().find(|(own, _)| own == field).map(|(_, line)| *line)
    }

    /// Whether something is wrong with a setting that stands in the file.
    pub(super) fn is_broken(&self, field: &str) -> bool {
        let Some(first) = self.line_of(field) else { return false };
        let next = self.lines.iter().map(|(_, line)| *line).filter(|line| *line > first).min().unwrap_or(usize::MAX);
        self.problems.iter().any(|problem| (first..next).contains(&problem.place.line))
    }

    /// What names of corpora stand for that is not there. A disk may only be away: these are warnings. Asks the
    /// disk about each.
    #[must_use]
    pub fn missing_corpora(&self) -> Vec<Diagnostic> {
        let (Some(path), Some(source)) = (&self.path, &self.source) else { return Vec::new() };
        let mut problems = FirstProblems::of(source.name());
        let noted: &mut dyn Collect = &mut problems;
        for (name, path) in named_paths(source, &folder_of(path)) {
            if self.settings.corpora.paths(&name).is_some() && !path.value.exists() {
                noted.note(Severity::Warning, || {
                    let message = format!("{SIGN}{name}: there is no file or folder {}", path.value.display());
                    Diagnostic::warning("missing-corpus", message, source.place(path.span))
                });
            }
        }
        problems.finish()
    }

    /// Reads a settings file; where it is `wanted`, it is a problem that there is none.
    #[must_use]
    pub fn read(path: PathBuf, wanted: bool) -> Self {
        let name = path.display().to_string();
        if path == Path::new(NO_FILE) {
            return Self { path: Some(path), is_there: true, ..Self::none() };
        }
        match files::read_text(&path, LARGEST) {
            Ok(Some(Text { text, .. })) => {
                let source = SourceText::new(name, text);
                let (settings, problems) = Settings::read(&source, &folder_of(&path));
                let lines = lines(&source);
                Self { path: Some(path), is_there: true, settings, problems, lines, source: Some(source) }
            }
            Ok(None) if wanted => Self::unreadable(path, false, &io::ErrorKind::NotFound.into()),
            Ok(None) => Self { path: Some(path), ..Self::none() },
            Err(error) => Self::unreadable(path, true, &error),
        }
    }

    fn unreadable(path: PathBuf, is_there: bool, error: &io::Error) -> Self {
        let name = path.display().to_string();
        let message = format!("cannot read {name}: {error}");
        let problem = Diagnostic::error(UNREADABLE, message, Place::whole(name));
        Self { path: Some(path), is_there, problems: vec![problem], ..Self::none() }
    }
}

/// The folder that paths in a settings file are relative to.
fn folder_of(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.parent().unwrap_or(Path::new("")).to_owned()
}

/// What stands in a file, with the lines.
fn lines(source: &SourceText) -> Vec<(String, usize)> {
    let Ok(Node { value: Value::Map(entries), .. }) = parse(source) else { return Vec::new() };
    entries.iter().map(|(key, _)| (key.text.to_string(), source.line_at(key.span.start()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(path: &Path, wanted: bool) -> Vec<&'static str> {
        Config::read(path.to_owned(), wanted).problems.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn only_a_file_that_is_named_has_to_be_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.yaml");
        assert_eq!(codes(&path, false), Vec::<&str>::new());
        assert_eq!(codes(&path, true), ["unreadable"]);
        assert_eq!(codes(folder.path(), false), ["unreadable"]);
        std::fs::write(&path, b"theme: \xff\n").expect("a file");
        assert_eq!(codes(&path, false), ["unreadable"]);
        std::fs::write(&path, "x".repeat(2 << 20)).expect("a file");
        assert_eq!(codes(&path, false), ["unreadable"]);
    }

    #[test]
    fn a_setting_is_broken_by_what_stands_in_it_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.yaml");
        std::fs::write(&path, "mouse: true\nmose: false\nkeymap:\n  browse: { sort: [Entr] }\ntheme: lihgt\n")
            .expect("a file");
        let config = Config::read(path, true);
        let broken = |field: &&str| config.is_broken(field);
        assert_eq!(
            ["mouse", "keymap", "theme"].iter().filter(|field| broken(field)).collect::<Vec<_>>(),
            [&"keymap", &"theme"]
        );
    }
}
