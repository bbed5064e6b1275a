//! Settings written as a settings file: the default one, and what is in force.

use std::fmt::Write;

use super::config::Config;
use super::theme::ThemeChoice;
use crate::action::{Action, Key, Keymap, Scope};

/// The default settings file but for its keys.
const DEFAULT: &str = include_str!("default_config.yaml");

/// A settings file with every setting as a comment, explained.
#[must_use]
pub fn default_config() -> String {
    let mut out = format!("{DEFAULT}#keymap:\n");
    // What the file of the keymap says of itself is said before.
    let keys = Keymap::default_file().lines().skip_while(|line| line.starts_with('#'));
    for line in keys {
        out.push_str(match line {
            "" => "",
            prose if prose.starts_with('#') => "",
            _ => "#  ",
        });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// What is in force, as a settings file; comments say where it comes from.
#[must_use]
pub fn in_force(config: &Config) -> String {
    let settings = &config.settings;
    let mut out = Written { config, text: String::new() };
    out.corpora();
    let theme = match settings.theme {
        ThemeChoice::ByBackground => "auto",
        ThemeChoice::Named(theme) => theme.name(),
    };
    out.line("theme", theme);
    out.looks();
    out.line("copy", settings.copy.name());
    out.line_if("citation", settings.citation.as_ref().map(|template| quoted(&template.to_string())));
    out.line("mouse", if settings.mouse { "true" } else { "false" });
    out.line_if("editor", settings.editor.as_deref().map(quoted));
    out.line("reduced-motion", if settings.reduced_motion { "true" } else { "false" });
    out.keymap();
    out.text
}

struct Written<'a> {
    config: &'a Config,
    text: String,
}

impl Written<'_> {
    /// Where a setting comes from.
    fn origin(&self, field: &str) -> String {
        let (Some(line), Some(path)) = (self.config.line_of(field), &self.config.path) else {
            return "as it comes".to_owned();
        };
        let at = format!("{}:{line}", path.display());
        if self.config.is_broken(field) { format!("{at}, as far as it can be used") } else { at }
    }

    fn line(&mut self, field: &str, value: &str) {
        let origin = self.origin(field);
        let gap = if value.is_empty() { "" } else { " " };
        let _ = writeln!(self.text, "{field}:{gap}{value} # {origin}");
    }

    /// A setting that may have no value.
    fn line_if(&mut self, field: &str, value: Option<String>) {
        self.line(field, &value.unwrap_or_default());
    }

    fn corpora(&mut self) {
        self.line("corpora", "");
        let corpora = &self.config.settings.corpora;
        for (name, paths) in corpora.iter() {
            let paths: Vec<String> = paths.iter().map(|path| quoted(&path.to_string_lossy())).collect();
            let _ = writeln!(self.text, "  {}: [{}]", quoted(name), paths.join(", "));
        }
    }

    fn looks(&mut self) {
        self.line("roles", "");
        let looks = &self.config.settings.looks;
        if let Some(ground) = looks.ground {
            let _ = writeln!(self.text, "  ground: {}", quoted(&ground.to_string()));
        }
        for (role, look) in looks.roles() {
            let colour = look.colour.map(|colour| format!("colour: {}", quoted(&colour.to_string())));
            let attributes = look.attributes().map(|(name, is_on)| format!("{name}: {is_on}"));
            let parts: Vec<String> = colour.into_iter().chain(attributes).collect();
            let _ = writeln!(self.text, "  {}: {{ {} }}", role.name(), parts.join(", "));
        }
    }

    fn keymap(&mut self) {
        self.line("keymap", "");
        let (own, built_in) = (&self.config.settings.keymap, Keymap::built_in());
        for scope in Scope::ALL {
            let _ = writeln!(self.text, "  {}:", scope.name());
            for action in Action::ALL {
                let keys = written_keys(own.keys_of(*action, *scope));
                let default_keys = written_keys(built_in.keys_of(*action, *scope));
                if !keys.is_empty() || !default_keys.is_empty() {
                    let changed = if keys == default_keys { "" } else { " # changed" };
                    let _ = writeln!(self.text, "    {}: [{}]{changed}", action.name(), keys.join(", "));
                }
            }
            let nothing = written_keys(own.without_effect(&built_in, *scope).into_iter());
            if !nothing.is_empty() {
                let _ = writeln!(self.text, "    none: [{}] # changed", nothing.join(", "));
            }
        }
    }
}

/// Sequences as they are written in a keymap.
fn written_keys<'k>(sequences: impl Iterator<Item = &'k [Key]>) -> Vec<String> {
    let written = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
    sequences.map(|keys| quoted(&written(keys))).collect()
}

/// A text in quotes, as YAML and JSON both have it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::SourceText;
    use crate::settings::{Corpora, Settings};

    /// The settings that a file may hold.
    const FIELDS: [&str; 9] =
        ["corpora", "theme", "roles", "copy", "citation", "mouse", "editor", "reduced-motion", "keymap"];

    fn read(text: &str) -> (Settings, Vec<String>) {
        let (settings, problems) = Settings::read(&SourceText::new("config.yaml", text), Path::new("/x"));
        (settings, problems.into_iter().map(|problem| format!("{}: {}", problem.place.line, problem.message)).collect())
    }

    /// The settings that stand there as comments.
    fn uncommented(text: &str) -> String {
        let setting = |line: &str| {
            let setting = line.strip_prefix('#')?;
            (setting.starts_with("  ") || !setting.starts_with(' ')).then(|| setting.to_owned())
        };
        text.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
    }

    #[test]
    fn the_default_file_has_no_problems_and_sets_nothing() {
        assert_eq!(read(&default_config()), (Settings::default(), Vec::new()));
    }

    #[test]
    fn what_the_default_file_explains_is_how_it_comes() {
        let text = uncommented(&default_config());
        let (settings, problems) = read(&text);
        assert_eq!(problems, Vec::<String>::new());
        assert!(settings.keymap == Keymap::built_in(), "the keys that stand there are those there are");
        let default = Settings { keymap: Keymap::default(), ..Settings::default() };
        assert_eq!(settings.corpora.names().collect::<Vec<_>>(), ["nato", "council"]);
        let examples = Settings {
            corpora: Corpora::default(),
            looks: default.looks.clone(),
            keymap: Keymap::default(),
            citation: None,
            editor: None,
            ..settings
        };
        assert_eq!(examples, default);
        for field in FIELDS {
            assert!(text.lines().any(|line| line.starts_with(&format!("{field}:"))), "{field}");
        }
    }

    #[test]
    fn every_role_is_named_in_the_default_file() {
        let prose: String =
            default_config().lines().filter_map(|line| line.strip_prefix("# ")).collect::<Vec<_>>().join(" ");
        for role in crate::settings::Role::ALL {
            assert!(prose.contains(&format!(" {}", role.name())), "{role:?}");
        }
    }

    #[test]
    fn what_is_in_force_can_be_read_back() {
        for text in [
            "",
            "theme: light\ncopy: csv\ncitation: '{{{text}\\n\\\\ — {speaker}'\nmouse: false\neditor: a \"b c\"\n\
             corpora: { nato: [a.yaml, '~/b'] }\nroles: { ground: terminal, match: { colour: '#00ff00', bold: false } }\n\
             keymap:\n  browse: { first: [g g], sort: ['#', '\"'], none: [x, '?'] }\n  everywhere: { help: [Ctrl-X h] }\n",
        ] {
            let (settings, problems) = read(text);
            assert_eq!(problems, Vec::<String>::new());
            let config = Config { settings: settings.clone(), ..Config::none() };
            let written = in_force(&config);
            let (again, problems) = read(&written);
            assert_eq!(problems, Vec::<String>::new(), "{written}");
            for scope in Scope::ALL {
                for action in Action::ALL {
                    let keys = |settings: &Settings| written_keys(settings.keymap.keys_of(*action, *scope));
                    let (mut before, mut after) = (keys(&settings), keys(&again));
                    before.sort();
                    after.sort();
                    assert_eq!(before, after, "{action:?} in {scope:?}");
                }
            }
            assert_eq!(
                Settings { keymap: Keymap::built_in(), ..again },
                Settings { keymap: Keymap::built_in(), ..settings }
            );
        }
    }
}
