//! What identifies somebody and was left in a text: names that are known, in the endings of Russian and Kazakh and in Latin
//! letters, telephone numbers, IIN, addresses and the like.
//!
//! A pointer, not a proof: rare endings, nicknames nobody wrote down and descriptions ("the only doctor of the village")
//! are not found, and an ordinary word that looks like a name may be.

mod digits;
mod endings;
mod letters;
mod names;
mod signs;
mod streets;

use serde::Serialize;

pub use names::{Crowd, Known};

/// What was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A name that stands in somebody's identity.
    Name,
    /// A telephone number.
    Phone,
    /// An individual identification number: its checksum and day of birth are right.
    Iin,
    /// A mail address.
    Mail,
    /// A name in a network or messenger.
    Handle,
    /// A number of a payment card, or of an account (IBAN).
    Account,
    /// A plate of a car of Kazakhstan.
    Plate,
    /// A street with a number.
    Address,
    /// A number of an identity document.
    Document,
}

impl Class {
    /// Its slug, in label keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Iin => "iin",
            Self::Mail => "mail",
            Self::Handle => "handle",
            Self::Account => "account",
            Self::Plate => "plate",
            Self::Address => "address",
            Self::Document => "document",
        }
    }
}

/// A place in a text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What it is.
    pub class: Class,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

/// Everything in `text` that identifies somebody, in order, nothing twice: of two that overlap the longer one.
#[must_use]
pub fn find(text: &str, known: &Known) -> Vec<Finding> {
    let mut found = digits::find(text, &known.numbers);
    found.extend(signs::find(text, &known.handles));
    found.extend(streets::find(text));
    found.extend(known.find(text));
    found.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    let mut kept: Vec<Finding> = Vec::new();
    for one in found {
        match kept.last_mut() {
            Some(last) if one.start < last.end => {
                if one.end - one.start > last.end - last.start {
                    *last = one;
                }
            }
            _ => kept.push(one),
        }
    }
    kept
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> Known {
        Known::of([
            "Вымышлева Динара Образцовна",
            "Дина",
            "Қуаныш Ойданұлы",
            "Вера",
            "Ақжол",
            "Ая",
        ])
    }

    fn found(text: &str) -> Vec<(Class, &str)> {
        let all = find(text, &known()).into_iter();
        all.map(|one| (one.class, &text[one.start..one.end])).collect()
    }

    #[test]
    fn names_are_found_in_their_endings_and_in_latin_letters() {
        for (text, name) in [
            ("Вчера Дину увезли в отдел.", "Дину"),
            ("сказал Динаре, чтобы шла домой", "Динаре"),
            ("говорили с Вымышлевой у входа", "Вымышлевой"),
            ("Қуаныштың үйіне келді", "Қуаныштың"),
            ("Қуанышқа қоңырау шалды", "Қуанышқа"),
            ("куаныштан сұрады", "куаныштан"),
            ("Верой её зовут друзья", "Верой"),
            ("they called Dina by her passport name", "Dina"),
            ("a man asked for Quanysh at the door", "Quanysh"),
            ("Kuanysh was not at home", "Kuanysh"),
            ("Аяны сұрады", "Аяны"),
            ("АҚЖОЛДЫ КӨРДІ", "АҚЖОЛДЫ"),
        ] {
            assert_eq!(found(text), [(Class::Name, name)], "{text}");
        }
    }

    #[test]
    fn ordinary_words_are_no_names() {
        for text in [
            "вера в справедливость",
            "динамика дел за год",
            "Динамика: шесть отказов",
            "Динамо сыграло вничью",
            "аялдамада тұрды",
            "Верховный суд отказал",
            "Образцовый порядок в отделе",
            "the dinner was cold",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_and_addresses_that_lead_to_somebody_are_found() {
        for (text, class, what) in [
            ("звонить +7 700 000 01 23 днём", Class::Phone, "+7 700 000 01 23"),
            ("8 (700) 000-01-23", Class::Phone, "8 (700) 000-01-23"),
            ("нөмірі 87000000123.", Class::Phone, "87000000123"),
            ("call +996 555 000 111 at night", Class::Phone, "+996 555 000 111"),
            ("ИИН 900101 300017 в протоколе", Class::Iin, "900101 300017"),
            ("пишите на nobody@example.org", Class::Mail, "nobody@example.org"),
            ("его ник @vymysel_07", Class::Handle, "@vymysel_07"),
            ("профиль t.me/vymysel07 удалён", Class::Handle, "t.me/vymysel07"),
            ("instagram.com/vymysel.x", Class::Handle, "instagram.com/vymysel.x"),
            ("карта 4000 0000 0000 0002", Class::Account, "4000 0000 0000 0002"),
            ("счёт KZ86125KZT5004100100", Class::Account, "KZ86125KZT5004100100"),
            ("уехали на 123 ABC 02", Class::Plate, "123 ABC 02"),
            ("машина 045АВС17", Class::Plate, "045АВС17"),
            (
                "живёт на ул. Вымышленной, д. 7, кв. 12",
                Class::Address,
                "ул. Вымышленной, д. 7, кв. 12",
            ),
            ("Ойдан көшесі, 12-үйде тұрады", Class::Address, "Ойдан көшесі, 12"),
            ("5 мкр., дом 8", Class::Address, "5 мкр., дом 8"),
            ("at 14 Invented Street", Class::Address, "14 Invented Street"),
        ] {
            assert_eq!(found(text), [(class, what)], "{text}");
        }
    }

    #[test]
    fn articles_dates_sums_and_codes_lead_to_nobody() {
        for text in [
            "ст. 145, ч. 2 УК РК",
            "12.03.2026 в 23:40",
            "2026-03-12 00:15–06:50",
            "забрали 200 000 тенге и 1 250 000 тенге",
            "дело K-26-001, человек P-014, КУИ 2018-0001",
            "7 700 000 тенге",
            "900101 300018 — не ИИН",
            "4000 0000 0000 0003",
            "улица была пуста",
            "the street was empty at 3",
            "a@b, @, @x, me@",
            "123 дня, 123 ABD",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn of_two_that_overlap_the_longer_one_is_told() {
        assert_eq!(found("Дина Вымышлева, dina@example.org").len(), 3);
        assert_eq!(found("@dina_07"), [(Class::Handle, "@dina_07")]);
    }

    proptest! {
        #[test]
        fn every_place_lies_within_the_text_and_none_overlap(text in ".{0,300}", name in "\\PC{0,20}") {
            let found = find(&text, &Known::of([name.as_str(), "Дина"]));
            let mut end = 0;
            for one in found {
                prop_assert!(one.start >= end && one.end > one.start);
                prop_assert!(text.get(one.start..one.end).is_some());
                end = one.end;
            }
        }
    }
}
