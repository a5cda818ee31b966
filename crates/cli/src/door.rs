//! The way into the vault: its folder, the passphrase, the clock.

use crate::Trouble;
use crate::arguments::Arguments;
use sandyq_casework::{ErrorCode, Failure, Host, Secret, Session, emergency, session};
use sandyq_domain::{Lang, Timestamp};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use zeroize::Zeroizing;

/// Longest passphrase file that is read, in bytes.
const PASSPHRASE_FILE_LIMIT: u64 = 4096;

/// Where the vault is and how to answer: the options that every command has.
pub struct Door {
    pub dir: PathBuf,
    /// The folder was named, not found.
    pub is_named: bool,
    passphrase_file: Option<PathBuf>,
    language: Option<Lang>,
}

impl Door {
    /// The options, with the folder the window uses when none is named.
    pub fn of(arguments: &Arguments) -> Result<Self, Trouble> {
        let dir = match &arguments.vault {
            Some(dir) => dir.clone(),
            None => default_dir()
                .ok_or_else(|| Trouble::Said("no home folder: name the vault with --vault DIR".to_owned()))?,
        };
        Ok(Self {
            dir,
            is_named: arguments.vault.is_some(),
            passphrase_file: arguments.passphrase_file.clone(),
            language: arguments.language,
        })
    }

    /// Opens the vault.
    pub fn unlock(&self) -> Result<Session, Trouble> {
        Ok(self.unlock_with_secret()?.0)
    }

    /// The same, with the secret that opened: for changing what opens.
    pub fn unlock_with_secret(&self) -> Result<(Session, Secret), Trouble> {
        let secret = self.secret()?;
        let (session, _) = Session::unlock(&self.dir, &secret, host())?;
        Ok((session, secret))
    }

    /// The passphrase or recovery code of the vault that is here.
    pub fn secret(&self) -> Result<Secret, Trouble> {
        self.look()?;
        self.typed_secret()
    }

    /// A passphrase or recovery code, of whatever it opens.
    pub fn typed_secret(&self) -> Result<Secret, Trouble> {
        let typed = self.passphrase("Passphrase: ")?;
        // Thirteen listed words with a right checksum are the recovery code; nobody's passphrase is that by chance.
        Ok(session::recovery_code(&typed).or_else(|_| session::passphrase(&typed))?)
    }

    /// Whether there is a vault, once a wipe that was interrupted has been ended: before anything is asked for.
    pub fn look(&self) -> Result<(), Trouble> {
        emergency::resume(&self.dir)?;
        if sandyq_casework::folder::is_vault(&self.dir) {
            Ok(())
        } else {
            Err(ErrorCode::NoVault.into())
        }
    }

    /// The passphrase from the file named, else typed.
    pub fn passphrase(&self, prompt: &str) -> Result<Zeroizing<String>, Trouble> {
        match &self.passphrase_file {
            Some(file) => first_line(file),
            None => ask(prompt),
        }
    }

    /// The passphrase for a new vault: typed twice, unless it comes from a file.
    pub fn new_passphrase(&self) -> Result<Zeroizing<String>, Trouble> {
        let first = self.passphrase("New passphrase: ")?;
        if self.passphrase_file.is_none() && *first != *self.passphrase("Once more: ")? {
            return Err(Trouble::Said("the two passphrases differ".to_owned()));
        }
        Ok(first)
    }

    /// A passphrase to be set: the first line of the file named, else typed twice.
    pub fn another_passphrase(file: Option<&Path>) -> Result<Secret, Trouble> {
        let typed = if let Some(file) = file {
            first_line(file)?
        } else {
            let first = ask("New passphrase: ")?;
            if *first != *ask("Once more: ")? {
                return Err(Trouble::Said("the two passphrases differ".to_owned()));
            }
            first
        };
        Ok(session::new_passphrase(&typed)?)
    }

    /// The language asked for, else the vault's.
    pub fn language(&self, session: &Session) -> Result<Lang, Trouble> {
        Ok(match self.language {
            Some(lang) => lang,
            None => session.language()?,
        })
    }

    /// The language asked for, when there is no vault to ask.
    pub fn language_outside(&self) -> Lang {
        self.language.unwrap_or(Lang::En)
    }
}

/// The passphrase of what travels, from the first line of the file that was named, if one was.
pub fn told_passphrase(file: Option<&Path>) -> Result<Option<Zeroizing<String>>, Trouble> {
    file.map(first_line).transpose()
}

/// The first line of a file with a passphrase.
pub fn first_line(file: &Path) -> Result<Zeroizing<String>, Trouble> {
    let text = small_text(file, PASSPHRASE_FILE_LIMIT)?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// A small file with something secret in it, at most `limit` bytes of it.
pub fn small_text(file: &Path, limit: u64) -> Result<Zeroizing<String>, Trouble> {
    let name = file.to_string_lossy().into_owned();
    let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, name.clone());
    let mut text = Zeroizing::new(String::with_capacity(256));
    let file = File::open(file).map_err(unreadable)?;
    file.take(limit).read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, Trouble> {
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|_| Trouble::Said("no terminal to ask for the passphrase: use --passphrase-file FILE".to_owned()))
}

/// The clock and the mark of this computer.
pub fn host() -> Host {
    Host {
        now,
        machine_mark: std::fs::read("/etc/machine-id").unwrap_or_default(),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "floor 3: the clock is read here and handed down"
)]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Where the window keeps its vault: the data folder of the user.
fn default_dir() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|dir| dir.is_absolute());
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    Some(named.or_else(home)?.join("sandyq"))
}
