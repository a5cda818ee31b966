//! The three languages of the program: English, Russian, Kazakh. Everything a person reads exists in all of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
    /// Kazakh, in Cyrillic script.
    Kk,
}

/// The text names no language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language of the program: en, ru or kk")]
pub struct UnknownLang;

impl Lang {
    /// Every language, in the order of the data files.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// This language, then the others: what is not said in one is read in the next.
    #[must_use]
    pub const fn then_others(self) -> [Self; 3] {
        match self {
            Self::En => [Self::En, Self::Ru, Self::Kk],
            Self::Ru => [Self::Ru, Self::Kk, Self::En],
            Self::Kk => [Self::Kk, Self::Ru, Self::En],
        }
    }

    /// The two-letter code: `en`, `ru`, `kk`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }

    /// The language's name in itself, as a language menu shows it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "русский",
            Self::Kk => "қазақша",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == text)
            .ok_or(UnknownLang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_reads_back_from_its_code() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
            assert_eq!(serde_json::to_string(&lang).unwrap(), format!("\"{lang}\""));
        }
        assert_eq!("de".parse::<Lang>(), Err(UnknownLang));
    }
}
