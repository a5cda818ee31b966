//! Names of members: the fixed ones, or `(case|files)/[a-z0-9._-]+`, and nothing that a file system could misread.

use crate::limits::NAME_LIMIT;

pub(crate) const MANIFEST: &str = "manifest.json";
pub(crate) const SIGNATURE: &str = "manifest.json.minisig";
pub(crate) const SENDER: &str = "sender.pub";
pub(crate) const SUMS: &str = "SHA256SUMS";
pub(crate) const README: &str = "README.txt";
pub(crate) const DOSSIER: &str = "index.html";
pub(crate) const PADDING: &str = "padding";
pub(crate) const CASE: &str = "case/";
pub(crate) const FILES: &str = "files/";
/// How the name of a member of earlier versions ends.
pub(crate) const HISTORY: &str = ".history.json";

/// The first members that the manifest lists, in their order.
pub(crate) const FIXED: [&str; 4] = [SENDER, SUMS, README, DOSSIER];

/// Whether this may follow `case/` or `files/`: `[a-z0-9._-]+`, neither beginning nor ending with a full stop, never `..`.
fn is_tail(tail: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    !tail.is_empty()
        && tail.bytes().all(plain)
        && !tail.starts_with('.')
        && !tail.ends_with('.')
        && !tail.contains("..")
}

/// Whether a manifest may list this name.
///
/// # Security
/// Nothing else is safe to hand to `tar -x`: no absolute path, no `..`, no second folder, no letter case that one
/// file system folds and another does not, no option-like first sign.
#[must_use]
pub fn is_member_name(name: &str) -> bool {
    let tail = name.strip_prefix(CASE).or_else(|| name.strip_prefix(FILES));
    FIXED.contains(&name) || (name.len() <= NAME_LIMIT && tail.is_some_and(is_tail))
}

/// Where a name stands among the members: the place of a fixed one, then `case/`, then `files/`.
pub(crate) fn rank(name: &str) -> usize {
    FIXED
        .iter()
        .position(|fixed| *fixed == name)
        .unwrap_or(if name.starts_with(CASE) {
            FIXED.len()
        } else {
            FIXED.len() + 1
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_members() {
        for name in [
            "sender.pub",
            "case/0001.json",
            "files/0001.jpg",
            "files/a_b-c.1",
            "files/-",
        ] {
            assert!(is_member_name(name), "{name}");
        }
        let long = format!("files/{}", "a".repeat(94));
        for name in [
            "",
            "/",
            "manifest.json",
            "manifest.json.minisig",
            "padding",
            "other",
            "case",
            "case/",
            "files/",
            "files/..",
            "files/a..b",
            "files/.a",
            "files/a.",
            "files/a/b",
            "files//a",
            "files/../a",
            "/files/a",
            "./files/a",
            "files/A",
            "files/ж",
            "files/a b",
            "files/a\n",
            "files/a\0",
            "Files/a",
            "case\\a",
            "files/a\\b",
            "files/a:b",
            &long,
        ] {
            assert!(!is_member_name(name), "{name:?}");
        }
        assert!(is_member_name(&long[..99]));
    }
}
