//! The endings a name takes in Russian and in Kazakh. Everything here is folded.

/// A name too short for endings behind a shortened stem: too much would begin alike.
const SHORTEST_STEM: usize = 2;
/// From this length on a stem without its fleeting vowel, or an adjective's, is told from other words.
const SURE_STEM: usize = 4;
const VOWELS: &str = "аеиоуыэюя";

/// Of nouns, behind the stem.
const NOUN: &[&str] = &[
    "", "а", "у", "е", "ы", "и", "о", "я", "ю", "ь", "й", "ой", "ей", "ою", "ею", "ом", "ем", "ам", "ям", "ах", "ях",
    "ами", "ями", "ов", "ев", "ин", "ина", "ину", "ины", "иной", "ье", "ьи", "ью", "ья",
];
/// Of surnames in -ов, -ев, -ин, -ын, of either sex, besides those of nouns.
const SURNAME: &[&str] = &["ым", "ыми", "ых"];
/// Of adjectives: Небывальский, Небывальская.
const ADJECTIVE: &[&str] = &[
    "ий", "ый", "ой", "ая", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ую", "ей", "ою", "ые", "ие", "их",
    "ых", "ими", "ыми",
];
/// Where a vowel fell out: Павел, Павла.
const FLED: &[&str] = &[
    "а", "у", "ом", "ем", "е", "ы", "и", "ью", "ов", "ам", "ами", "ах", "я", "ю",
];

const PLURAL: &[&str] = &["лар", "лер", "дар", "дер", "тар", "тер"];
const POSSESSION: &[&str] = &[
    "ымыз", "имиз", "ыныз", "иниз", "мыз", "миз", "ныз", "низ", "ым", "им", "ын", "ин", "сы", "си", "ы", "и", "м",
];
const CASE: &[&str] = &[
    "нын",
    "нин",
    "дын",
    "дин",
    "тын",
    "тин",
    "га",
    "ге",
    "ка",
    "ке",
    "на",
    "не",
    "ды",
    "ди",
    "ты",
    "ти",
    "ны",
    "ни",
    "н",
    "да",
    "де",
    "та",
    "те",
    "нда",
    "нде",
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "мен",
    "бен",
    "пен",
    "дай",
    "дей",
    "тай",
    "тей",
    "ники",
    "дики",
    "тики",
    "дагы",
    "деги",
    "тагы",
    "теги",
    "ндагы",
    "ндеги",
];

/// A name, taken apart once.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Stems {
    whole: String,
    /// Without the vowel or sign that endings replace.
    noun: String,
    is_surname: bool,
    /// Ends in а, and takes no soft ending: Веру, never верю.
    is_hard: bool,
    adjective: Option<String>,
    fled: Option<String>,
}

impl Stems {
    pub(super) fn of(whole: String) -> Self {
        let noun = stem(&whole).to_owned();
        Self {
            is_surname: ["ов", "ев", "ин", "ын"]
                .iter()
                .any(|end| noun.ends_with(end) && length(&noun) > SURE_STEM),
            adjective: ["ий", "ый", "ой", "ая"]
                .iter()
                .find_map(|end| whole.strip_suffix(end))
                .filter(|stem| length(stem) >= SURE_STEM)
                .map(str::to_owned),
            fled: without_fleeting(&whole),
            is_hard: whole.ends_with('а'),
            noun,
            whole,
        }
    }

    /// Everything that a word must begin with to be this name in some ending.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let noun = Some(&self.noun).filter(|noun| length(noun) >= SHORTEST_STEM);
        let others = noun.into_iter().chain(&self.adjective).chain(&self.fled);
        std::iter::once(&self.whole).chain(others).map(String::as_str)
    }

    pub(super) fn length(&self) -> usize {
        length(&self.whole)
    }

    /// Whether a folded word is this name in some ending. Endings that make an ordinary word of it count with a capital only.
    pub(super) fn are_in(&self, folded: &str, has_capital: bool) -> bool {
        folded == self.whole || self.in_kazakh(folded) || self.in_russian(folded, has_capital)
    }

    /// Kazakh endings follow the whole name.
    pub(super) fn in_kazakh(&self, folded: &str) -> bool {
        let Some(rest) = folded.strip_prefix(&self.whole) else {
            return false;
        };
        // One letter behind a very short name makes another name: Ая, Аян.
        if self.length() < SURE_STEM && length(rest) == 1 {
            return false;
        }
        let behind = |rest: &str, some: &[&str]| -> Vec<String> {
            let cut = some.iter().filter_map(|ending| rest.strip_prefix(ending));
            std::iter::once(rest).chain(cut).map(str::to_owned).collect()
        };
        behind(rest, PLURAL)
            .iter()
            .flat_map(|rest| behind(rest, POSSESSION))
            .any(|rest| rest.is_empty() || CASE.contains(&rest.as_str()))
            // To mine: Айгүліме. Without the possession it makes other words: Жан, жаңа.
            || rest.strip_suffix(['а', 'е']).is_some_and(|mine| POSSESSION.contains(&mine) && mine.ends_with('м'))
    }

    fn in_russian(&self, folded: &str, has_capital: bool) -> bool {
        let ends = |stem: &str, endings: &[&str]| folded.strip_prefix(stem).is_some_and(|end| endings.contains(&end));
        let is_soft = |rest: &str| rest.starts_with(['я', 'ю', 'ь', 'й']);
        let suits = !self.is_hard || folded.strip_prefix(&self.noun).is_some_and(|rest| !is_soft(rest));
        let as_noun = suits && length(&self.noun) >= SHORTEST_STEM && ends(&self.noun, NOUN);
        let as_surname = self.is_surname && ends(&self.noun, SURNAME);
        let as_other = [(&self.adjective, ADJECTIVE), (&self.fled, FLED)];
        let as_other = has_capital
            && as_other
                .iter()
                .any(|(stem, endings)| stem.as_deref().is_some_and(|stem| ends(stem, endings)));
        as_noun || as_surname || as_other
    }

    /// Whether its stem is long enough for endings in foreign letters.
    pub(super) fn is_sure(&self) -> bool {
        length(&self.noun) >= SURE_STEM
    }
}

/// Without the letter at its end that Russian endings stand in the place of. Names in other vowels do not decline.
fn stem(folded: &str) -> &str {
    folded.strip_suffix(['а', 'я', 'й', 'ь']).unwrap_or(folded)
}

/// Павел → павл, Любовь → любв, Лев → льв.
fn without_fleeting(whole: &str) -> Option<String> {
    if whole == "лев" {
        return Some("льв".to_owned());
    }
    let letters: Vec<char> = whole.trim_end_matches('ь').chars().collect();
    let [start @ .., vowel, last] = letters.as_slice() else {
        return None;
    };
    let flees = "ео".contains(*vowel) && !VOWELS.contains(*last) && start.last().is_some_and(|c| !VOWELS.contains(*c));
    (flees && start.len() + 1 >= SURE_STEM).then(|| start.iter().chain([last]).collect())
}

fn length(text: &str) -> usize {
    text.chars().count()
}
