//! A vault to try verbs on, a second one to send to, and a look at everything that must not have changed.

use sandyq_agefile::Identity;
use sandyq_casework::view::{InspectView, OpenOutcome, SealEvidence, SealKind, SealOutcome, SealRequest};
use sandyq_casework::{Accept, ErrorCode, Failure, Host, ImportReport, KdfCost, Secret, Session};
use sandyq_domain::{Lang, Timestamp};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "семь слов для сундука";
pub const LANG: Lang = Lang::Ru;

static MILLIS: AtomicI64 = AtomicI64::new(1_795_000_000_000);

/// A small generator of our own: the same number gives the same choices.
pub struct Chance(u64);

impl Chance {
    pub const fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

/// A clock that every look moves on, so that no two things happen at one time.
pub fn now() -> Timestamp {
    Timestamp::from_millis(MILLIS.fetch_add(7, Ordering::SeqCst))
}

/// Lets so many milliseconds go by.
pub fn pass(millis: i64) {
    MILLIS.fetch_add(millis, Ordering::SeqCst);
}

pub fn host() -> Host {
    Host {
        now,
        machine_mark: b"one computer".to_vec(),
    }
}

pub fn secret() -> Secret {
    Secret::from_passphrase(PASSPHRASE).unwrap()
}

pub fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn object(json: &Value) -> Map<String, Value> {
    json.as_object().unwrap().clone()
}

/// The code of a refusal; a success is a failure of the test.
pub fn refused<T>(answer: Result<T, Failure>) -> ErrorCode {
    match answer {
        Ok(_) => panic!("it was taken"),
        Err(failure) => failure.code,
    }
}

/// An open vault in a folder of its own; bundles and other files lie beside it.
pub struct Place {
    pub session: Session,
    folder: TempDir,
}

impl Place {
    /// An empty vault of somebody called `name`.
    pub fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::within(folder, name)
    }

    fn within(folder: TempDir, name: &str) -> Self {
        let mut session = create(&folder.path().join("vault"));
        session.set_own_name(name).unwrap();
        Self { session, folder }
    }

    /// A vault with the case `K-26-001` of [`document`] in it.
    pub fn with_a_case(name: &str) -> Self {
        let mut place = Self::new(name);
        let report = place.import(&document());
        assert!(report.refused.is_empty());
        place
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// A path beside the vault.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    pub fn reopened(self) -> Self {
        let Self { session, folder } = self;
        session.lock().unwrap();
        let (session, _) = unlock(&folder.path().join("vault")).unwrap();
        Self { session, folder }
    }

    /// The open session, to be dropped without a lock: what a killed process leaves.
    pub fn session_left_behind(&mut self) -> Session {
        std::mem::replace(&mut self.session, create(&self.folder.path().join("other")))
    }

    /// The folder as it lies on the disk after a lock, and the way back.
    pub fn locked(self) -> Closed {
        let Self { session, folder } = self;
        session.lock().unwrap();
        Closed { folder }
    }

    pub fn import(&mut self, document: &Value) -> ImportReport {
        self.session.import_document(&document.to_string(), LANG).unwrap()
    }

    pub fn attach(&mut self, case: &str, paths: &[PathBuf]) -> Vec<String> {
        let outcomes = self.session.attach_evidence(case, paths, LANG, &mut going_on).unwrap();
        outcomes
            .iter()
            .map(|outcome| outcome.item.as_ref().unwrap().id.to_string())
            .collect()
    }

    /// Each becomes a contact of the other; only here the fingerprint was compared.
    pub fn meets(&mut self, other: &mut Self, name: &str, own: &str) {
        let (ours, theirs) = (self.card(), other.card());
        self.session
            .add_contact(theirs.as_bytes(), name, Some("in person"), LANG)
            .unwrap();
        other.session.add_contact(ours.as_bytes(), own, None, LANG).unwrap();
    }

    pub fn card(&self) -> String {
        self.session.own_card(LANG).unwrap().text
    }

    pub fn recipient(&self) -> String {
        self.session.own_card(LANG).unwrap().recipient
    }

    pub fn seal(&mut self, to: &str, out: &str) -> (PathBuf, SealOutcome) {
        let out = self.path(out);
        let outcome = self.seal_as(&request(to), &out).unwrap();
        (out, outcome)
    }

    pub fn seal_as(&mut self, request: &SealRequest, out: &Path) -> Result<SealOutcome, Failure> {
        self.session.seal_bundle(request, out, LANG, &mut going_on)
    }

    pub fn inspect(&mut self, bundle: &Path) -> Result<InspectView, Failure> {
        self.session.inspect_bundle(bundle, None, LANG, &mut going_on)
    }

    pub fn open(&mut self, bundle: &Path) -> Result<OpenOutcome, Failure> {
        self.inspect(bundle)?;
        self.session.open_bundle(Accept::default(), LANG)
    }

    /// Everything a person could see in the vault, and every name in its folder.
    pub fn everything(&self) -> Vec<String> {
        let mut all = files_below(&self.dir().join("files"));
        all.extend(files_below(&self.dir().join("incoming")));
        let cases = self.session.list_cases("", 0, 500, LANG).unwrap();
        for row in &cases.rows {
            let page = self.session.show_case(&row.id.to_string(), LANG).unwrap();
            for record in &page.records {
                let view = self.session.read_record(&record.id.to_string()).unwrap();
                all.push(serde_json::to_string(&view).unwrap());
            }
            all.push(
                json!(self.session.read_history(&row.id.to_string(), LANG).unwrap())
                    .as_array()
                    .unwrap()
                    .len()
                    .to_string(),
            );
            all.extend(page.evidence.iter().map(|item| item.sha256.clone()));
        }
        let bundles = self.session.list_bundles(LANG).unwrap();
        all.extend(bundles.into_iter().map(|line| line.bundle + &line.sha256));
        all
    }

    pub fn quarantine(&self) -> Vec<String> {
        files_below(&self.dir().join("incoming"))
    }
}

/// A locked vault.
pub struct Closed {
    pub folder: TempDir,
}

impl Closed {
    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub fn opened(self) -> Place {
        let (session, _) = unlock(&self.dir()).unwrap();
        Place {
            session,
            folder: self.folder,
        }
    }

    /// A copy of the whole folder, as a backup would be.
    pub fn copied(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        Self { folder }
    }
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

/// A new vault with a cheap key derivation.
pub fn create(dir: &Path) -> Session {
    let cost = KdfCost::cheap_for_tests();
    Session::create(dir, &secret(), cost, host(), LANG).unwrap().0
}

pub fn unlock(dir: &Path) -> Result<(Session, sandyq_casework::view::UnlockView), Failure> {
    let _switched_on = KdfCost::cheap_for_tests();
    Session::unlock(dir, &secret(), host())
}

/// Paths of files below a folder, sorted.
pub fn files_below(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

/// The case `K-26-001` for `to`, for legal help, nothing left out by choice.
pub fn request(to: &str) -> SealRequest {
    SealRequest {
        kind: SealKind::HandOver,
        cases: vec!["K-26-001".to_owned()],
        to: to.to_owned(),
        passphrase: None,
        purpose: "legal_help".to_owned(),
        withhold_identity: false,
        evidence: SealEvidence::Allowed,
        consent_override: String::new(),
        page: false,
        note: String::new(),
        dossier_lang: LANG,
    }
}

/// The plaintext tar of a bundle sealed to `identity`.
pub fn tar_of(bundle: &Path, identity: &Identity) -> Vec<u8> {
    let mut tar = Vec::new();
    let sealed = fs::File::open(bundle).unwrap();
    let mut opening = sandyq_agefile::open(identity, sealed).unwrap_or_else(|_| panic!("sealed to this identity"));
    opening.read_to_end(&mut tar).unwrap();
    tar
}

/// One member of a bundle.
pub struct Member {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The members of a tar as it is written here: ustar, regular files.
pub fn members(tar: &[u8]) -> Vec<Member> {
    let mut found = Vec::new();
    let mut at = 0;
    while tar[at] != 0 {
        let text = |from: usize, len: usize| {
            let field = &tar[at + from..at + from + len];
            let end = field.iter().position(|byte| *byte == 0).unwrap_or(len);
            String::from_utf8(field[..end].to_vec()).unwrap()
        };
        let size = usize::from_str_radix(text(124, 12).trim(), 8).unwrap();
        let (name, from) = (text(0, 100), at + 512);
        let bytes = tar[from..from + size].to_vec();
        found.push(Member { name, bytes });
        at = from + size.next_multiple_of(512);
    }
    found
}

pub fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// An invented case with one named victim who consents to be named to a lawyer, and an officer.
pub fn document() -> Value {
    json!({ "records": [
        { "kind": "case", "key": "case", "code": "K-26-001", "title": "Вымышленное дело" },
        { "kind": "person", "key": "victim", "code": "P-001", "occupation": "швея" },
        { "kind": "person_identity", "person": "victim", "legal_name": "Выдуманова Айсана Примеровна" },
        { "kind": "person", "key": "officer", "code": "P-002" },
        { "kind": "person_identity", "person": "officer", "legal_name": "Дежурнов Тест Тестович" },
        { "kind": "event", "key": "night", "case": "case", "title": "Ночь", "date": "2025-03-17",
          "description": "Просила принять заявление четыре раза." },
        { "kind": "act", "key": "held", "case": "case", "event": "night", "victim": "victim", "act_type": "unlawful_detention" },
        { "kind": "involvement", "case": "case", "act": "held", "person": "officer", "perpetrator_type": "police_duty_station" },
        { "kind": "account", "case": "case", "source": "victim", "text": "Я же сама их вызвала." },
        { "kind": "proceeding", "key": "track", "case": "case", "proceeding_kind": "pre_trial_criminal" },
        { "kind": "proceeding_step", "case": "case", "proceeding": "track", "step_type": "complaint_attempted",
          "result": "refused", "refusal_mode": "oral_refusal", "official": "Дежурнов" },
        { "kind": "consent", "key": "consent", "case": "case", "person": "victim", "purpose": ["legal_help"],
          "identity_level": "named_confidential", "given": "2025-03-18" },
    ] })
}
