//! Marks of perpetrators brought to one form, so that the same number is the same however it was written down. Computed for
//! comparing, never written over what a person typed.

/// What a mark is compared by, and how much two that agree say.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Normal {
    /// What it is: only forms of one sort are compared.
    pub sort: Sort,
    /// The form itself.
    pub form: String,
}

/// Sorts of marks that can be compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Sort {
    /// A telephone number.
    Phone,
    /// A name in a network or messenger, whichever.
    Handle,
    /// A mail address.
    Mail,
    /// The plate of a car.
    Plate,
    /// The last four digits of a card or account: many share them.
    CardTail,
}

impl Sort {
    /// Whether two that agree may well be two different ones.
    #[must_use]
    pub const fn is_weak(self) -> bool {
        matches!(self, Self::CardTail)
    }
}

/// Cyrillic letters on plates, and the Latin ones they look like.
const LOOK_ALIKES: [(char, char); 12] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
];
/// In front of a name in a network.
const NETWORKS: [&str; 9] = [
    "t.me/",
    "telegram.me/",
    "wa.me/",
    "instagram.com/",
    "facebook.com/",
    "vk.com/",
    "tiktok.com/",
    "x.com/",
    "twitter.com/",
];

/// The form of a mark of this kind (a slug of `mark_kind`); none for kinds that are words, and for what is too short to
/// tell anybody from anybody.
#[must_use]
pub fn normal(kind: &str, written: &str) -> Option<Normal> {
    let (sort, form) = match kind {
        "phone" => (Sort::Phone, phone(written)?),
        "handle" | "profile" => handle(written)?,
        "plate" => (Sort::Plate, plate(written)?),
        "card_tail" => (Sort::CardTail, card_tail(written)?),
        _ => return None,
    };
    Some(Normal { sort, form })
}

/// Digits with the country in front: `8 700 …`, `+7 700 …` and `700 …` are one number of Kazakhstan.
fn phone(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_foreign = written.trim_start().starts_with('+') && !digits.starts_with('7');
    match digits.len() {
        10 if digits.starts_with('7') && !is_foreign => Some(format!("7{digits}")),
        11 if digits.starts_with('8') && !is_foreign => Some(format!("7{}", &digits[1..])),
        // Shorter ones are numbers of a town, and many towns have the same.
        10..=15 => Some(digits),
        _ => None,
    }
    // Zeros stand where nobody knew the number.
    .filter(|form| form.chars().skip(4).any(|c| c != '0'))
}

/// Places of a network that are nobody's name: there the whole address tells one from another.
const NOT_NAMES: [&str; 12] = [
    "profile.php",
    "reel",
    "p",
    "stories",
    "groups",
    "joinchat",
    "s",
    "watch",
    "share",
    "invite",
    "c",
    "channel",
];

/// Without the network, the sign in front and letter case; a mail address is one of its own, and so is the telephone number of a
/// messenger. An address of another host is compared whole: what stands behind its first stroke is what differs.
fn handle(written: &str) -> Option<(Sort, String)> {
    let lower = written.trim().to_lowercase();
    let bare = ["https://", "http://", "www.", "m."]
        .into_iter()
        .fold(lower.as_str(), |text, front| text.strip_prefix(front).unwrap_or(text));
    let whole = bare.trim_start_matches('@').trim_end_matches(['/', '.']);
    let in_network = NETWORKS
        .into_iter()
        .find_map(|network| Some((network, bare.strip_prefix(network)?)));
    let name = match in_network {
        Some(("wa.me/", number)) => return phone(number).map(|form| (Sort::Phone, form)),
        Some((_, path)) => {
            let first = path
                .trim_start_matches('@')
                .split(['?', '/'])
                .next()
                .unwrap_or_default();
            let first = first.trim_end_matches('.');
            if NOT_NAMES.contains(&first) { whole } else { first }
        }
        None => whole,
    };
    if name.contains('@') && name.rsplit('@').next().is_some_and(|host| host.contains('.')) {
        return Some((Sort::Mail, name.to_owned()));
    }
    let is_name = !name.chars().any(char::is_whitespace) && name.chars().filter(|c| c.is_alphanumeric()).count() > 2;
    is_name.then(|| (Sort::Handle, name.to_owned()))
}

/// Latin capitals and digits, nothing between.
fn plate(written: &str) -> Option<String> {
    let like_latin = |c: char| {
        LOOK_ALIKES
            .into_iter()
            .find(|(cyrillic, _)| *cyrillic == c)
            .map_or(c, |(_, latin)| latin)
    };
    let form: String = written
        .to_uppercase()
        .chars()
        .map(like_latin)
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let has = |fits: fn(&char) -> bool| form.chars().any(|c| fits(&c));
    ((5..=10).contains(&form.len()) && has(char::is_ascii_digit) && has(char::is_ascii_uppercase)).then_some(form)
}

/// The last four digits, whether more were written or not.
fn card_tail(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let start = digits.len().checked_sub(4)?;
    Some(digits[start..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(kind: &str, forms: &[&str]) {
        let normal: Vec<_> = forms.iter().map(|form| normal(kind, form)).collect();
        assert!(normal[0].is_some(), "{}", forms[0]);
        for (form, found) in forms.iter().zip(&normal) {
            assert_eq!(*found, normal[0], "{form}");
        }
    }

    #[test]
    fn one_mark_is_one_however_it_was_written() {
        same(
            "phone",
            &[
                "+7 700 000 01 23",
                "8 (700) 000-01-23",
                "77000000123",
                "700 000 01 23",
                " 8-700-000-0123.",
            ],
        );
        same("phone", &["+996 555 000 111", "996555000111"]);
        same(
            "handle",
            &[
                "@Vymysel_07",
                "https://t.me/vymysel_07",
                "vymysel_07",
                "T.me/vymysel_07?start=1",
            ],
        );
        same(
            "profile",
            &[
                "https://www.instagram.com/ydyr.yq/",
                "@ydyr.yq",
                "instagram.com/Ydyr.Yq",
            ],
        );
        same("handle", &["Nobody@Example.org", "nobody@example.org"]);
        assert_eq!(
            normal("handle", "https://wa.me/77000001122"),
            normal("phone", "8 700 000 11 22")
        );
        same("plate", &["123 ABC 02", "123авс02", "123-ABC-02", "123 АВС 02"]);
        same("card_tail", &["0002", "4000 0000 0000 0002", "*0002", "…0002"]);
    }

    #[test]
    fn what_differs_or_says_nothing_is_not_one() {
        for (kind, a, b) in [
            ("phone", "+7 700 000 01 23", "+7 700 000 01 24"),
            ("phone", "+996 555 000 111", "8 555 000 11 11"),
            ("handle", "@vymysel_07", "@vymysel_70"),
            ("plate", "123 ABC 02", "123 ABC 05"),
        ] {
            assert_ne!(normal(kind, a), normal(kind, b));
        }
        for (a, b) in [
            ("https://ok.ru/profile/111", "https://ok.ru/profile/222"),
            ("https://m.facebook.com/vymysel.a", "https://m.facebook.com/vymysel.b"),
            ("facebook.com/profile.php?id=1", "facebook.com/profile.php?id=2"),
            ("instagram.com/reel/AAA", "instagram.com/reel/BBB"),
            ("t.me/joinchat/AAA", "t.me/joinchat/BBB"),
        ] {
            assert_ne!(normal("profile", a), normal("profile", b), "{a}");
        }
        for (kind, written) in [
            ("phone", "234-56-78"),
            ("phone", "+7 000 000 00 00"),
            ("phone", "не сказал"),
            ("phone", "102"),
            ("handle", ""),
            ("handle", "@x"),
            ("handle", "какой-то ник"),
            ("plate", "белая машина"),
            ("plate", "02"),
            ("card_tail", "12"),
            ("description", "высокий"),
            ("address", "ул. Вымышленная, 7"),
            ("unknown", "+7 700 000 01 23"),
        ] {
            assert_eq!(normal(kind, written), None, "{kind}: {written}");
        }
        // A handle and a telephone number are never compared with one another.
        assert_ne!(
            normal("handle", "77000000123").unwrap().sort,
            normal("phone", "77000000123").unwrap().sort
        );
        assert!(Sort::CardTail.is_weak() && !Sort::Phone.is_weak());
    }

    proptest! {
        #[test]
        fn the_form_of_a_form_is_itself(kind in "phone|handle|plate|card_tail", written in "\\PC{0,60}") {
            if let Some(found) = normal(&kind, &written) {
                prop_assert!(found.form.chars().count() <= 60);
                if found.sort != Sort::Phone {
                    prop_assert_eq!(normal(&kind, &found.form), Some(found));
                }
            }
        }
    }
}
