//! The emergency button of the shipped program, pressed on the lock screen, with no passphrase.

use crate::stage::{CANARY, Display, Home, Program, lay_a_vault, wait_for};
use std::time::Duration;

#[test]
fn holding_the_emergency_button_on_the_lock_screen_ends_in_a_first_start() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    lay_a_vault(&home.vault(), CANARY);
    let mut program = Program::start(&display, &home);
    program.drawn(&display);
    // The corner never moves: lower right, in a window of 1200×760 at the display's upper left.
    display.hands(&["mousemove", "1120", "720", "mousedown", "1"]);
    std::thread::sleep(Duration::from_millis(700));
    display.hands(&["mouseup", "1"]);
    assert!(home.vault().join("key").exists(), "let go too early, it does nothing");

    display.hands(&["mousemove", "1120", "720", "mousedown", "1"]);
    wait_for("the end of the key", || {
        (!home.vault().join("key").exists()).then_some(())
    });
    wait_for("the button to come up, whatever window is there", || {
        display.hands_reach(&["mouseup", "1"]).then_some(())
    });
    let left = || {
        home.files()
            .into_iter()
            .filter(|name| name.starts_with("home/"))
            .collect::<Vec<_>>()
    };
    wait_for("an empty home", || left().is_empty().then_some(()));
    program.drawn(&display);
    assert!(program.ended().is_none(), "the program begins again");
    assert_eq!(left(), Vec::<String>::new());
}
