//! By what a case or a person is recognised in another.

use super::marks;

/// One thing two records have in common. No `Debug`: the form is a number or a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clue {
    /// What it is: only clues of one sort are compared.
    pub sort: ClueSort,
    /// In the form it is compared in; for what is a record itself, its id.
    pub form: String,
}

/// Sorts of clues.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClueSort {
    /// Perpetrators left the same telephone number.
    Phone,
    /// The same name in a network or messenger.
    Handle,
    /// The same mail address.
    Mail,
    /// The same plate.
    Plate,
    /// The same last digits of a card.
    CardTail,
    /// The very same mark was chosen in both; the form is its id.
    Mark,
    /// The same person did it; the form is their id.
    Perpetrator,
    /// The same gang did it; the form is its id.
    Gang,
    /// The same file is evidence in both.
    File,
    /// The same official number.
    OfficialNumber,
    /// The same victim on the same day.
    VictimOnDay,
    /// The same act at the same place on the same day.
    PlaceAndDay,
    /// Two people with the same individual identification number.
    Iin,
    /// The same identity document.
    Document,
    /// The same telephone number, address or handle of their own.
    Contact,
    /// The same name.
    Name,
}

/// What clues of a sort propose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Finding {
    /// The same people stand behind these cases.
    SamePerpetrators,
    /// These cases may tell one story.
    Duplicate,
    /// These codes may stand for one person.
    SamePerson,
}

/// How much an agreement says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Strength {
    /// It may well be chance.
    Weak,
    /// Chance is possible.
    Probable,
    /// Hardly chance.
    Strong,
}

impl ClueSort {
    /// All, in the order in which reasons are told.
    pub const ALL: [Self; 16] = [
        Self::Phone,
        Self::Handle,
        Self::Mail,
        Self::Plate,
        Self::CardTail,
        Self::Mark,
        Self::Perpetrator,
        Self::Gang,
        Self::File,
        Self::OfficialNumber,
        Self::VictimOnDay,
        Self::PlaceAndDay,
        Self::Iin,
        Self::Document,
        Self::Contact,
        Self::Name,
    ];

    /// Its word in label keys and in what was declined.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Mail => "mail",
            Self::Plate => "plate",
            Self::CardTail => "card-tail",
            Self::Mark => "mark",
            Self::Perpetrator => "perpetrator",
            Self::Gang => "gang",
            Self::File => "file",
            Self::OfficialNumber => "official-number",
            Self::VictimOnDay => "victim-on-day",
            Self::PlaceAndDay => "place-and-day",
            Self::Iin => "iin",
            Self::Document => "document",
            Self::Contact => "contact",
            Self::Name => "name",
        }
    }

    /// What it proposes.
    #[must_use]
    pub const fn finding(self) -> Finding {
        match self {
            Self::Phone
            | Self::Handle
            | Self::Mail
            | Self::Plate
            | Self::CardTail
            | Self::Mark
            | Self::Perpetrator
            | Self::Gang => Finding::SamePerpetrators,
            Self::File | Self::OfficialNumber | Self::VictimOnDay | Self::PlaceAndDay => Finding::Duplicate,
            Self::Iin | Self::Document | Self::Contact | Self::Name => Finding::SamePerson,
        }
    }

    /// How much it says alone.
    #[must_use]
    pub const fn strength(self) -> Strength {
        match self {
            Self::Phone
            | Self::Handle
            | Self::Mail
            | Self::Plate
            | Self::Mark
            | Self::Perpetrator
            | Self::OfficialNumber
            | Self::Iin
            | Self::Document => Strength::Strong,
            // A gang is known by what it calls itself; relatives share a telephone; one film may show two cases.
            Self::Gang | Self::File | Self::VictimOnDay | Self::Contact => Strength::Probable,
            Self::CardTail | Self::PlaceAndDay | Self::Name => Strength::Weak,
        }
    }
}

impl Finding {
    /// Its word in label keys and in what was declined.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::SamePerpetrators => "same-perpetrators",
            Self::Duplicate => "duplicate",
            Self::SamePerson => "same-person",
        }
    }
}

impl Strength {
    /// Its word in label keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Probable => "probable",
            Self::Strong => "strong",
        }
    }
}

/// The clue in a mark of perpetrators; none in one that is only words.
#[must_use]
pub fn of_mark(kind: &str, value: &str) -> Option<Clue> {
    let normal = marks::normal(kind, value)?;
    let sort = match normal.sort {
        marks::Sort::Phone => ClueSort::Phone,
        marks::Sort::Handle => ClueSort::Handle,
        marks::Sort::Mail => ClueSort::Mail,
        marks::Sort::Plate => ClueSort::Plate,
        marks::Sort::CardTail => ClueSort::CardTail,
    };
    let form = normal.form;
    Some(Clue { sort, form })
}

/// What a contact of somebody's own is compared by: a telephone number, a mail address or a handle.
#[must_use]
pub fn of_contact(written: &str) -> Option<Clue> {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    // "Telegram: @name" is a handle with a word before it.
    let bare = written.split_whitespace().next_back().unwrap_or_default();
    let kind = if digits >= 7 && digits > letters {
        "phone"
    } else {
        "handle"
    };
    let is_marked = kind == "phone" || bare.contains(['@', '/']);
    let value = if kind == "phone" { written } else { bare };
    of_mark(kind, value).filter(|_| is_marked)
}

/// An official number without what people put between its signs. What has no four digits says nothing.
#[must_use]
pub fn of_number(sort: ClueSort, written: &str) -> Option<Clue> {
    let form: String = written.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let is_empty_number = form.chars().filter(char::is_ascii_digit).all(|c| c == '0');
    (digits >= 4 && !is_empty_number).then_some(Clue { sort, form })
}

/// A name of two words or more, whatever their order and letter case.
#[must_use]
pub fn of_name(written: &str) -> Option<Clue> {
    let folded = crate::fold(written);
    let split = folded.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<&str> = split.filter(|word| word.chars().count() > 1).collect();
    words.sort_unstable();
    let form = words.join(" ");
    (words.len() > 1).then_some(Clue {
        sort: ClueSort::Name,
        form,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(clue: Option<Clue>) -> Option<String> {
        clue.map(|clue| format!("{}:{}", clue.sort.slug(), clue.form))
    }

    #[test]
    fn a_contact_is_known_by_its_number_address_or_handle_and_words_are_none() {
        for (written, wanted) in [
            ("+7 700 000 11 22", Some("phone:77000001122")),
            ("тел. 8 700 000 11 22 (мама)", Some("phone:77000001122")),
            ("Telegram: @vymysel_noch", Some("handle:vymysel_noch")),
            ("https://t.me/vymysel_noch", Some("handle:vymysel_noch")),
            ("Nobody@example.org", Some("mail:nobody@example.org")),
            ("через подругу", None),
            ("общежитие 12", None),
            ("", None),
        ] {
            assert_eq!(form(of_contact(written)).as_deref(), wanted, "{written}");
        }
    }

    #[test]
    fn numbers_and_names_are_compared_without_what_stands_between() {
        let number = |written| form(of_number(ClueSort::OfficialNumber, written));
        assert_eq!(number("24-0001-00-1/77"), number("24 0001 00 1 77"));
        assert_eq!(number("КУИ № 12"), None, "too short to be one of a kind");
        assert_eq!(number("0000-00-00-0/000"), None, "a form not filled in");
        assert_eq!(form(of_name("Вымышлева Айгерим")), form(of_name("АЙГЕРІМ  вымышлева")));
        assert_eq!(form(of_name("Айгерим")), None);
        assert_eq!(form(of_name("А. В.")), None);
    }

    #[test]
    fn every_sort_has_a_word_of_its_own() {
        let slugs: std::collections::BTreeSet<_> = ClueSort::ALL.iter().map(|sort| sort.slug()).collect();
        assert_eq!(slugs.len(), ClueSort::ALL.len());
        assert!(ClueSort::ALL.is_sorted());
    }
}
