//! A signature beside a file that is no bundle: stock `minisign -V` checks it.

use crate::keys::{KeyError, SigningKey, VerifyingKey};
use crate::open::verify;

/// Signs a file; the comment is signed too. The answer is the text of its `.minisig`.
///
/// # Errors
/// [`KeyError::NoRandomness`].
pub fn sign_file(key: &SigningKey, bytes: &[u8], comment: &str) -> Result<String, KeyError> {
    key.sign(bytes, comment)
}

/// Whether this is a signature of these bytes by this key, in the form that bundles have.
#[must_use]
pub fn is_signed_by(key: &VerifyingKey, bytes: &[u8], signature: &[u8]) -> bool {
    verify(bytes, signature, key).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_bytes_and_its_key_alone() {
        let (key, other) = (SigningKey::make().unwrap(), SigningKey::make().unwrap());
        let (public, others) = (key.public().unwrap(), other.public().unwrap());
        let signature = sign_file(&key, b"N = 19", "numbers").unwrap();
        assert!(is_signed_by(&public, b"N = 19", signature.as_bytes()));
        assert!(!is_signed_by(&public, b"N = 91", signature.as_bytes()));
        assert!(!is_signed_by(&others, b"N = 19", signature.as_bytes()));
        for damaged in [
            String::new(),
            signature.replace("numbers", "letters"),
            signature[..signature.len() / 2].to_owned(),
            format!("{signature}{}", "x".repeat(5000)),
        ] {
            assert!(!is_signed_by(&public, b"N = 19", damaged.as_bytes()), "{damaged:.60}");
        }
    }
}
