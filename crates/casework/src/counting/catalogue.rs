//! What a screen offers to ask. A unit or a dimension that counting learns stands here by itself.

use super::drawing::chart_of;
use crate::failure::Failure;
use crate::reading;
use crate::session::Session;
use crate::view::{StatsCatalogue, StatsDimension, StatsPeriod, StatsQuestion, StatsRequest, StatsUnit};
use chrono::{Datelike, Days, Months, NaiveDate};
use sandyq_domain::Lang;
use sandyq_domain::counting::{Dimension, Measure, Unit};
use sandyq_domain::words::text;
use sandyq_vault::{filtering, walking};

/// Unit, down the side, across; nothing where the last is empty.
type Asked = (&'static str, &'static str, &'static str);

/// What is asked most often, in the order of need: a word for it, and how it is asked.
const QUESTIONS: [(&str, Asked); 10] = [
    ("funnel", ("applications", "stage", "")),
    ("months", ("cases", "month", "")),
    ("police", ("cases", "by_police", "")),
    ("deeds", ("acts", "act.act_type", "involvement.perpetrator_type")),
    (
        "refusals",
        ("steps", "proceeding_step.refusal_mode", "proceeding_step.forum_level"),
    ),
    (
        "motive",
        ("steps", "proceeding_step.forum_level", "proceeding_step.bias_motive"),
    ),
    ("delays", ("delays", "", "")),
    ("regions", ("events", "region", "")),
    ("orientation", ("victims", "person.sexual_orientation", "age")),
    ("identity", ("victims", "person.gender_identity", "age")),
];

impl Session {
    /// Units, dimensions, questions and periods. Of fields, those that have a value somewhere.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn stats_catalogue(&self, lang: Lang) -> Result<StatsCatalogue, Failure> {
        let (used, cases) = self
            .vault()
            .read(|view| Ok::<_, Failure>((filtering::fields(view)?, walking::cases(view)?.len())))?;
        let is_used = |one: &Dimension| matches!(one, Dimension::Derived(_)) || used.contains(&one.to_string());
        Ok(StatsCatalogue {
            units: units().map(|unit| unit_in_words(unit, lang)).collect(),
            dimensions: Dimension::all()
                .filter(is_used)
                .map(|one| dimension_in_words(one, lang))
                .collect(),
            questions: QUESTIONS.iter().map(|(id, way)| ready(id, *way, lang)).collect(),
            periods: periods(self.today(), lang),
            cases: u32::try_from(cases).unwrap_or(u32::MAX),
        })
    }
}

/// In words: what stands down the side or across.
pub(super) fn label_of(dimension: Dimension, lang: Lang) -> String {
    match dimension {
        Dimension::Field(kind, name) => text(lang, &format!("field-{kind}-{name}")),
        Dimension::Derived(derived) => text(lang, &format!("stats-dimension-{}", derived.slug())),
    }
}

/// What can be counted, and what can be measured.
fn units() -> impl Iterator<Item = &'static str> {
    let measures = Measure::ALL.into_iter().map(Measure::slug);
    Unit::ALL.into_iter().map(Unit::slug).chain(measures)
}

fn unit_in_words(unit: &str, lang: Lang) -> StatsUnit {
    StatsUnit {
        unit: unit.to_owned(),
        label: text(lang, &format!("stats-unit-{unit}")),
    }
}

fn dimension_in_words(dimension: Dimension, lang: Lang) -> StatsDimension {
    let units = Unit::ALL.into_iter().filter(|unit| dimension.fits(*unit));
    StatsDimension {
        name: dimension.to_string(),
        label: label_of(dimension, lang),
        group: match dimension {
            Dimension::Field(kind, _) => reading::kind_label(kind, lang),
            Dimension::Derived(_) => String::new(),
        },
        units: units.map(|unit| unit.slug().to_owned()).collect(),
    }
}

fn ready(id: &str, way: Asked, lang: Lang) -> StatsQuestion {
    let asked = asked(way);
    StatsQuestion {
        id: id.to_owned(),
        label: text(lang, &format!("stats-question-{id}")),
        chart: chart_of(asked.rows.as_deref(), asked.columns.is_some()).to_owned(),
        asked,
    }
}

fn asked((unit, rows, columns): Asked) -> StatsRequest {
    let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    StatsRequest {
        unit: unit.to_owned(),
        rows: named(rows),
        columns: named(columns),
        from: None,
        to: None,
        filters: Vec::new(),
    }
}

/// Whole months and years around a day, and everything.
fn periods(today: NaiveDate, lang: Lang) -> Vec<StatsPeriod> {
    let first_of = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1);
    let last_of = |year: i32| NaiveDate::from_ymd_opt(year, 12, 31);
    let month = today.with_day(1);
    let month_before = month.and_then(|first| first.checked_sub_months(Months::new(1)));
    let day_before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
    let end_of_month = |first: NaiveDate| first.checked_add_months(Months::new(1)).and_then(day_before);
    let spans = [
        ("all", None, None),
        ("this-year", first_of(today.year()), last_of(today.year())),
        ("last-year", first_of(today.year() - 1), last_of(today.year() - 1)),
        ("this-month", month, month.and_then(end_of_month)),
        ("last-month", month_before, month_before.and_then(end_of_month)),
    ];
    let period = |(id, from, to): (&str, Option<NaiveDate>, Option<NaiveDate>)| StatsPeriod {
        id: id.to_owned(),
        label: text(lang, &format!("stats-span-{id}")),
        from: from.map(|day| day.to_string()),
        to: to.map(|day| day.to_string()),
    };
    spans.into_iter().map(period).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_question_can_be_counted() {
        for (id, way) in QUESTIONS {
            assert!(super::super::asking::question(&asked(way)).is_ok(), "{id}");
        }
    }

    #[test]
    fn periods_are_whole_months_and_years_at_their_edges_too() {
        let spans = |today: &str| {
            let periods = periods(today.parse().unwrap_or_default(), Lang::En).into_iter();
            periods
                .map(|period| format!("{}–{}", period.from.unwrap_or_default(), period.to.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            spans("2024-03-31"),
            [
                "–",
                "2024-01-01–2024-12-31",
                "2023-01-01–2023-12-31",
                "2024-03-01–2024-03-31",
                "2024-02-01–2024-02-29"
            ]
        );
        assert_eq!(
            spans("2025-01-01")[3..],
            ["2025-01-01–2025-01-31", "2024-12-01–2024-12-31"]
        );
    }
}
