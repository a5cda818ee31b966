//! The words about deadlines and tasks.

use clap::{Args, Subcommand};

#[derive(Args)]
pub struct Tasks {
    /// Only this case, by code or id; then also what is settled, and what passed long ago
    #[arg(long, value_name = "CODE")]
    pub case: Option<String>,
    /// Also what is settled, and what passed more than sixty days ago
    #[arg(long)]
    pub all: bool,
}

#[derive(Subcommand)]
pub enum TaskCommand {
    /// Add a task of one's own to a case
    Add {
        /// What is to be done
        what: String,
        /// The case, by code or id
        #[arg(long, value_name = "CODE")]
        case: String,
        /// By when: 2025-09-28, 09.2025, …
        #[arg(long, value_name = "DATE", default_value = "")]
        due: String,
    },
    /// It was done
    Done {
        /// The key at the end of its line in `sandyq tasks`
        key: String,
        /// How, or why so
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
        /// When
        #[arg(long, value_name = "DATE", default_value = "")]
        on: String,
    },
    /// It was missed
    Missed {
        /// The key at the end of its line in `sandyq tasks`
        key: String,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// It does not matter any more
    Drop {
        /// The key at the end of its line in `sandyq tasks`
        key: String,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Take back what was said of it
    Open {
        /// The key at the end of its line in `sandyq tasks --all`
        key: String,
    },
    /// Every rule: how long, what it rests on, and what it is not
    Rules,
}
