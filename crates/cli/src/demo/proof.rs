//! Looking for plaintext, and keeping everything but the key.

use crate::Trouble;
use crate::print::Out;
use sandyq_casework::ErrorCode;
use sandyq_domain::words::text;
use std::fs;
use std::path::Path;

/// What a search through files found.
pub struct Looked {
    pub found: u64,
    pub bytes: u64,
}

/// Counts the files below `dir` in which the words stand, in UTF-8 or UTF-16.
pub fn look_for(words: &str, dir: &Path) -> Result<Looked, Trouble> {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut looked = Looked { found: 0, bytes: 0 };
    each_file(dir, &mut |path| {
        let bytes = fs::read(path).map_err(|_| ErrorCode::FileUnreadable)?;
        let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        looked.found += u64::from(has(words.as_bytes()) || has(&wide));
        looked.bytes += bytes.len() as u64;
        Ok(())
    })?;
    Ok(looked)
}

/// Copies every file of a vault but its key: what somebody may have saved before the wipe without the one thing that opens it.
pub fn copy_all_but_the_key(from: &Path, to: &Path) -> Result<(), Trouble> {
    each_file(from, &mut |path| {
        let inside = path.strip_prefix(from).unwrap_or(path);
        if inside == Path::new("key") {
            return Ok(());
        }
        let target = to.join(inside);
        let made = target
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::copy(path, &target));
        made.map(drop).map_err(|_| ErrorCode::FileUnwritable.into())
    })
}

/// The words of a key; nothing for no key.
pub fn said(key: &str, out: Out) -> String {
    if key.is_empty() {
        String::new()
    } else {
        text(out.lang, key)
    }
}

fn each_file(dir: &Path, visit: &mut dyn FnMut(&Path) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let entries = fs::read_dir(dir).map_err(|_| ErrorCode::FileUnreadable)?;
    for entry in entries {
        let path = entry.map_err(|_| ErrorCode::FileUnreadable)?.path();
        if path.is_dir() {
            each_file(&path, visit)?;
        } else {
            visit(&path)?;
        }
    }
    Ok(())
}
