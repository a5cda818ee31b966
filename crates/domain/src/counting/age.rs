//! The age group somebody was in.

use crate::fuzzy::FuzzyDate;
use crate::kinds::{Act, Person};
use crate::value::Coded;
use chrono::Datelike;

/// First year of each group of the vocabulary `age_band`.
const BANDS: [(i64, &str); 7] = [
    (0, "under_14"),
    (14, "from_14_to_17"),
    (18, "from_18_to_24"),
    (25, "from_25_to_34"),
    (35, "from_35_to_44"),
    (45, "from_45_to_59"),
    (60, "from_60"),
];

/// Years in which somebody can have been born who is told of here: those a date may lie in.
const YEARS: std::ops::RangeInclusive<i64> = 1850..=2200;

/// The age that was written down for the act; else what follows from the year of birth, where every age it leaves possible lies
/// in one group; else the group that was written down for the person.
pub(super) fn age_band(act: Option<&Act>, person: Option<&Person>, date: Option<&FuzzyDate>) -> Option<String> {
    let told = act.and_then(|act| act.age_at_time).and_then(band);
    let reckoned = || {
        let born = person?.birth_year.filter(|year| YEARS.contains(year))?;
        let possible = date?.earliest()?.year()..=date?.latest()?.year();
        // Whoever has not had a birthday that year is a year younger.
        let (least, most) = (
            i64::from(*possible.start()) - born - 1,
            i64::from(*possible.end()) - born,
        );
        let youngest = band(least.max(0))?;
        (band(most)? == youngest).then_some(youngest)
    };
    let written = || person?.age_band.as_ref().map(Coded::slug);
    told.or_else(reckoned).or_else(written).map(str::to_owned)
}

fn band(age: i64) -> Option<&'static str> {
    BANDS
        .iter()
        .rev()
        .find(|(first, _)| age >= *first)
        .map(|(_, band)| *band)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::vocabulary;

    #[test]
    fn an_age_is_told_only_where_every_possible_one_lies_in_one_group() {
        let born = |year: i64| Person {
            birth_year: Some(year),
            age_band: Some(Coded::Term("from_60".into())),
            ..Person::default()
        };
        let on = |date: &str| date.parse::<FuzzyDate>().ok();
        let of = |person: &Person, date: &str| age_band(None, Some(person), on(date).as_ref());
        assert_eq!(of(&born(2005), "2025-06-01").as_deref(), Some("from_18_to_24"));
        // Seventeen or eighteen: what was written down counts.
        assert_eq!(of(&born(2007), "2025-06-01").as_deref(), Some("from_60"));
        assert_eq!(of(&born(2000), "2023..2026").as_deref(), Some("from_60"));
        let told = Act {
            age_at_time: Some(13),
            ..Act::default()
        };
        assert_eq!(
            age_band(Some(&told), Some(&born(2000)), on("2025").as_ref()).as_deref(),
            Some("under_14")
        );
        assert_eq!(age_band(None, Some(&Person::default()), None), None);
        // No year at all: two digits, or what only a hostile file holds.
        for year in [85, i64::MIN, i64::MAX] {
            assert_eq!(of(&born(year), "2025-06-01").as_deref(), Some("from_60"));
        }
    }

    #[test]
    fn the_groups_are_those_of_the_vocabulary() {
        let known = vocabulary("age_band").map_or(&[][..], |known| known.terms());
        let known: Vec<&str> = known.iter().map(|term| term.slug.as_str()).collect();
        assert_eq!(known, BANDS.map(|(_, band)| band));
    }
}
