//! `sandyq`: the verbs in a terminal. It parses words, calls one verb of casework, and prints the answer.
//!
//! Knows nothing of databases, encryption or windows. Ends with 0, or with 1 and one clear line on stderr.
#![warn(clippy::pedantic)]

mod arguments;
mod commands;
mod demo;
mod door;
mod fields;
mod print;

use arguments::Arguments;
use clap::Parser as _;
use sandyq_casework::{Failure, confine};
use sandyq_domain::Lang;
use std::io::Write as _;
use std::process::ExitCode;

/// Why the program ends with 1.
enum Trouble {
    /// A verb said no; in which language to say so, when the vault has told it.
    Verb(Failure, Option<Lang>),
    /// The answer was shown and is a bad one, such as a damaged file among the checked: a second answer would break `--json`.
    Answered(Failure, Option<Lang>),
    /// The words on the command line, or the terminal itself.
    Said(String),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Verb(failure, None)
    }
}

impl From<sandyq_casework::ErrorCode> for Trouble {
    fn from(code: sandyq_casework::ErrorCode) -> Self {
        Self::Verb(code.into(), None)
    }
}

impl Trouble {
    /// The same, said in the vault's language.
    fn told_in(self, lang: Lang) -> Self {
        match self {
            Self::Verb(failure, _) => Self::Verb(failure, Some(lang)),
            Self::Answered(failure, _) => Self::Answered(failure, Some(lang)),
            Self::Said(words) => Self::Said(words),
        }
    }
}

fn main() -> ExitCode {
    // Before anything else, while there is only one thread: no memory dumps, no internet sockets.
    if let Err(error) = confine::process() {
        return complain(&error.to_string());
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            let typed: Vec<String> = std::env::args_os()
                .map(|word| word.to_string_lossy().into_owned())
                .collect();
            return complain(&one_line(&error.to_string(), &typed));
        }
        Err(help) => {
            return if help.print().is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
    };
    let (json, lang) = (arguments.json, arguments.language);
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Said(words)) => complain(&words),
        Err(Trouble::Answered(failure, vaults)) => complain(&failure.text(lang.or(vaults).unwrap_or(Lang::En))),
        Err(Trouble::Verb(failure, vaults)) => {
            if json && let Ok(text) = serde_json::to_string(&serde_json::json!({ "error": failure })) {
                // The machine-readable half of a refusal; the line on stderr stays.
                let _ = writeln!(std::io::stdout(), "{text}");
            }
            complain(&failure.text(lang.or(vaults).unwrap_or(Lang::En)))
        }
    }
}

fn complain(words: &str) -> ExitCode {
    // One line whatever a file is called; a closed stderr cannot be told about.
    let _ = writeln!(
        std::io::stderr(),
        "sandyq: {}",
        print::visible(words).replace('\n', " ")
    );
    ExitCode::FAILURE
}

/// What clap says about wrong words, without its paragraphs and without the words themselves: one may be a passphrase.
fn one_line(words: &str, typed: &[String]) -> String {
    let first: Vec<&str> = words
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage") && !line.starts_with("For more"))
        .collect();
    let values = typed.iter().filter(|word| !word.starts_with('-'));
    let said = values.fold(first.join(" "), |said, word| said.replace(&format!("'{word}'"), "'…'"));
    format!("{} (see --help)", said.trim().trim_start_matches("error: "))
}
