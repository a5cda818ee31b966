//! The window as it is shipped: without WebDriver, under the kernel's filter, incognito. Driven by keyboard and looked at
//! from outside, because nothing may look in.
#![cfg(all(target_os = "linux", not(feature = "e2e")))]

#[path = "../stage/mod.rs"]
mod stage;

mod confined;
mod lock;
mod traces;
mod wipe;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// One window at a time: where two share two cores, keys are pressed before a page can take them.
pub fn alone() -> MutexGuard<'static, ()> {
    static STAGE: Mutex<()> = Mutex::new(());
    STAGE.lock().unwrap_or_else(PoisonError::into_inner)
}
