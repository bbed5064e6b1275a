//! What comes from outside keeps to `deny.toml`: licences, sources, bans; and to the oldest Rust
//! that the program promises to build with.

use std::fs;
use std::process::Command;

use serde_json::Value;

/// The texts in quote marks of the list that begins with this line.
fn list(policy: &str, beginning: &str) -> Vec<String> {
    let start = policy.find(beginning).unwrap_or_else(|| panic!("{beginning} is not in deny.toml"));
    let list = policy[start + beginning.len()..].split("\n]").next().unwrap_or_default();
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn policy() -> String {
    fs::read_to_string("deny.toml").expect("deny.toml")
}

/// The packages that are built on this platform, as Cargo tells of them.
fn packages() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8(version.stdout).expect("text");
    let platform = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a platform");
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", platform])
        .output()
        .expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    told["packages"].as_array().expect("packages").clone()
}

/// Whether an SPDX expression leaves a choice of allowed licences. `/` is an old form of `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    expression.split(" AND ").all(|part| {
        let choices = part.trim_matches(['(', ')', ' ']).replace('/', " OR ");
        choices.split(" OR ").any(|licence| allowed.iter().any(|allowed| allowed == licence.trim()))
    })
}

#[test]
fn every_licence_is_one_that_is_allowed() {
    let policy = policy();
    let allowed = list(&policy, "\nallow = [");
    let exceptions = list(&policy, "\nexceptions = [");
    let excepted: Vec<&[String]> = exceptions.chunks(2).collect();
    for package in packages() {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or_default();
        let of_its_own = excepted.iter().any(|pair| pair[1] == name && pair[0] == licence);
        assert!(of_its_own || is_allowed(licence, &allowed), "{name} is under {licence:?}");
    }
    assert!(!is_allowed("GPL-3.0-only", &allowed) && !is_allowed("MIT AND GPL-3.0-only", &allowed));
}

#[test]
fn everything_comes_from_the_one_registry_and_nothing_banned_is_there() {
    let lock = fs::read_to_string("Cargo.lock").expect("Cargo.lock is kept");
    let banned = list(&policy(), "\ndeny = [");
    assert!(banned.iter().any(|name| name == "serde_yaml"), "{banned:?}");
    for line in lock.lines() {
        if let Some(name) = line.strip_prefix("name = ") {
            assert!(!banned.iter().any(|banned| banned == name.trim_matches('"')), "{name} is banned in deny.toml");
        }
        if let Some(source) = line.strip_prefix("source = ") {
            assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"");
        }
    }
}

#[test]
fn no_dependency_wants_a_newer_rust_than_is_promised() {
    let number = |version: &str| version.split('.').map(|part| part.parse().expect("a number")).collect::<Vec<u32>>();
    let packages = packages();
    let own = packages.iter().find(|package| package["name"] == "onrecord").expect("the program");
    let promised = number(own["rust_version"].as_str().expect("a version"));
    for package in &packages {
        let Some(wanted) = package["rust_version"].as_str() else { continue };
        // 1.89.0 is 1.89.
        let wanted: Vec<u32> = number(wanted).into_iter().take(promised.len()).collect();
        assert!(wanted <= promised, "{} wants Rust {wanted:?}", package["name"]);
    }
}
