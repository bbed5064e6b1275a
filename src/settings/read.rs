//! The settings, and reading them: what is broken is reported and stays as it comes.

use std::path::{Path, PathBuf};

use super::colour::Colours;
use super::corpora::Corpora;
use super::looks::{ATTRIBUTES, Look, Looks, Paint};
use super::role::Role;
use super::theme::{Background, Theme, ThemeChoice, ThemeName};
use crate::action::Keymap;
use crate::diagnostic::{Diagnostic, FirstProblems, SourceText, closest, short};
use crate::export::{Format, Template};
use crate::yaml::{Fields, Located, Node, Value, parse};

/// What a person has set; what they have not is as it comes.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Corpora by name.
    pub corpora: Corpora,
    /// How the theme is found.
    pub theme: ThemeChoice,
    /// What is changed of its looks.
    pub looks: Looks,
    /// The keys in force.
    pub keymap: Keymap,
    /// The format in which a statement is copied.
    pub copy: Format,
    /// The layout in which it is copied instead, where there is one.
    pub citation: Option<Template>,
    /// Whether the program listens to the mouse.
    pub mouse: bool,
    /// The command that opens a file for editing; without one, `$VISUAL` and `$EDITOR` say it.
    pub editor: Option<String>,
    /// Whether nothing moves by itself.
    pub reduced_motion: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            corpora: Corpora::default(),
            theme: ThemeChoice::default(),
            looks: Looks::default(),
            keymap: Keymap::built_in(),
            copy: Format::Citation,
            citation: None,
            mouse: true,
            editor: None,
            reduced_motion: false,
        }
    }
}

impl Settings {
    /// Reads a settings file. Paths in it are relative to `folder`, where it stands.
    #[must_use]
    pub fn read(source: &SourceText, folder: &Path) -> (Self, Vec<Diagnostic>) {
        let mut settings = Self::default();
        let mut problems = FirstProblems::of(source.name());
        match parse(source) {
            Ok(Node { value: Value::Null, .. }) => {}
            Ok(tree) => {
                if let Some(mut fields) = Fields::open(tree, "a settings file", source, &mut problems) {
                    let keymap = fields.node("keymap");
                    settings.take(&mut fields, folder);
                    fields.finish();
                    if let Some(keymap) = keymap {
                        settings.keymap = settings.keymap.with(keymap, source, &mut problems);
                    }
                }
            }
            Err(problem) => return (settings, vec![*problem]),
        }
        (settings, problems.finish())
    }

    /// The theme over this ground of a terminal, where it told it, in as many colours as there are.
    #[must_use]
    pub fn theme_over(&self, background: Option<Background>, colours: Colours) -> Theme {
        Theme::new(self.theme.theme(background), colours).with(&self.looks, colours)
    }

    fn take(&mut self, fields: &mut Fields<'_, '_>, folder: &Path) {
        corpora(fields, folder, &mut self.corpora);
        set(&mut self.theme, theme(fields));
        self.looks = looks(fields);
        set(&mut self.copy, one_of(fields, "copy", Format::ALL.iter().map(|format| (format.name(), *format))));
        self.citation = template(fields);
        set(&mut self.mouse, fields.flag("mouse").map(|flag| flag.value));
        self.editor = editor(fields);
        set(&mut self.reduced_motion, fields.flag("reduced-motion").map(|flag| flag.value));
    }
}

fn set<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

/// The code of a value that a setting cannot have.
pub(super) const BAD_VALUE: &str = "bad-value";

/// A setting that is one of these.
fn one_of<T>(
    fields: &mut Fields<'_, '_>,
    field: &'static str,
    choices: impl Iterator<Item = (&'static str, T)>,
) -> Option<T> {
    let Located { value, span } = fields.text(field)?;
    let mut names = Vec::new();
    for (name, choice) in choices {
        if name == value {
            return Some(choice);
        }
        names.push(name);
    }
    fields.report(|places| {
        let message = format!("`{field}` cannot be `{}`", short(&value));
        let problem = Diagnostic::error(BAD_VALUE, message, places.place(span));
        problem.with_help(match closest(&value, names.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it is one of {}", names.join(", ")),
        })
    });
    None
}

fn theme(fields: &mut Fields<'_, '_>) -> Option<ThemeChoice> {
    let named = ThemeName::ALL.into_iter().map(|theme| (theme.name(), ThemeChoice::Named(theme)));
    one_of(fields, "theme", std::iter::once(("auto", ThemeChoice::ByBackground)).chain(named))
}

/// What is changed of the looks: of the ground its colour, of a role its colour or more.
fn looks(fields: &mut Fields<'_, '_>) -> Looks {
    let mut looks = Looks::default();
    let Some(node) = fields.node("roles") else { return looks };
    let Some(mut roles) = fields.nested(node, "the list of roles") else { return looks };
    looks.ground = colour(&mut roles, "ground");
    for role in Role::ALL {
        let key = roles.key_span(role.name());
        let Some(node) = roles.node(role.name()) else {
            if let Some(span) = key {
                // `match: #ffcc00` is a comment.
                let message = format!("`{}` is empty; a colour stands in quotes: '#ffcc00'", role.name());
                roles.problem("empty-text", message, span);
            }
            continue;
        };
        if let Some(look) = look(&mut roles, role, node) {
            looks.roles.push((role, look));
        }
    }
    roles.finish();
    looks
}

fn look<'t>(roles: &mut Fields<'t, '_>, role: Role, node: Node<'t>) -> Option<Look> {
    let mut look = Look::default();
    if let Value::Text(text) = &node.value {
        match text.parse::<Paint>() {
            Ok(paint) => look.colour = Some(paint),
            Err(error) => roles.problem(BAD_VALUE, format!("`{}`: {error}", role.name()), node.span),
        }
        return look.colour.map(|_| look);
    }
    let mut fields = roles.nested(node, "a role")?;
    look.colour = colour(&mut fields, "colour");
    for (name, attribute) in ATTRIBUTES {
        match fields.flag(name).map(|flag| flag.value) {
            Some(true) => look.with.insert(attribute),
            Some(false) => look.without.insert(attribute),
            None => {}
        }
    }
    fields.finish();
    Some(look)
}

fn colour(fields: &mut Fields<'_, '_>, field: &'static str) -> Option<Paint> {
    let read = |text: &str| text.parse::<Paint>().map_err(|error| error.to_string());
    fields.parsed(field, BAD_VALUE, read).map(|paint| paint.value)
}

fn template(fields: &mut Fields<'_, '_>) -> Option<Template> {
    let read = |text: &str| text.parse().map_err(|error: crate::export::BadTemplate| error.to_string());
    fields.parsed("citation", BAD_VALUE, read).map(|template| template.value)
}

fn editor(fields: &mut Fields<'_, '_>) -> Option<String> {
    let is_command = |text: &str| match shell_words::split(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("this is no command: a quote mark is never closed".to_owned()),
    };
    fields.parsed("editor", BAD_VALUE, is_command).map(|editor| editor.value)
}

fn corpora(fields: &mut Fields<'_, '_>, folder: &Path, corpora: &mut Corpora) {
    let Some(node) = fields.node("corpora") else { return };
    let Value::Map(entries) = node.value else {
        let message = format!("`corpora` is a map from names to files, but here is {}", node.describe());
        fields.problem("wrong-type", message, node.span);
        return;
    };
    for (key, node) in entries {
        let is_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
        if key.text.is_empty() || !key.text.chars().all(is_name) {
            fields.report(|places| {
                let message = format!("`{}` is no name for a corpus", short(&key.text));
                Diagnostic::error(BAD_VALUE, message, places.place(key.span)).with_help(
                    "a name is made of letters, digits, `-`, `_` and `.`; the `@` before it is not written here",
                )
            });
        } else if corpora.paths(&key.text).is_some() {
            fields.problem("duplicate-field", format!("`{}` stands here a second time", key.text), key.span);
        } else {
            let paths = paths(fields, node, folder);
            if !paths.is_empty() {
                corpora.add(key.text.into_owned(), paths);
            }
        }
    }
}

/// The files of a corpus: one, or a list of them.
fn paths(fields: &mut Fields<'_, '_>, node: Node<'_>, folder: &Path) -> Vec<PathBuf> {
    let span = node.span;
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    if items.is_empty() {
        fields.problem(BAD_VALUE, "a corpus needs a file or a folder".to_owned(), span);
    }
    let mut paths = Vec::new();
    for item in items {
        match &item.value {
            Value::Text(text) if !text.trim().is_empty() => paths.push(in_folder(text.trim(), folder)),
            _ => {
                let message =
                    format!("a corpus is a file, a folder or a list of them, but here is {}", item.describe());
                fields.problem("wrong-type", message, item.span);
            }
        }
    }
    paths
}

/// Every file and folder of a corpus with its name, as they stand in a settings file.
pub(super) fn named_paths(source: &SourceText, folder: &Path) -> Vec<(String, Located<PathBuf>)> {
    let Ok(tree) = parse(source) else { return Vec::new() };
    let mut named = Vec::new();
    for (key, node) in tree.field("corpora").map_or(&[][..], Node::entries) {
        let items = if matches!(node.value, Value::List(_)) { node.items() } else { std::slice::from_ref(node) };
        let paths = items.iter().filter_map(|item| Some(Located { value: item.trimmed()?, span: item.span }));
        named.extend(paths.map(|path| (key.text.to_string(), path.map(|path| in_folder(path, folder)))));
    }
    named
}

/// A path of a settings file: `~/` is the home folder, and what is relative is so to the file.
fn in_folder(path: &str, folder: &Path) -> PathBuf {
    let in_home = path.strip_prefix("~/").or((path == "~").then_some(""));
    match (in_home, etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => folder.join(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let (settings, problems) = Settings::read(&SourceText::new("config.yaml", text), Path::new("/home/lee/config"));
        let told = |problem: Diagnostic| {
            let help = problem.help.map_or_else(String::new, |help| format!(" ({help})"));
            format!("{}: {}{help}", problem.place.line, problem.message)
        };
        (settings, problems.into_iter().map(told).collect())
    }

    #[test]
    fn what_is_not_set_is_as_it_comes() {
        assert_eq!(read("# nothing yet\n"), (Settings::default(), Vec::new()));
    }

    #[test]
    fn every_setting_is_read() {
        let text = "corpora:\n  nato: ../nato.yaml\n  council: [/srv/a.yaml, b]\ntheme: light\ncopy: markdown\n\
                    citation: '{text} — {citation}'\nmouse: false\neditor: code --wait\nreduced-motion: true\n";
        let (settings, problems) = read(text);
        assert_eq!(problems, Vec::<String>::new());
        let paths = |name| settings.corpora.paths(name).expect("a corpus").to_vec();
        assert_eq!(paths("nato"), [Path::new("/home/lee/config/../nato.yaml")]);
        assert_eq!(paths("council"), [Path::new("/srv/a.yaml"), Path::new("/home/lee/config/b")]);
        assert_eq!(settings.theme, ThemeChoice::Named(ThemeName::Light));
        assert_eq!(settings.copy, Format::Markdown);
        assert_eq!(settings.citation, "{text} — {citation}".parse().ok());
        assert!(!settings.mouse && settings.reduced_motion);
        assert_eq!(settings.editor.as_deref(), Some("code --wait"));
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_and_the_rest_is_read() {
        let text = "them: dark\ntheme: drak\ncopy: pdf\ncitation: '{txt}'\nmouse: perhaps\neditor: 'vi \"'\n\
                    corpora:\n  'a b': x.yaml\n  c: {}\n  d: []\n  e: e.yaml\n";
        let (settings, problems) = read(text);
        let wanted = [
            "1: a settings file has no field `them` (did you mean `theme`?)",
            "2: `theme` cannot be `drak` (did you mean `dark`?)",
            "3: `copy` cannot be `pdf` (it is one of text, citation, json",
            "4: there is no `{txt}` (did you mean `{text}`?)",
            "5: `mouse` is `true` or `false`, but here is text",
            "6: this is no command: a quote mark is never closed",
            "8: `a b` is no name for a corpus",
            "9: a corpus is a file, a folder or a list of them, but here is a map",
            "10: a corpus needs a file or a folder",
        ];
        for (problem, wanted) in problems.iter().zip(wanted) {
            assert!(problem.starts_with(wanted), "{problem}");
        }
        assert_eq!(problems.len(), wanted.len());
        assert_eq!(settings.corpora.names().collect::<Vec<_>>(), ["e"]);
        assert_eq!(Settings { corpora: Corpora::default(), ..settings }, Settings::default());
    }

    #[test]
    fn roles_are_changed_by_a_colour_or_by_more() {
        let (settings, problems) = read(
            "roles:\n  ground: terminal\n  match: '#ffcc00'\n  error: { colour: bright-red, bold: false, italic: true }\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(settings.looks.ground, Some(Paint::OfTerminal));
        let looks: Vec<(Role, Look)> = settings.looks.roles().collect();
        assert_eq!(looks[0].1.colour.map(|colour| colour.to_string()).as_deref(), Some("#ffcc00"));
        assert_eq!(looks[1].1.attributes().collect::<Vec<_>>(), [("bold", false), ("italic", true)]);
        let (settings, problems) = read(
            "roles:\n  match: gold\n  error: [x]\n  title: { color: red }\n  mach: red\n  ground: pink\n  link: #ffcc00\n",
        );
        let wanted = [
            "6: `pink` is no colour",
            "4: a role has no field `color` (did you mean `colour`?)",
            "2: `match`: `gold` is no colour",
            "3: a role is a map of fields, but here is a list",
            "7: `link` is empty; a colour stands in quotes",
            "5: the list of roles has no field `mach` (did you mean `match`?)",
        ];
        for wanted in wanted {
            assert!(problems.iter().any(|problem| problem.starts_with(wanted)), "{wanted}: {problems:#?}");
        }
        assert_eq!((problems.len(), settings.looks.ground), (wanted.len(), None));
    }

    #[test]
    fn a_corpus_may_stand_in_the_home_folder() {
        let home = etcetera::home_dir().expect("a home folder");
        assert_eq!(in_folder("~/nato.yaml", Path::new("/x")), home.join("nato.yaml"));
        assert_eq!(in_folder("~nato.yaml", Path::new("/x")), Path::new("/x/~nato.yaml"));
    }

    proptest::proptest! {
        #[test]
        fn any_file_gives_settings(text in "((corpora|theme|copy|citation|mouse|editor|keymap|roles)?[a-z{}:\\[\\]'\"@~ \n-]{0,12}){0,4}") {
            let _ = read(&text);
        }
    }
}
