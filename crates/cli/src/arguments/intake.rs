//! The words about a first talk.

use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum IntakeCommand {
    /// Write the blank form for printing into a new file; --language says in which of the three
    Form {
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Show the questions with the names of their parts, for a document of answers
    Questions,
    /// Make a case of a document of answers (docs/formats/intake.md)
    Add {
        /// The document: {"words": {"text": …}, "people": [{…}], …}
        file: PathBuf,
    },
}
