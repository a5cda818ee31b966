//! What the program is started with: at most `--vault DIR`.

use crate::surroundings;
use std::ffi::OsString;
use std::path::PathBuf;

/// The parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The vault's folder, absolute.
    pub vault: PathBuf,
}

/// Why the command line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadArguments {
    /// Something other than `--vault DIR`.
    #[error("usage: sandyq-window [--vault DIR]")]
    Usage,
    /// There is no home folder, and no folder was named.
    #[error("no home folder: name one with --vault DIR")]
    NoHome,
}

impl Arguments {
    /// Takes the arguments after the program's name.
    ///
    /// # Errors
    /// See [`BadArguments`].
    pub fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Self, BadArguments> {
        let named = match words.next() {
            None => None,
            Some(word) if word == "--vault" => {
                Some(words.next().filter(|dir| !dir.is_empty()).ok_or(BadArguments::Usage)?)
            }
            Some(_) => return Err(BadArguments::Usage),
        };
        if words.next().is_some() {
            return Err(BadArguments::Usage);
        }
        let folder = match named {
            Some(folder) => PathBuf::from(folder),
            None => surroundings::user_data().ok_or(BadArguments::NoHome)?.join("sandyq"),
        };
        // Absolute, because the program is re-executed and must find the same folder again.
        let vault = std::path::absolute(folder).map_err(|_| BadArguments::Usage)?;
        Ok(Self { vault })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, BadArguments> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn a_named_folder_is_made_absolute() {
        assert_eq!(parse(&["--vault", "/a/b"]), Ok(Arguments { vault: "/a/b".into() }));
        assert!(parse(&["--vault", "b"]).expect("a folder").vault.is_absolute());
    }

    #[test]
    fn anything_else_is_refused() {
        for words in [&["--vault"][..], &["--vault", ""], &["x"], &["--vault", "a", "b"]] {
            assert_eq!(parse(words), Err(BadArguments::Usage), "{words:?}");
        }
    }
}
