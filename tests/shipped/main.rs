//! The window as it is shipped: without WebDriver, under the kernel's filter, incognito. Driven by keyboard and looked at
//! from outside, because nothing may look in.
#![cfg(all(target_os = "linux", not(feature = "e2e")))]

#[path = "../stage/mod.rs"]
mod stage;

mod confined;
mod lock;
mod traces;
mod wipe;
