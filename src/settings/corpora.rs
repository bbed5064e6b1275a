//! Corpora by name: `onrecord @nato`.

use std::path::PathBuf;

use crate::diagnostic::closest;

/// What begins the name of a corpus on the command line.
pub const SIGN: char = '@';

/// The corpora that a person gave names to, in the order of the settings file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpora {
    named: Vec<(String, Vec<PathBuf>)>,
}

impl Corpora {
    /// Gives files and folders a name.
    pub(super) fn add(&mut self, name: String, paths: Vec<PathBuf>) {
        self.named.push((name, paths));
    }

    /// The files and folders of this name, which is written without its sign.
    #[must_use]
    pub fn paths(&self, name: &str) -> Option<&[PathBuf]> {
        self.named.iter().find(|(own, _)| own == name).map(|(_, paths)| paths.as_slice())
    }

    /// All names, without their sign.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(name, _)| name.as_str())
    }

    /// All names with what they stand for.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[PathBuf])> {
        self.named.iter().map(|(name, paths)| (name.as_str(), paths.as_slice()))
    }

    /// What a person can do who wrote a name that there is not.
    #[must_use]
    pub fn help(&self, name: &str) -> String {
        if let Some(meant) = closest(name, self.names()) {
            return format!("did you mean {SIGN}{meant}?");
        }
        let names: Vec<String> = self.names().map(|name| format!("{SIGN}{name}")).collect();
        if names.is_empty() {
            "names are given under `corpora` in the settings file; `onrecord config path` tells where that is"
                .to_owned()
        } else {
            format!("there are {}", names.join(", "))
        }
    }
}
