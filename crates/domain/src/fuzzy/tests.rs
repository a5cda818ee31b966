mod counting;
mod forms;
mod hostile;
mod laws;

use super::*;

/// Wednesday, 17 June 2026.
fn today() -> NaiveDate {
    day("2026-06-17")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}
