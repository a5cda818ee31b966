//! Writes the blank form in three languages into a folder, to be looked at and printed:
//! `cargo run -p sandyq-report --example intake -- target/intake`.

use sandyq_domain::Lang;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/intake".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for lang in Lang::ALL {
        std::fs::write(folder.join(format!("{lang}.html")), sandyq_report::intake::blank(lang))?;
    }
    Ok(())
}
