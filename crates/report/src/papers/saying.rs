//! Values of records in words, for sentences and cells.

use crate::seen::{Known, Seen};
use crate::speech::Speech;
use chrono::Datelike as _;
use sandyq_domain::fuzzy::Precision;
use sandyq_domain::value::{Code, Coded, Codes, Date, Prose};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::date_text;
use sandyq_domain::{Field, FieldType, FuzzyDate};
use serde_json::Value;

impl Speech {
    /// A date as it may be told: to its month, or as exact as it is known. Never with the words of whoever told it: they are about
    /// things that others remember too.
    pub(super) fn when(self, date: &Date, is_exact: bool) -> Option<String> {
        let date = date.as_ref().filter(|date| date.precision != Precision::Unknown)?;
        let bare = FuzzyDate {
            as_told: None,
            ..date.clone()
        };
        let told = if is_exact { bare } else { by_month(&bare) };
        Some(date_text(&told, self.0))
    }

    /// One term in words; none when nothing was answered.
    pub(super) fn code(self, vocabulary: &str, code: &Code) -> Option<String> {
        code.as_ref().map(|coded| self.coded_or_reserved(vocabulary, coded))
    }

    /// Several terms in words.
    pub(super) fn codes(self, vocabulary: &str, codes: &Codes) -> Option<String> {
        let words: Vec<String> = codes
            .iter()
            .map(|coded| self.coded_or_reserved(vocabulary, coded))
            .collect();
        (!words.is_empty()).then(|| words.join("; "))
    }

    fn coded_or_reserved(self, vocabulary: &str, coded: &Coded) -> String {
        match coded {
            Coded::Term(slug) if sandyq_domain::field::RESERVED.contains(&slug.as_str()) => self.answer(slug),
            _ => self.coded(vocabulary, coded),
        }
    }

    /// A free text in the paper's language, else in another; whether it is in another.
    pub(super) fn prose(self, prose: &Prose) -> Option<(String, bool)> {
        let of = |code: Option<&str>| {
            let found = prose
                .iter()
                .find(|passage| passage.lang.as_deref() == code && !passage.text.trim().is_empty());
            found.map(|passage| passage.text.trim().to_owned())
        };
        let [own, next, last] = self.0.then_others();
        let own = of(Some(own.code())).map(|text| (text, false));
        // What has no language may be in any.
        let unsaid = || of(None).map(|text| (text, false));
        let other = || {
            of(Some(next.code()))
                .or_else(|| of(Some(last.code())))
                .map(|text| (text, true))
        };
        let any = || prose.first().map(|passage| (passage.text.trim().to_owned(), true));
        own.or_else(unsaid)
            .or_else(other)
            .or_else(any)
            .filter(|(text, _)| !text.is_empty())
    }

    /// The value of a field in words; links are left out.
    pub(super) fn value(self, field: &Field, value: &Value, is_exact: bool) -> Option<String> {
        match field.kind {
            FieldType::Text => value.as_str().map(str::to_owned),
            FieldType::Prose => self
                .prose(&serde_json::from_value(value.clone()).ok()?)
                .map(|(text, _)| text),
            FieldType::Date => self.when(&serde_json::from_value(value.clone()).ok()?, is_exact),
            FieldType::Code(of) => self.code(of, &serde_json::from_value(value.clone()).ok()?),
            FieldType::Codes(of) => self.codes(of, &serde_json::from_value(value.clone()).ok()?),
            FieldType::Number => value.as_i64().map(|number| number.to_string()),
            FieldType::Flag => value.as_bool().map(|yes| self.yes_no(yes)),
            FieldType::Tags => {
                let tags: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
                (!tags.is_empty()).then(|| tags.join("; "))
            }
            FieldType::Link(_) | FieldType::Links(_) => None,
        }
    }

    /// `label: value` for each of these fields that says something.
    pub(super) fn labelled(self, seen: &Seen, names: &[&str], is_exact: bool) -> Vec<String> {
        let fields = names.iter().filter_map(|name| seen.spec.field(name));
        let said = fields.filter_map(|field| {
            let value = match seen.known(field.name) {
                Known::Value(value) => self.value(field, value, is_exact)?,
                Known::Blank | Known::Withheld | Known::Answer(_) => return None,
            };
            Some(format!("{}: {value}", self.field(seen.spec.name, field.name)))
        });
        said.collect()
    }
}

/// Whether a law has still to be confirmed by a lawyer.
pub(super) fn waits_for_a_lawyer(slug: &str) -> bool {
    let law = vocabulary("kz_law").and_then(|laws| laws.term(slug));
    law.is_some_and(|law| law.flag("to_be_confirmed"))
}

/// The months a date may lie in, under its own way of being uncertain.
fn by_month(date: &FuzzyDate) -> FuzzyDate {
    let month = |day: chrono::NaiveDate| format!("{}-{:02}", day.year(), day.month());
    let written = match (date.precision, date.from.map(month), date.to.map(month)) {
        (Precision::Year, ..) => return date.clone(),
        (Precision::Before, _, Some(to)) => format!("before {to}"),
        (Precision::After, Some(from), _) => format!("after {from}"),
        (Precision::About, Some(from), Some(to)) if from == to => format!("about {from}"),
        (_, Some(from), Some(to)) if from == to => from,
        (_, Some(from), Some(to)) => format!("{from}..{to}"),
        _ => return FuzzyDate::unknown(None),
    };
    written.parse().unwrap_or_else(|_| FuzzyDate::unknown(None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::Lang;
    use sandyq_domain::value::Passage;

    #[test]
    fn a_day_is_told_by_its_month_and_never_in_the_words_of_whoever_told_it() {
        for (written, month) in [
            ("2025-03-17", "март 2025"),
            ("2025-03-16T21:30+05:00", "март 2025"),
            ("2025-03-01..2025-03-15", "март 2025"),
            ("2024-12-30..2025-01-05", "декабрь 2024 – январь 2025"),
            ("2025", "2025 год"),
            ("2025-03", "март 2025"),
            ("about 2025-03-10", "примерно март 2025"),
        ] {
            let mut date: FuzzyDate = written.parse().expect(written);
            date.as_told = Some("в день рождения сестры".to_owned());
            let told = Speech(Lang::Ru).when(&Some(date), false);
            assert_eq!(told.as_deref(), Some(month), "{written}");
        }
        let before: FuzzyDate = "before 2025-03-05".parse().expect("a date");
        let told = Speech(Lang::En).when(&Some(before), false).expect("a month");
        assert!(
            told.contains("March 2025") && !told.contains('5'.to_string().repeat(2).as_str()),
            "{told}"
        );
        assert_eq!(
            Speech(Lang::Ru).when(&Some(FuzzyDate::unknown(Some("вчера".into()))), true),
            None
        );
    }

    #[test]
    fn a_text_is_taken_in_the_language_of_the_paper_and_another_one_is_said_to_be() {
        let passage = |lang: Option<&str>, text: &str| Passage {
            lang: lang.map(str::to_owned),
            text: text.to_owned(),
        };
        let both = vec![passage(Some("ru"), "Увезли."), passage(Some("kk"), "Алып кетті.")];
        assert_eq!(Speech(Lang::Kk).prose(&both), Some(("Алып кетті.".to_owned(), false)));
        assert_eq!(Speech(Lang::En).prose(&both), Some(("Увезли.".to_owned(), true)));
        assert_eq!(
            Speech(Lang::En).prose(&vec![passage(None, "?")]),
            Some(("?".to_owned(), false))
        );
        assert_eq!(Speech(Lang::En).prose(&vec![]), None);
    }
}
