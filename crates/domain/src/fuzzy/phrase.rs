//! What stands around the names: before, after, about, between, from … to. Russian and English say it first, Kazakh last.

use chrono::{Days, NaiveDate};

use super::lexer::{Cased, Token};
use super::lexicon::{Case, Daytime, Part, Sense, Trailing};
use super::numeric::Numeric;
use super::range::{joined, parts};
use super::resolve::{Named, Told};
use super::span::Span;
use super::{FuzzyDate, Precision, Reading};

/// One side of what was named, or all of it.
enum Bounds {
    In(Named),
    Before(NaiveDate),
    After(NaiveDate),
}

/// The date that all of these tokens say together.
pub(super) fn read(tokens: &[Cased], told: Told) -> Option<Reading> {
    let says_unknown = |(token, _): &Cased| matches!(token, Token::Word(Sense::Unknown));
    if tokens.iter().all(says_unknown) {
        return Some(Reading {
            date: FuzzyDate::unknown(None),
            is_plain: true,
        });
    }
    let (tokens, is_about) = without_about(tokens);
    let (bounds, is_plain) = told.bounds(trimmed(&tokens))?;
    let date = match bounds {
        Bounds::Before(_) | Bounds::After(_) if is_about => return None,
        Bounds::Before(last) => FuzzyDate {
            to: Some(last),
            ..FuzzyDate::blank(Precision::Before)
        },
        Bounds::After(first) => FuzzyDate {
            from: Some(first),
            ..FuzzyDate::blank(Precision::After)
        },
        Bounds::In(named) => in_words(named, is_about || named.is_about)?,
    };
    let date = date.checked().ok()?;
    Some(Reading { date, is_plain })
}

fn in_words(named: Named, is_about: bool) -> Option<FuzzyDate> {
    let date = FuzzyDate::named(named.span.first()?, named.span.last()?);
    Some(match named.time {
        _ if is_about => FuzzyDate {
            precision: Precision::About,
            ..date
        },
        Some(time) => FuzzyDate {
            time: Some(time),
            precision: Precision::ExactTime,
            ..date
        },
        None => date,
    })
}

/// "About" may stand anywhere; before a time of day it belongs to the time.
fn without_about(tokens: &[Cased]) -> (Vec<Cased>, bool) {
    let is_of_time = |at: usize| {
        let mut next = tokens[at + 1..]
            .iter()
            .map(|(token, _)| *token)
            .filter(|token| !is_filler(*token));
        match (next.next(), next.next()) {
            (Some(Token::Numeric(Numeric::Time { .. }) | Token::Word(Sense::Hour)), _) => true,
            (Some(Token::Number { .. }), Some(Token::Word(unit))) => {
                matches!(unit, Sense::Hour | Sense::HourOf(_) | Sense::HalfDay(_))
            }
            _ => false,
        }
    };
    let mut is_about = false;
    let mut rest = Vec::new();
    for (at, cased) in tokens.iter().enumerate() {
        if cased.0 == Token::Word(Sense::About) && !is_of_time(at) {
            is_about = true;
        } else {
            rest.push(*cased);
        }
    }
    (rest, is_about)
}

fn is_filler(token: Token) -> bool {
    matches!(token, Token::Word(Sense::Filler | Sense::On))
}

fn trimmed(tokens: &[Cased]) -> &[Cased] {
    let says = |(token, _): &Cased| !is_filler(*token);
    let start = tokens.iter().position(says).unwrap_or(tokens.len());
    let end = tokens.iter().rposition(says).map_or(start, |last| last + 1);
    &tokens[start..end]
}

fn word(cased: Option<&Cased>) -> Option<Sense> {
    match cased? {
        (Token::Word(sense), _) => Some(*sense),
        _ => None,
    }
}

/// Splits at the one token of this kind; `None` when there is none or more.
fn split(tokens: &[Cased], is_it: impl Fn(&Cased) -> bool) -> Option<(&[Cased], &[Cased])> {
    let at = tokens.iter().position(&is_it)?;
    let (left, right) = (&tokens[..at], &tokens[at + 1..]);
    (!right.iter().any(is_it)).then_some((left, right))
}

impl Told {
    /// The bounds, and whether the words name them by themselves.
    fn bounds(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        if let Some((last, before)) = tokens.split_last() {
            match word(Some(last)) {
                Some(Sense::Trailing(trailing)) => return self.trailing(trailing, trimmed(before)),
                // «Екі күн бұрын» is two days ago, «5 наурыздан бұрын» before 5 March.
                Some(Sense::Ago) if !matches!(word(before.last()), Some(Sense::Unit(_))) => return self.before(before),
                _ => {}
            }
        }
        // A Kazakh case without its postposition was cut off somewhere.
        if tokens.iter().any(|(_, case)| *case != Case::Plain) {
            return None;
        }
        let rest = tokens.get(1..).unwrap_or_default();
        match word(tokens.first()) {
            Some(Sense::Before) => self.before(rest),
            Some(Sense::After) => self.after(rest),
            Some(Sense::NotAfter) => self.not_after(rest),
            Some(Sense::NotBefore) => self.not_before(rest),
            Some(Sense::Between) => self.between(rest),
            Some(Sense::From) => self.from(rest),
            Some(Sense::Daytime(_)) if word(rest.first()) == Some(Sense::From) => {
                let (bounds, _) = self.from(&rest[1..])?;
                Some((bounds, false))
            }
            Some(Sense::Daytime(Daytime::Night)) if word(rest.first()) == Some(Sense::On) => {
                self.night_before(&rest[1..])
            }
            _ => self.alone(tokens),
        }
    }

    fn trailing(self, trailing: Trailing, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let begins = |cased: &Cased| cased.1 == Case::From;
        match trailing {
            Trailing::Before if tokens.iter().any(begins) => {
                let at = tokens.iter().position(begins)? + 1;
                let (left, right) = tokens.split_at(at);
                let starts = |sense| sense == Sense::Trailing(Trailing::NotBefore);
                let right = if word(right.first()).is_some_and(starts) {
                    &right[1..]
                } else {
                    right
                };
                self.range(left, right).map(whole)
            }
            Trailing::Before => self.before(tokens),
            Trailing::After => self.after(tokens),
            Trailing::NotAfter => self.not_after(tokens),
            Trailing::NotBefore => self.not_before(tokens),
            Trailing::Between => self.between(tokens),
        }
    }

    /// Before the first of the days named, which itself stays possible: people say «до 5 марта» both ways.
    fn before(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let named = self.bound(tokens)?;
        let whole_part = matches!(named.part, Some(Part::Middle | Part::End));
        let day = if whole_part {
            named.span.last()?
        } else {
            named.span.first()?
        };
        Some((Bounds::Before(day), named.is_plain))
    }

    /// After the last of the days named, which itself stays possible.
    fn after(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let named = self.bound(tokens)?;
        let whole_part = matches!(named.part, Some(Part::Start | Part::Middle));
        let day = if whole_part {
            named.span.first()?
        } else {
            named.span.last()?
        };
        Some((Bounds::After(day), named.is_plain))
    }

    /// Until the last of the days named.
    fn not_after(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let named = self.bound(tokens)?;
        let is_plain = named.is_plain && named.span.length() == Some(1);
        Some((Bounds::Before(named.span.last()?), is_plain))
    }

    /// From the first of the days named.
    fn not_before(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let named = self.bound(tokens)?;
        let is_plain = named.is_plain && named.span.length() == Some(1);
        Some((Bounds::After(named.span.first()?), is_plain))
    }

    fn between(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let joins = |cased: &Cased| matches!(cased.0, Token::Word(Sense::And) | Token::Dash);
        let (left, right) = split(tokens, joins)?;
        self.range(left, right).map(whole)
    }

    /// «С 5 по 9 мая»; «с мая» alone is a beginning.
    fn from(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let ends = |cased: &Cased| matches!(cased.0, Token::Word(Sense::To | Sense::Before) | Token::Dash);
        let over = |cased: &Cased| cased.0 == Token::Word(Sense::On);
        match split(tokens, ends).or_else(|| split(tokens, over)) {
            Some((left, right)) => self.range(left, right).map(whole),
            None => self.not_before(tokens),
        }
    }

    /// Days without any word around them, or from one to another by a dash.
    fn alone(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        if let Some((left, right)) = split(tokens, |cased| cased.0 == Token::Dash) {
            return self.range(left, right).map(whole);
        }
        if let Some((left, right)) = split(tokens, |cased| cased.0 == Token::Word(Sense::Or)) {
            let (left, right) = self.ends(left, right)?;
            let next = left.span.last()?.checked_add_days(Days::new(1));
            let is_next = next == right.span.first();
            return joined(left, right).filter(|_| is_next).map(whole);
        }
        self.one(tokens).map(whole)
    }

    /// «В ночь на 5 марта» begins on the 4th.
    fn night_before(self, tokens: &[Cased]) -> Option<(Bounds, bool)> {
        let day = self.one(tokens)?.span;
        let last = day.last().filter(|_| day.length() == Some(1))?;
        let night = Span::of_days(last.pred_opt()?, last)?;
        Some((Bounds::In(Named::plainly(night)), false))
    }

    fn one(self, tokens: &[Cased]) -> Option<Named> {
        self.resolve(parts(tokens)?)
    }

    /// What is before or after a time of day is before or after its day: a date has no finer bound.
    fn bound(self, tokens: &[Cased]) -> Option<Named> {
        let named = self.one(tokens).filter(|named| !named.is_about)?;
        let is_plain = named.is_plain && named.time.is_none();
        Some(Named { is_plain, ..named })
    }
}

fn whole(named: Named) -> (Bounds, bool) {
    (Bounds::In(named), named.is_plain)
}
