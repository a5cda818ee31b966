//! Removing old snapshots, and the packs that only they named.

use super::index::{Header, Index};
use super::place::{Place, is_hex_name, remove_if_there};
use super::{BackupError, KEPT};
use crate::disk;
use crate::locked::Locked;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// **Only to be called when `header` and its packs have been read back from the disk.** Keeps it and the newest before it that
/// open with this key and in which nothing is that was forgotten since. The others go: what does not open was made before the
/// vault was re-keyed (or is damaged), and an old secret might still open it. `removed` gets the names of
/// those that are gone, also when not all could be removed. **While an index cannot be read, or is another's, nothing goes**: what is
/// dead and what that one needs cannot be told apart.
pub(super) fn prune(
    place: &Place,
    vault: &[u8; 16],
    key: &Locked,
    header: &Header,
    index: &Index,
    removed: &mut Vec<[u8; 16]>,
) -> Result<(), BackupError> {
    let mut snapshots = place.snapshots(Some(vault))?;
    snapshots.take_up(vault, key);
    if let Some(unread) = snapshots.unread {
        return Err(unread);
    }
    if snapshots.has_foreign() || snapshots.newer {
        return Err(BackupError::OfAnother);
    }
    let mut named: HashSet<[u8; 32]> = index.packs.iter().map(|pack| pack.name).collect();
    let (mut kept, mut thoroughly, mut doomed) = (1, false, Vec::new());
    for snapshot in snapshots.ours {
        if snapshot.header.snapshot == header.snapshot {
            continue;
        }
        let opened = snapshot.open(key)?;
        let clean = opened.as_ref().filter(|old| old.forgotten == index.forgotten);
        match clean {
            Some(old) if kept < KEPT => {
                named.extend(old.packs.iter().map(|pack| pack.name));
                kept += 1;
            }
            Some(_) | None => {
                thoroughly |= clean.is_none();
                doomed.push(snapshot);
            }
        }
    }
    for snapshot in doomed {
        fs::remove_file(&snapshot.path)?;
        removed.push(snapshot.header.snapshot);
    }
    // No index may outlast its packs.
    disk::sync_dir(&place.index())?;
    remove_packs(&place.packs(), &named, thoroughly)
}

/// Removes packs that no index names. `thoroughly`: what they hold was forgotten, so they are overwritten first, as far as the
/// disk does that.
fn remove_packs(packs: &Path, named: &HashSet<[u8; 32]>, thoroughly: bool) -> Result<(), BackupError> {
    for folder in fs::read_dir(packs)? {
        let folder = folder?.path();
        if !is_hex_name(&folder, 2) || !disk::is_dir(&folder) {
            continue;
        }
        let mut left = false;
        for pack in fs::read_dir(&folder)? {
            let pack = pack?.path();
            let ours = name_of(&pack).filter(|_| disk::is_file(&pack) && is_in_its_folder(&pack, &folder));
            if ours.is_none_or(|name| named.contains(&name)) {
                left = true;
                continue;
            }
            if thoroughly && let Ok(file) = disk::open_existing(&pack, true) {
                let _ = disk::overwrite(&file, 0, file.metadata()?.len());
                let _ = file.sync_data();
                let _ = disk::punch_hole(&file, 0);
            }
            remove_if_there(&pack)?;
        }
        if !left {
            let _ = fs::remove_dir(&folder);
        }
    }
    Ok(disk::sync_dir(packs)?)
}

fn is_in_its_folder(pack: &Path, folder: &Path) -> bool {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    matches!((name(pack), name(folder)), (Some(pack), Some(folder)) if pack.starts_with(&folder))
}

fn name_of(pack: &Path) -> Option<[u8; 32]> {
    if !is_hex_name(pack, 64) {
        return None;
    }
    let text = pack.file_name()?.to_str()?;
    let mut name = [0; 32];
    for (number, byte) in name.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * number..2 * number + 2)?, 16).ok()?;
    }
    Some(name)
}
