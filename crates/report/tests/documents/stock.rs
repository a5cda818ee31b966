//! The stock tools, each in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::sample::{KAZAKH, Told};

/// Runs a command in a folder and gives its output; ends the test when it fails.
pub fn shell(folder: &Path, command: &str) -> String {
    let done = Command::new("sh")
        .arg("-c")
        .arg(command)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        done.status.success(),
        "{command}: {told}{}",
        String::from_utf8_lossy(&done.stderr)
    );
    told
}

/// LibreOffice converts a file within the folder, with a profile of its own: two tests may run it at the same time.
pub fn office(folder: &Path, to: &str, file: &str) {
    // Without a window it would read lines of text in the system's old character set, not ask.
    let read = if file.ends_with(".csv") {
        "--infilter=CSV:44,34,76,1"
    } else {
        ""
    };
    let command = format!(
        "soffice --headless {read} \"-env:UserInstallation=file://$PWD/profile\" --convert-to '{to}' {file} >office.log 2>&1 \
         || {{ cat office.log; exit 1; }}"
    );
    shell(folder, &command);
}

/// The pages of a PDF as text, as they lie on the page.
pub fn pages(folder: &Path, file: &str) -> Vec<String> {
    let text = shell(folder, &format!("pdftotext -layout -enc UTF-8 {file} -"));
    let mut pages: Vec<String> = text.split('\u{C}').map(str::to_owned).collect();
    pages.pop(); // after the last page's end
    pages
}

/// In one line, with single blanks: what was broken into lines can be found.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether all of these follow one another.
pub fn in_order(text: &str, wanted: &[&str]) -> Result<(), String> {
    let mut rest = text;
    for want in wanted {
        let at = rest
            .find(want)
            .ok_or_else(|| format!("{want} is missing or comes too early"))?;
        rest = &rest[at + want.len()..];
    }
    Ok(())
}

/// Copies a file to the folder that `SANDYQ_PAGES` names, if it does: for people who want to look at the pages.
pub fn keep(folder: &Path, file: &str, name: &str) {
    if let Ok(kept) = std::env::var("SANDYQ_PAGES") {
        fs::copy(folder.join(file), Path::new(&kept).join(name)).unwrap();
    }
}

/// Asserts what every printing of the sample shows behind cover and contents: sections in order, footnotes, Kazakh letters in every
/// cut, numbered paragraphs and references to them, the number of each page, and a row of headings on each page of its table.
pub fn shows_everything(pages: &[String], told: &Told) {
    let text = flat(&pages[2..].concat());
    in_order(&text, &told.headings).unwrap();
    for note in told.notes {
        assert!(text.contains(note), "{note}");
    }
    assert!(
        text.contains(&format!("{KAZAKH} {KAZAKH} {KAZAKH}")),
        "in bold, italic and both"
    );
    in_order(&text, &["1. ", "2. ", "12. ", "13. "]).unwrap();
    // Numbers of paragraphs that are referred to, and nothing where there is no such paragraph.
    in_order(&text, &["¶ [3]", "3. ", "13. ¶ [3]", "14. ¶ []"]).unwrap();
    let all = pages.len();
    for (at, page) in pages.iter().enumerate().skip(1) {
        let foot = page.trim_end().lines().last().unwrap_or_default().replace(' ', ""); // blanks beside / are narrow
        assert_eq!(foot, format!("{}/{all}", at + 1));
    }
    let heads = pages
        .iter()
        .filter(|page| page.contains("2026") && page.contains("Ұлытау"))
        .count();
    assert!(heads >= 2, "the row of headings is repeated on the next page");
}
