//! What people write, and what is read from it: `dates/forms.txt`.

use super::*;

const FORMS: &str = include_str!("../../../dates/forms.txt");

fn shown(reading: &Reading) -> String {
    let Reading { date, is_plain } = reading;
    let or_none = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
    let first = date.time.map_or_else(
        || or_none(date.from),
        |time| time.format("%Y-%m-%d %H:%M %:z").to_string(),
    );
    let precision = serde_json::to_string(&date.precision)
        .expect("serialises")
        .replace('"', "");
    let by_rule = if *is_plain { "" } else { " *" };
    format!("{first} | {} | {precision}{by_rule}", or_none(date.to))
}

#[test]
fn written_forms_of_three_languages_become_the_days_they_name() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in FORMS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (words, expected) = line.split_once(" | ").expect(line);
        let read = read(words, Some(today())).map_or_else(|| "nothing".to_owned(), |reading| shown(&reading));
        if read != expected {
            wrong.push(format!("{words}: {read}, not {expected}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 200, "{count}");
}
