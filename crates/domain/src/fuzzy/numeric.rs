//! Dates and times in digits: `2023-03-05`, `05.03.2023`, `5/3/2023`, `03.2023`, `05.03`, `2021/22`, `14:30`.
//!
//! Where both readings of a slash are possible, the day stands first, as everywhere in the region.

/// What was written in digits. A part may still be impossible, such as month 13.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Numeric {
    Date {
        year: Option<Year>,
        month: u32,
        day: Option<u32>,
    },
    /// Two years of which the second follows the first: `2021/22`.
    Years(i32),
    Time {
        hour: u32,
        minute: u32,
    },
}

/// A year as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    Whole(i32),
    /// Its last two digits.
    Short(i32),
}

/// Digits, how many there are, and the sign before them.
#[derive(Clone, Copy)]
struct Group {
    value: u32,
    len: usize,
    sign: char,
    /// Where it ends, from the start of the text.
    end: usize,
}

const GROUPS_MOST: usize = 4;

/// The date or time that stands at the beginning, and its length in characters; `None` for a lone number.
pub(super) fn read(chars: &[char]) -> Option<(Numeric, usize)> {
    let groups = groups(chars);
    let of = |n: usize| groups.get(n).copied();
    let three = of(0).zip(of(1)).zip(of(2)).and_then(|((a, b), c)| three(a, b, c));
    three.or_else(|| of(0).zip(of(1)).and_then(|(a, b)| two(a, b, of(2))))
}

fn groups(chars: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while groups.len() < GROUPS_MOST {
        let sign = if groups.is_empty() {
            ' '
        } else {
            chars.get(at).copied().unwrap_or(' ')
        };
        let start = at + usize::from(!groups.is_empty());
        let len = chars.iter().skip(start).take_while(|c| c.is_ascii_digit()).count();
        let is_group = (1..=4).contains(&len) && (groups.is_empty() || matches!(sign, '.' | '-' | '/' | ':'));
        let text: String = chars.iter().skip(start).take(len).collect();
        let Some(value) = text.parse().ok().filter(|_| is_group) else {
            break;
        };
        at = start + len;
        let end = at;
        groups.push(Group { value, len, sign, end });
    }
    groups
}

fn three(a: Group, b: Group, c: Group) -> Option<(Numeric, usize)> {
    let sign = b.sign;
    if sign != c.sign || sign == ':' || b.len > 2 {
        return clock(a, b).map(|time| (time, if is_seconds(b, c) { c.end } else { b.end }));
    }
    let (year, day) = match (a.len, c.len) {
        (4, 1 | 2) => (whole(a)?, c.value),
        (1 | 2, 4) => (whole(c)?, a.value),
        (1 | 2, 2) if sign != '-' => (Year::Short(i32::try_from(c.value).ok()?), a.value),
        _ => return None,
    };
    let date = Numeric::Date {
        year: Some(year),
        month: b.value,
        day: Some(day),
    };
    Some((date, c.end))
}

fn two(a: Group, b: Group, next: Option<Group>) -> Option<(Numeric, usize)> {
    let month_of = |year: Group, month: Group| {
        Some(Numeric::Date {
            year: Some(whole(year)?),
            month: month.value,
            day: None,
        })
    };
    let found = match (a.len, b.sign, b.len) {
        (4, '-' | '.', 1 | 2) => month_of(a, b)?,
        (1 | 2, '.' | '/', 4) => month_of(b, a)?,
        (4, '/', 2 | 4) => years(a, b)?,
        (1 | 2, ':', 2) => clock(a, b)?,
        (1 | 2, '.', 2) if (1..=12).contains(&b.value) && (1..=31).contains(&a.value) => Numeric::Date {
            year: None,
            month: b.value,
            day: Some(a.value),
        },
        _ => return None,
    };
    // `5.03.` before a longer group was no date of three parts, and is none of two.
    let cut = next.is_some_and(|next| next.sign == b.sign && b.sign != '-');
    (!cut).then_some((found, b.end))
}

fn whole(year: Group) -> Option<Year> {
    Some(Year::Whole(i32::try_from(year.value).ok()?))
}

fn years(first: Group, second: Group) -> Option<Numeric> {
    let follows = first.value + 1;
    let named = if second.len == 2 { follows % 100 } else { follows };
    (named == second.value).then_some(Numeric::Years(i32::try_from(first.value).ok()?))
}

fn is_seconds(minutes: Group, seconds: Group) -> bool {
    minutes.sign == ':' && seconds.sign == ':' && seconds.len == 2 && seconds.value < 60
}

fn clock(hour: Group, minute: Group) -> Option<Numeric> {
    let is_clock = minute.sign == ':' && hour.len <= 2 && minute.len == 2 && hour.value < 24 && minute.value < 60;
    is_clock.then_some(Numeric::Time {
        hour: hour.value,
        minute: minute.value,
    })
}

/// `5`, `05:00` or `5:30` after the sign of an offset, in minutes, and its length in characters.
pub(super) fn read_offset(chars: &[char]) -> Option<(i32, usize)> {
    let groups = groups(chars);
    let hours = *groups.first()?;
    let minutes = groups.get(1).filter(|group| group.sign == ':' && group.len == 2);
    let total = hours.value * 60 + minutes.map_or(0, |group| group.value);
    let fits = hours.len <= 2 && hours.value <= 14 && minutes.is_none_or(|group| group.value < 60);
    let end = minutes.map_or(hours.end, |group| group.end);
    Some((i32::try_from(total).ok()?, end)).filter(|_| fits)
}
