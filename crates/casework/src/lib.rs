//! The verbs of Sandyq: everything a person can do, once, for the window and the terminal alike.
//!
//! A verb checks, opens one transaction of the vault, and answers with plain values or a [`Failure`]. Nothing here
//! knows the window, the terminal or the network.
#![warn(clippy::pedantic)]

mod actions;
mod ahead;
pub mod backup;
pub mod checking;
mod choosing;
mod concealing;
pub mod confine;
mod conflicting;
mod consent;
mod contacts;
mod counting;
mod dating;
mod deadlines;
mod drafting;
pub mod emergency;
mod evidence;
mod exporting;
pub mod failure;
mod filtering;
mod finding;
mod fitting;
mod forgetting;
mod generating;
mod grouping;
mod history;
mod importing;
mod infile;
mod intake;
mod journaling;
mod keys;
mod ledger;
mod linked;
mod merging;
mod one_person;
mod outfile;
mod place;
mod practice;
mod proposing;
mod reading;
mod receiving;
mod records;
mod reporting;
mod residual;
mod sealing;
pub mod session;
mod spelling;
mod trash;
mod undoing;
pub mod view;
mod vocabularies;

pub use conflicting::Take;
pub use counting::{AnnexFormat, StatsFormat, draw_stats};
pub use dating::read_date;
pub use failure::{ErrorCode, Failure};
pub use filtering::{counted_filter_written, filter_written};
pub use finding::Reach;
pub use generating::GenerateView;
pub use importing::{DOCUMENT_LIMIT, ImportReport};
pub use intake::write_intake_form;
pub use outfile::write_small;
pub use receiving::Accept;
pub use reporting::write_report_template;
pub use sandyq_report::graph::Ground;
pub use sandyq_vault::kdf::KdfCost;
pub use sandyq_vault::recovery::{RecoveryCode, suggest_passphrase};
pub use sandyq_vault::secret::Secret;
pub use sandyq_vault::shares::Share;
pub use sandyq_vault::{Host, folder};
pub use session::Session;
pub use vocabularies::{vocabulary_lines, vocabulary_view};
