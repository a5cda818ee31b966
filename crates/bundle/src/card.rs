//! A contact card: who can be sealed to and whose signature is whose, as a text that a person can read and type.

use std::fmt::Write as _;

use sandyq_agefile::Recipient;

use crate::fingerprint::Fingerprint;
use crate::keys::VerifyingKey;
use crate::limits::LABEL_LIMIT;
use crate::sha256::Sha256Sum;
use crate::text::is_label;

/// Longest card, in bytes.
pub const CARD_LIMIT: usize = 8 * 1024;

const FIRST_LINE: &str = "sandyq-card 1";
const WORDS_FOR_PEOPLE: &str = "\
# Contact card. It is not secret. In the program: Contacts, Add. Then compare the fingerprint by telephone.
# Карточка контакта. Она не секретна. В программе: Контакты, Добавить. Затем сверьте отпечаток по телефону.
# Байланыс картасы. Ол құпия емес. Бағдарламада: Байланыстар, Қосу. Содан кейін саусақ ізін телефонмен салыстырыңыз.
";

/// Why a card is not taken. The number is the line, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Longer than [`CARD_LIMIT`], or not text.
    #[error("not a contact card: too long, or not a text")]
    NotText,
    /// The first line is another one.
    #[error("not a contact card: its first line is not `sandyq-card 1`")]
    NotACard,
    /// `sandyq-card` with a higher number.
    #[error("the card was made by a newer version of the program")]
    Newer,
    /// A line that is not `label: value`, or whose label is not known.
    #[error("line {0} of the card is not understood")]
    UnknownLine(usize),
    /// A label for the second time.
    #[error("line {0} of the card says something a second time")]
    Repeated(usize),
    /// A label is absent.
    #[error("the card has no line `{0}`")]
    Missing(&'static str),
    /// Empty, too long, or with hidden signs.
    #[error("the name on the card is empty, too long or has hidden signs")]
    Name,
    /// Not an age X25519 recipient.
    #[error("the line `age` is not a key; was it copied whole?")]
    Recipient,
    /// Not a minisign public key.
    #[error("the line `minisign` is not a key; was it copied whole?")]
    Verifying,
    /// Something was mistyped.
    #[error("the check does not fit: something on the card was mistyped or altered")]
    Check,
}

/// A contact as they present themselves. Proves nothing until the fingerprint was compared.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// What they call themselves.
    pub name: String,
    /// What to seal to.
    pub recipient: Recipient,
    /// What their signatures are checked with.
    pub verifying: VerifyingKey,
}

impl Card {
    /// The text of the card.
    ///
    /// # Errors
    /// [`CardError::Name`], when the name could not be read back.
    pub fn to_text(&self) -> Result<String, CardError> {
        self.written(WORDS_FOR_PEOPLE)
    }

    /// The card without its words for people: short enough for a code that a camera reads.
    ///
    /// # Errors
    /// As [`Card::to_text`].
    pub fn to_code(&self) -> Result<String, CardError> {
        self.written("")
    }

    fn written(&self, words: &str) -> Result<String, CardError> {
        if !is_label(&self.name, LABEL_LIMIT) {
            return Err(CardError::Name);
        }
        let said = self.said();
        let mut text = format!("{FIRST_LINE}\n{words}{said}check:");
        for four in check(&said).as_bytes().chunks(4) {
            let _ = write!(text, " {}", String::from_utf8_lossy(four));
        }
        Ok(text + "\n")
    }

    /// Reads a card. Line ends of Windows, a byte order mark, empty lines, `#` lines and spaces around values are fine.
    ///
    /// # Errors
    /// [`CardError`].
    ///
    /// # Security
    /// At most [`CARD_LIMIT`] bytes; an unknown line is refused, so that nothing on a card goes unread.
    pub fn from_text(bytes: &[u8]) -> Result<Self, CardError> {
        let text = if bytes.len() > CARD_LIMIT {
            Err(CardError::NotText)
        } else {
            Ok(bytes)
        }?;
        let text = std::str::from_utf8(text).map_err(|_| CardError::NotText)?;
        let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate();
        first_line(lines.next().map_or("", |(_, line)| line.trim_end()))?;
        let mut values = [None; 4];
        for (at, line) in lines {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (label, value) = line.split_once(':').ok_or(CardError::UnknownLine(at + 1))?;
            let slot = LABELS
                .iter()
                .position(|known| *known == label)
                .ok_or(CardError::UnknownLine(at + 1))?;
            if values[slot].replace(value.trim()).is_some() {
                return Err(CardError::Repeated(at + 1));
            }
        }
        let value = |slot: usize| values[slot].ok_or(CardError::Missing(LABELS[slot]));
        let (name, recipient, verifying, stated) = (value(0)?, value(1)?, value(2)?, value(3)?);
        let card = Self {
            name: name.to_owned(),
            recipient: recipient.parse().map_err(|_| CardError::Recipient)?,
            verifying: verifying.parse().map_err(|_| CardError::Verifying)?,
        };
        let stated: String = stated.chars().filter(|c| *c != ' ').collect();
        if stated != check(&card.said()) {
            return Err(CardError::Check);
        }
        if is_label(name, LABEL_LIMIT) {
            Ok(card)
        } else {
            Err(CardError::Name)
        }
    }

    /// What to compare by telephone.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.recipient, &self.verifying)
    }

    /// The three lines under the check.
    fn said(&self) -> String {
        format!(
            "name: {}\nage: {}\nminisign: {}\n",
            self.name, self.recipient, self.verifying
        )
    }
}

const LABELS: [&str; 4] = ["name", "age", "minisign", "check"];

fn first_line(line: &str) -> Result<(), CardError> {
    match line
        .strip_prefix("sandyq-card ")
        .and_then(|version| version.parse::<u32>().ok())
    {
        Some(1) if line == FIRST_LINE => Ok(()),
        Some(2..) => Err(CardError::Newer),
        Some(_) | None => Err(CardError::NotACard),
    }
}

/// 64 bits against typing errors; it is no protection against an adversary, who can compute it as well.
fn check(said: &str) -> String {
    Sha256Sum::of(said.as_bytes()).to_string()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            name: "Айгүл · group of two".to_owned(),
            recipient: sandyq_agefile::Identity::generate().recipient(),
            verifying: crate::SigningKey::make().unwrap().public().unwrap(),
        }
    }

    fn refusal(text: &str) -> CardError {
        Card::from_text(text.as_bytes()).err().expect("refused")
    }

    #[test]
    fn a_card_survives_its_text_and_a_windows_editor() {
        let card = card();
        let text = card.to_text().unwrap();
        assert!(Card::from_text(text.as_bytes()) == Ok(card.clone()));
        let edited = format!("\u{feff}{}\r\n\r\n", text.replace('\n', "  \r\n"));
        assert!(Card::from_text(edited.as_bytes()) == Ok(card));
    }

    #[test]
    fn every_mistyped_sign_is_noticed() {
        let text = card().to_text().unwrap();
        let values = text.find("name:").unwrap();
        for (at, _) in text
            .char_indices()
            .filter(|(at, c)| *at >= values && c.is_ascii_alphanumeric())
        {
            let mut altered = text.clone().into_bytes();
            altered[at] = if altered[at] == b'5' { b'6' } else { b'5' };
            assert!(Card::from_text(&altered).is_err(), "byte {at}");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        let text = card().to_text().unwrap();
        let without = |label: &str| {
            text.lines()
                .filter(|l| !l.starts_with(label))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(refusal(""), CardError::NotACard);
        assert_eq!(refusal(&text.replace("card 1", "card 01")), CardError::NotACard);
        assert_eq!(refusal(&text.replace("card 1", "card 2")), CardError::Newer);
        assert_eq!(refusal(&without("age:")), CardError::Missing("age"));
        assert_eq!(refusal(&without("check:")), CardError::Missing("check"));
        assert_eq!(refusal(&format!("{text}phone: 1\n")), CardError::UnknownLine(9));
        assert_eq!(refusal(&format!("{text}name: other\n")), CardError::Repeated(9));
        assert_eq!(refusal(&text.replace("age1", "age2")), CardError::Recipient);
        assert_eq!(refusal(&text.replace("RW", "RX")), CardError::Verifying);
        assert_eq!(refusal(&text.replace("group", "groop")), CardError::Check);
        assert_eq!(
            refusal(&format!("{text}{}", "#".repeat(CARD_LIMIT))),
            CardError::NotText
        );
        assert!(Card::from_text(b"sandyq-card 1\n\xff") == Err(CardError::NotText));
    }

    #[test]
    fn a_name_that_hides_something_is_refused_both_ways() {
        let mut card = card();
        for name in ["", " x", "a\nage: b", "\u{202e}abc"] {
            card.name = name.to_owned();
            assert_eq!(card.to_text(), Err(CardError::Name), "{name:?}");
        }
        card.name = "a\u{202e}b".to_owned();
        let said = card.said();
        let forged = format!("sandyq-card 1\n{said}check: {}\n", check(&said));
        assert_eq!(refusal(&forged), CardError::Name);
    }
}
