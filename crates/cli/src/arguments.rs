//! The words of the command line.

mod bundles;
mod filters;
mod intake;
mod links;
mod report;
mod stats;
mod tasks;

use clap::{Args, Parser, Subcommand};
use sandyq_domain::Lang;
use std::path::PathBuf;

pub use bundles::{ConflictsCommand, ContactCommand, MergeCommand, Open, ProposalsCommand, Seal, Side};
pub use filters::{FiltersCommand, ListCases, NamesCommand, SortKey};
pub use intake::IntakeCommand;
pub use links::LinksCommand;
pub use report::{AnnexPaper, Paper, ReportCommand};
pub use stats::Stats;
pub use tasks::{TaskCommand, Tasks};

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
    /// Show how a date is read, as it would be stored today
    Date {
        /// The words, such as "spring 2024", «до 5 марта 2023» or «екі апта бұрын»
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// A first talk: the blank form to print, and a case made of the answers
    #[command(subcommand)]
    Intake(IntakeCommand),
    /// Add the records of an import document
    Import {
        /// The document: {"records": [{"kind": …}]}
        file: PathBuf,
    },
    /// Write cases as an import document into a new file, which is NOT ENCRYPTED
    Export {
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Only these cases and the people they name, by code or id; without it, everything but practice cases
        #[arg(long, value_name = "CODE", num_args = 1..)]
        case: Vec<String>,
    },
    /// Count: units under stated rules, with what is left out; `docs/counting.md`
    Stats(Box<Stats>),
    /// Papers about cases: an alternative report, a communication, the register of evidence; `docs/reports.md`
    #[command(subcommand)]
    Report(ReportCommand),
    /// Cases
    #[command(subcommand)]
    Case(CaseCommand),
    /// Records of a case
    #[command(subcommand)]
    Record(RecordCommand),
    /// Deadlines and tasks: what has passed, what is due in a week, what comes later
    Tasks(Tasks),
    /// A task of one's own, and what became of a deadline
    #[command(subcommand)]
    Task(TaskCommand),
    /// Every version of a record or case, the newest first; two of them compared, or one brought back
    History {
        /// Id, or the code of a case or person
        id: String,
        /// Show the fields in which two versions differ, by their numbers
        #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "restore")]
        compare: Option<Vec<u32>>,
        /// Bring the version of this number back, as a new one
        #[arg(long, value_name = "N")]
        restore: Option<u32>,
    },
    /// Every place where words stand
    Search {
        /// The words
        text: String,
        /// Only in cases of which this is true; as in `case list`
        #[arg(long = "where", value_name = "KIND.FIELD=VALUE")]
        filters: Vec<String>,
    },
    /// Names hidden, for working where others look on: in this storage, for window and terminal, until they are shown again
    #[command(subcommand)]
    Names(NamesCommand),
    /// Names, numbers and addresses left in texts; identities, where they belong, are not looked at
    Residual {
        /// Only this case
        #[arg(long, value_name = "CODE")]
        case: Option<String>,
        /// End with 1 when anything was found
        #[arg(long)]
        fail: bool,
    },
    /// What lists of cases can be filtered by, and filters kept under a name
    #[command(subcommand)]
    Filters(FiltersCommand),
    /// What belongs together: proposals with their reasons, and groups of linked cases
    #[command(subcommand)]
    Links(LinksCommand),
    /// Write the picture of a group of linked cases into a new SVG file: codes, days and kinds of acts, no names
    Graph {
        /// A case of the group
        case: String,
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// The words a coded field can say, and those a group adds itself
    #[command(subcommand)]
    Vocab(VocabCommand),
    /// Evidence
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// One's own card, and the people bundles are sealed for
    #[command(subcommand)]
    Contact(ContactCommand),
    /// Seal cases for one recipient, or for whoever knows a passphrase
    Seal(Seal),
    /// Check a bundle to its last byte and show what is in it, taking nothing
    Inspect {
        /// The bundle
        file: PathBuf,
        /// File whose first line is the passphrase it was sealed with
        #[arg(long, value_name = "FILE")]
        recipient_passphrase_file: Option<PathBuf>,
    },
    /// Take the records and evidence of a bundle
    Open(Open),
    /// Bundles that left and came
    Bundles,
    /// Write the proof card of a bundle that was sealed here: one sheet with its sum, words, a QR code and room for two signatures
    Proof {
        /// The bundle's id
        bundle: String,
        /// The new HTML file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Fields that two sides changed: both values, and the decision
    #[command(subcommand)]
    Conflicts(ConflictsCommand),
    /// Records that were deleted or forgotten elsewhere: nothing is done here until somebody decides
    #[command(subcommand)]
    Proposals(ProposalsCommand),
    /// Bundles that were merged, and taking one back
    #[command(subcommand)]
    Merge(MergeCommand),
    /// What was received, sealed, merged, copied and overridden, the newest first
    Journal {
        /// Follow every chain of hashes; ends with 1 when one does not hold
        #[arg(long)]
        verify: bool,
    },
    /// The passphrase one comes in with
    #[command(subcommand)]
    Passphrase(PassphraseCommand),
    /// Every way into the vault: passphrases, the recovery code, cards
    #[command(subcommand)]
    Slot(SlotCommand),
    /// Three cards, any two of which open
    #[command(subcommand)]
    Shares(SharesCommand),
    /// Set a new passphrase with the recovery code
    Recover {
        /// File with the thirteen words of the code
        #[arg(long, value_name = "FILE")]
        code_file: PathBuf,
        /// File whose first line is the new passphrase (asked for when absent)
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// Which passphrase it replaces, when there are several (see `sandyq slot list`)
        #[arg(long, value_name = "N")]
        slot: Option<u8>,
    },
    /// A new key for everything: what an older copy of the key file opens opens nothing written from now on
    Rekey,
    /// Check everything in the vault, changing nothing; ends with 1 when anything is damaged
    Verify,
    /// Save whatever a damaged vault still gives out into a new one, which opens with the same passphrase
    Rescue {
        /// Folder of the new vault: empty, or not there yet
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
    },
    /// Write a backup into a folder, try one, or see when the last one was made
    Backup(Backup),
    /// Put the last backup in a folder back into an empty place; the passphrase is the one it was made with
    Restore {
        /// The folder of the backup
        from: PathBuf,
        /// The new vault's folder, empty or missing
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Two files with cards, instead of the passphrase or recovery code
        #[arg(long, num_args = 2, value_names = ["FILE", "FILE"])]
        share: Option<Vec<PathBuf>>,
    },
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
    /// Invented cases to learn on: marked everywhere, counted nowhere
    #[command(subcommand)]
    Practice(PracticeCommand),
    /// The whole job with an invented case in a temporary vault, ending with a wipe
    Demo,
}

#[derive(Subcommand)]
pub enum CaseCommand {
    /// The cases, the newest change first
    List(ListCases),
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
        /// field=value; repeat a field for a list; other:TEXT for words outside the list, term:LABEL for a word of your own (see `sandyq vocab`)
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
    /// Put a record into the trash: a case with everything in it, a person with their identity
    Delete {
        /// Id, or the code of a case or person
        id: String,
    },
    /// Take a record out of the trash, with what went along
    Restore {
        /// Id, or the code of a case or person
        id: String,
    },
    /// What is in the trash
    Trash,
    /// Erase what is in the trash for good; without --yes, show what would go
    Destroy {
        /// Id, or the code of a case or person
        id: String,
        /// Yes, erase it: there is no way back
        #[arg(long)]
        yes: bool,
    },
    /// Erase a record wherever it is, and let no bundle bring it back; without --yes, show what would go
    Forget {
        /// Id, or the code of a case or person
        id: String,
        /// Yes, erase it: there is no way back
        #[arg(long)]
        yes: bool,
    },
    /// Bring the version before the one shown back
    Undo {
        /// Id, or the code of a case or person
        id: String,
    },
    /// Bring back what was undone last
    Redo {
        /// Id, or the code of a case or person
        id: String,
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
pub enum PracticeCommand {
    /// Add six, two in each language
    Add,
    /// The cases for practice that are here
    List,
    /// Destroy every case for practice, with whom only they name; without --yes, show which would go
    Remove {
        /// Yes, erase them: there is no way back
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Subcommand)]
pub enum VocabCommand {
    /// Every vocabulary, or the terms of one; with --vault, the words added there too
    List {
        /// Its name, such as `act_type`
        name: Option<String>,
    },
    /// Add a word of one's own to a vocabulary; one language is enough
    Add(Box<NewWord>),
    /// Offer a word of one's own no longer; what was written with it stays readable
    Retire {
        /// Its id (see `sandyq vocab list NAME`)
        id: String,
        /// Offer it again
        #[arg(long)]
        back: bool,
    },
}

#[derive(Args)]
pub struct NewWord {
    /// Of which vocabulary
    #[arg(value_name = "NAME")]
    pub vocabulary: String,
    /// In English
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub en: String,
    /// In Russian
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub ru: String,
    /// In Kazakh
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub kk: String,
    /// The built-in term it says anew, such as an amended article
    #[arg(long, value_name = "SLUG", default_value = "")]
    pub replaces: String,
    /// Since when it holds
    #[arg(long, value_name = "DATE", default_value = "")]
    pub valid_from: String,
    /// Until when it held
    #[arg(long, value_name = "DATE", default_value = "")]
    pub valid_to: String,
    /// Who confirmed it: for laws, a lawyer
    #[arg(long, value_name = "NAME", default_value = "")]
    pub confirmed_by: String,
    /// When it was confirmed
    #[arg(long, value_name = "DATE", default_value = "")]
    pub confirmed_on: String,
    /// What it means
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
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
pub enum PassphraseCommand {
    /// Put another one in its place
    Change {
        /// File whose first line is the new passphrase (asked for when absent)
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
pub enum SlotCommand {
    /// The ways in
    List,
    /// Add a passphrase for somebody, or make a new recovery code
    Add {
        /// File whose first line is the new passphrase (asked for when absent)
        #[arg(long, value_name = "FILE", conflicts_with = "recovery")]
        new_passphrase_file: Option<PathBuf>,
        /// Whose it is
        #[arg(long, value_name = "NAME", default_value = "", conflicts_with = "recovery")]
        label: String,
        /// Make a new recovery code, in the place of the earlier one; it is shown once
        #[arg(long)]
        recovery: bool,
    },
    /// Take one away; one passphrase always stays
    Remove {
        /// Its number in the list
        number: u8,
    },
}

#[derive(Subcommand)]
pub enum SharesCommand {
    /// Make three new cards, in the place of an earlier set
    Make {
        /// Folder for share-1.txt, share-2.txt, share-3.txt; made when it is not there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Show that two cards open the vault, and set a new passphrase if one is given
    Join {
        /// One card
        first: PathBuf,
        /// Another card of the same set
        second: PathBuf,
        /// File whose first line is the new passphrase
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// Which passphrase it replaces, when there are several
        #[arg(long, value_name = "N", requires = "new_passphrase_file")]
        slot: Option<u8>,
    },
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Backup {
    /// The folder, on any disk; what was written there earlier is not written again
    #[arg(long, value_name = "DIR", required = true)]
    pub out: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
}

#[derive(Subcommand)]
pub enum BackupCommand {
    /// Open the last backup aside and count everything in it, overwriting nothing; ends with 1 when it is not whole
    Rehearse {
        /// The folder
        dir: PathBuf,
    },
    /// When the last one was made, and what has changed since
    State,
}
