//! How the window looks before anything is unlocked: language, theme and size of text.
//!
//! Three words in a file named `look` beside the vault's own files: the lock screen must greet in the right language, and
//! a file anywhere else would outlive the wipe. It says nothing that the vault's existence does not say already.

use rustix::fs::OFlags;
use sandyq_casework::view::{Look, Theme};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const FILE: &str = "look";
/// More bytes than the three words ever have.
const LIMIT: u64 = 32;
/// The sizes of text there are, in per cent.
const SIZES: [u8; 4] = [90, 100, 115, 130];

/// What was remembered in this vault folder; none when it was never chosen or cannot be read.
///
/// # Security
/// A foreign hand may have put anything there: no link is followed, and at most [`LIMIT`] bytes are looked at.
pub fn read(vault: &Path) -> Option<Look> {
    let file = open(OpenOptions::new().read(true), vault).ok()?;
    if file.metadata().ok()?.len() > LIMIT {
        return None;
    }
    let mut text = String::new();
    file.take(LIMIT).read_to_string(&mut text).ok()?;
    let mut words = text.split_ascii_whitespace();
    let lang = words.next()?.parse().ok()?;
    let theme = theme(words.next()?)?;
    let text_size = words.next()?.parse().ok().filter(|size| SIZES.contains(size))?;
    Some(Look { lang, theme, text_size })
}

/// Remembers it, if there is a vault to remember it in.
///
/// # Errors
/// The folder does not take the file, or something that is no file has its name.
///
/// # Security
/// No link is followed: somebody else's file would be emptied.
pub fn keep(look: Look, vault: &Path) -> io::Result<()> {
    if !vault.is_dir() {
        return Ok(());
    }
    let Look { lang, theme, text_size } = look;
    let mut file = open(OpenOptions::new().write(true).create(true).mode(0o600), vault)?;
    file.set_len(0)?;
    writeln!(file, "{lang} {} {text_size}", word(theme))
}

/// Opens the file itself: neither what a link points to, nor a pipe that would never answer.
fn open(how: &mut OpenOptions, vault: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = how.custom_flags(flags.bits().cast_signed()).open(vault.join(FILE))?;
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(file)
}

/// Forgets it: part of a wipe.
pub fn forget(vault: &Path) {
    // It may never have been there.
    let _ = fs::remove_file(vault.join(FILE));
}

const fn word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme(text: &str) -> Option<Theme> {
    [Theme::System, Theme::Light, Theme::Dark]
        .into_iter()
        .find(|theme| word(*theme) == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::Lang;

    #[test]
    fn a_kept_look_is_read_again() {
        let vault = tempfile::tempdir().expect("a temporary folder");
        for lang in Lang::ALL {
            for (theme, text_size) in [(Theme::System, 90), (Theme::Light, 100), (Theme::Dark, 130)] {
                let look = Look { lang, theme, text_size };
                keep(look, vault.path()).expect("the folder is writable");
                assert_eq!(read(vault.path()), Some(look));
            }
        }
        forget(vault.path());
        assert_eq!(read(vault.path()), None);
    }

    #[test]
    fn without_a_vault_nothing_is_written() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let vault = place.path().join("none");
        let look = Look {
            lang: Lang::Kk,
            theme: Theme::Dark,
            text_size: 100,
        };
        keep(look, &vault).expect("nothing to do");
        assert!(!vault.exists());
    }

    #[test]
    fn a_link_is_neither_read_nor_written_through() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let (vault, other) = (place.path().join("vault"), place.path().join("other"));
        fs::create_dir(&vault).expect("the folder is writable");
        std::os::unix::fs::symlink(&other, vault.join(FILE)).expect("the folder is writable");
        let look = Look {
            lang: Lang::Kk,
            theme: Theme::Dark,
            text_size: 100,
        };
        keep(look, &vault).expect_err("a link is in the way");
        assert!(!other.exists());
        fs::write(&other, "kk dark 100\n").expect("the folder is writable");
        keep(look, &vault).expect_err("a link is in the way");
        assert_eq!(fs::read(&other).expect("it is there"), b"kk dark 100\n");
        assert_eq!(read(&vault), None);
        forget(&vault);
        assert!(other.exists());
    }

    #[test]
    fn a_file_of_rubbish_is_no_choice() {
        let vault = tempfile::tempdir().expect("a temporary folder");
        let rubbish = [
            "",
            "\u{0}\u{1}",
            "ru",
            "ru dark",
            "ru dark 101",
            "xx dark 100",
            "ru blue 100",
            &"ru dark 100\n".repeat(99),
        ];
        for text in rubbish {
            fs::write(vault.path().join(FILE), text).expect("the folder is writable");
            assert_eq!(read(vault.path()), None, "{text}");
        }
    }
}
