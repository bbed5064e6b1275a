//! Files that are written on a good disk, on a failing one, and by a process that is ended.

use std::process::Command;
use std::time::Duration;

use super::steps::{Fault, fail_at, steps_taken};
use super::*;

fn words(text: &'static str) -> impl FnMut(&mut dyn Write) -> io::Result<()> {
    move |out| out.write_all(text.as_bytes())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_made_kept_and_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quotes.md");
    write(&path, IfThere::Refuse, &mut words("one")).expect("made");
    assert!(matches!(write(&path, IfThere::Refuse, &mut words("two")), Err(WriteError::IsThere { .. })));
    assert_eq!(fs::read_to_string(&path).expect("there"), "one");
    write(&path, IfThere::Replace, &mut words("two")).expect("replaced");
    assert_eq!(fs::read_to_string(&path).expect("there"), "two");
    assert_eq!(names(folder.path()), ["quotes.md"]);
}

#[test]
fn a_write_that_fails_half_way_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quotes.md");
    let mut half = |out: &mut dyn Write| -> io::Result<()> {
        out.write_all(&vec![b'x'; 100_000])?;
        Err(io::ErrorKind::StorageFull.into())
    };
    assert!(matches!(write(&path, IfThere::Refuse, &mut half), Err(WriteError::DiskFull { .. })));
    assert_eq!(names(folder.path()), Vec::<String>::new());
    write(&path, IfThere::Refuse, &mut words("one")).expect("made");
    assert!(write(&path, IfThere::Replace, &mut half).is_err());
    assert_eq!(fs::read_to_string(&path).expect("there"), "one");
    assert_eq!(names(folder.path()), ["quotes.md"]);
}

#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    write(&target, IfThere::Refuse, &mut words("one")).expect("made");
    fs::set_permissions(&target, Permissions::from_mode(0o640)).expect("set");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    write(&link, IfThere::Replace, &mut words("two")).expect("replaced");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::read_to_string(&target).expect("there"), "two");
    assert_eq!(fs::metadata(&target).expect("there").permissions().mode() & 0o777, 0o640);
}

#[test]
fn what_is_no_file_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = write(folder.path(), IfThere::Replace, &mut words("one")).expect_err("a folder");
    assert!(error.to_string().contains("is a directory"), "{error}");
    let error = write(&folder.path().join("no/such"), IfThere::Replace, &mut words("one")).expect_err("no folder");
    assert!(error.to_string().contains("no such folder"), "{error}");
}

#[test]
fn a_folder_that_somebody_holds_is_waited_for_and_not_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quotes.yaml");
    let holder = File::open(folder.path()).expect("a folder");
    holder.lock().expect("held");
    let write_it = || write(&path, IfThere::Refuse, &mut words("one"));
    let error = exclusively_within(Duration::ZERO, &path, write_it).expect_err("held");
    assert!(matches!(&error, WriteError::Held { folder: held, .. } if *held == folder.path()), "{error}");
    assert!(!path.exists());
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| exclusively_within(Duration::MAX, &path, write_it));
        holder.unlock().expect("let go");
        waiting.join().expect("no panic").expect("written");
    });
    assert!(path.exists());
}

#[test]
fn a_text_is_read_without_its_mark_and_what_is_no_text_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.yaml");
    let read = |most| read_text(&path, most).map_err(|error| error.to_string());
    assert_eq!(read(8), Ok(None));
    assert_eq!(read_text(&path.join("below"), 8).expect("nothing"), None);
    fs::write(&path, "\u{feff}words").expect("written");
    assert_eq!(read(8), Ok(Some(Text { mark: "\u{feff}", text: "words".to_owned() })));
    assert_eq!(read(7), Err("it has more than 7 bytes".to_owned()));
    assert!(read_text(&path.join("below"), 8).expect("nothing").is_none());
    fs::write(&path, b"\xff").expect("written");
    assert_eq!(read(8), Err("it is not UTF-8 text".to_owned()));
    assert_eq!(read_bytes(&path, 8).expect("there"), Some(vec![0xff]));
    fs::remove_file(&path).expect("removed");
    let made = Command::new("mkfifo").arg(&path).status().expect("it runs");
    assert!(made.success());
    assert_eq!(read(8), Err("it is no file".to_owned()));
    assert!(read_text(folder.path(), 8).is_err());
}

const OLD: &str = "the old words";

/// More than is written at once.
fn new() -> String {
    "the new words\n".repeat(2000)
}

/// Writes the new words, where old ones are or none.
fn write_new(path: &Path) -> Result<(), WriteError> {
    write(path, IfThere::Replace, &mut |out| new().as_bytes().chunks(1000).try_for_each(|piece| out.write_all(piece)))
}

/// A file with the old words, or without any.
fn file_with(old: Option<&str>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quotes.yaml");
    if let Some(old) = old {
        fs::write(&path, old).expect("written");
    }
    (folder, path)
}

fn content(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// The steps that writing takes.
fn steps_of(old: Option<&str>) -> usize {
    let (_folder, path) = file_with(old);
    let before = steps_taken();
    write_new(&path).expect("written");
    steps_taken() - before
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_old_file_and_nothing_else() {
    for old in [None, Some(OLD)] {
        let steps = steps_of(old);
        assert!(steps > 5, "{steps}");
        for (number, (fault, full)) in
            (0..steps).flat_map(|number| [(number, (Fault::Full, true)), (number, (Fault::Broken, false))])
        {
            let (folder, path) = file_with(old);
            let outcome = fail_at(number, fault, || write_new(&path));
            if number + 1 == steps {
                // The name is there; that the folder cannot be synchronised changes nothing.
                outcome.expect("written");
                assert_eq!(content(&path), Some(new()));
                continue;
            }
            let error = outcome.expect_err("the disk fails");
            assert_eq!(matches!(error, WriteError::DiskFull { .. }), full, "step {number}: {error}");
            assert!(error.to_string().contains("nothing was changed"), "{error}");
            assert_eq!(content(&path).as_deref(), old, "step {number}");
            assert_eq!(names(folder.path()).len(), usize::from(old.is_some()), "step {number}");
        }
    }
}

#[test]
fn a_disk_that_takes_a_little_at_a_time_gets_everything() {
    let (folder, path) = file_with(Some(OLD));
    fail_at(0, Fault::Short, || write_new(&path)).expect("written");
    assert_eq!(content(&path), Some(new()));
    assert_eq!(names(folder.path()), ["quotes.yaml"]);
}

/// Where the process that is to be ended writes, and after how many steps it ends.
const VICTIM: (&str, &str) = ("ONRECORD_TEST_FILE", "ONRECORD_TEST_STEP");

#[test]
fn a_process_that_is_ended_at_any_step_leaves_the_old_file_or_the_new_one() {
    for old in [None, Some(OLD)] {
        for number in 0..steps_of(old) {
            let (folder, path) = file_with(old);
            let ended = Command::new(std::env::current_exe().expect("this test"))
                .args(["--exact", "files::tests::the_process_that_is_ended", "--ignored"])
                .env(VICTIM.0, &path)
                .env(VICTIM.1, number.to_string())
                .output()
                .expect("it runs");
            assert!(!ended.status.success() && ended.status.code().is_none(), "it was not ended: {ended:?}");
            let found = content(&path);
            assert!(found.as_deref() == old || found == Some(new()), "step {number}: {found:?}");
            for name in names(folder.path()) {
                let is_left_over = name.starts_with(".onrecord-") && Path::new(&name).extension().is_none();
                assert!(name == "quotes.yaml" || is_left_over, "step {number}: {name}");
            }
            // Whoever comes next is not in the way of what is left over.
            write_new(&path).expect("written");
            assert_eq!(content(&path), Some(new()));
        }
    }
}

#[test]
#[ignore = "it ends its process; the test above starts it"]
fn the_process_that_is_ended() {
    let (Ok(path), Ok(step)) = (std::env::var(VICTIM.0), std::env::var(VICTIM.1)) else { return };
    let _ = fail_at(step.parse().expect("a number"), Fault::End, || write_new(Path::new(&path)));
}
