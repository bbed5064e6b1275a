//! Tours: what to press, to type, to wait for and to say, so that the program shows itself.

use std::time::Duration;

use crate::action::Key;
use crate::diagnostic::{Collect, Diagnostic, FirstProblems, SourceText};
use crate::text::ByteSpan;
use crate::yaml::{Fields, Node, Value, parse};

/// The tour that comes with the program.
pub const BUILT_IN: &str = include_str!("../../docs/tour.yaml");

/// The steps of a tour, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tour {
    /// What it is called.
    pub title: Option<String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step of a tour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Presses keys, one after another.
    Keys(Vec<Key>),
    /// Types a text, letter by letter.
    Type(String),
    /// Goes on when this text is on the screen.
    WaitFor(String),
    /// Waits.
    Pause(Duration),
    /// Shows a caption from now on; an empty one takes it away.
    Say(String),
    /// Takes a picture of the screen under this name, where pictures are wanted.
    Picture(String),
}

/// The fields of a step; each step has one of them.
const FIELDS: [&str; 6] = ["keys", "type", "wait-for", "pause", "say", "picture"];

/// The longest pause: a tour that seems to hang is a mistake in its file.
const LONGEST_PAUSE: f64 = 600.0;

impl Tour {
    /// Reads a tour, and everything that is wrong with it.
    #[must_use]
    pub fn read(source: &SourceText) -> (Self, Vec<Diagnostic>) {
        let mut problems = FirstProblems::of(source.name());
        let tour = match parse(source) {
            Ok(tree) => read(tree, source, &mut problems),
            Err(problem) => return (Self::default(), vec![*problem]),
        };
        (tour, problems.finish())
    }

    /// Whether it takes pictures.
    #[must_use]
    pub fn takes_pictures(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Picture(_)))
    }
}

fn read(tree: Node<'_>, source: &SourceText, problems: &mut dyn Collect) -> Tour {
    let Some(mut fields) = Fields::open(tree, "a tour", source, problems) else { return Tour::default() };
    let title = fields.text("title").map(|title| title.value.into_owned());
    if !fields.has("steps") {
        fields.missing("steps");
    }
    let nodes = fields.list("steps");
    fields.finish();
    let steps = nodes.into_iter().filter_map(|node| step(node, source, problems)).collect();
    Tour { title, steps }
}

fn step(node: Node<'_>, source: &SourceText, problems: &mut dyn Collect) -> Option<Step> {
    let span = node.span;
    // An empty caption is a step like any other, though an empty text is none.
    if let Value::Map(entries) = &node.value
        && let [(key, Node { value: Value::Null, .. })] = entries.as_slice()
        && key.text == "say"
    {
        return Some(Step::Say(String::new()));
    }
    let mut fields = Fields::open(node, "a step", source, problems)?;
    let given: Vec<&'static str> = FIELDS.into_iter().filter(|name| fields.has(name)).collect();
    let step = match given.as_slice() {
        [name] => one(&mut fields, name),
        [] => {
            let at = ByteSpan::new(span.start(), span.start());
            fields.problem("missing-field", format!("a step has one of {}", FIELDS.join(", ")), at);
            None
        }
        [_, second, ..] => {
            let at = fields.key_span(second).unwrap_or(span);
            fields.problem("two-forms", format!("a step has one field; begin another step for `{second}`"), at);
            for name in given {
                let _ = fields.node(name);
            }
            None
        }
    };
    fields.finish();
    step
}

fn one(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Step> {
    let step = fields.parsed(name, "bad-value", |text| match name {
        "keys" => keys(text).map(Step::Keys),
        "type" => Ok(Step::Type(text.to_owned())),
        "wait-for" => Ok(Step::WaitFor(text.to_owned())),
        "pause" => pause(text).map(Step::Pause),
        "picture" => picture(text).map(Step::Picture),
        _ => Ok(Step::Say(text.to_owned())),
    });
    step.map(|step| step.value)
}

/// Keys as in a keymap, with spaces between: `/`, `Ctrl-U`, `Enter`.
fn keys(text: &str) -> Result<Vec<Key>, String> {
    text.split_whitespace().map(|key| key.parse().map_err(|error: crate::action::NotAKey| error.to_string())).collect()
}

fn pause(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=LONGEST_PAUSE).contains(seconds));
    let seconds =
        seconds.ok_or_else(|| format!("`{text}` is no pause: write the seconds, from 0 to {LONGEST_PAUSE}"))?;
    Ok(Duration::from_secs_f64(seconds))
}

/// A picture's name becomes that of a file.
fn picture(text: &str) -> Result<String, String> {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    if text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no name for a picture: letters, digits, `-` and `_`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Tour, Vec<String>) {
        let (tour, problems) = Tour::read(&SourceText::new("tour.yaml", text));
        let told = |problem: &Diagnostic| format!("{}:{} {}", problem.place.line, problem.place.column, problem.code);
        (tour, problems.iter().map(told).collect())
    }

    #[test]
    fn a_tour_is_a_list_of_steps() {
        let (tour, problems) = read(
            "title: Two keys\nsteps:\n  - say: Look\n  - keys: / Ctrl-U\n  - type: '2022'\n  - wait-for: found\n  - pause: 1.5\n  - picture: first\n  - say:\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        let keys = ["/", "Ctrl-U"].map(|key| key.parse().expect("a key")).to_vec();
        let wanted = [
            Step::Say("Look".to_owned()),
            Step::Keys(keys),
            Step::Type("2022".to_owned()),
            Step::WaitFor("found".to_owned()),
            Step::Pause(Duration::from_millis(1500)),
            Step::Picture("first".to_owned()),
            Step::Say(String::new()),
        ];
        assert_eq!(tour.steps, wanted);
        assert_eq!(tour.title.as_deref(), Some("Two keys"));
    }

    #[test]
    fn all_problems_of_a_tour_are_told_with_their_places() {
        let (tour, problems) = read(
            "steps:\n  - keys: Entre\n  - pause: long\n  - { keys: a, type: b }\n  - prss: a\n  - x\n  - picture: ../x\n  - keys: j\n",
        );
        assert_eq!(
            problems,
            [
                "2:11 bad-value",
                "3:12 bad-value",
                "4:16 two-forms",
                "5:5 missing-field",
                "5:5 unknown-field",
                "6:5 wrong-type",
                "7:14 bad-value"
            ]
        );
        assert_eq!(tour.steps.len(), 1);
        assert_eq!(read("title: x\n").1, ["1:1 missing-field"]);
    }

    #[test]
    fn the_built_in_tour_has_no_problems() {
        assert_eq!(read(BUILT_IN).1, Vec::<String>::new());
    }

    proptest::proptest! {
        #[test]
        fn any_file_is_a_tour_or_is_told_why_not(text in "(steps:\n)?( *- )?[a-z{}:\\[\\]' \n-]{0,40}") {
            let (tour, problems) = read(&text);
            proptest::prop_assert!(!tour.steps.is_empty() || tour.title.is_some() || !problems.is_empty() || text.contains("steps"));
        }
    }
}
