//! A table on its way between groups: signed, and sealed for one of them when that is asked for.

use crate::failure::{ErrorCode, Failure};
use crate::infile::beginning;
use crate::outfile::file_name;
use crate::receiving::age_failure;
use crate::sealing::recipient::Addressee;
use crate::view::StatsView;
use sandyq_agefile::{Identity, open, open_with_passphrase, payload_size, seal, seal_with_passphrase};
use sandyq_bundle::{NUMBERS_LIMIT, NUMBERS_TAR_LIMIT, SigningKey, read_numbers, sign_file, write_numbers};
use sandyq_domain::Timestamp;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;

/// Longest signature, in bytes: four lines.
const SIGNATURE_LIMIT: u64 = 4 << 10;
/// How a file of numbers for a partner is called beside its signature.
pub(super) const SIGNATURE_ENDING: &str = ".minisig";
/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/";
/// Room for the header of an age file, in bytes.
const HEAD: u64 = 64 << 10;

/// What opens sealed tables.
pub(super) struct Opens<'k> {
    pub(super) identity: Identity,
    pub(super) passphrase: Option<&'k str>,
}

/// The bytes of a table as it was signed, and its signature when there is one.
pub(super) struct Given {
    pub(super) table: Vec<u8>,
    pub(super) signature: Option<Vec<u8>>,
}

/// Reads a table: as it is with its signature beside it, or sealed.
///
/// # Errors
/// With the name of the file: [`ErrorCode::FileUnreadable`], [`ErrorCode::NotATable`], and those of opening a bundle.
pub(super) fn read(file: &Path, opens: &Opens<'_>) -> Result<Given, Failure> {
    let name = file_name(file);
    let about = |code| Failure::about(code, name.clone());
    let limit = payload_size(NUMBERS_TAR_LIMIT) + HEAD;
    let bytes = whole(file, limit).ok_or_else(|| about(ErrorCode::FileUnreadable))?;
    if !bytes.starts_with(AGE) {
        if bytes.len() as u64 > NUMBERS_LIMIT {
            return Err(about(ErrorCode::NotATable));
        }
        let mut beside = OsString::from(file);
        beside.push(SIGNATURE_ENDING);
        let signature = whole(Path::new(&beside), SIGNATURE_LIMIT);
        return Ok(Given {
            table: bytes,
            signature,
        });
    }
    let opening = match opens.passphrase {
        // Of several files not all have to be sealed with it.
        Some(passphrase) => {
            open(&opens.identity, bytes.as_slice()).or_else(|_| open_with_passphrase(passphrase, bytes.as_slice()))
        }
        None => open(&opens.identity, bytes.as_slice()),
    };
    let opening = opening.map_err(|error| age_failure(&error, opens.passphrase.is_some(), &name))?;
    let mut tar = Vec::new();
    let read = opening.take(NUMBERS_TAR_LIMIT + 1).read_to_end(&mut tar);
    read.map_err(|_| about(ErrorCode::BundleDamaged))?;
    let (table, signature) = read_numbers(&tar).ok_or_else(|| about(ErrorCode::NotATable))?;
    Ok(Given {
        table: table.to_vec(),
        signature: Some(signature.to_vec()),
    })
}

/// A table as it leaves for a partner, with the key it is signed with and the time; and its signature.
pub(super) fn signed(table: &StatsView, key: &SigningKey, now: Timestamp) -> Result<(Vec<u8>, String), Failure> {
    let mut given = serde_json::to_value(table).map_err(|_| ErrorCode::TableTooLarge)?;
    given["signer"] = key.public()?.to_string().into();
    given["given"] = now.to_string().into();
    let signed = serde_json::to_vec_pretty(&given).map_err(|_| ErrorCode::TableTooLarge)?;
    let signature = sign_file(key, &signed, "numbers")?;
    Ok((signed, signature))
}

/// A signed table as an age file for one recipient, or for whoever knows the passphrase.
pub(super) fn sealed(
    table: &[u8],
    signature: &str,
    to: &Addressee,
    passphrase: Option<&str>,
) -> Result<Vec<u8>, Failure> {
    let tar = write_numbers(table, signature.as_bytes()).ok_or(ErrorCode::TableTooLarge)?;
    let written = || -> io::Result<Vec<u8>> {
        let mut sealing = match (passphrase, &to.recipient) {
            (Some(passphrase), _) => seal_with_passphrase(passphrase, Vec::new())?,
            (None, Some(recipient)) => seal(std::slice::from_ref(recipient), Vec::new())?,
            (None, None) => return Err(io::ErrorKind::InvalidInput.into()),
        };
        sealing.write_all(&tar)?;
        sealing.finish()
    };
    written().map_err(|_| ErrorCode::System.into())
}

/// A whole file; none where there is none, or where it is none, or longer.
fn whole(file: &Path, limit: u64) -> Option<Vec<u8>> {
    let bytes = beginning(file, limit + 1).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}
