//! What in a vault folder is the vault's own. Everything else is left alone and counted; links are never followed.

use crate::disk;
use crate::folder::names::{self, data_names, is_evidence_dir, is_evidence_file};
use std::fs;
use std::path::{Path, PathBuf};

/// Deep enough for anything the program makes, and an end to a folder that was built to have none.
const DEPTH_LIMIT: usize = 8;

/// Everything of a vault but its key file, its marker and its lock.
#[derive(Default)]
pub(super) struct Remains {
    /// Databases and their journals.
    pub data: Vec<PathBuf>,
    /// Evidence, and quarantined imports.
    pub files: Vec<PathBuf>,
    /// Folders of ours, the inner ones first.
    pub dirs: Vec<PathBuf>,
    /// Entries that are not ours.
    pub foreign: u64,
}

impl Remains {
    /// Looks at the folder as it is now. What cannot be listed counts as foreign.
    pub fn find(dir: &Path) -> Self {
        let mut remains = Self::default();
        let data: Vec<String> = [names::DATA, names::NEW_DATA, names::OLD_DATA]
            .into_iter()
            .flat_map(data_names)
            .collect();
        for path in list(dir) {
            match name_of(&path) {
                Some(names::KEY | names::NEW_KEY | names::LOCK | names::MARKER) if disk::is_file(&path) => {}
                Some(name) if data.iter().any(|own| own == name) && disk::is_file(&path) => remains.data.push(path),
                Some(names::LOOK) if disk::is_file(&path) => remains.data.push(path),
                Some(names::FILES) if disk::is_dir(&path) => remains.find_evidence(path),
                Some(names::INCOMING) if disk::is_dir(&path) => remains.find_quarantine(path, 0),
                Some(_) | None => remains.foreign += 1,
            }
        }
        remains
    }

    fn find_evidence(&mut self, files: PathBuf) {
        for dir in list(&files) {
            if !disk::is_dir(&dir) || !name_of(&dir).is_some_and(is_evidence_dir) {
                self.foreign += 1;
                continue;
            }
            for path in list(&dir) {
                if disk::is_file(&path) && name_of(&path).is_some_and(is_evidence_file) {
                    self.files.push(path);
                } else {
                    self.foreign += 1;
                }
            }
            self.dirs.push(dir);
        }
        self.dirs.push(files);
    }

    /// Everything in the quarantine is ours, whatever its name.
    fn find_quarantine(&mut self, dir: PathBuf, depth: usize) {
        for path in list(&dir) {
            if disk::is_file(&path) {
                self.files.push(path);
            } else if disk::is_dir(&path) && depth < DEPTH_LIMIT {
                self.find_quarantine(path, depth + 1);
            } else {
                self.foreign += 1;
            }
        }
        self.dirs.push(dir);
    }
}

fn list(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    entries.filter_map(Result::ok).map(|entry| entry.path()).collect()
}

fn name_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}
