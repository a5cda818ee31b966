//! A home of the tests' own, and what lies in it afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An empty home with a runtime folder, both gone with the value.
pub struct Home {
    place: TempDir,
}

impl Home {
    /// Makes one.
    pub fn make() -> Self {
        let place = tempfile::tempdir().expect("a temporary folder");
        for name in ["home", "run", "tmp"] {
            fs::create_dir(place.path().join(name)).expect("it is empty");
        }
        fs::set_permissions(place.path().join("run"), fs::Permissions::from_mode(0o700)).expect("it is ours");
        Self { place }
    }

    /// `$HOME`.
    pub fn home(&self) -> PathBuf {
        self.place.path().join("home")
    }

    /// `$XDG_RUNTIME_DIR`.
    pub fn runtime(&self) -> PathBuf {
        self.place.path().join("run")
    }

    /// `$TMPDIR`.
    pub fn temporary(&self) -> PathBuf {
        self.place.path().join("tmp")
    }

    /// Where the program puts a vault when none is named.
    pub fn vault(&self) -> PathBuf {
        self.home().join(".local/share/sandyq")
    }

    /// Every file there is, relative to the whole place: home, runtime folder, temporary folder.
    pub fn files(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.walk(&mut |path| {
            let relative = path.strip_prefix(self.place.path()).expect("it was found there");
            found.insert(relative.to_string_lossy().into_owned());
        });
        found
    }

    /// The files in which `text` stands, as UTF-8 or as UTF-16 in either order.
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let forms = spellings(text);
        let mut found = Vec::new();
        self.walk(&mut |path| {
            let bytes = fs::read(path).expect("it is ours");
            if forms.iter().any(|form| contains(&bytes, form)) || path.to_string_lossy().contains(text) {
                found.push(path.to_owned());
            }
        });
        found
    }

    fn walk(&self, each: &mut dyn FnMut(&Path)) {
        let mut folders = vec![self.place.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is ours").flatten() {
                let kind = entry.file_type().expect("it is there");
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    each(&entry.path());
                }
            }
        }
    }
}

/// A text as bytes: UTF-8, UTF-16 little and big endian.
pub fn spellings(text: &str) -> [Vec<u8>; 3] {
    [
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ]
}

/// Whether `needle` stands in `hay`.
pub fn contains(hay: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(hay, needle).is_some()
}
