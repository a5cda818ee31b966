//! The words about what belongs together.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum LinksCommand {
    /// What may belong together and is not linked yet, with why: the same perpetrators, one story written twice, one person under two
    /// codes. Nothing is linked by this
    Propose {
        /// Show what was declined before instead
        #[arg(long)]
        declined: bool,
    },
    /// The cases that links join with a case: victims known and estimated, chains of events, what they have in common
    Show {
        /// The case
        #[arg(value_name = "CASE")]
        case: String,
    },
    /// Say that a proposal is right: events are linked, or codes of one person joined
    Accept {
        /// As `links propose` shows it
        id: String,
    },
    /// Say that a proposal is wrong; it comes back only with another case or reason
    Decline {
        /// As `links propose` shows it
        id: String,
        /// Take that back
        #[arg(long)]
        take_back: bool,
    },
    /// Make a case of the kind "linked group", of whose series the events of these cases are parts
    Group {
        /// The cases
        #[arg(value_name = "CASE", required = true)]
        cases: Vec<String>,
        /// Its title; without one, their codes
        #[arg(long, default_value = "")]
        title: String,
    },
}
