//! The settings file.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::folders::{config_file, config_is_named};
use super::read::Settings;
use crate::diagnostic::{Diagnostic, Place, SourceText};

/// A settings file larger than this, in bytes, is a mistake.
const LARGEST: u64 = 1 << 20;

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
}

impl Config {
    /// Reads the person's settings file. That there is none is no problem, unless the environment
    /// names it.
    #[must_use]
    pub fn load() -> Self {
        match config_file() {
            Some(path) => Self::read(path, config_is_named()),
            None => Self { path: None, is_there: false, settings: Settings::default(), problems: Vec::new() },
        }
    }

    /// Reads a settings file; where it is `wanted`, it is a problem that there is none.
    #[must_use]
    pub fn read(path: PathBuf, wanted: bool) -> Self {
        let name = path.display().to_string();
        let broken = |path, is_there, problem: Diagnostic| Self {
            path: Some(path),
            is_there,
            settings: Settings::default(),
            problems: vec![problem],
        };
        match text_of(&path) {
            Ok(text) => {
                let folder = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
                let folder = folder.parent().unwrap_or(Path::new(""));
                let (settings, problems) = Settings::read(&SourceText::new(name, text), folder);
                Self { path: Some(path), is_there: true, settings, problems }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && !wanted => {
                Self { path: Some(path), is_there: false, settings: Settings::default(), problems: Vec::new() }
            }
            Err(error) => {
                let is_there = error.kind() != io::ErrorKind::NotFound;
                let problem =
                    Diagnostic::error("unreadable", format!("cannot read {name}: {error}"), Place::whole(name));
                broken(path, is_there, problem)
            }
        }
    }
}

fn text_of(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let bytes = File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    if bytes as u64 > LARGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than any settings file"));
    }
    Ok(text)
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
}
