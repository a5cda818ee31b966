//! Placeholder paragraph.
#![warn(clippy::pedantic)]

// The key half: what stands between a secret and the raw database key, the folder, and the wipe.
mod disk;
pub mod folder;
pub mod kdf;
pub mod key;
pub mod locked;
mod raw;
pub mod recovery;
pub mod secret;
pub mod wipe;
