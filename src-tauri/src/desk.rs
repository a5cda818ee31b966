//! What the window remembers: whether a vault is open, and the few facts around it.
//!
//! State is presence: locked means that there is no open vault here. It knows neither the page nor how to leave.
//! Invariant: an unlock that was under way when a lock or a wipe came never ends in an open vault.

use crate::rounds::Rounds;
use crate::surroundings::Surroundings;
use crate::{clock, idle, look};
use sandyq_casework::folder::{FolderState, folder_state};
use sandyq_casework::view::{DoorState, Look, StatusView};
use sandyq_casework::{ErrorCode, Failure, RecoveryCode, Session};
use sandyq_domain::RecordId;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

/// How long a lock waits for work under way before it leaves without it: what the work has not committed, the database
/// forgets, and nothing that was saved is lost.
const PATIENCE: Duration = Duration::from_secs(2);

/// The window's memory.
pub struct Desk {
    folder: PathBuf,
    surroundings: Surroundings,
    open: Mutex<Option<Session>>,
    look: Mutex<Option<Look>>,
    /// The code of a vault made in this run, until somebody has retyped it.
    awaited: Mutex<Option<RecoveryCode>>,
    /// The file of texts that somebody chose for a paper.
    texts: Mutex<Option<PathBuf>>,
    /// Milliseconds since boot at which somebody last did something.
    touched: AtomicU64,
    /// Counts locks, so that an unlock can tell that one came in between.
    locks: AtomicU64,
    /// The answer that is being counted, what is counted beside it, and the paper that is being written: another question does not
    /// end that.
    answers: Rounds,
    asides: Rounds,
    writings: Rounds,
    is_open: AtomicBool,
    is_leaving: AtomicBool,
    is_closing: AtomicBool,
    is_wiping: AtomicBool,
}

impl Desk {
    /// A locked window for the vault in this folder.
    pub fn new(folder: PathBuf, surroundings: Surroundings) -> Self {
        let look = Mutex::new(look::read(&folder));
        Self {
            folder,
            surroundings,
            open: Mutex::new(None),
            look,
            awaited: Mutex::new(None),
            texts: Mutex::new(None),
            touched: AtomicU64::new(0),
            locks: AtomicU64::new(0),
            answers: Rounds::default(),
            asides: Rounds::default(),
            writings: Rounds::default(),
            is_open: AtomicBool::new(false),
            is_leaving: AtomicBool::new(false),
            is_closing: AtomicBool::new(false),
            is_wiping: AtomicBool::new(false),
        }
    }

    /// The vault's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The environment this program was started in.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// What the page must know first.
    pub fn status(&self) -> StatusView {
        let door = if self.is_open() {
            DoorState::Open
        } else {
            door_of(&self.folder)
        };
        StatusView {
            door,
            look: self.look(),
            idle_minutes: idle::MINUTES,
        }
    }

    /// The chosen look.
    pub fn look(&self) -> Option<Look> {
        *held(&self.look)
    }

    /// Changes the look and remembers it once there is a vault.
    ///
    /// # Errors
    /// The folder does not take the file; the look is changed all the same.
    pub fn set_look(&self, look: Look) -> Result<(), Failure> {
        *held(&self.look) = Some(look);
        look::keep(look, &self.folder).map_err(|error| Failure::of_writing(&error, "look"))
    }

    /// Notes that somebody is here.
    pub fn touch(&self) {
        self.touched.store(millis(clock::since_boot()), SeqCst);
    }

    /// How long nobody has been here.
    pub fn idle(&self) -> Duration {
        clock::since_boot().saturating_sub(Duration::from_millis(self.touched.load(SeqCst)))
    }

    /// The answer that is being counted. Never waits.
    pub fn answers(&self) -> &Rounds {
        &self.answers
    }

    /// What is counted beside it: the values of a filter, what may leave. Never waits.
    pub fn asides(&self) -> &Rounds {
        &self.asides
    }

    /// Papers that are being written.
    pub fn writings(&self) -> &Rounds {
        &self.writings
    }

    /// Whether a vault is open. Never waits.
    pub fn is_open(&self) -> bool {
        self.is_open.load(SeqCst)
    }

    /// Whether the program is on its way out or about to be replaced.
    pub fn is_leaving(&self) -> bool {
        self.is_leaving.load(SeqCst)
    }

    /// Whether the window is being closed for good.
    pub fn is_closing(&self) -> bool {
        self.is_closing.load(SeqCst)
    }

    /// Whether a wipe has begun.
    pub fn is_wiping(&self) -> bool {
        self.is_wiping.load(SeqCst)
    }

    /// The window is being closed for good.
    pub fn note_closing(&self) {
        self.is_closing.store(true, SeqCst);
    }

    /// Begins to leave. False when somebody else has begun already.
    pub fn leave(&self) -> bool {
        self.locks.fetch_add(1, SeqCst);
        !self.is_leaving.swap(true, SeqCst)
    }

    /// The step before everything else in a wipe: from here on every command refuses.
    pub fn latch(&self) {
        self.is_wiping.store(true, SeqCst);
        self.leave();
    }

    /// The test build goes on in the same process after a lock or a wipe.
    #[cfg(feature = "e2e")]
    pub fn stay(&self) {
        if self.is_wiping.swap(false, SeqCst) {
            *held(&self.look) = None;
        }
        *held(&self.open) = None;
        *held(&self.awaited) = None;
        *held(&self.texts) = None;
        self.is_open.store(false, SeqCst);
        self.is_leaving.store(false, SeqCst);
    }

    /// Makes or opens a vault with `open` and keeps it, unless a lock came in between. Takes as long as the key takes.
    /// The look chosen before there was a vault is remembered now.
    ///
    /// # Errors
    /// Whatever `open` says; `wiping` or `locked` when a wipe or a lock came in between.
    pub fn keep<T>(&self, open: impl FnOnce(&Path) -> Result<(Session, T), Failure>) -> Result<T, Failure> {
        let locks = self.locks.load(SeqCst);
        self.check()?;
        let (vault, answer) = open(&self.folder)?;
        let mut place = held(&self.open);
        self.check()?;
        if self.locks.load(SeqCst) != locks {
            return Err(ErrorCode::Locked.into());
        }
        self.touch();
        self.is_open.store(true, SeqCst);
        *place = Some(vault);
        if let Some(look) = self.look() {
            // The vault is open; that the look is asked again next time is no reason to refuse it.
            let _ = look::keep(look, &self.folder);
        }
        Ok(answer)
    }

    /// Fills the folder, in which there is no vault yet. It stays locked.
    ///
    /// # Errors
    /// Whatever `put_back` says; `vault-exists` when one is open.
    pub fn fill<T>(&self, put_back: impl FnOnce(&Path) -> Result<T, Failure>) -> Result<T, Failure> {
        self.check()?;
        // Held meanwhile: nothing is opened while the folder is being filled.
        let place = held(&self.open);
        if place.is_some() {
            return Err(ErrorCode::VaultExists.into());
        }
        self.check()?;
        put_back(&self.folder)
    }

    /// Keeps which file of texts somebody chose: the page knows its name and never where it lies.
    pub fn lay_texts(&self, file: PathBuf) {
        *held(&self.texts) = Some(file);
    }

    /// The one that was chosen last.
    pub fn texts(&self) -> Option<PathBuf> {
        held(&self.texts).clone()
    }

    /// Waits for this code to be retyped.
    pub fn await_code(&self, code: RecoveryCode) {
        *held(&self.awaited) = Some(code);
    }

    /// Whether this is the code that is waited for. A right answer ends the wait.
    pub fn is_awaited(&self, typed: &RecoveryCode) -> bool {
        let mut awaited = held(&self.awaited);
        // Both were typed or shown on this screen just now: there is nobody to time the comparison.
        let same = awaited.as_ref().is_some_and(|code| code.indexes() == typed.indexes());
        if same {
            *awaited = None;
        }
        same
    }

    /// Works with the open vault. One at a time: a vault has one writer.
    ///
    /// # Errors
    /// Whatever `work` says; `locked` when no vault is open.
    pub fn with<T>(&self, work: impl FnOnce(&mut Session) -> Result<T, Failure>) -> Result<T, Failure> {
        self.check()?;
        let mut place = held(&self.open);
        // A lock may have come while this waited for its turn.
        self.check()?;
        place.as_mut().ok_or(Failure::from(ErrorCode::Locked)).and_then(work)
    }

    /// A small picture of a piece of evidence, drawn anew; none while locked and for what is no picture.
    pub fn thumbnail(&self, id: RecordId) -> Option<Vec<u8>> {
        self.with(|session| session.thumbnail(id)).ok()
    }

    /// Closes the vault, if it can be had within [`PATIENCE`]; drafts become revisions. What cannot be closed is left to
    /// the end of the process, which loses nothing that was saved.
    pub fn close(&self) {
        *held(&self.texts) = None;
        let until = Instant::now() + PATIENCE;
        loop {
            match self.open.try_lock() {
                Ok(mut place) => {
                    if let Some(vault) = place.take() {
                        // Drafts that cannot be committed (a full disk) stay drafts: they are on the disk already.
                        let _ = vault.lock();
                    }
                    break;
                }
                Err(TryLockError::Poisoned(_)) => break,
                Err(TryLockError::WouldBlock) if Instant::now() > until => break,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        self.is_open.store(false, SeqCst);
    }

    fn check(&self) -> Result<(), Failure> {
        match (self.is_wiping(), self.is_leaving()) {
            (true, _) => Err(ErrorCode::Wiping.into()),
            (false, true) => Err(ErrorCode::Locked.into()),
            (false, false) => Ok(()),
        }
    }
}

/// What a first look at the folder says.
fn door_of(folder: &Path) -> DoorState {
    match folder_state(folder) {
        // A vault whose key is away is locked for good, and must not look like a place for a new one.
        Ok(FolderState::Vault | FolderState::KeyAway) => DoorState::Locked,
        // What is in the way of a new vault is told when one is made.
        Ok(FolderState::Empty | FolderState::Unfinished | FolderState::Foreign) | Err(_) => DoorState::Absent,
    }
}

/// A panic elsewhere does not close the door: the vault's own transaction was rolled back with it.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
