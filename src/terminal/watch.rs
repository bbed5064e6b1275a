//! Watching the files of the corpus: whoever changes them, the loop is told once they are quiet.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Event as Change, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::corpus::{CorpusChoice, is_corpus_file};

/// As long as this nothing more must change: an editor writes a file in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// No change waits longer than this to be read, however often the files go on changing.
const LONGEST: Duration = Duration::from_millis(500);

/// A file may be away as long as this: editors put another one in its place.
const AWAY: Duration = Duration::from_secs(1);

/// A file or a folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Watched {
    /// One file, by the real path of its folder.
    File(PathBuf),
    /// The corpus files of a folder.
    Folder(PathBuf),
}

/// Begins to watch what a corpus is read from, and calls `tell` after each change. The thread
/// lives as long as the program. `false` where there is nothing to watch.
///
/// # Errors
/// The system cannot watch files, or not these.
pub(super) fn watch(choice: &CorpusChoice, mut tell: impl FnMut() -> bool + Send + 'static) -> Result<bool, String> {
    let CorpusChoice::Paths(paths, _) = choice else { return Ok(false) };
    let (sender, changes) = channel();
    let paths = paths.clone();
    let first = watched(&paths);
    let listened_for = Arc::new(Mutex::new(first.clone()));
    let heard_by = Arc::clone(&listened_for);
    // The system tells of whole folders only. What is no change of the corpus ends here, on the thread that hears
    // of it: this one and the loop sleep on.
    let receive = move |change: notify::Result<Change>| {
        if change.is_ok_and(|change| concerns(&locked(&heard_by), &change)) {
            let _ = sender.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(receive).map_err(|error| error.to_string())?;
    follow(&mut watcher, &first)?;
    let run = move || {
        let mut watched_now = first;
        while changes.recv().is_ok() {
            wait_until_quiet(&changes, &watched_now);
            // A link may lead elsewhere now, and a folder may be another one of that name.
            watched_now = watched(&paths);
            locked(&listened_for).clone_from(&watched_now);
            let _ = follow(&mut watcher, &watched_now);
            if !tell() {
                return;
            }
        }
    };
    thread::Builder::new().name("watch".to_owned()).spawn(run).map_err(|error| error.to_string())?;
    Ok(true)
}

/// A panic of another thread leaves nothing half done here.
fn locked(files: &Mutex<Vec<Watched>>) -> MutexGuard<'_, Vec<Watched>> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stands behind these paths. Of a link both are watched: itself and what it leads to.
fn watched(paths: &[PathBuf]) -> Vec<Watched> {
    let mut all = Vec::new();
    for path in paths {
        let real = path.canonicalize();
        match &real {
            Ok(real) if real.is_dir() => all.push(Watched::Folder(real.clone())),
            _ => all.extend(in_real_folder(path).into_iter().chain(real.ok()).map(Watched::File)),
        }
    }
    all.dedup();
    all
}

/// The path of a file, of which only the folder has to be there.
fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(folder.canonicalize()?.join(path.file_name().unwrap_or_default()))
}

fn follow(watcher: &mut RecommendedWatcher, watched: &[Watched]) -> Result<(), String> {
    for each in watched {
        let folder = match each {
            Watched::File(file) => file.parent().unwrap_or(Path::new("/")),
            Watched::Folder(folder) => folder,
        };
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Whether a change is one of the corpus. Who only reads, as this program does, changes nothing.
fn concerns(watched: &[Watched], change: &Change) -> bool {
    if matches!(change.kind, EventKind::Access(_)) {
        return false;
    }
    let is_watched = |path: &PathBuf| {
        watched.iter().any(|each| match each {
            Watched::File(file) => file == path,
            Watched::Folder(folder) => {
                folder == path || (path.parent() == Some(folder.as_path()) && is_corpus_file(path))
            }
        })
    };
    // Where too much happened at once, the system says that it has left something out.
    change.need_rescan() || change.paths.iter().any(is_watched)
}

/// Waits until nothing has changed for a while, or until it has been waited for long enough.
fn wait_until_quiet(changes: &Receiver<()>, watched: &[Watched]) {
    let begun = Instant::now();
    loop {
        let is_away = watched.iter().any(|each| matches!(each, Watched::File(file) if !file.exists()));
        let left = if is_away { AWAY } else { LONGEST }.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return;
        }
        match changes.recv_timeout(left.min(QUIET)) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) if is_away => {}
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn quotes(folder: &Path) -> CorpusChoice {
        CorpusChoice::Paths(vec![folder.join("quotes.yaml")], crate::corpus::OpenOptions::default())
    }

    /// Watches, and hands out what is told.
    fn told(choice: &CorpusChoice) -> Receiver<()> {
        let (sender, told) = channel();
        assert_eq!(watch(choice, move || sender.send(()).is_ok()), Ok(true));
        told
    }

    #[test]
    fn a_file_is_told_that_is_written_or_replaced_by_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("quotes.yaml");
        fs::write(&file, "title: a").expect("written");
        let told = told(&quotes(folder.path()));
        fs::write(&file, "title: b").expect("written");
        told.recv().expect("told");
        fs::remove_file(&file).expect("away");
        fs::write(folder.path().join("new"), "title: c").expect("written");
        fs::rename(folder.path().join("new"), &file).expect("replaced");
        told.recv().expect("told");
    }

    #[test]
    fn who_reads_and_who_writes_something_else_is_not_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("quotes.yaml");
        fs::write(&file, "title: a").expect("written");
        let told = told(&quotes(folder.path()));
        fs::read(&file).expect("read");
        fs::write(folder.path().join("notes.txt"), "x").expect("written");
        // What is told first is the change made last.
        fs::write(&file, "title: b").expect("written");
        told.recv().expect("told");
        assert!(told.try_recv().is_err());
    }

    #[test]
    fn a_new_file_in_a_folder_and_the_target_of_a_link_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = folder.path().join("corpus");
        let elsewhere = folder.path().join("elsewhere.yaml");
        fs::create_dir(&corpus).expect("a folder");
        fs::write(&elsewhere, "title: a").expect("written");
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("quotes.yaml")).expect("a link");
        let in_folder = told(&CorpusChoice::Paths(vec![corpus.clone()], crate::corpus::OpenOptions::default()));
        let behind_link = told(&quotes(folder.path()));
        fs::write(corpus.join("new.yaml"), "title: b").expect("written");
        in_folder.recv().expect("told");
        fs::write(&elsewhere, "title: b").expect("written");
        behind_link.recv().expect("told");
    }

    #[test]
    fn the_built_in_corpus_is_not_watched() {
        assert_eq!(watch(&CorpusChoice::BuiltIn, || true), Ok(false));
    }
}
