//! By what can be counted: coded fields marked as counted, and what follows from several of them.

use super::Unit;
use crate::field::{Field, Privacy};
use crate::kinds::{KINDS, is_coded, kind_spec};
use std::fmt;
use std::str::FromStr;

/// By what is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dimension {
    /// A coded field: kind and name.
    Field(&'static str, &'static str),
    /// What follows from several fields.
    Derived(Derived),
}

/// What follows from several fields, by the rules of docs/counting.md.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Derived {
    /// By law enforcement, failure to protect, by others.
    ByPolice,
    /// The month in which it surely lies.
    Month,
    /// The year in which it surely lies.
    Year,
    /// The region the place belonged to on the day.
    Region,
    /// The article an application asked for.
    Requested,
    /// What became of an application under that article.
    Registration,
    /// Every stage an application reached.
    Stage,
    /// The age group of whoever suffered it, when it happened.
    Age,
    /// In how many cases a perpetrator appears.
    Repeats,
}

impl Derived {
    /// Each of them.
    pub const ALL: [Self; 9] = [
        Self::ByPolice,
        Self::Month,
        Self::Year,
        Self::Region,
        Self::Requested,
        Self::Registration,
        Self::Stage,
        Self::Age,
        Self::Repeats,
    ];

    /// The word for it in commands, files and keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ByPolice => "by_police",
            Self::Month => "month",
            Self::Year => "year",
            Self::Region => "region",
            Self::Requested => "requested",
            Self::Registration => "registration",
            Self::Stage => "stage",
            Self::Age => "age",
            Self::Repeats => "repeats",
        }
    }

    /// Its values in their order, where they are few and fixed.
    #[must_use]
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::ByPolice => &["police", "failed_to_protect", "others"],
            Self::Registration => &["as_requested", "otherwise", "pending", "none"],
            Self::Stage => &[
                "filed",
                "receipt",
                "journal",
                "registered",
                "suspect",
                "charged",
                "court",
                "sentence",
            ],
            Self::Repeats => &["one", "two", "three_to_five", "more"],
            Self::Month | Self::Year | Self::Region | Self::Requested | Self::Age => &[],
        }
    }
}

impl Dimension {
    /// Everything that can be counted by: derived ones first, then fields in the order of their kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = KINDS.iter().flat_map(|kind| {
            let counted = kind.fields.iter().filter(|field| can_be_counted(field));
            counted.map(|field| Self::Field(kind.name, field.name))
        });
        Derived::ALL.into_iter().map(Self::Derived).chain(fields)
    }

    /// Whether it says anything of this unit.
    #[must_use]
    pub fn fits(self, unit: Unit) -> bool {
        match self {
            Self::Field("case", _) | Self::Derived(Derived::Month | Derived::Year) => true,
            Self::Field("proceeding" | "proceeding_step", _) => !unit.is_of_events() || unit == Unit::Cases,
            Self::Field("event" | "act" | "involvement", _) | Self::Derived(Derived::ByPolice | Derived::Region) => {
                unit.is_of_events()
            }
            Self::Field("person", _) | Self::Derived(Derived::Age) => {
                unit == Unit::Applicants || (unit.is_of_events() && unit != Unit::Perpetrators)
            }
            Self::Field(..) => unit == Unit::Cases,
            Self::Derived(Derived::Requested | Derived::Registration | Derived::Stage) => unit == Unit::Applications,
            Self::Derived(Derived::Repeats) => unit == Unit::Perpetrators,
        }
    }
}

fn can_be_counted(field: &Field) -> bool {
    field.counted && is_coded(field) && field.privacy != Privacy::A
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(kind, name) => write!(f, "{kind}.{name}"),
            Self::Derived(derived) => f.write_str(derived.slug()),
        }
    }
}

/// Nothing that can be counted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("nothing can be counted by this")]
pub struct NotADimension;

impl FromStr for Dimension {
    type Err = NotADimension;

    /// `kind.field` or the word of a derived one.
    ///
    /// # Security
    /// Only fields declared as counted, and none that identifies.
    fn from_str(text: &str) -> Result<Self, NotADimension> {
        if let Some(derived) = Derived::ALL.into_iter().find(|derived| derived.slug() == text) {
            return Ok(Self::Derived(derived));
        }
        let (kind, name) = text.split_once('.').ok_or(NotADimension)?;
        let spec = kind_spec(kind).ok_or(NotADimension)?;
        let field = spec.field(name).ok_or(NotADimension)?;
        if can_be_counted(field) {
            Ok(Self::Field(spec.name, field.name))
        } else {
            Err(NotADimension)
        }
    }
}
