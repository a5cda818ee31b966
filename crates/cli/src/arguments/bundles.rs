//! The words about contacts, bundles and what they bring.

use clap::{Args, Subcommand};
use sandyq_casework::view::{SealEvidence, SealKind};
use sandyq_domain::Lang;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum ContactCommand {
    /// One's own card
    Card {
        /// Save it into a new file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Save a picture of it, a QR code to be read by a camera, into a new SVG file
        #[arg(long, value_name = "FILE")]
        qr: Option<PathBuf>,
        /// Save a page to print, with the code, words and digits, into a new HTML file
        #[arg(long, value_name = "FILE")]
        page: Option<PathBuf>,
        /// Change the name on it first
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Add a contact from a card, as a text or as a picture of its QR code
    Add {
        /// The card
        file: PathBuf,
        /// What they are called here (the card's own name when absent)
        #[arg(long, value_name = "NAME", default_value = "")]
        name: String,
        /// Their fingerprint was compared
        #[arg(long)]
        verified: bool,
    },
    /// Compare what a contact read out, ten words of any language or 35 digits, with the fingerprint known here
    Verify {
        /// Name or id
        contact: String,
        /// The words or digits
        #[arg(required = true, value_name = "WORD")]
        told: Vec<String>,
    },
    /// Say that a contact is another vault of your own, to which everything may move with its history
    Own {
        /// Name or id
        contact: String,
        /// It is not
        #[arg(long)]
        no: bool,
    },
    /// The contacts
    List,
}

#[derive(Args)]
pub struct Seal {
    /// Codes or ids of the cases; an update without any is about all that the recipient lacks, a receipt about all bundles not yet acknowledged
    #[arg(value_name = "CODE")]
    pub cases: Vec<String>,
    /// A contact's name, or an age1… key; may be absent with a passphrase
    #[arg(
        long,
        value_name = "WHOM",
        required_unless_present = "recipient_passphrase_file",
        default_value = ""
    )]
    pub to: String,
    /// The new file; not needed with --dry-run
    #[arg(long, value_name = "FILE", required_unless_present = "dry_run")]
    pub out: Option<PathBuf>,
    /// What kind of bundle: chosen cases for others, whole cases, what the recipient lacks, back to whom a case came from, or what arrived
    #[arg(long, value_name = "KIND", default_value = "hand-over", value_parser = kind)]
    pub kind: SealKind,
    /// Seal to the passphrase in the first line of this file instead of a key; tell it by another way
    #[arg(long, value_name = "FILE")]
    pub recipient_passphrase_file: Option<PathBuf>,
    /// Leave out everything that identifies
    #[arg(long, value_name = "WHAT", value_parser = ["identity"])]
    pub withhold: Option<String>,
    /// How evidence leaves: `allowed` (bit for bit, but pictures as copies without camera data where somebody is not named),
    /// `originals` (bit for bit) or `none`
    #[arg(long, value_name = "HOW", default_value = "allowed", value_parser = evidence)]
    pub evidence: SealEvidence,
    /// For what: a term of `consent_purpose`
    #[arg(long, value_name = "P", default_value = "legal_help")]
    pub purpose: String,
    /// Language of the readable dossier (that of the answers when absent)
    #[arg(long, value_name = "L")]
    pub lang: Option<Lang>,
    /// Why it leaves although somebody's consent does not cover it: kept in the journal and in the bundle. Never goes past a no
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub consent_override: String,
    /// Write a page that opens itself in any browser, offline, instead of an age file (up to 150 MB)
    #[arg(long)]
    pub html: bool,
    /// Words to the recipient
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// Show what would leave and what would stay, and write nothing; ends with 1 when consent is missing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Args)]
pub struct Open {
    /// The bundle
    pub file: PathBuf,
    /// File whose first line is the passphrase it was sealed with
    #[arg(long, value_name = "FILE")]
    pub recipient_passphrase_file: Option<PathBuf>,
    /// Take it although its sender is not a contact
    #[arg(long)]
    pub accept_unknown: bool,
    /// Take it although its merge was taken back before
    #[arg(long)]
    pub again: bool,
    /// Show what it would change, and take nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Subcommand)]
pub enum ConflictsCommand {
    /// The records on which somebody has to decide
    List,
    /// The fields in question of one of them, side by side
    Show {
        /// Id, or the code of a case or person
        id: String,
    },
    /// Decide: on every machine this decision reaches, the question is over
    Resolve {
        /// Id, or the code of a case or person
        id: String,
        /// `ours`, `theirs`, or a file with the fields as an import document says them: {"title": "…"}
        #[arg(long, value_name = "ours|theirs|FILE")]
        take: Side,
    },
}

/// Whose values are taken.
#[derive(Clone)]
pub enum Side {
    Ours,
    Theirs,
    File(PathBuf),
}

impl std::str::FromStr for Side {
    type Err = std::convert::Infallible;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Ok(match word {
            "ours" => Self::Ours,
            "theirs" => Self::Theirs,
            file => Self::File(file.into()),
        })
    }
}

#[derive(Subcommand)]
pub enum ProposalsCommand {
    /// What waits for a decision
    List,
    /// Let the record go here too: into the trash, or for good where a person asked to be forgotten
    Accept {
        /// Its number
        number: i64,
    },
    /// Keep the record
    Decline {
        /// Its number
        number: i64,
    },
}

#[derive(Subcommand)]
pub enum MergeCommand {
    /// The merged bundles, the last one first
    List,
    /// Take a whole merge back: what nobody changed since says again what it said, what was new goes into the trash
    Undo {
        /// The bundle's id
        bundle: String,
    },
}

fn kind(word: &str) -> Result<SealKind, String> {
    let all = [
        SealKind::HandOver,
        SealKind::Move,
        SealKind::Update,
        SealKind::Answer,
        SealKind::Receipt,
    ];
    all.into_iter()
        .find(|kind| kind.slug() == word)
        .ok_or_else(|| "hand-over, move, update, answer or receipt".to_owned())
}

fn evidence(word: &str) -> Result<SealEvidence, String> {
    match word {
        "allowed" => Ok(SealEvidence::Allowed),
        "originals" => Ok(SealEvidence::Originals),
        "none" => Ok(SealEvidence::None),
        _ => Err("allowed, originals or none".to_owned()),
    }
}
