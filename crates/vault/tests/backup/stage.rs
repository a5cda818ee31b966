//! A vault, a folder for its backups, and everything that must be the same after a restoring.

use crate::common::{Place, host, id, place, secret, time};
use sandyq_domain::Timestamp;
use sandyq_vault::backup::{self, BackupError, Rehearsal, Restored, Written};
use sandyq_vault::{Vault, evidence, evidence_files, records, revisions};
use serde_json::json;
use std::fs;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

pub const CANARY: &str = "Ласточка над сараем";

pub fn on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A vault with three records, one of them edited, and two pieces of evidence.
pub fn stage() -> Place {
    let mut place = place();
    place.put(1, "case", &json!({ "code": "K-26-001", "title": "Вымышленное" }));
    place.put(2, "event", &json!({ "description": CANARY }));
    place.put(3, "event", &json!({ "description": "раз" }));
    place.put(3, "event", &json!({ "description": "два" }));
    attach(&mut place, 4, &[7; 70_000]);
    attach(&mut place, 5, b"short");
    place
}

pub fn attach(place: &mut Place, item: u8, content: &[u8]) {
    let added = evidence::add(&mut place.vault, &mut &*content, time(1), &mut on).unwrap();
    place.put(
        item,
        "evidence_item",
        &json!({ "original_name": format!("{item}.bin") }),
    );
    place.vault.write(|tx| evidence::keep(tx, &added, id(item))).unwrap();
}

impl Place {
    pub fn backups(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    pub fn back_up(&mut self) -> Written {
        let out = self.backups();
        self.try_back_up(&out, &mut on).unwrap()
    }

    pub fn try_back_up(
        &mut self,
        out: &Path,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Written, BackupError> {
        let written = backup::write(&mut self.vault, out, time(9), progress)?;
        self.vault.write(|tx| written.enter(tx)).unwrap();
        match written.unfinished {
            Some(error) => Err(error),
            None => Ok(written),
        }
    }

    pub fn rehearse(&self) -> Result<Rehearsal, BackupError> {
        backup::rehearse(&self.vault, &self.backups(), &mut on)
    }

    /// Everything a person has in the vault: bodies, versions, histories, evidence bit for bit.
    pub fn everything(&self) -> Vec<String> {
        everything(&self.vault)
    }
}

pub fn everything(vault: &Vault) -> Vec<String> {
    let mut all = Vec::new();
    for n in 1..=60 {
        vault
            .read(|view| {
                let record = records::read(view, id(n))?;
                all.extend(record.map(|envelope| serde_json::to_string(&envelope).unwrap()));
                for revision in revisions::of(view, id(n))? {
                    let body = serde_json::to_string(&revision.envelope).unwrap();
                    all.push(format!(
                        "{} {:?} {:?} {body}",
                        revision.seq, revision.origin, revision.arrived
                    ));
                }
                Ok::<_, sandyq_vault::StoreError>(())
            })
            .unwrap();
        let file = vault.read(|view| evidence_files::of_item(view, id(n))).unwrap();
        if let Some(file) = file {
            let mut bytes = Vec::new();
            evidence::open(vault, file.file)
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
            all.push(format!("{n}: {bytes:?}"));
        }
    }
    all
}

pub fn restore(from: &Path, into: &Path) -> Result<Restored, BackupError> {
    backup::restore(from, into, &secret(), &mut on)
}

/// What a backup holds, restored aside and opened.
pub fn content_of(backup: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("again");
    restore(backup, &into).unwrap_or_else(|error| panic!("{error:?}"));
    let vault = Vault::unlock(&into, &secret(), &host()).unwrap();
    let all = everything(&vault);
    vault.lock().unwrap();
    all
}

pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every name and byte below a folder.
pub fn state(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap_or_default());
    files_below(dir).into_iter().map(read).collect()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Does `work` while this thread may not read or write what the rights on the disk forbid, whoever runs the tests.
pub fn without_rights<T>(work: impl FnOnce() -> T) -> T {
    use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
    let before = capabilities(None).unwrap();
    let mut without = before;
    without.effective -= CapabilitySet::DAC_OVERRIDE | CapabilitySet::DAC_READ_SEARCH;
    set_capabilities(None, without).unwrap();
    let answer = work();
    set_capabilities(None, before).unwrap();
    answer
}

pub fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

pub fn later(millis: i64) -> Timestamp {
    Timestamp::from_millis(time(9).millis() + millis)
}
