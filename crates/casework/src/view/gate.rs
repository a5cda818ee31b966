//! The door: what can be known and done while the vault is locked.

use sandyq_domain::Lang;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether there is a vault, and whether it is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DoorState {
    /// No vault here: first start.
    Absent,
    /// A vault, locked.
    Locked,
    /// A vault, open.
    Open,
}

/// Colours of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the page looks before anything is unlocked: the only settings kept outside the encrypted database.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Look {
    /// Language of the page.
    pub lang: Lang,
    /// Colours.
    #[serde(default)]
    pub theme: Theme,
    /// Text size in per cent: 90, 100, 115 or 130.
    pub text_size: u8,
}

/// What the page must know first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[ts(export)]
pub struct StatusView {
    /// The vault.
    pub door: DoorState,
    /// The look, once chosen.
    pub look: Option<Look>,
    /// Minutes without input before the vault locks itself.
    pub idle_minutes: u32,
}

/// A new vault's recovery code, shown once.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct RecoveryView {
    /// Thirteen words in the chosen language.
    pub words: Vec<String>,
}

/// What unlocking found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[ts(export)]
pub struct UnlockView {
    /// The key file has a damaged part that is not needed today: back up.
    pub key_damaged: bool,
    /// Files in the folder that no record refers to: reported, never deleted.
    pub stray: u32,
    /// Something was erased, and old traces of it in the vault's files could not be overwritten yet.
    pub erasing_unfinished: bool,
    /// Drafts that became revisions.
    pub drafts: u32,
    /// Where the person was when the vault was closed, if that record is still there.
    pub place: Option<super::Place>,
}
