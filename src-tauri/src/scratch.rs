//! The one folder that libraries may write to while the window is open: in memory where the system offers that, private,
//! and removed at the end. What a crash leaves behind is removed by the next start.
//!
//! Invariant: nothing of a case is ever put here by us. It catches what web view, media and file dialog leave around
//! (salts, registries, the list of recently used files), which would otherwise land in the user's home.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

const PREFIX: &str = "sandyq-";

/// Makes a fresh folder for this process, in the first of these places that can hold one: the user's runtime folder and
/// shared memory live in memory; the temporary folder may be on the disk.
///
/// # Errors
/// None of the places takes a folder.
pub fn make(runtime: Option<PathBuf>) -> io::Result<PathBuf> {
    let places = runtime
        .into_iter()
        .chain([PathBuf::from("/dev/shm"), std::env::temp_dir()]);
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for place in places {
        sweep(&place);
        match make_in(&place) {
            Ok(folder) => return Ok(folder),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Removes the folder. A file that another process still makes in it at this moment is left to the next start.
pub fn remove(folder: &Path) {
    for _ in 0..5 {
        if fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
    }
}

fn make_in(place: &Path) -> io::Result<PathBuf> {
    // A fresh name each time: the folder of before a re-execution, which had the same process id, may be in use still.
    let nonce = fs::read_to_string("/proc/sys/kernel/random/uuid")?;
    let folder = place.join(format!("{PREFIX}{}-{}", std::process::id(), nonce.trim()));
    // Fails when the name exists: in a shared place nobody can have laid it out for us.
    fs::DirBuilder::new().mode(0o700).create(&folder)?;
    Ok(folder)
}

/// Removes folders of ours whose process is gone, and those of this very process from before a re-execution.
fn sweep(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(owner) else {
            continue;
        };
        if process == std::process::id() || !Path::new(&format!("/proc/{process}")).exists() {
            remove(&entry.path());
        }
    }
}

/// The process id in a folder's name, if it is one of ours.
fn owner(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_dead_processes_are_swept_and_foreign_ones_are_left() {
        let place = tempfile::tempdir().expect("a temporary folder");
        // Process ids end at 4 194 304 on Linux.
        for name in ["sandyq-4194305-x", "sandyq-1-x", "sandyq-notes", "other"] {
            fs::create_dir(place.path().join(name)).expect("an empty place");
        }
        let made = make(Some(place.path().to_owned())).expect("the place takes a folder");
        assert!(made.starts_with(place.path()));
        let left = |name: &str| place.path().join(name).exists();
        assert_eq!(
            [
                left("sandyq-4194305-x"),
                left("sandyq-1-x"),
                left("sandyq-notes"),
                left("other")
            ],
            [false, true, true, true]
        );
        remove(&made);
        assert!(!made.exists());
    }
}
