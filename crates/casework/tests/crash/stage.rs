//! A folder in which one scenario plays: the vault, what belongs to it, and what may be expected of it.

use sandyq_casework::{Failure, Host, KdfCost, Secret, Session, session};
use sandyq_domain::{Lang, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

pub const LANG: Lang = Lang::Ru;
pub const FIRST: &str = "семь слов для сундука";
pub const SECOND: &str = "другие слова для него же";

/// A clock that every look moves on, so that no two things happen at one time.
pub fn now() -> Timestamp {
    static MILLIS: AtomicI64 = AtomicI64::new(1_795_000_000_000);
    Timestamp::from_millis(MILLIS.fetch_add(7, Ordering::SeqCst))
}

pub fn host() -> Host {
    Host {
        now,
        machine_mark: b"one computer".to_vec(),
    }
}

/// A passphrase, or the thirteen words of a recovery code.
pub fn secret(words: &str) -> Secret {
    session::recovery_code(words).unwrap_or_else(|_| Secret::from_passphrase(words).unwrap())
}

pub fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn object(json: &Value) -> Map<String, Value> {
    json.as_object().unwrap().clone()
}

/// What must be there once something was acknowledged.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Expected {
    /// The passphrase that opens; none when there is no vault.
    pub opens: Option<String>,
    /// Other passphrases and codes that open, too.
    pub too: Vec<String>,
    /// Those that must not open any more.
    pub dead: Vec<String>,
    /// Everything a person can see, line by line.
    pub seen: Vec<String>,
}

pub struct Stage {
    /// What is watched: every file of the scenario that matters is below.
    pub root: PathBuf,
    /// Names the vault's folder in it.
    pub vault: &'static str,
    pub session: Option<Session>,
    pub expected: Expected,
}

impl Stage {
    pub fn new(root: &Path, vault: &'static str) -> Self {
        Self {
            root: root.to_owned(),
            vault,
            session: None,
            expected: Expected::default(),
        }
    }

    pub fn dir(&self) -> PathBuf {
        self.root.join(self.vault)
    }

    /// A file outside what is watched, such as a photo on a stick.
    pub fn outside(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = self.root.parent().unwrap().join("outside");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
        folder.join(name)
    }

    pub fn session(&mut self) -> &mut Session {
        self.session.as_mut().expect("the scenario opens it first")
    }

    pub fn create(&mut self) -> Result<(), Failure> {
        let cost = KdfCost::cheap_for_tests();
        self.session = Some(Session::create(&self.dir(), &secret(FIRST), cost, host(), LANG)?.0);
        self.expected.opens = Some(FIRST.to_owned());
        Ok(())
    }

    pub fn open(&mut self) -> Result<(), Failure> {
        let words = self.expected.opens.clone().unwrap();
        self.session = Some(open(&self.dir(), &words)?);
        Ok(())
    }

    pub fn lock(&mut self) -> Result<(), Failure> {
        self.session.take().unwrap().lock()
    }

    /// After an act that worked: looks at what there is now.
    pub fn look(&mut self) {
        if let Some(session) = &self.session {
            self.expected.seen = seen(session).unwrap();
        }
    }
}

pub fn open(dir: &Path, words: &str) -> Result<Session, Failure> {
    let _switched_on = KdfCost::cheap_for_tests();
    Ok(Session::unlock(dir, &secret(words), host())?.0)
}

/// Everything a person can see in an open vault. What is typed counts as what it will be at the next opening, and ids are
/// numbered, so that two runs of one scenario give the same.
pub fn seen(session: &Session) -> Result<Vec<String>, Failure> {
    let card = session.own_card(LANG)?;
    let mut lines = vec![format!("{} has a card: {}", session.author(), !card.text.is_empty())];
    let cases = session.list_cases("", 0, 500, LANG)?;
    for row in &cases.rows {
        let page = session.show_case(&row.id.to_string(), LANG)?;
        let records = page.records.iter().chain(&page.unfinished);
        for id in records.map(|line| line.id.to_string()) {
            let view = session.read_record(&id)?;
            let revisions = view.revisions + u32::from(view.is_draft);
            let case = view.case.map(|id| id.to_string());
            lines.push(json!([view.kind, id, case, view.body, view.withheld, revisions]).to_string());
        }
        lines.extend(page.evidence.iter().map(|item| item.sha256.clone()));
    }
    for line in session.list_trash(LANG)? {
        lines.push(json!(["trash", line.id, line.kind, line.title, line.records]).to_string());
    }
    lines.sort_by_cached_key(|line| with_ids(line, |_| String::new()));
    let mut numbers = HashMap::new();
    let mut number = |id: &str| {
        let next = numbers.len();
        format!("#{}", numbers.entry(id.to_owned()).or_insert(next))
    };
    let mut lines: Vec<_> = lines.iter().map(|line| with_ids(line, &mut number)).collect();
    lines.sort();
    lines.dedup();
    Ok(lines)
}

/// The same text with other words for its ids.
fn with_ids(line: &str, mut word: impl FnMut(&str) -> String) -> String {
    const ID: usize = 36;
    let is_id = |text: &str| {
        text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    let mut out = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let width = match rest.get(..ID).filter(|id| is_id(id)) {
            Some(id) => {
                out.push_str(&word(id));
                ID
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[width..];
    }
    out
}

/// A copy of a whole folder; `to` is emptied first.
pub fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
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

/// A folder for thousands of states: in memory where the system has such a place, since nothing here needs a disk.
pub fn workplace() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory).ok()
    } else {
        None
    };
    made.unwrap_or_else(|| tempfile::tempdir().unwrap())
}
