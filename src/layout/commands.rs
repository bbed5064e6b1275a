//! The commands of the palette: every action, what it does, and the keys in force.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::action::{Action, Keymap, Scope};
use crate::text::{ByteSpan, Folding, folded};

/// An action in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is done.
    pub action: Action,
    /// What it does there, or where it works instead.
    pub description: &'static str,
    /// The keys that do it in the place, where there are some.
    pub keys: Option<String>,
    /// Where it works instead, if it means nothing in the place.
    pub elsewhere: Option<Scope>,
    /// The letters of its name that were typed, in bytes.
    pub in_name: Vec<ByteSpan>,
    /// The letters of its description that were typed, in bytes.
    pub in_description: Vec<ByteSpan>,
}

/// All actions that the words of a filter may mean, the likeliest first; those that mean nothing in
/// the place come last. A word is looked for in the names and in the descriptions; in a name its
/// letters may stand apart. Linear in the number of actions.
#[must_use]
pub fn commands(keymap: &Keymap, place: Scope, filter: &str) -> Vec<Command> {
    let words: Vec<String> = filter.split_whitespace().map(|word| folded(word, Folding::Search)).collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<(i64, Command)> = Action::ALL
        .iter()
        // Whoever looks at the list has it already.
        .filter(|action| **action != Action::Palette)
        .filter_map(|action| command(keymap, place, *action, &words, &matcher))
        .collect();
    found.sort_by_key(|(likeness, command)| (command.elsewhere.is_some(), -likeness));
    found.into_iter().map(|(_, command)| command).collect()
}

fn command(
    keymap: &Keymap,
    place: Scope,
    action: Action,
    words: &[String],
    matcher: &SkimMatcherV2,
) -> Option<(i64, Command)> {
    let elsewhere = if keymap.means(action, place) { None } else { Some(keymap.scopes_of(action).next()?) };
    let mut command = Command {
        action,
        description: action.description(elsewhere.unwrap_or(place)),
        keys: keymap.shown(action, place),
        elsewhere,
        in_name: Vec::new(),
        in_description: Vec::new(),
    };
    let mut likeness = 0;
    for word in words {
        likeness += command.likeness(word, matcher)?;
    }
    Some((likeness, command))
}

/// How a word may be meant, the likelier ways worth more. What `fuzzy-matcher` gives to a name is
/// less than any of these.
const WHOLE_NAME: i64 = 5000;
const BEGINS_NAME: i64 = 4000;
const BEGINS_WORD_OF_NAME: i64 = 3000;
const BEGINS_WORD: i64 = 2000;
const IS_INSIDE: i64 = 1000;

impl Command {
    /// How likely a word means this one, if it may; its letters are marked.
    fn likeness(&mut self, word: &str, matcher: &SkimMatcherV2) -> Option<i64> {
        let (name, description) = (self.action.name(), self.description);
        let begins_word = |text: &str, at: usize| text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if let Some(at) = name.find(word) {
            self.in_name.push(ByteSpan::new(at, at + word.len()));
            return Some(match at {
                0 if word.len() == name.len() => WHOLE_NAME,
                0 => BEGINS_NAME,
                _ if begins_word(name, at) => BEGINS_WORD_OF_NAME,
                _ => IS_INSIDE,
            });
        }
        // The descriptions are plain letters, so that folding moves none of them.
        let lower = description.to_ascii_lowercase();
        let places: Vec<usize> = lower.match_indices(word).map(|(at, _)| at).collect();
        if let Some(first) = places.first() {
            let beginning = places.iter().find(|at| begins_word(&lower, **at));
            let at = *beginning.unwrap_or(first);
            self.in_description.push(ByteSpan::new(at, at + word.len()));
            return Some(if beginning.is_some() { BEGINS_WORD } else { IS_INSIDE });
        }
        let (score, letters) = matcher.fuzzy_indices(name, word)?;
        let span = |letter: usize| {
            let (at, character) = name.char_indices().nth(letter)?;
            Some(ByteSpan::new(at, at + character.len_utf8()))
        };
        self.in_name.extend(letters.into_iter().filter_map(span));
        Some(score.min(IS_INSIDE - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(place: Scope, filter: &str) -> Option<Action> {
        commands(&Keymap::built_in(), place, filter).first().map(|command| command.action)
    }

    #[test]
    fn what_is_typed_finds_the_action_that_is_meant() {
        for (filter, wanted) in [
            ("sort", Action::Sort),
            ("order", Action::Sort),
            ("srt", Action::Sort),
            ("Talk", Action::Talk),
            ("my talk", Action::MyTalk),
            ("audience", Action::Talk),
            ("passage", Action::Context),
            ("clrf", Action::ClearFilters),
            ("leave program", Action::Quit),
            ("help", Action::Help),
            ("pressed", Action::ShowKeys),
        ] {
            assert_eq!(first(Scope::Browse, filter), Some(wanted), "{filter}");
        }
        assert_eq!(first(Scope::Browse, "zeppelin"), None);
    }

    #[test]
    fn what_means_nothing_here_comes_last_and_says_where_it_works() {
        let found = commands(&Keymap::built_in(), Scope::Browse, "");
        assert_eq!(found.len(), Action::ALL.len() - 1);
        assert!(found.is_sorted_by_key(|command| command.elsewhere.is_some()));
        let larger = found.iter().find(|command| command.action == Action::Larger).expect("it is listed");
        assert_eq!((larger.elsewhere, larger.keys.as_deref()), (Some(Scope::Talk), None));
        let sort = found.iter().find(|command| command.action == Action::Sort).expect("it is listed");
        assert_eq!((sort.elsewhere, sort.keys.as_deref()), (None, Some("o")));
    }

    #[test]
    fn descriptions_are_plain_letters() {
        for action in Action::ALL {
            let descriptions = Scope::ALL.iter().map(|scope| action.description(*scope));
            assert!(action.name().is_ascii() && descriptions.clone().all(str::is_ascii), "{action:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_filter_marks_whole_letters(filter in "\\PC{0,12}") {
            for command in commands(&Keymap::built_in(), Scope::Browse, &filter) {
                let name = command.in_name.iter().all(|span| command.action.name().get(span.range()).is_some());
                let words = command.in_description.iter();
                let description = words.clone().all(|span| command.description.get(span.range()).is_some());
                proptest::prop_assert!(name && description);
            }
        }
    }
}
