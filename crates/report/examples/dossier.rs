//! Writes the sample dossier in three languages into a folder, to be looked at:
//! `cargo run -p sandyq-report --example dossier -- target/dossier`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use sandyq_domain::Lang;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/dossier".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for lang in Lang::ALL {
        std::fs::write(folder.join(format!("full-{lang}.html")), sample::full(lang).render())?;
        std::fs::write(
            folder.join(format!("redacted-{lang}.html")),
            sample::redacted(lang).render(),
        )?;
        let mut practice = sample::full(lang);
        practice.cases.push(practice.cases[0].clone());
        practice.cases[0].cases[0].record.is_practice = Some(true);
        std::fs::write(folder.join(format!("practice-{lang}.html")), practice.render())?;
    }
    Ok(())
}
