//! Dates, outside of any vault.

use crate::Trouble;
use crate::door::host;
use crate::print::Out;
use sandyq_casework::view::DateReading;
use sandyq_domain::FuzzyDate;
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::words::{text, text_with};
use serde_json::json;

/// How words are read as a date, and what would be stored.
pub fn read(out: Out, words: &str) -> Result<(), Trouble> {
    let now = (host().now)();
    let reading = sandyq_casework::read_date(&json!(words), now, out.lang);
    let date = FuzzyDate::told(words, day_in_kazakhstan(now));
    out.show(&json!({ "date": date, "reading": reading }), |_| lines(&reading, out))
}

fn lines(reading: &DateReading, out: Out) -> Vec<String> {
    let mut lines = vec![if reading.words.is_empty() {
        text(out.lang, "date-as-told")
    } else {
        format!("= {}", reading.words)
    }];
    if !reading.proposed.is_empty() {
        let date = [("date", reading.proposed.as_str().into())];
        lines.push(text_with(out.lang, "cli-date-perhaps", &date));
    }
    lines
}
