//! minisign keys: who signed a manifest. Signatures are prehashed, as stock minisign makes them.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

/// A key or its text is not usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text or bytes are not a minisign key.
    #[error("not a minisign key")]
    NotAKey,
    /// The system's random source failed.
    #[error("the system gave no random numbers")]
    NoRandomness,
}

/// The secret half: 158 bytes in minisign's own layout, unencrypted. Wiped when dropped; no `Debug` on purpose.
///
/// While signing, the `minisign` crate holds a copy of its own that it does not wipe; locking the program does.
#[derive(Clone)]
pub struct SigningKey(Zeroizing<Vec<u8>>);

impl SigningKey {
    /// A new random key from the operating system's source.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn make() -> Result<Self, KeyError> {
        let pair = minisign::KeyPair::generate_unencrypted_keypair().map_err(|_| KeyError::NoRandomness)?;
        Ok(Self(Zeroizing::new(pair.sk.to_bytes())))
    }

    /// Reads back [`SigningKey::to_bytes`].
    ///
    /// # Errors
    /// [`KeyError::NotAKey`] when the length, the layout or the checksum inside is wrong, or the key is encrypted.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let key = Self(Zeroizing::new(bytes.to_vec()));
        let parsed = key.parse()?;
        // Only through its text does the crate compare the checksum.
        let text = parsed.to_box(None).map_err(|_| KeyError::NotAKey)?;
        minisign::SecretKey::from_unencrypted_box(text).map_err(|_| KeyError::NotAKey)?;
        if *parsed.to_bytes() == *bytes {
            Ok(key)
        } else {
            Err(KeyError::NotAKey)
        }
    }

    /// The key as stored in the vault.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.0.clone()
    }

    /// The public half.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`], which does not happen to a key made here.
    pub fn public(&self) -> Result<VerifyingKey, KeyError> {
        let public = minisign::PublicKey::from_secret_key(&self.parse()?).map_err(|_| KeyError::NotAKey)?;
        public.to_base64().parse()
    }

    /// Signs; the comment is signed too. The answer is the text of a `.minisig` file.
    pub(crate) fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, KeyError> {
        let untrusted = Some("signature from minisign secret key");
        let signature = minisign::sign(None, &self.parse()?, bytes, Some(comment), untrusted);
        Ok(signature.map_err(|_| KeyError::NoRandomness)?.into_string())
    }

    fn parse(&self) -> Result<minisign::SecretKey, KeyError> {
        minisign::SecretKey::from_bytes(&self.0).map_err(|_| KeyError::NotAKey)
    }
}

/// The public half. Its text is minisign's: `RW…`, 56 characters, one spelling for one key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyingKey(minisign_verify::PublicKey, String);

impl VerifyingKey {
    /// The text of a minisign public key file: a comment with the key's id, and the key.
    #[must_use]
    pub fn to_file(&self) -> String {
        let id = minisign::PublicKey::from_base64(&self.1).map_or(0, |key| {
            key.keynum()
                .iter()
                .rev()
                .fold(0_u64, |id, byte| id << 8 | u64::from(*byte))
        });
        format!("untrusted comment: minisign public key {id:X}\n{self}\n")
    }

    /// Reads a minisign public key file: exactly two lines.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`].
    pub fn from_file(text: &str) -> Result<Self, KeyError> {
        let (comment, rest) = text.split_once('\n').ok_or(KeyError::NotAKey)?;
        let key = rest.strip_suffix('\n').ok_or(KeyError::NotAKey)?;
        let sound = comment
            .strip_prefix("untrusted comment: ")
            .is_some_and(|c| !c.chars().any(char::is_control));
        if sound { key.parse() } else { Err(KeyError::NotAKey) }
    }

    pub(crate) const fn as_minisign(&self) -> &minisign_verify::PublicKey {
        &self.0
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

impl FromStr for VerifyingKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let key = minisign_verify::PublicKey::from_base64(text).map_err(|_| KeyError::NotAKey)?;
        let same = minisign::PublicKey::from_base64(text)
            .map_err(|_| KeyError::NotAKey)?
            .to_base64()
            == text;
        // `RW` is how the algorithm bytes `Ed` of a key begin in base64.
        if same && text.starts_with("RW") {
            Ok(Self(key, text.to_owned()))
        } else {
            Err(KeyError::NotAKey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_their_texts() {
        let key = SigningKey::make().unwrap();
        let again = SigningKey::from_bytes(&key.to_bytes()).unwrap();
        let public = key.public().unwrap();
        assert_eq!(again.public(), Ok(public.clone()));
        assert_eq!(public.to_string().parse(), Ok(public.clone()));
        assert_eq!(VerifyingKey::from_file(&public.to_file()), Ok(public));
    }

    #[test]
    fn a_damaged_secret_key_is_refused() {
        let bytes = SigningKey::make().unwrap().to_bytes();
        for len in [0, 1, bytes.len() - 1] {
            assert!(SigningKey::from_bytes(&bytes[..len]).is_err());
        }
        assert!(SigningKey::from_bytes(&[&bytes[..], b"x"].concat()).is_err());
        // The salt and cost fields of an unencrypted key mean nothing; everything else is checked.
        for at in (0..4).chain(54..bytes.len()) {
            let mut altered = bytes.to_vec();
            altered[at] ^= 1;
            assert!(SigningKey::from_bytes(&altered).is_err(), "byte {at}");
        }
    }

    #[test]
    fn another_spelling_of_a_key_is_refused() {
        let key = SigningKey::make().unwrap().public().unwrap();
        let text = key.to_string();
        for wrong in [
            format!("{text}\n"),
            format!(" {text}"),
            text[..55].to_owned(),
            format!("RU{}", &text[2..]),
            String::new(),
        ] {
            assert!(wrong.parse::<VerifyingKey>().is_err(), "{wrong:?}");
        }
        let file = key.to_file();
        for wrong in [
            file.replace('\n', "\r\n"),
            format!("{file}\n"),
            file.trim_end().to_owned(),
            text,
            file.replacen('u', "U", 1),
        ] {
            assert!(VerifyingKey::from_file(&wrong).is_err(), "{wrong:?}");
        }
    }
}
