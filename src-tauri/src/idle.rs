//! Locks a vault that nobody is working in.
//!
//! The page counts the last minute down and locks first, with its last words saved. This is the program's own watch,
//! for a page that hangs. Waking from sleep locks at once: whoever opens the lid is not proven to be who closed it.

use crate::clock;
use crate::desk::Desk;
use crate::leave;
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// Minutes without input after which the page locks.
pub const MINUTES: u32 = 10;
/// The page reports input every 15 seconds at most, and may lock a moment late: so much longer the program waits.
const GRACE: Duration = Duration::from_secs(20);
/// A sleep shorter than this passes: a virtual machine may be stopped for some seconds.
const NAP: Duration = Duration::from_secs(20);

fn must_lock(idle: Duration, slept: Duration) -> bool {
    slept > NAP || idle > Duration::from_secs(60 * u64::from(MINUTES)) + GRACE
}

/// Watches until the program ends.
pub fn watch(app: AppHandle) {
    std::thread::spawn(move || {
        let mut slept_before = clock::asleep();
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let slept = clock::asleep();
            let desk = app.state::<Desk>();
            if desk.is_open() && must_lock(desk.idle(), slept.saturating_sub(slept_before)) {
                leave::lock_with_last_words(&app);
            }
            slept_before = slept;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_without_input_lock() {
        assert!(!must_lock(Duration::from_secs(600), Duration::ZERO));
        assert!(must_lock(Duration::from_secs(621), Duration::ZERO));
        assert!(must_lock(Duration::from_secs(32_400), Duration::ZERO));
    }

    #[test]
    fn waking_from_sleep_locks_at_once() {
        assert!(must_lock(Duration::ZERO, Duration::from_secs(3_600)));
        assert!(!must_lock(Duration::ZERO, Duration::from_secs(3)));
    }
}
