//! From what was typed to a question, or to what is wrong with it.

use crate::failure::{ErrorCode, Failure};
use crate::view::StatsRequest;
use chrono::NaiveDate;
use sandyq_domain::FuzzyDate;
use sandyq_domain::counting::{Dimension, Measure, Question, Where};
use sandyq_domain::fuzzy::Span;

/// The same with its period in days: words for a date, such as "2025" or "March 2025", are its first day where the period begins
/// and its last where it ends. A table says what it counted in days, so that it is counted again in any language.
pub(super) fn in_days(asked: &StatsRequest, today: NaiveDate) -> Result<StatsRequest, Failure> {
    let day = |told: &Option<String>, end: fn(&FuzzyDate) -> Option<NaiveDate>| {
        let Some(told) = told.as_deref().map(str::trim).filter(|told| !told.is_empty()) else {
            return Ok(None);
        };
        let day = told.parse().ok().or_else(|| end(&FuzzyDate::told(told, today)));
        let day: NaiveDate = day.ok_or_else(|| Failure::about(ErrorCode::BadPeriod, told))?;
        Ok::<_, Failure>(Some(day.to_string()))
    };
    Ok(StatsRequest {
        from: day(&asked.from, FuzzyDate::earliest)?,
        to: day(&asked.to, FuzzyDate::latest)?,
        ..asked.clone()
    })
}

pub(super) fn question(asked: &StatsRequest) -> Result<Question, Failure> {
    let StatsRequest {
        unit,
        rows,
        columns,
        from,
        to,
        filters,
    } = asked;
    let measure = unit.parse::<Measure>().ok();
    if let Some(asked) = measure.and_then(|_| rows.as_ref().or(columns.as_ref())) {
        return Err(Failure::about(ErrorCode::NotOfThisUnit, asked.clone()));
    }
    let unit = match measure {
        Some(measure) => measure.unit(),
        None => unit
            .parse()
            .map_err(|_| Failure::about(ErrorCode::NoSuchUnit, unit.clone()))?,
    };
    let filters = filters.iter().map(|filter| {
        Ok(Where {
            dimension: dimension(&filter.field)?,
            values: filter.values.clone(),
        })
    });
    let question = Question {
        unit,
        measure,
        rows: rows.as_deref().map(dimension).transpose()?,
        columns: columns.as_deref().map(dimension).transpose()?,
        period: period(from.as_deref(), to.as_deref())?,
        filters: filters.collect::<Result<_, Failure>>()?,
    };
    match question.misfit() {
        Some(misfit) => Err(Failure::about(ErrorCode::NotOfThisUnit, misfit.to_string())),
        None => Ok(question),
    }
}

fn dimension(name: &str) -> Result<Dimension, Failure> {
    name.parse().map_err(|_| Failure::about(ErrorCode::NoSuchFilter, name))
}

fn period(from: Option<&str>, to: Option<&str>) -> Result<Option<Span>, Failure> {
    let day = |text: Option<&str>| {
        let read = |text: &str| text.parse().map_err(|_| Failure::about(ErrorCode::BadPeriod, text));
        text.map(read).transpose()
    };
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) = (day(from)?, day(to)?);
    if first.is_none() && last.is_none() {
        return Ok(None);
    }
    let span = Span::new(first, last);
    span.map(Some).ok_or_else(|| {
        Failure::about(
            ErrorCode::BadPeriod,
            format!("{} – {}", from.unwrap_or("…"), to.unwrap_or("…")),
        )
    })
}
