//! Reviewing attributions, and adding statements.

use std::fs;
use std::path::PathBuf;

use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::terminal::Headless;

use crate::support::{file, flowing_text, folder, onrecord, onrecord_with, press, search, start};

const QUOTES: &str = "\
# The attributions are a program's.
speakers:
  ann: { name: Ann Arbor, role: Mayor }
  bob: { name: Bob Berlin, aliases: [Robert] }
  eve: { name: Eve Essen }
statements:
  - id: bridge
    speaker: ann
    text: We will build the bridge.
    review: { confidence: 0.9, candidates: [eve] }   # likely
  - id: cost
    speaker: unattributed
    text: It will cost too much.
    review:
      # nobody near
      confidence: 0.2
      candidates: [bob, eve]

  - { id: asked, speaker: eve, text: Nobody asked us., review: { confidence: 0.7 } }
  - { id: known, speaker: bob, text: I was there. }
";

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
    program: Headless,
}

fn desk(name: &str, text: &str) -> Desk {
    let folder = folder();
    let path = file(&folder, name, text);
    let program = onrecord_with(120, 40, &path);
    Desk { _folder: folder, path, program }
}

impl Desk {
    fn text(&self) -> String {
        fs::read_to_string(&self.path).expect("there")
    }

    fn press(&mut self, keys: &str) -> String {
        press(&mut self.program, keys);
        flowing_text(&self.program)
    }
}

#[test]
fn a_judgement_is_written_down_and_the_next_one_is_shown() {
    let mut desk = desk("quotes.yaml", QUOTES);
    let screen = desk.press("c");
    assert!(screen.contains("3 to review · 90% sure, or Eve Essen") && screen.contains("A accept"), "{screen}");
    let screen = desk.press("A");
    assert!(screen.contains("Accepted; 2 are left to review; this one: 20% sure, or Bob Berlin and Eve Essen."));
    let accepted = QUOTES.replace("{ confidence: 0.9", "{ state: accepted, confidence: 0.9");
    assert_eq!(desk.text(), accepted);
    let screen = desk.press("n D");
    assert!(screen.contains("Rejected; 1 is left to review") && screen.contains("Eve Essen"), "{screen}");
    let rejected = accepted.replace("      confidence: 0.2", "      state: rejected\n      confidence: 0.2");
    assert_eq!(desk.text(), rejected);
    assert!(desk.press("A").contains("nothing is left to review"));
    assert!(desk.press("A").contains("It is accepted already."));
    // What was judged can be judged otherwise.
    assert!(desk.press("D").contains("Rejected"));
    assert!(desk.text().contains("Nobody asked us., review: { state: rejected, confidence: 0.7 }"));
}

#[test]
fn a_speaker_is_picked_among_candidates_or_all() {
    let mut desk = desk("quotes.yaml", QUOTES);
    let screen = desk.press("j P");
    let at = |name: &str| screen.find(name).unwrap_or(usize::MAX);
    let list = &screen[at("Who said it?")..];
    assert!(
        list.find("Bob Berlin") < list.find("Eve Essen") && list.find("Eve Essen") < list.rfind("Ann Arbor"),
        "{list}"
    );
    desk.program.type_text("mayor");
    let screen = desk.press("Enter");
    assert!(screen.contains("Said by Ann Arbor; 2 are left to review"), "{screen}");
    let after = QUOTES
        .replace("speaker: unattributed", "speaker: ann")
        .replace("      confidence: 0.2", "      state: accepted\n      confidence: 0.2");
    assert_eq!(desk.text(), after);
}

#[test]
fn what_is_to_be_reviewed_is_found_and_leaves_the_list() {
    let mut desk = desk("quotes.yaml", QUOTES);
    search(&mut desk.program, "is:unreviewed");
    assert!(desk.press("g").contains("3 of 4 statements"));
    let screen = desk.press("A");
    assert!(screen.contains("2 of 4 statements") && screen.contains("1/2"), "{screen}");
    let screen = desk.press("A A");
    assert!(screen.contains("Nothing found for is:unreviewed"), "{screen}");
    assert_eq!(desk.text().matches("state: accepted").count(), 3);
}

#[test]
fn lines_of_json_are_reviewed_in_their_place() {
    let lines = "{\"type\":\"speaker\",\"id\":\"ann\",\"name\":\"Ann\"}\n{\"type\":\"statement\",\"id\":\"a\",\"speaker\":\"ann\",\"text\":\"One.\",\"review\":{\"confidence\":0.4}}\n{\"speaker\":\"Bob\",\"text\":\"Two.\",\"review\":\"open\"}\n";
    let mut desk = desk("quotes.jsonl", lines);
    desk.press("A D");
    let after = lines
        .replace("\"review\":{", "\"review\":{\"state\":\"accepted\",")
        .replace("\"review\":\"open\"", "\"review\":\"rejected\"");
    assert_eq!(desk.text(), after);
}

#[test]
fn a_speaker_whom_only_lines_name_is_written_by_name_and_nobody_is_made_up() {
    let lines = "{\"speaker\":\"Wendy Sherman\",\"text\":\"A.\"}\n{\"speaker\":\"unattributed\",\"text\":\"B.\"}\n";
    let mut desk = desk("quotes.jsonl", lines);
    desk.press("j P");
    desk.program.type_text("wendy");
    let screen = desk.press("Enter");
    assert!(screen.contains("Said by Wendy Sherman; nothing is left to review"), "{screen}");
    assert_eq!(desk.text(), lines.replace("unattributed", "Wendy Sherman"));
    assert_eq!(desk.program.model().record.corpus.speakers().len(), 1);
}

#[test]
fn lines_whose_fields_have_other_names_are_changed_in_these() {
    let lines = "{\"who\":\"Ann\",\"quote\":\"One.\",\"status\":\"open\",\"text\":\"a page\"}\n{\"who\":\"Bob\",\"quote\":\"Two.\",\"review\":null,\"status\":\"open\"}\n";
    let folder = folder();
    let path = file(&folder, "quotes.jsonl", lines);
    let map = "speaker=who,text=quote,review=status,=text".parse().expect("a map");
    let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions { map, keep_going: false });
    let program = Headless::open(start(120, 40, &choice), choice);
    let mut desk = Desk { _folder: folder, path, program };
    let screen = desk.press("A");
    assert!(screen.contains("Accepted; 1 is left to review"), "{screen}");
    desk.press("P");
    desk.program.type_text("ann");
    let screen = desk.press("Enter");
    assert!(screen.contains("Said by Ann; nothing is left to review"), "{screen}");
    assert_eq!(desk.text(), lines.replace("open", "accepted").replace("Bob", "Ann"));
}

#[test]
fn a_document_that_has_no_id_for_a_speaker_stays_as_it_is() {
    let folder = folder();
    file(&folder, "d.jsonl", "{\"speaker\":\"Wendy Sherman\",\"text\":\"A.\"}\n");
    let document = "statements: [{ id: b, speaker: unattributed, text: B. }]\n";
    let path = file(&folder, "q.yaml", document);
    let program = onrecord_with(120, 40, folder.path());
    let mut desk = Desk { _folder: folder, path, program };
    search(&mut desk.program, "B");
    desk.press("P");
    desk.program.type_text("wendy");
    let screen = desk.press("Enter");
    assert!(screen.contains("q.yaml has no id for Wendy Sherman") && screen.contains("e opens it"), "{screen}");
    assert_eq!(desk.text(), document);
    assert!(!desk.program.model().record.broken);
}

#[test]
fn what_cannot_be_written_down_is_told_with_what_to_do() {
    let mut csv = desk("quotes.csv", "speaker,text,review\nAnn,One.,open\n");
    assert!(csv.press("A").contains("is a table: only your editor can change it; e opens it."));
    let mut known = desk("quotes.yaml", QUOTES);
    assert!(known.press("G A").contains("There is nothing to review: a person attributed it."));
    assert!(known.press("P").contains("A person attributed it; e edits it."));
    // The file has another statement there by now.
    fs::write(&known.path, QUOTES.replace("id: bridge", "id: road")).expect("written");
    let screen = known.press("g A");
    assert!(screen.contains("`bridge` is no longer in") && screen.contains("nothing was changed"), "{screen}");
    fs::write(&known.path, "statements: [").expect("written");
    assert!(known.press("A").contains("has an error in line 1; nothing was changed; e opens it."));
    let mut built_in = onrecord(120, 40);
    press(&mut built_in, "a");
    let screen = flowing_text(&built_in);
    assert!(screen.contains("The built-in corpus cannot be changed; `onrecord export -o quotes.yaml`"), "{screen}");
}
