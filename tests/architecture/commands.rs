//! The door between page and program: every command is written once, handled, in exactly one permission group,
//! granted to the one window, and known to the page under the same word.

use super::project::{Source, shipped_code, texts};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the functions marked as commands.
fn written(sources: &[Source]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in sources {
        let code = shipped_code(&source.text);
        for after in code.split("#[tauri::command").skip(1) {
            names.extend(after.split("fn ").nth(1).map(name_at_start));
        }
    }
    names
}

/// The names handed to Tauri in `generate_handler![…]`, without their modules.
fn handled(sources: &[Source]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in sources {
        let code = shipped_code(&source.text);
        for after in code.split("generate_handler![").skip(1) {
            let list = after.split(']').next().unwrap_or_default();
            let last = |path: &str| path.trim().rsplit("::").next().unwrap_or_default().trim().to_owned();
            names.extend(list.split(',').map(last).filter(|name| !name.is_empty()));
        }
    }
    names
}

/// Each permission group with the commands it allows.
fn groups(files: &[Source]) -> BTreeMap<String, Vec<String>> {
    let mut groups = BTreeMap::new();
    for file in files {
        let text: String = file
            .text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect();
        for section in text.split("[[permission]]").skip(1) {
            let name = section
                .split("identifier = \"")
                .nth(1)
                .map_or("", |rest| until_quote(rest));
            let allowed = section
                .split("commands.allow = [")
                .nth(1)
                .and_then(|rest| rest.split(']').next());
            let commands = allowed
                .unwrap_or_default()
                .split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect();
            groups.insert(name.to_owned(), commands);
        }
    }
    groups
}

/// The commands the page knows: the keys of the table in its one door.
fn called(door: &str) -> BTreeSet<String> {
    let table = door.split("export interface Commands {").nth(1).unwrap_or_default();
    let lines = table.lines().take_while(|line| *line != "}");
    lines
        .filter_map(|line| line.trim().split_once(": ["))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn name_at_start(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn until_quote(text: &str) -> &str {
    text.split('"').next().unwrap_or_default()
}

/// Commands in no group or in several, and names in a group that are no command.
fn ungated(commands: &BTreeSet<String>, groups: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut found = Vec::new();
    for command in commands {
        let count = groups.values().flatten().filter(|name| *name == command).count();
        if count != 1 {
            found.push(format!("{command} is in {count} groups"));
        }
    }
    let unknown = groups.values().flatten().filter(|name| !commands.contains(*name));
    found.extend(unknown.map(|name| format!("{name} is in a group and is no command")));
    found
}

fn ours() -> BTreeSet<String> {
    let commands = written(&texts("src-tauri/src"));
    assert!(commands.len() > 30, "the commands were not found");
    commands
}

#[test]
fn a_command_in_no_group_or_in_two_is_noticed() {
    let source = Source::sample(
        "a.rs",
        "#[tauri::command]\npub async fn lock_vault() {}\n#[tauri::command(rename_all = \"snake_case\")]\nfn wipe_vault(desk: State<Desk>) {}\n",
    );
    let commands = written(&[source]);
    assert_eq!(
        commands.iter().map(String::as_str).collect::<Vec<_>>(),
        ["lock_vault", "wipe_vault"]
    );
    let gate = "[[permission]]\nidentifier = \"gate\"\ncommands.allow = [\n  \"lock_vault\",\n  \"ghost\",\n]\n";
    let second = "[[permission]]\nidentifier = \"cases\"\ncommands.allow = [\"lock_vault\"]\n";
    let groups = groups(&[Source::sample("gate.toml", gate), Source::sample("cases.toml", second)]);
    assert_eq!(
        ungated(&commands, &groups),
        [
            "lock_vault is in 2 groups",
            "wipe_vault is in 0 groups",
            "ghost is in a group and is no command"
        ]
    );
}

#[test]
fn every_command_is_in_exactly_one_permission_group() {
    assert_eq!(
        ungated(&ours(), &groups(&texts("src-tauri/permissions"))),
        Vec::<String>::new()
    );
}

#[test]
fn every_command_is_handled_and_nothing_else_is() {
    let sample = Source::sample("a.rs", "tauri::generate_handler![gate::lock_vault, wipe_vault,]");
    assert_eq!(
        handled(&[sample]).into_iter().collect::<Vec<_>>(),
        ["lock_vault", "wipe_vault"]
    );
    assert_eq!(handled(&texts("src-tauri/src")), ours());
}

#[test]
fn the_window_is_granted_our_groups_and_nothing_of_tauris() {
    let groups: BTreeSet<String> = groups(&texts("src-tauri/permissions")).into_keys().collect();
    let mut granted = BTreeSet::new();
    for file in texts("src-tauri/capabilities") {
        let capability: serde_json::Value = serde_json::from_str(&file.text).expect("a capability is JSON");
        let permissions = capability["permissions"]
            .as_array()
            .expect("a capability lists permissions")
            .clone();
        granted.extend(permissions.iter().filter_map(|name| name.as_str()).map(str::to_owned));
    }
    assert_eq!(granted, groups);
}

#[test]
fn page_and_program_use_the_same_words_for_commands() {
    let door =
        "export interface Commands {\n  lock_vault: [Nothing, null];\n\n  touch: [Nothing, null];\n}\nconst x: [1];";
    assert_eq!(called(door).into_iter().collect::<Vec<_>>(), ["lock_vault", "touch"]);
    let door = texts("ui/src/lib")
        .into_iter()
        .find(|source| source.path.ends_with("/ipc.ts"));
    assert_eq!(called(&door.expect("the page has a door").text), ours());
}
