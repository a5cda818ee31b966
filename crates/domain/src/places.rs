//! Cities and districts of Kazakhstan, and to which region a place belonged on a day.
//!
//! Regions were split in 2018 and 2022: what happened in Semey in 2021 happened in East Kazakhstan, and Semey lies in
//! Abai now. The table is small on purpose: a village is told by its district. Names are found in any of the three
//! languages and under those they bore before.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::fold::fold;
use crate::lang::Lang;
use crate::vocab::{Vocabulary, vocabulary};

/// A city or a district.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locality {
    /// What it is.
    pub kind: LocalityKind,
    en: String,
    ru: String,
    kk: String,
    /// The region it belongs to now, as a slug of `region`.
    pub region: String,
    /// The region it belonged to before.
    #[serde(default)]
    pub before: Option<Before>,
    /// Other names it bears or bore.
    #[serde(default)]
    also: Vec<String>,
}

/// A city or a district.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LocalityKind {
    /// A city or town.
    City,
    /// A district of a region.
    District,
}

/// Where a place belonged, and until when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// A slug of `region`.
    pub region: String,
    /// The last day.
    pub to: NaiveDate,
}

impl Locality {
    /// Its name.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Kk => &self.kk,
        }
    }

    /// The region it belonged to on this day.
    #[must_use]
    pub fn region_on(&self, day: NaiveDate) -> &str {
        match &self.before {
            Some(before) if day <= before.to => &before.region,
            _ => &self.region,
        }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        [&self.en, &self.ru, &self.kk].into_iter().chain(&self.also)
    }
}

static LOCALITIES: LazyLock<Vec<Locality>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../vocab/localities.json"))
        .expect("the table is part of the program, and a test reads it")
});

/// The places of each folded name.
static BY_NAME: LazyLock<BTreeMap<String, Vec<&'static Locality>>> = LazyLock::new(|| {
    let mut places: BTreeMap<String, Vec<&'static Locality>> = BTreeMap::new();
    for place in localities() {
        let names: BTreeSet<String> = place.names().map(|name| fold(name)).collect();
        for name in names {
            places.entry(name).or_default().push(place);
        }
    }
    places
});

/// Every city and district, the cities first.
#[must_use]
pub fn localities() -> &'static [Locality] {
    &LOCALITIES
}

/// The places of this name: none, one, or several districts that share it. `г.`, `city` and their like are not needed.
#[must_use]
pub fn localities_called(name: &str) -> &'static [&'static Locality] {
    let folded = fold(name.trim());
    let found = BY_NAME.get(&folded).or_else(|| BY_NAME.get(without_word(&folded)));
    found.map_or(&[], Vec::as_slice)
}

/// Without the word for a city that people write before or after its name.
fn without_word(folded: &str) -> &str {
    let before = ["г.", "гор.", "город ", "с. "].iter();
    let name = before.fold(folded, |name, word| name.strip_prefix(word).unwrap_or(name));
    let after = [" каласы", " city"].iter();
    after
        .fold(name, |name, word| name.strip_suffix(word).unwrap_or(name))
        .trim()
}

/// The region that stood on this day where the region of this slug stands now. A slug that is no region is given back.
///
/// From a region that was split, nothing tells which part a place lies in: East Kazakhstan stays East Kazakhstan.
#[must_use]
pub fn region_on(region: &str, day: NaiveDate) -> &str {
    let Some(regions) = vocabulary("region") else {
        return region;
    };
    stood_on(regions, region, day)
}

fn stood_on<'r>(regions: &'static Vocabulary, region: &'r str, day: NaiveDate) -> &'r str {
    let mut found = region;
    // Each step goes back to an older region; more steps than regions would be a circle.
    for _ in regions.terms() {
        match regions.term(found) {
            Some(term) if term.from.is_some_and(|from| day < from) => match &term.was {
                Some(was) => found = was,
                None => return found,
            },
            _ => return found,
        }
    }
    found
}

/// The region a place counts under on a day: by its locality where that is known and means one region, else by the
/// region that was written down. `day` is the day of the event, or today for where it lies now.
#[must_use]
pub fn region_of<'r>(region: Option<&'r str>, locality: Option<&str>, day: NaiveDate) -> Option<&'r str> {
    let named = locality.map(localities_called).unwrap_or_default();
    let mut regions: Vec<&'static str> = named.iter().map(|place| place.region_on(day)).collect();
    regions.sort_unstable();
    regions.dedup();
    match (regions.as_slice(), region) {
        ([only], _) if region.is_none_or(|written| may_be(written, only)) => Some(only),
        (_, written) => written.map(|written| region_on(written, day)),
    }
}

/// Whether somebody who wrote down one region may have meant the other: the same one, or the one it was split from or off.
fn may_be(written: &str, found: &str) -> bool {
    let was = |slug: &str| {
        let regions = vocabulary("region")?;
        regions.term(slug)?.was.as_deref()
    };
    written == found || was(written) == Some(found) || was(found) == Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_case_of_2021_in_semey_counts_as_east_kazakhstan_then_and_abai_now() {
        let (then, now) = (day("2021-05-01"), day("2026-05-01"));
        for name in ["Семей", "г. Семей", "Semey", "семипалатинск", "Семей қаласы"] {
            let [semey] = localities_called(name) else {
                panic!("{name} is one place");
            };
            assert_eq!(
                (semey.region_on(then), semey.region_on(now)),
                ("kz_63", "kz_10"),
                "{name}"
            );
        }
        // Whichever of the two regions was written down, or none.
        for written in [None, Some("kz_63"), Some("kz_10")] {
            assert_eq!(region_of(written, Some("Семей"), then), Some("kz_63"));
            assert_eq!(region_of(written, Some("Семей"), now), Some("kz_10"));
        }
        assert_eq!((region_on("kz_10", then), region_on("kz_10", now)), ("kz_63", "kz_10"));
    }

    #[test]
    fn a_place_changes_its_region_on_the_day_and_not_a_day_before() {
        let shymkent = localities_called("Шымкент")[0];
        assert_eq!(shymkent.region_on(day("2018-06-18")), "kz_yuz");
        assert_eq!(shymkent.region_on(day("2018-06-19")), "kz_79");
        assert_eq!(region_on("kz_61", day("2018-06-18")), "kz_yuz");
        assert_eq!(region_on("kz_62", day("2022-06-07")), "kz_35");
        assert_eq!(region_on("kz_62", day("2022-06-08")), "kz_62");
    }

    #[test]
    fn what_is_not_in_the_table_counts_as_it_was_written_down() {
        let then = day("2021-05-01");
        assert_eq!(region_of(Some("kz_33"), Some("Неизвестное село"), then), Some("kz_19"));
        assert_eq!(region_of(Some("abroad"), None, then), Some("abroad"));
        assert_eq!(region_of(None, Some("Неизвестное село"), then), None);
        // A name that several regions have, and a locality that does not lie where it was written down.
        assert_eq!(region_of(Some("kz_31"), Some("Жамбылский район"), then), Some("kz_31"));
        assert_eq!(region_of(Some("kz_71"), Some("Семей"), then), Some("kz_71"));
    }

    #[test]
    fn the_table_agrees_with_the_regions() {
        let regions = vocabulary("region").expect("it is listed");
        for place in localities() {
            let region = regions.term(&place.region).expect(&place.region);
            let before = place.before.as_ref();
            assert_eq!(before.map(|before| &before.region), region.was.as_ref(), "{}", place.en);
            assert_eq!(
                before.and_then(|before| before.to.succ_opt()),
                region.from,
                "{}",
                place.en
            );
            for lang in Lang::ALL {
                assert!(
                    localities_called(place.name(lang))
                        .iter()
                        .any(|found| found.en == place.en)
                );
            }
        }
        // Every region of today has its places, and every name is spelled in its own script.
        for region in regions
            .terms()
            .iter()
            .filter(|region| region.iso.is_some() && region.to.is_none())
        {
            assert!(
                localities().iter().any(|place| place.region == region.slug),
                "{}",
                region.slug
            );
        }
        let latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
        assert!(localities().iter().all(|place| !latin(&place.ru) && !latin(&place.kk)));
    }
}
