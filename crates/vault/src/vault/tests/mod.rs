//! A vault on a real disk with the cheap key derivation, and a look at every file of its folder.

mod rekey;
mod slots;

use super::*;
use crate::key::{KEY_FILE_LEN, SlotKind};
use crate::store::settings;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const FIRST: &str = "семь слов для сундука";
const SECOND: &str = "другие семь слов для него";

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

fn host() -> Host {
    Host {
        now,
        machine_mark: b"one computer".to_vec(),
    }
}

fn secret(words: &str) -> Secret {
    Secret::from_passphrase(words).unwrap()
}

struct Desk {
    home: TempDir,
    vault: Vault,
    code: Secret,
}

impl Desk {
    fn make() -> Self {
        let home = tempfile::tempdir().unwrap();
        let cost = KdfCost::cheap_for_tests();
        let (mut vault, code) = Vault::create(&home.path().join("v"), &secret(FIRST), cost, &host()).unwrap();
        vault.write(|tx| settings::write(tx, "word", &"ғибрат")).unwrap();
        Self {
            home,
            vault,
            code: Secret::Recovery(code),
        }
    }

    fn dir(&self) -> PathBuf {
        self.home.path().join("v")
    }

    fn key(&self) -> Vec<u8> {
        fs::read(self.dir().join("key")).unwrap()
    }
}

fn word(vault: &Vault) -> Option<String> {
    vault.read(|view| settings::read(view, "word")).unwrap()
}

/// Whether `secret` opens anything of the size of a key file, under whatever name it lies in the folder.
fn opens_a_file(dir: &Path, secret: &Secret) -> bool {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .any(|path| {
            let bytes = if path.is_file() {
                fs::read(&path).unwrap()
            } else {
                Vec::new()
            };
            bytes
                .windows(KEY_FILE_LEN)
                .step_by(512)
                .any(|part| KeyImage::from_bytes(part).is_ok_and(|image| image.open(secret).is_ok()))
        })
}

fn names_in(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
