//! How much of an identity a paper shows of one person: never more than was asked for, never more than they agreed to.

use crate::consent::{Gate, Standing};
use sandyq_domain::kinds::{Consent, PersonIdentity};
use sandyq_domain::words::text_with;
use sandyq_domain::{Lang, RecordId};

/// A level of identity, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    /// Only in numbers.
    AggregatedOnly,
    /// Under a pseudonym or code, without place, age or occupation.
    Pseudonym,
    /// Under a pseudonym or code, with them.
    PseudonymDetailed,
    /// With the first letters of the name.
    Initials,
    /// By name, to whom the paper is addressed and to nobody else.
    NamedConfidential,
    /// By name, to everybody.
    NamedPublic,
}

impl Level {
    const ALL: [Self; 6] = [
        Self::AggregatedOnly,
        Self::Pseudonym,
        Self::PseudonymDetailed,
        Self::Initials,
        Self::NamedConfidential,
        Self::NamedPublic,
    ];

    /// The level of a slug of `identity_level`.
    pub(super) fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.slug() == slug)
    }

    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::AggregatedOnly => "aggregated_only",
            Self::Pseudonym => "pseudonym",
            Self::PseudonymDetailed => "pseudonym_detailed",
            Self::Initials => "initials",
            Self::NamedConfidential => "named_confidential",
            Self::NamedPublic => "named_public",
        }
    }

    pub(super) fn label(self, lang: Lang) -> String {
        let terms = sandyq_domain::vocab::vocabulary("identity_level");
        let label = terms.and_then(|terms| terms.label(self.slug(), lang));
        label.unwrap_or(self.slug()).to_owned()
    }

    /// Whether names stand in a paper of this level.
    pub(super) const fn names(self) -> bool {
        matches!(self, Self::NamedConfidential | Self::NamedPublic)
    }

    /// What is shown of somebody who agreed to `allowed` where `self` was asked for; none: they are left out.
    ///
    /// A consent to be named in confidence is none to stand with initials or details before everybody: where the paper is not
    /// confidential it allows a pseudonym.
    pub(super) fn shows(self, allowed: Self) -> Option<Self> {
        let here = match (self, allowed) {
            (Self::NamedConfidential, allowed) => allowed.min(Self::NamedConfidential),
            (_, Self::NamedConfidential) => Self::Pseudonym,
            (_, allowed) => allowed,
        };
        let shown = here.min(self);
        (shown > Self::AggregatedOnly).then_some(shown)
    }
}

/// What a person's consent allows for a purpose: the last of those that hold, and how it stands.
pub(super) fn allowed<'f>(
    gate: &Gate<'f>,
    person: RecordId,
    purpose: &str,
) -> (Option<(Level, &'f Consent)>, Standing) {
    let standing = gate.standing(person, purpose);
    let holding = gate.holding(person, purpose);
    // What was said later stands in place of what was said before; where days do not tell which that is, the narrowest does.
    let is_replaced = |one: &&&Consent| holding.iter().any(|other| is_later(other, one));
    let levels = holding.iter().filter(|one| !is_replaced(one));
    // A level this program does not know lets nothing out.
    let levels = levels.filter_map(|consent| Some((Level::of(consent.identity_level.as_ref()?.slug())?, *consent)));
    let narrowest = levels.min_by_key(|(level, _)| *level);
    (narrowest, standing)
}

/// Whether every day on which it may have been given lies behind every one of the other.
fn is_later(one: &Consent, other: &Consent) -> bool {
    let days = one.given.as_ref().zip(other.given.as_ref());
    days.is_some_and(|(one, other)| one.is_definitely_after(other))
}

/// Why somebody stands lower than was asked for; empty when they do not.
pub(super) fn why_lower(asked: Level, allowed: Level, shown: Level, lang: Lang) -> String {
    if shown >= asked {
        return String::new();
    }
    if allowed == Level::NamedConfidential && asked != Level::NamedConfidential {
        return sandyq_domain::words::text(lang, "paper-not-public");
    }
    text_with(
        lang,
        "paper-shown-lower",
        &[("level", allowed.label(lang).as_str().into())],
    )
}

/// What somebody is called at this level.
pub(super) fn called(level: Level, code: &str, identity: Option<&PersonIdentity>) -> String {
    // The name a person uses; what their documents say stands where a paper asks for it, not in every line.
    let name = |identity: &PersonIdentity| said(identity.used_name.as_ref()).or(said(identity.legal_name.as_ref()));
    let letters = |identity: &PersonIdentity| {
        let name = name(identity)?;
        let words = name.split_whitespace().filter_map(|word| word.chars().next());
        Some(
            words
                .map(|first| format!("{}.", first.to_uppercase()))
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    let shown = match level {
        Level::NamedConfidential | Level::NamedPublic => identity.and_then(name),
        Level::Initials => identity.and_then(letters),
        Level::AggregatedOnly | Level::Pseudonym | Level::PseudonymDetailed => None,
    };
    shown.unwrap_or_else(|| code.to_owned())
}

fn said(name: Option<&String>) -> Option<String> {
    name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_shown_with_more_than_they_agreed_to_or_than_was_asked_for() {
        for asked in Level::ALL {
            for allowed in Level::ALL {
                let shown = asked.shows(allowed);
                assert!(
                    shown.is_none_or(|shown| shown <= asked && shown <= allowed),
                    "{asked:?} {allowed:?}"
                );
            }
            assert_eq!(asked.shows(Level::AggregatedOnly), None);
        }
        assert_eq!(Level::AggregatedOnly.shows(Level::NamedPublic), None);
    }

    #[test]
    fn a_consent_in_confidence_names_nobody_where_others_read() {
        for asked in [Level::Initials, Level::NamedPublic, Level::PseudonymDetailed] {
            assert_eq!(
                asked.shows(Level::NamedConfidential),
                Some(Level::Pseudonym),
                "{asked:?}"
            );
        }
        assert_eq!(
            Level::NamedConfidential.shows(Level::NamedConfidential),
            Some(Level::NamedConfidential)
        );
        assert_eq!(
            Level::NamedConfidential.shows(Level::NamedPublic),
            Some(Level::NamedConfidential)
        );
        assert_eq!(Level::NamedConfidential.shows(Level::Initials), Some(Level::Initials));
    }

    #[test]
    fn initials_are_letters_and_a_name_stands_only_where_it_may() {
        let identity = PersonIdentity {
            legal_name: Some("Выдуманова Айсана Примеровна".to_owned()),
            used_name: Some("  ".to_owned()),
            ..PersonIdentity::default()
        };
        let called = |level| called(level, "P-001", Some(&identity));
        assert_eq!(called(Level::Initials), "В. А. П.");
        assert_eq!(called(Level::PseudonymDetailed), "P-001");
        assert_eq!(called(Level::NamedConfidential), "Выдуманова Айсана Примеровна");
        assert_eq!(super::called(Level::NamedPublic, "P-001", None), "P-001");
    }
}
