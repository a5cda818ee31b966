//! The words about counting.

use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Stats {
    /// What is counted: cases, events, victims, acts, perpetrators, applications, proceedings, steps, authorities or applicants; or
    /// measured: delays, losses
    #[arg(long, value_name = "UNIT", required_unless_present_any = ["recompute", "together"])]
    pub unit: Option<String>,
    /// Down the side: a counted field written kind.field, or another dimension of docs/counting.md
    #[arg(long, value_name = "DIMENSION")]
    pub rows: Option<String>,
    /// Across
    #[arg(long, value_name = "DIMENSION")]
    pub cols: Option<String>,
    /// First day of the period: 2026-01-01, 2026, March 2026
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Its last day
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// Only what this is true of: one of several values; an empty one means not recorded; one with a comma in quotation marks
    #[arg(long = "where", value_name = "DIMENSION=VALUE,VALUE")]
    pub filters: Vec<String>,
    /// Codes of the cases behind the whole, or behind one value down the side: inside only, never to be given away
    #[arg(long, value_name = "VALUE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["csv", "xlsx", "svg", "png", "table", "sealed"])]
    pub cases: Option<String>,
    /// Only those behind this value across as well; nothing for what is not recorded
    #[arg(long, value_name = "VALUE", requires = "cases")]
    pub cases_col: Option<String>,
    /// Write what may leave into a new file: small numbers of people hidden, only with consent, entered in the ledger
    #[arg(long, value_name = "FILE", group = "file")]
    pub csv: Option<PathBuf>,
    /// The same as a spreadsheet
    #[arg(long, value_name = "FILE", group = "file")]
    pub xlsx: Option<PathBuf>,
    /// The same as a picture
    #[arg(long, value_name = "FILE", group = "file")]
    pub svg: Option<PathBuf>,
    /// The same as a picture of dots, 1920 wide
    #[arg(long, value_name = "FILE", group = "file")]
    pub png: Option<PathBuf>,
    /// The same as JSON with its definition, to be counted again
    #[arg(long, value_name = "FILE", group = "file")]
    pub table: Option<PathBuf>,
    /// The file goes to another group, which asks for another consent
    #[arg(long, requires = "file")]
    pub partner: bool,
    /// What may go to another group, signed and sealed for it alone
    #[arg(long, value_name = "FILE", group = "file")]
    pub sealed: Option<PathBuf>,
    /// For whom it is sealed: a contact by name or id, or a key
    #[arg(long = "for", value_name = "CONTACT", requires = "sealed")]
    pub recipient: Option<String>,
    /// File whose first line is the passphrase that --sealed is sealed with, instead of --for, or that files of --together are
    #[arg(long, value_name = "FILE", conflicts_with = "recipient")]
    pub recipient_passphrase_file: Option<PathBuf>,
    /// Count again what a file of --table, or an answer of --json, says was counted
    #[arg(long, value_name = "FILE", conflicts_with_all = ["unit", "rows", "cols", "from", "to", "filters", "file", "cases"])]
    pub recompute: Option<PathBuf>,
    /// Put tables together that groups gave as partners (--partner --table, or --sealed): a column for each group; with --csv, --xlsx, --svg, --png or --table into a new file
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["unit", "rows", "cols", "from", "to", "filters", "sealed", "cases", "partner", "recompute"])]
    pub together: Vec<PathBuf>,
}
