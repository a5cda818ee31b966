//! The words of dates and what each means, from `dates/words.txt`. No grammar here, and no word in any other file.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;

/// What a word says about a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sense {
    Month(u32),
    Season(Season),
    Part(Part),
    Share(Share),
    /// Which of several; [`LAST`] for the last.
    Ordinal(u32),
    Unit(Unit),
    Count(u32),
    /// Days from the day it is told on.
    Shift(i32),
    /// Last, this, next: of the unit or season that follows.
    Turn(i32),
    TurnedYear(i32),
    Ago,
    Before,
    After,
    NotAfter,
    NotBefore,
    /// Said after what it speaks of, as Kazakh does.
    Trailing(Trailing),
    About,
    Between,
    From,
    To,
    /// «На»: `с 4 на 5 марта`, and nothing anywhere else.
    On,
    And,
    Or,
    Hour,
    Minute,
    HalfDay(HalfDay),
    Daytime(Daytime),
    HourOf(Daytime),
    Utc,
    /// Monday is 1.
    Weekday(u32),
    Holiday(Holiday),
    HolidayMark,
    Unknown,
    Filler,
    Suffix,
    DaySuffix,
}

/// The ordinal of "last".
pub(super) const LAST: u32 = 99;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Share {
    Half,
    Quarter,
    /// Ten days of a month.
    Decade,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trailing {
    Before,
    After,
    NotAfter,
    NotBefore,
    Between,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HalfDay {
    Am,
    Pm,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Daytime {
    Morning,
    Day,
    Evening,
    Night,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holiday {
    Nauryz,
    Qurban,
}

/// The Kazakh case of a word, as far as it says where a span begins and ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Case {
    #[default]
    Plain,
    From,
    To,
}

type Entry = (Sense, Case);

/// What `dates/words.txt` calls a sense that has no number.
const NAMED: &[(&str, Sense)] = &[
    ("season spring", Sense::Season(Season::Spring)),
    ("season summer", Sense::Season(Season::Summer)),
    ("season autumn", Sense::Season(Season::Autumn)),
    ("season winter", Sense::Season(Season::Winter)),
    ("part start", Sense::Part(Part::Start)),
    ("part middle", Sense::Part(Part::Middle)),
    ("part end", Sense::Part(Part::End)),
    ("share half", Sense::Share(Share::Half)),
    ("share quarter", Sense::Share(Share::Quarter)),
    ("share decade", Sense::Share(Share::Decade)),
    ("ordinal last", Sense::Ordinal(LAST)),
    ("unit day", Sense::Unit(Unit::Day)),
    ("unit week", Sense::Unit(Unit::Week)),
    ("unit month", Sense::Unit(Unit::Month)),
    ("unit year", Sense::Unit(Unit::Year)),
    ("ago", Sense::Ago),
    ("before", Sense::Before),
    ("after", Sense::After),
    ("not-after", Sense::NotAfter),
    ("not-before", Sense::NotBefore),
    ("after-before", Sense::Trailing(Trailing::Before)),
    ("after-after", Sense::Trailing(Trailing::After)),
    ("after-not-after", Sense::Trailing(Trailing::NotAfter)),
    ("after-not-before", Sense::Trailing(Trailing::NotBefore)),
    ("after-between", Sense::Trailing(Trailing::Between)),
    ("about", Sense::About),
    ("between", Sense::Between),
    ("from", Sense::From),
    ("to", Sense::To),
    ("on", Sense::On),
    ("and", Sense::And),
    ("or", Sense::Or),
    ("hour", Sense::Hour),
    ("minute", Sense::Minute),
    ("half-day am", Sense::HalfDay(HalfDay::Am)),
    ("half-day pm", Sense::HalfDay(HalfDay::Pm)),
    ("daytime morning", Sense::Daytime(Daytime::Morning)),
    ("daytime day", Sense::Daytime(Daytime::Day)),
    ("daytime evening", Sense::Daytime(Daytime::Evening)),
    ("daytime night", Sense::Daytime(Daytime::Night)),
    ("hour-of morning", Sense::HourOf(Daytime::Morning)),
    ("hour-of evening", Sense::HourOf(Daytime::Evening)),
    ("hour-of night", Sense::HourOf(Daytime::Night)),
    ("utc", Sense::Utc),
    ("holiday nauryz", Sense::Holiday(Holiday::Nauryz)),
    ("holiday qurban", Sense::Holiday(Holiday::Qurban)),
    ("holiday-mark", Sense::HolidayMark),
    ("unknown", Sense::Unknown),
    ("filler", Sense::Filler),
    ("suffix", Sense::Suffix),
    ("day-suffix", Sense::DaySuffix),
];

/// Every form, folded; a form of several words has single spaces.
static WORDS: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| entries().into_iter().collect());

/// Most words in one form.
pub(super) static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let words = |form: &String| form.split(' ').count();
    WORDS.keys().map(words).max().unwrap_or(1)
});

/// Suffixes are words elsewhere («я», «да»), so that they are kept under a sign of their own.
const SUFFIX_MARK: char = '-';

/// What a folded word or phrase means.
pub(super) fn meaning(form: &str) -> Option<Entry> {
    WORDS.get(form).copied()
}

/// What the folded letters written onto a number mean.
pub(super) fn suffix(form: &str) -> Option<Entry> {
    WORDS.get(&format!("{SUFFIX_MARK}{form}")).copied()
}

fn entries() -> Vec<(String, Entry)> {
    let lines = include_str!("../../dates/words.txt").lines();
    let told = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    told.flat_map(|line| entries_of(line).expect("a test reads every line of dates/words.txt"))
        .collect()
}

fn entries_of(line: &str) -> Option<Vec<(String, Entry)>> {
    let (meaning, forms) = line.split_once(" = ")?;
    let (name, case) = match meaning.rsplit_once(' ') {
        Some((name, "from")) => (name, Case::From),
        Some((name, "to")) => (name, Case::To),
        _ => (meaning, Case::Plain),
    };
    let sense = sense(name)?;
    let mark = match sense {
        Sense::Suffix | Sense::DaySuffix => SUFFIX_MARK.to_string(),
        _ => String::new(),
    };
    let keyed = |form: String| (format!("{mark}{}", fold(&form.replace('_', " "))), (sense, case));
    Some(forms.split_whitespace().flat_map(spelled).map(keyed).collect())
}

/// `январ/ь,я` is `январь` and `января`.
fn spelled(form: &str) -> Vec<String> {
    match form.split_once('/') {
        Some((stem, endings)) => endings.split(',').map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![form.to_owned()],
    }
}

fn sense(name: &str) -> Option<Sense> {
    if let Some((_, sense)) = NAMED.iter().find(|(named, _)| *named == name) {
        return Some(*sense);
    }
    let (word, number) = name.split_once(' ')?;
    let counted = || number.parse().ok();
    let shifted = || number.parse().ok();
    Some(match word {
        "month" => Sense::Month(counted()?),
        "ordinal" => Sense::Ordinal(counted()?),
        "count" => Sense::Count(counted()?),
        "weekday" => Sense::Weekday(counted()?),
        "shift" => Sense::Shift(shifted()?),
        "turn" => Sense::Turn(shifted()?),
        "turned-year" => Sense::TurnedYear(shifted()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_words_is_read_and_no_form_stands_twice() {
        let mut seen: HashMap<String, Entry> = HashMap::new();
        for (form, entry) in entries() {
            let before = seen.insert(form.clone(), entry);
            assert!(before.is_none(), "{form}: {before:?} and {entry:?}");
        }
        assert!(seen.len() > 900, "{}", seen.len());
    }

    #[test]
    fn a_form_is_found_in_any_case_of_its_declension_and_without_kazakh_letters() {
        for (form, month) in [("январём", 1), ("Қыркүйектің", 9), ("кыркуйектин", 9), ("SEPT", 9)]
        {
            assert_eq!(meaning(&fold(form)), Some((Sense::Month(month), Case::Plain)), "{form}");
        }
        assert_eq!(
            meaning(&fold("наурыздан")),
            Some((Sense::Month(3), Case::From)),
            "an ablative"
        );
        assert_eq!(meaning(&fold("no later than")), Some((Sense::NotAfter, Case::Plain)));
    }

    #[test]
    fn a_line_that_means_nothing_is_noticed() {
        assert!(entries_of("moon full = полнолуние").is_none());
        assert!(entries_of("month = май").is_none());
    }
}
