//! The steps in their order. Each may be cut short anywhere and begun again; none heeds the failure of another.

use super::marker::Marker;
use super::overwrite::{overwrite_twice, spoil};
use super::remains::Remains;
use super::{KeyFate, Report, WipeError};
use crate::disk;
use crate::folder::{FolderState, folder_state, names};
use crate::key::{KEY_FILE_LEN, looks_like_a_header};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

/// One step of a wipe. The numbers of `docs/formats/vault.md` are in brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The intent marker is on the disk (1).
    Mark,
    /// The key file is overwritten: the point of no return (2).
    DestroyKey,
    /// The key file has no name any more (4).
    RemoveKey,
    /// Heads and tails of database, journals and files are overwritten (5).
    SpoilData,
    /// They are removed (5).
    RemoveData,
    /// Nothing is left that opens; lock and marker are removed (7).
    Check,
}

impl Step {
    /// The order.
    pub const ALL: [Self; 6] = [
        Self::Mark,
        Self::DestroyKey,
        Self::RemoveKey,
        Self::SpoilData,
        Self::RemoveData,
        Self::Check,
    ];
}

/// The head and tail of a database or journal that are overwritten: its salt, its schema, its latest pages.
const DATA_ENDS: u64 = 64 * 1024;
/// The head and tail of an evidence file: its header with the wrapped file key lies in the first few hundred bytes.
const FILE_ENDS: u64 = 4 * 1024;
/// The first block keeps the stamp by which a resumed wipe knows its own work; it is freed with the name.
const KEPT_BLOCK: u64 = 4096;

/// A wipe under way.
pub(super) struct Wiping<'a> {
    dir: &'a Path,
    marker: Marker,
    /// Why a key file could not be overwritten; taken back when it could be removed.
    not_overwritten: Option<io::Error>,
    report: Report,
}

impl<'a> Wiping<'a> {
    /// # Errors
    /// The folder is somebody else's.
    pub fn begin(dir: &'a Path) -> Result<Self, WipeError> {
        if !is_ours(dir) {
            return Err(WipeError::NotAVault);
        }
        let key = disk::open_existing(&dir.join(names::KEY), false);
        let key = key
            .and_then(|file| disk::read_limited(&file, KEY_FILE_LEN))
            .unwrap_or_default();
        let marker = Marker::make(dir, &key).map_err(WipeError::KeyRemains)?;
        Ok(Self::with(dir, marker, false))
    }

    pub fn resume(dir: &'a Path, marker: Marker) -> Self {
        Self::with(dir, marker, true)
    }

    fn with(dir: &'a Path, marker: Marker, resumed: bool) -> Self {
        let report = Report {
            steps: Vec::with_capacity(Step::ALL.len()),
            key: KeyFate::AlreadyGone,
            overwritten: 0,
            removed: 0,
            left_alone: 0,
            failed: 0,
            resumed,
            nothing_opens: false,
        };
        Self {
            dir,
            marker,
            not_overwritten: None,
            report,
        }
    }

    /// Every step, whatever became of those before it: data without a key file is worth taking too.
    pub fn run(mut self) -> Result<Report, WipeError> {
        for step in Step::ALL {
            self.take(step);
        }
        match self.not_overwritten {
            Some(why) => Err(WipeError::KeyRemains(why)),
            None => Ok(self.report),
        }
    }

    /// One step, timed.
    pub fn take(&mut self, step: Step) {
        let start = Instant::now();
        match step {
            Step::Mark => self.mark(),
            Step::DestroyKey => self.destroy_key(),
            Step::RemoveKey => self.remove_key(),
            Step::SpoilData => self.spoil_data(),
            Step::RemoveData => self.remove_data(),
            Step::Check => self.check(),
        }
        self.report.steps.push((step, start.elapsed()));
    }

    /// A marker that cannot be written (a full disk) must not stop the wipe: it only means that nobody resumes it.
    fn mark(&mut self) {
        if !self.report.resumed && disk::is_dir(self.dir) && !self.is_bare() {
            let marked = self.marker.write(self.dir);
            self.count(&marked);
        }
    }

    fn destroy_key(&mut self) {
        let new_key = overwrite_twice(&self.dir.join(names::NEW_KEY), None);
        match overwrite_twice(&self.dir.join(names::KEY), Some(&self.marker)) {
            Ok(()) => self.report.key = KeyFate::Destroyed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                self.report.failed += 1;
                self.not_overwritten = Some(error);
            }
        }
        // A replacement under way: it opens with the same secrets.
        match new_key {
            Ok(()) => self.report.key = KeyFate::Destroyed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                self.report.failed += 1;
                self.not_overwritten = Some(error);
            }
        }
    }

    fn remove_key(&mut self) {
        let last_name = self.dir.join(self.marker.last_name());
        let mut all_removed = true;
        for name in [names::NEW_KEY, names::KEY] {
            let path = self.dir.join(name);
            if !disk::is_file(&path) {
                continue;
            }
            if let Ok(file) = disk::open_existing(&path, true) {
                disk::punch_hole(&file, KEPT_BLOCK);
            }
            let renamed = fs::rename(&path, &last_name);
            let removed = fs::remove_file(if renamed.is_ok() { &last_name } else { &path });
            all_removed &= removed.is_ok();
            self.count(&removed);
        }
        // From an earlier attempt that was cut short between the two.
        let _ = fs::remove_file(&last_name);
        if let Some(why) = self.not_overwritten.take_if(|_| all_removed) {
            self.report.key = KeyFate::OnlyRemoved(why);
        }
        self.sync();
    }

    fn spoil_data(&mut self) {
        let remains = Remains::find(self.dir);
        for path in &remains.data {
            let stamp = (*path == self.dir.join(names::DATA)).then(|| self.marker.data_stamp());
            let spoilt = spoil(path, DATA_ENDS, stamp.as_ref()).and_then(|file| file.sync_data());
            self.report.overwritten += u64::from(spoilt.is_ok());
            self.count(&spoilt);
        }
        for path in &remains.files {
            let spoilt = spoil(path, FILE_ENDS, None).map(drop);
            self.report.overwritten += u64::from(spoilt.is_ok());
            self.count(&spoilt);
        }
        // Once for all of them: what is unlinked before it is written never reaches the disk.
        if !remains.files.is_empty() {
            let synced = disk::sync_file_system(self.dir);
            self.count(&synced);
        }
    }

    fn remove_data(&mut self) {
        let remains = Remains::find(self.dir);
        self.report.left_alone = remains.foreign;
        for path in remains.data.iter().chain(&remains.files) {
            let removed = fs::remove_file(path);
            self.report.removed += u64::from(removed.is_ok());
            self.count(&removed);
        }
        for dir in &remains.dirs {
            // One that still holds something foreign stays, and that is no failure.
            let _ = fs::remove_dir(dir);
        }
        self.sync();
    }

    /// The marker goes last, and only when nothing of ours is left: otherwise the next start tries again.
    fn check(&mut self) {
        // A program that still had the vault open may have put a journal beside the dead database.
        let remains = Remains::find(self.dir);
        for path in remains.data.iter().chain(&remains.files) {
            let _ = fs::remove_file(path);
        }
        let remains = Remains::find(self.dir);
        let keys = [names::KEY, names::NEW_KEY]
            .iter()
            .any(|name| disk::is_file(&self.dir.join(name)));
        self.report.nothing_opens = !keys && remains.data.is_empty() && remains.files.is_empty();
        if !self.report.nothing_opens {
            return;
        }
        for name in [names::LOCK, names::MARKER] {
            let path = self.dir.join(name);
            if disk::is_file(&path) {
                let removed = fs::remove_file(path);
                self.count(&removed);
            }
        }
        self.sync();
    }

    /// Nothing to wipe and nothing to resume.
    fn is_bare(&self) -> bool {
        fs::read_dir(self.dir).is_ok_and(|mut entries| entries.next().is_none())
    }

    fn sync(&mut self) {
        if disk::is_dir(self.dir) {
            let synced = disk::sync_dir(self.dir);
            self.count(&synced);
        }
    }

    fn count(&mut self, done: &io::Result<()>) {
        self.report.failed += u64::from(done.is_err());
    }
}

/// Whether the folder is a vault's, was one, or is empty. **Somebody else's file called `key` or `data` must survive.**
fn is_ours(dir: &Path) -> bool {
    let has = |name: &str| disk::is_file(&dir.join(name));
    match folder_state(dir) {
        Ok(FolderState::Empty | FolderState::Unfinished) => true,
        Ok(FolderState::Vault | FolderState::KeyAway) => {
            (has(names::LOCK) && has(names::DATA))
                || [names::KEY, names::NEW_KEY].iter().any(|name| is_key(&dir.join(name)))
        }
        Ok(FolderState::Foreign) | Err(_) => false,
    }
}

fn is_key(path: &Path) -> bool {
    let Ok(file) = disk::open_existing(path, false) else {
        return false;
    };
    disk::read_limited(&file, KEY_FILE_LEN)
        .is_ok_and(|bytes| bytes.len() == KEY_FILE_LEN || looks_like_a_header(&bytes))
}
