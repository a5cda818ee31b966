//! What opens the vault: slots and cards.

use serde::Serialize;
use ts_rs::TS;

/// What a slot is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SlotUse {
    /// A passphrase.
    Passphrase,
    /// The recovery code on paper.
    Recovery,
    /// Three cards, any two of which open the vault.
    Shares,
    /// A newer program's; never touched.
    Unknown,
}

/// One way into the vault.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SlotView {
    /// Its number in the key file, 0 to 7.
    pub number: u8,
    /// What it is for.
    pub kind: SlotUse,
    /// That in words.
    pub kind_label: String,
    /// Whose it is, as its owner named it; may be empty.
    pub label: String,
    /// When it was written, in words.
    pub when: String,
    /// The one this session was opened with.
    pub is_own: bool,
    /// Whether it may be removed: one passphrase always stays.
    pub can_go: bool,
}

/// One of the three cards. Any two open the vault; one alone tells nothing.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ShareView {
    /// 1 to 3.
    pub number: u8,
    /// What all three have in common, to tell sets apart: eight hexadecimal digits.
    pub set: String,
    /// Sixteen words in the chosen language.
    pub words: Vec<String>,
    /// The file it was saved in; empty when it was only shown.
    pub file: String,
}
