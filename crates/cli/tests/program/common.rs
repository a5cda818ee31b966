//! Vaults to run the program on, made once and copied, and the program run as a person would.

use sandyq_casework::{Host, KdfCost, Secret, Session};
use sandyq_domain::{Lang, Timestamp};
use serde_json::Value;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "сундук бабушки стоит у печи";

/// The demonstration's case and its evidence.
pub fn demo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name)
}

/// The eleven stories the records must be able to tell, as import documents.
pub fn scenarios() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../casework/tests/fixtures/scenarios");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    assert_eq!(found.len(), 11);
    found
}

pub fn evidence() -> Vec<PathBuf> {
    ["lestnitsa.jpg", "otvet.pdf", "zvonok.ogg"]
        .map(|name| demo("evidence").join(name))
        .to_vec()
}

/// The clock is the machine's: what the program writes later must be later.
fn now() -> Timestamp {
    let since = fs::metadata(tempfile::NamedTempFile::new().unwrap().path())
        .unwrap()
        .modified()
        .unwrap()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap())
}

pub fn host() -> Host {
    Host {
        now,
        machine_mark: fs::read("/etc/machine-id").unwrap_or_default(),
    }
}

pub fn secret() -> Secret {
    Secret::from_passphrase(PASSPHRASE).unwrap()
}

/// Two vaults at the floor, made once: a monitor's with the demonstration's case, and a lawyer's that is empty.
static MADE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for name in ["monitor", "lawyer"] {
        let dir = folder.path().join(name);
        let (mut session, _) = Session::create(&dir, &secret(), KdfCost::floor(), host(), Lang::Ru).unwrap();
        session.set_own_name(name).unwrap();
        if name == "monitor" {
            let case = fs::read_to_string(demo("case.json")).unwrap();
            assert!(session.import_document(&case, Lang::Ru).unwrap().refused.is_empty());
            let outcomes = session
                .attach_evidence("K-26-001", &evidence(), Lang::Ru, &mut |_| ControlFlow::Continue(()))
                .unwrap();
            assert!(outcomes.iter().all(|outcome| outcome.item.is_some()));
        }
        session.lock().unwrap();
    }
    folder
});

/// A folder with copies of both vaults, a home, and the passphrase in a file.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(MADE.path(), folder.path());
        fs::create_dir(folder.path().join("home")).unwrap();
        fs::write(folder.path().join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.path(name), bytes).unwrap();
        self.text(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The program with these words, its home and working folder being the desk's.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandyq"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("home"))
            .env_remove("XDG_DATA_HOME")
            .stdin(std::process::Stdio::null());
        command
    }

    pub fn within<'w>(&self, vault: &'w str, words: &[&'w str]) -> Command {
        self.command(&[&["--vault", vault, "--passphrase-file", "passphrase"], words].concat())
    }

    /// Runs a command on a vault; it succeeds and says nothing on stderr.
    pub fn run(&self, vault: &str, words: &[&str]) -> String {
        said(&self.within(vault, words).output().unwrap(), words)
    }

    /// The same with `--json`.
    pub fn json(&self, vault: &str, words: &[&str]) -> Value {
        let text = self.run(vault, &[&["--json"], words].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{words:?}: {error}\n{text}"))
    }

    /// Runs a command on a vault; it is refused with one line, which is the answer.
    pub fn refusal(&self, vault: &str, words: &[&str]) -> String {
        let plain = refused(&self.within(vault, words).output().unwrap(), words).1;
        let json = [&["--json"], words].concat();
        let (answer, line) = refused(&self.within(vault, &json).output().unwrap(), words);
        assert_eq!(line, plain, "the line on stderr is the same with --json");
        if !answer.is_empty() {
            // One document, whether it is the answer or the reason.
            serde_json::from_str::<Value>(&answer).unwrap_or_else(|error| panic!("{words:?}: {error}\n{answer}"));
        }
        plain
    }

    /// The code of a refusal in `--json`.
    pub fn code(&self, vault: &str, words: &[&str]) -> String {
        self.refusal(vault, words);
        let json = [&["--json"], words].concat();
        let (answer, _) = refused(&self.within(vault, &json).output().unwrap(), words);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        answer["error"]["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The monitor and the lawyer have each other's cards.
    pub fn introduced(self) -> Self {
        for (own, other) in [("monitor", "lawyer"), ("lawyer", "monitor")] {
            let card = format!("{own}.card");
            self.run(own, &["contact", "card", "--out", &card]);
            self.run(other, &["contact", "add", &card, "--verified"]);
        }
        self
    }
}

pub fn said(output: &Output, words: &[&str]) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), stderr.as_ref()), (Some(0), ""), "{words:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What was said on stdout and the one line on stderr.
pub fn refused(output: &Output, words: &[&str]) -> (String, String) {
    let stdout = String::from_utf8(output.stdout.clone()).unwrap();
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words:?}: {stdout}{stderr}");
    assert!(
        stderr.starts_with("sandyq: ") && stderr.ends_with('\n') && stderr.lines().count() == 1 && stderr.len() > 12,
        "{words:?}: {stderr:?}"
    );
    assert!(!stderr.chars().any(|c| c.is_control() && c != '\n'), "{stderr:?}");
    assert!(!(stdout.clone() + &stderr).contains(PASSPHRASE), "{words:?}");
    (stdout, stderr)
}

pub fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found
}

pub fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
