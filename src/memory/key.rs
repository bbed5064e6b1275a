//! Which corpus something was remembered of.

use std::path::{Path, absolute};

use serde::{Deserialize, Serialize};

use crate::corpus::{CorpusChoice, STANDARD_INPUT};

/// Which corpus: where its files and folders are, however they were named and in whatever order.
/// Statements of different corpora may have the same id, and are not taken for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorpusKey(Vec<String>);

/// What stands for the record that comes with the program. No path of a file is relative here.
const BUILT_IN: &str = "built-in record";

impl CorpusKey {
    /// The key of the corpus that is meant.
    #[must_use]
    pub fn of(choice: &CorpusChoice) -> Self {
        let mut places: Vec<String> = match choice {
            CorpusChoice::BuiltIn => vec![BUILT_IN.to_owned()],
            CorpusChoice::Paths(paths, _) => paths.iter().map(|path| place_of(path)).collect(),
        };
        places.sort();
        places.dedup();
        Self(places)
    }

    /// Where it is, for a person.
    #[must_use]
    pub fn in_words(&self) -> String {
        self.0.join(", ")
    }
}

fn place_of(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT {
        return "standard input".to_owned();
    }
    let place = path.canonicalize().or_else(|_| absolute(path)).unwrap_or_else(|_| path.to_owned());
    place.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::OpenOptions;
    use std::path::PathBuf;

    fn key(paths: &[PathBuf]) -> CorpusKey {
        CorpusKey::of(&CorpusChoice::Paths(paths.to_vec(), OpenOptions::default()))
    }

    #[test]
    fn a_corpus_is_known_however_its_files_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a.yaml", "b.yaml"] {
            std::fs::write(path(name), "").expect("a file");
        }
        std::fs::create_dir(path("c")).expect("a folder");
        let both = key(&[path("a.yaml"), path("b.yaml")]);
        assert_eq!(key(&[path("b.yaml"), path("c/../a.yaml"), path("a.yaml")]), both);
        assert_ne!(key(&[path("a.yaml")]), both);
        assert_ne!(CorpusKey::of(&CorpusChoice::BuiltIn), key(&[PathBuf::from(BUILT_IN)]));
    }
}
