//! What a session leaves in the home of whoever worked: the vault's own files, and nothing that can be read.

use crate::stage::{CANARY, Display, Home, PASSPHRASE, Program, lay_a_vault, stands_in_a_talk, wait_for, words_found};
use std::fs;
use std::time::Duration;

/// Another word, typed in the window; the first one was in the vault before.
const TYPED: &str = "Quorblinthex";

/// Unlocks by keyboard: the passphrase has the focus on the lock screen.
pub fn unlock(display: &Display) {
    display.focus();
    display.type_text(PASSPHRASE);
    display.press("Return");
}

#[test]
fn a_fresh_home_is_as_empty_after_the_window_as_before() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    let mut program = Program::start(&display, &home);
    let window = program.drawn(&display);
    display.ask_to_close(window);
    let ended = wait_for("the end of the program", || program.ended());
    assert!(ended.success());
    assert_eq!(home.files(), std::collections::BTreeSet::new());
}

#[test]
fn what_was_typed_in_a_case_is_in_no_file_after_the_window_is_closed() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    lay_a_vault(&home.vault(), CANARY);
    let mut program = Program::start(&display, &home);
    let window = program.drawn(&display);
    let locked = display.colours();
    unlock(&display);
    wait_for("the unlocked page", || (display.colours() > locked + 20).then_some(()));
    // A new case: its first field has the focus.
    display.press("ctrl+n");
    std::thread::sleep(Duration::from_millis(800));
    display.type_text(TYPED);
    display.press("ctrl+Return");
    std::thread::sleep(Duration::from_secs(2));
    display.ask_to_close(window);
    let ended = wait_for("the end of the program", || program.ended());
    assert!(ended.success());

    for word in [CANARY, TYPED, PASSPHRASE] {
        assert_eq!(
            home.files_with(word),
            Vec::<std::path::PathBuf>::new(),
            "{word} was left"
        );
    }
    // What is there at all: the vault's own files under neutral names, and none beside them.
    let own = |name: &String| {
        let name = name.strip_prefix("home/.local/share/sandyq/").unwrap_or_default();
        ["key", "data", "lock", "look"].contains(&name) || name.starts_with("files/")
    };
    let strange: Vec<String> = home.files().into_iter().filter(|name| !own(name)).collect();
    assert_eq!(strange, Vec::<String>::new());

    // The positive controls: both words are in the vault, and the search for them finds what is in the open.
    assert!(words_found(&home.vault(), CANARY) > 0);
    assert!(stands_in_a_talk(&home.vault(), TYPED), "what was typed was kept");
    fs::write(
        home.home().join("note"),
        TYPED.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    )
    .expect("ours");
    assert_eq!(home.files_with(TYPED).len(), 1);
}
