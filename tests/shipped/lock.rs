//! A lock leaves nothing of the vault in the memory of any process of ours, because it ends them all.

use crate::stage::{CANARY, Display, Home, Program, copies_in, descendants, lay_a_vault, wait_for};
use crate::traces::unlock;
use std::time::Duration;

#[test]
fn after_a_lock_no_process_holds_what_was_on_the_page() {
    let _alone = crate::alone();
    let (display, home) = (Display::start(1366, 768), Home::make());
    lay_a_vault(&home.vault(), CANARY);
    let mut program = Program::start(&display, &home);
    program.drawn(&display);
    let locked = display.colours();
    unlock(&display);
    wait_for("the unlocked page", || (display.colours() > locked + 20).then_some(()));
    // The canary is typed into the search box, which shows it and finds it.
    display.press("ctrl+k");
    display.type_text(CANARY);
    std::thread::sleep(Duration::from_secs(2));

    let before = copies_in(&program.family(), CANARY);
    if before.read == 0 {
        eprintln!("NOT LOOKED AT: other processes' memory may be read by root only");
    } else {
        assert!(
            !before.found.is_empty(),
            "the positive control: the canary is in memory while it is on the page"
        );
    }
    let old = descendants(program.id());

    display.press("ctrl+l");
    let gone = |process: &u32| !std::path::Path::new(&format!("/proc/{process}")).exists();
    wait_for("the end of the page's processes", || old.iter().all(gone).then_some(()));
    program.drawn(&display);
    let after = copies_in(&program.family(), CANARY);
    assert_eq!(after.found, Vec::<String>::new(), "before: {:?}", before.found);
    assert_eq!(after.read > 0, before.read > 0);

    // The lock screen works: the same process, the same vault, unlocked again.
    let locked = display.colours();
    unlock(&display);
    wait_for("the page, unlocked again", || {
        (display.colours() > locked + 20).then_some(())
    });
    assert!(program.ended().is_none());
}
