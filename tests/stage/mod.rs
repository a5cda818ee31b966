//! What every test of the real window stands on: a display and a home of its own, the program, and a look at its traces.
//!
//! Nothing here touches the desktop, the home or the processes of whoever runs the tests.
#![allow(dead_code, unused_imports, reason = "each test program uses its own part")]

mod display;
mod home;
mod memory;
mod program;
mod vault;

pub use display::Display;
pub use home::Home;
pub use memory::copies_in;
pub use program::{Program, descendants};
pub use vault::{
    CANARY, PASSPHRASE, host, lay_a_vault, lay_document, lay_generated, lay_scenarios, open_vault, scenario,
    stands_in_a_talk, words_found,
};

use std::time::{Duration, Instant};

/// Waits until `there` says something; panics with `what` after a while that is long even on a busy machine.
pub fn wait_for<T>(what: &str, mut there: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(found) = there() {
            return found;
        }
        assert!(Instant::now() < until, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
