//! Invented cases, for trying the program out at a size.

use crate::Trouble;
use crate::print::Out;
use sandyq_casework::Session;
use sandyq_domain::words::{number_text, text};
use std::io::{IsTerminal as _, Write as _};

pub fn run(session: &mut Session, out: Out, cases: u32, seed: u64) -> Result<(), Trouble> {
    let shown = std::io::stderr().is_terminal();
    let generated = session.generate(cases, seed, &mut |done| {
        if shown {
            // Only to be looked at: a closed stderr stops nothing.
            let _ = write!(std::io::stderr(), "\r{done} / {cases}");
        }
    });
    if shown {
        let _ = writeln!(std::io::stderr());
    }
    out.show(&generated?, |made| {
        let line = |key: &str, n: u32| format!("{}: {}", text(out.lang, key), number_text(u64::from(n), out.lang));
        vec![
            line("cli-generated-cases", made.cases),
            line("cli-generated-records", made.records),
            line("cli-generated-revisions", made.revisions),
            line("cli-generated-evidence", made.evidence),
        ]
    })
}
