//! The two halves of an X25519 key as age writes them: `AGE-SECRET-KEY-1…` and `age1…`.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use zeroize::Zeroizing;

/// The text is not a key of the expected kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an age X25519 key")]
pub struct NotAKey;

/// The secret half: opens what was sealed to its [`Recipient`]. Wiped when dropped; no `Debug` on purpose.
#[derive(Clone)]
pub struct Identity(age::x25519::Identity);

impl Identity {
    /// A new random key from the operating system's source.
    #[must_use]
    pub fn generate() -> Self {
        Self(age::x25519::Identity::generate())
    }

    /// Reads `AGE-SECRET-KEY-1…`.
    ///
    /// # Errors
    /// When it is anything else, also with spaces around it.
    pub fn from_secret(text: &str) -> Result<Self, NotAKey> {
        text.parse().map(Self).map_err(|_| NotAKey)
    }

    /// The key as `AGE-SECRET-KEY-1…`.
    #[must_use]
    pub fn secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }

    pub(crate) const fn as_age(&self) -> &age::x25519::Identity {
        &self.0
    }
}

/// The public half: anybody can seal to it. Its text is `age1…`, lower case, one spelling for one key.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Recipient(age::x25519::Recipient);

impl Recipient {
    pub(crate) const fn as_age(&self) -> &age::x25519::Recipient {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    /// # Security
    /// Refuses the points of small order: whatever is sealed to one has a key that everybody knows, and the `age` crate
    /// panics on them, so a hostile contact card could end the program.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let key: age::x25519::Recipient = text.parse().map_err(|_| NotAKey)?;
        let one_spelling = key.to_string() == text;
        if one_spelling && !SMALL_ORDER.contains(&text) {
            Ok(Self(key))
        } else {
            Err(NotAKey)
        }
    }
}

/// Every encoding of a Curve25519 point of small order (<https://cr.yp.to/ecdh.html#validate>): the seven values,
/// each with and without the top bit, which X25519 ignores.
const SMALL_ORDER: [&str; 14] = [
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzqqsuwj9m",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzqqk67yly",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhzqqxqejhu",
    "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
    "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz8ts72fzt7",
    "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
    "age1anllllllllllllllllllllllllllllllllllllllllllllllllls3hcv9z",
    "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
    "age1ahlllllllllllllllllllllllllllllllllllllllllllllllllsh3g6la",
    "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
    "age1amlllllllllllllllllllllllllllllllllllllllllllllllllsam3fc4",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_text() {
        let key = Identity::generate();
        let again = Identity::from_secret(&key.secret()).unwrap();
        assert!(key.secret().starts_with("AGE-SECRET-KEY-1"));
        assert_eq!(again.recipient(), key.recipient());
        assert_eq!(key.recipient().to_string().parse(), Ok(key.recipient()));
    }

    #[test]
    fn another_spelling_of_a_key_is_refused() {
        let key = Identity::generate();
        let text = key.recipient().to_string();
        for wrong in [
            text.to_uppercase(),
            format!(" {text}"),
            format!("{text}\n"),
            text[..60].to_owned(),
            String::new(),
        ] {
            assert_eq!(wrong.parse::<Recipient>(), Err(NotAKey), "{wrong:?}");
        }
        assert!(Identity::from_secret(&text).is_err());
        assert_eq!(key.secret().parse::<Recipient>(), Err(NotAKey));
    }

    #[test]
    fn a_key_that_everybody_could_open_is_refused() {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        for text in SMALL_ORDER {
            let key: age::x25519::Recipient = text.parse().expect(text);
            let sealing = std::panic::catch_unwind(|| {
                age::Encryptor::with_recipients(std::iter::once(&key as &dyn age::Recipient)).is_ok()
            });
            assert!(
                sealing.is_err(),
                "{text} is a point of small order, on which the age crate panics"
            );
            assert_eq!(text.parse::<Recipient>(), Err(NotAKey));
        }
        std::panic::set_hook(loud);
    }
}
