//! How the window looks before anything is unlocked: language, theme and size of text.
//!
//! Three words in a file named `look` beside the vault's own files: the lock screen must greet in the right language, and
//! a file anywhere else would outlive the wipe. It says nothing that the vault's existence does not say already.

use sandyq_casework::view::{Look, Theme};
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const FILE: &str = "look";
/// The sizes of text there are, in per cent.
const SIZES: [u8; 4] = [90, 100, 115, 130];

/// What was remembered in this vault folder; none when it was never chosen or cannot be read.
///
/// # Security
/// A foreign hand may have put anything there: at most 32 bytes are looked at.
pub fn read(vault: &Path) -> Option<Look> {
    let path = vault.join(FILE);
    if fs::symlink_metadata(&path).ok()?.len() > 32 {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let mut words = text.split_ascii_whitespace();
    let lang = words.next()?.parse().ok()?;
    let theme = theme(words.next()?)?;
    let text_size = words.next()?.parse().ok().filter(|size| SIZES.contains(size))?;
    Some(Look { lang, theme, text_size })
}

/// Remembers it, if there is a vault to remember it in.
///
/// # Errors
/// The folder does not take the file.
pub fn keep(look: Look, vault: &Path) -> io::Result<()> {
    if !vault.is_dir() {
        return Ok(());
    }
    let Look { lang, theme, text_size } = look;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(vault.join(FILE))?;
    writeln!(file, "{lang} {} {text_size}", word(theme))
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
