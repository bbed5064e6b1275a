//! Where a person's own settings and the program's memory of them are kept.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

/// The environment variable that names the settings file.
const CONFIG_VARIABLE: &str = "ONRECORD_CONFIG";

/// The environment variable that names the folder of what is remembered.
const STATE_VARIABLE: &str = "ONRECORD_STATE";

/// The settings file: what `$ONRECORD_CONFIG` names, else `onrecord/config.yaml` in the folder
/// where the platform keeps settings. `None` where there is no home folder.
#[must_use]
pub fn config_file() -> Option<PathBuf> {
    named(CONFIG_VARIABLE).or_else(|| Some(platform()?.in_config_dir("config.yaml")))
}

/// The folder of bookmarks, history and what was open last: what `$ONRECORD_STATE` names, else
/// `onrecord` in the folder where the platform keeps the state of programs, or their data where it
/// has none. `None` where there is no home folder.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    named(STATE_VARIABLE).or_else(|| {
        let platform = platform()?;
        Some(platform.state_dir().unwrap_or_else(|| platform.data_dir()))
    })
}

/// Whether the environment names the settings file.
pub(super) fn config_is_named() -> bool {
    named(CONFIG_VARIABLE).is_some()
}

/// An empty variable is as none.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from)
}

fn platform() -> Option<impl AppStrategy> {
    choose_app_strategy(AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "onrecord".to_owned(),
        app_name: "onrecord".to_owned(),
    })
    .ok()
}
