//! The words of the command line.

use clap::{Args, Parser, Subcommand};
use sandyq_domain::Lang;
use std::path::PathBuf;

/// Records cases in an encrypted vault, seals them for a lawyer, and wipes them.
#[derive(Parser)]
#[command(name = "sandyq", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Folder of the vault
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// File whose first line is the passphrase (asked for when absent)
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the answer: kk, ru or en
    #[arg(long, global = true, value_name = "L")]
    pub language: Option<Lang>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a vault; the recovery code is shown once
    Init,
    /// Print the JSON Schema of every record kind and of the import document
    Schema,
    /// Add the records of an import document
    Import {
        /// The document: {"records": [{"kind": …}]}
        file: PathBuf,
    },
    /// Cases
    #[command(subcommand)]
    Case(CaseCommand),
    /// Records of a case
    #[command(subcommand)]
    Record(RecordCommand),
    /// Every place where words stand
    Search {
        /// The words
        text: String,
    },
    /// Evidence
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// One's own card, and the people bundles are sealed for
    #[command(subcommand)]
    Contact(ContactCommand),
    /// Seal cases for one recipient
    Seal(Seal),
    /// Check a bundle to its last byte and show what is in it, taking nothing
    Inspect {
        /// The bundle
        file: PathBuf,
    },
    /// Take the records and evidence of a bundle
    Open {
        /// The bundle
        file: PathBuf,
        /// Take it although its sender is not a contact
        #[arg(long)]
        accept_unknown: bool,
    },
    /// Bundles that left and came
    Bundles,
    /// Destroy the vault: no passphrase, no way back
    Wipe {
        /// Yes, destroy it
        #[arg(long)]
        yes: bool,
    },
    /// Fill an empty vault with invented cases, to see how the program behaves at that size
    Generate {
        /// How many
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        cases: u32,
        /// The same number gives the same people, texts and dates
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
    },
    /// The whole job with an invented case in a temporary vault, ending with a wipe
    Demo,
}

#[derive(Subcommand)]
pub enum CaseCommand {
    /// The cases, the newest change first
    List {
        /// Only cases in which these words stand
        #[arg(long, value_name = "TEXT", default_value = "")]
        query: String,
        /// Skip this many
        #[arg(long, value_name = "N", default_value_t = 0)]
        offset: u32,
        /// Show at most this many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// One case: timeline, people, acts, evidence
    Show {
        /// Code or id
        code: String,
    },
}

#[derive(Subcommand)]
pub enum RecordCommand {
    /// Add a record
    Add {
        /// Its kind, such as event, person, act (see `sandyq schema`)
        kind: String,
        /// The case it belongs to, by code or id
        #[arg(long, value_name = "CODE")]
        case: Option<String>,
        /// field=value; repeat a field for a list; other:text for a term of your own
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Change fields of a record; an empty value takes a field away
    Edit {
        /// Id, or the code of a case or person
        id: String,
        /// field=value
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    /// One record with all its fields
    Show {
        /// Id, or the code of a case or person
        id: String,
    },
    /// Every revision, the newest first
    History {
        /// Id, or the code of a case or person
        id: String,
    },
}

#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Take files into a case
    Add {
        /// Code or id of the case
        code: String,
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// The evidence of a case
    List {
        /// Code or id of the case
        code: String,
    },
    /// Read every stored file and compare its hash; ends with 1 when one is damaged
    Verify {
        /// Code or id of the case; all cases when absent
        code: Option<String>,
    },
    /// Write a piece of evidence, bit for bit, into a new file
    Export {
        /// Id of the item
        id: String,
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum ContactCommand {
    /// One's own card
    Card {
        /// Save it into a new file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Change the name on it first
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Add a contact from a card
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
    /// The contacts
    List,
}

#[derive(Args)]
pub struct Seal {
    /// Codes or ids of the cases
    #[arg(required = true, value_name = "CODE")]
    pub cases: Vec<String>,
    /// A contact's name, or an age1… key
    #[arg(long, value_name = "WHOM")]
    pub to: String,
    /// The new file
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Leave out everything that identifies
    #[arg(long, value_name = "WHAT", value_parser = ["identity"])]
    pub withhold: Option<String>,
    /// For what: a term of `consent_purpose`
    #[arg(long, value_name = "P", default_value = "legal_help")]
    pub purpose: String,
}
