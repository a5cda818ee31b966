//! From one end to the other. What one end leaves out, the other says: «5–9 мая 2023», «март–апрель 2022».

use chrono::Datelike;

use super::lexer::{Cased, Token};
use super::lexicon::Season;
use super::parts::Parts;
use super::resolve::{Named, Told};
use super::span::Span;

impl Told {
    /// From the first day of one to the last day of the other. What one end leaves out, the other says.
    pub(super) fn range(self, left: &[Cased], right: &[Cased]) -> Option<Named> {
        let (one, two) = (parts(left)?, parts(right)?);
        if let Some(winter) = self.winter(&one, &two) {
            return Some(winter);
        }
        // «Mid-June» is one word in two pieces.
        let part = one.part;
        let lone_part = Parts {
            part,
            ..Parts::default()
        };
        if part.is_some() && one == lone_part && two.part.is_none() {
            return self.resolve(Parts { part, ..two });
        }
        let (left, right) = self.ends(left, right)?;
        joined(left, right)
    }

    /// Both ends, each completed from the other. An end without a year of its own is the nearest that leaves them in order.
    pub(super) fn ends(self, left: &[Cased], right: &[Cased]) -> Option<(Named, Named)> {
        let (mut one, mut two) = (parts(left)?, parts(right)?);
        // The winter of one year is not where a span of seasons ends: «осень–зима 2021» reaches into 2022.
        if [&one, &two]
            .iter()
            .any(|parts| parts.season == Some(Season::Winter) && parts.two_years.is_none())
        {
            return None;
        }
        // «Весна 2021–2022» may be two springs, or nearly two years.
        if one.season.is_some() && two.season.is_none() && two.month.is_none() && two.year.is_some() {
            return None;
        }
        let may_move = |parts: &Parts| parts.needs_a_year() && parts.number.is_none_or(|_| parts.month.is_some());
        let (one_moves, two_moves) = (may_move(&one), may_move(&two));
        two.complete_from(&one);
        one.complete_from(&two);
        let mut right = self.resolve(two.clone())?;
        if one.needs_a_year() {
            one.year = right.span.first().map(|day| day.year());
        }
        let mut left = self.resolve(one.clone())?;
        if left.span.first() > right.span.last() && one_moves {
            one.year = one.year.map(|year| year - 1);
            left = by_rule(self.resolve(one)?);
        } else if left.span.first() > right.span.last() && two_moves {
            two.year = two.year.map(|year| year + 1);
            right = by_rule(self.resolve(two)?);
        }
        let has_time = left.time.is_some() || right.time.is_some();
        let is_about = left.is_about || right.is_about;
        (!has_time && !is_about).then_some((left, right))
    }

    /// «Зима 2021–2022», «2021–2022 жылғы қыс».
    fn winter(self, one: &Parts, two: &Parts) -> Option<Named> {
        let (first, second) = one.year.zip(two.year)?;
        let winter = Some(Season::Winter);
        let with_both = Parts {
            season: winter,
            two_years: Some(first),
            part: one.part.or(two.part),
            ..Parts::default()
        };
        let named = |parts: &Parts| Parts {
            year: parts.year,
            season: parts.season,
            part: parts.part,
            ..Parts::default()
        };
        let is_one = (one.season.or(two.season) == winter) && (one.season.is_none() || two.season.is_none());
        let fits = is_one && second == first + 1 && named(one) == *one && named(two) == *two;
        fits.then(|| self.resolve(with_both))?
    }
}

pub(super) fn parts(tokens: &[Cased]) -> Option<Parts> {
    let tokens: Vec<Token> = tokens.iter().map(|(token, _)| *token).collect();
    Parts::of(&tokens).filter(|parts| *parts != Parts::default())
}

/// With a year that nobody named.
fn by_rule(named: Named) -> Named {
    let is_plain = false;
    Named { is_plain, ..named }
}

pub(super) fn joined(left: Named, right: Named) -> Option<Named> {
    let span = Span::of_days(left.span.first()?, right.span.last()?)?;
    Some(Named {
        is_plain: left.is_plain && right.is_plain,
        ..Named::plainly(span)
    })
}
