//! SHA-256: what courts and stock tools can check.

use std::fmt;
use std::str::FromStr;

use openssl::sha::sha256;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A SHA-256 sum. Its text is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sha256Sum(pub [u8; 32]);

impl Sha256Sum {
    /// The sum of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha256(bytes))
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is not a SHA-256 sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 sum: 64 lower-case hexadecimal digits")]
pub struct NotASum;

impl FromStr for Sha256Sum {
    type Err = NotASum;

    fn from_str(text: &str) -> Result<Self, NotASum> {
        let sound = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let mut sum = [0; 32];
        if !sound {
            return Err(NotASum);
        }
        for (at, slot) in sum.iter_mut().enumerate() {
            *slot = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).map_err(|_| NotASum)?;
        }
        Ok(Self(sum))
    }
}

impl Serialize for Sha256Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_one_spelling() {
        let sum = Sha256Sum::of(b"");
        assert_eq!(
            sum.to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(sum.to_string().parse(), Ok(sum));
        for wrong in [
            sum.to_string().to_uppercase(),
            format!(" {sum}"),
            "é".repeat(32),
            String::new(),
        ] {
            assert_eq!(wrong.parse::<Sha256Sum>(), Err(NotASum));
        }
    }
}
