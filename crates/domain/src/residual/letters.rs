//! Names in the other alphabet: Cyrillic in Latin letters by the passport and as people type, and back.

/// The ways a Latin word may be meant in Cyrillic, folded: y is й or ы, and i behind a vowel may be й.
pub(super) fn cyrillic(folded: &str) -> Vec<String> {
    if !folded.chars().all(|c| c.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let mut forms: Vec<String> = [('й', true), ('ы', true), ('й', false), ('ы', false)]
        .into_iter()
        .map(|(y, is_short)| spelled(folded, y, is_short))
        .collect();
    forms.sort();
    forms.dedup();
    forms
}

/// The longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("gh", "г"),
    ("yu", "ю"),
    ("iu", "ю"),
    ("ya", "я"),
    ("ia", "я"),
    ("yo", "е"),
    ("a", "а"),
    ("b", "б"),
    ("c", "к"),
    ("d", "д"),
    ("e", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и"),
    ("j", "ж"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("q", "к"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("v", "в"),
    ("w", "у"),
    ("x", "х"),
    ("y", "ы"),
    ("z", "з"),
];

fn spelled(latin: &str, y: char, is_short: bool) -> String {
    let (mut rest, mut made) = (latin, String::new());
    while let Some((sound, letter)) = SOUNDS.iter().find(|(sound, _)| rest.starts_with(sound)) {
        let behind_a_vowel = made.ends_with(['а', 'е', 'о', 'у', 'ы']);
        match *sound {
            "y" => made.push(y),
            "i" if is_short && behind_a_vowel => made.push('й'),
            _ => made.push_str(letter),
        }
        rest = &rest[sound.len()..];
    }
    made
}

/// A Cyrillic name in Latin letters, in each usual way.
pub(super) fn latin(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let one = |style: usize| -> String { lower.chars().map(|c| letter(c)[style]).collect() };
    let mut forms = vec![one(0), one(1), one(2)];
    forms.dedup();
    forms.retain(|form| form.len() > 2);
    forms
}

const fn letter(c: char) -> [&'static str; 3] {
    match c {
        'а' | 'ә' => ["a", "a", "a"],
        'б' => ["b", "b", "b"],
        'в' => ["v", "v", "v"],
        'г' => ["g", "g", "g"],
        'ғ' => ["g", "gh", "g"],
        'д' => ["d", "d", "d"],
        'е' | 'э' => ["e", "e", "e"],
        'ё' => ["yo", "e", "e"],
        'ж' => ["zh", "zh", "j"],
        'з' => ["z", "z", "z"],
        'и' | 'і' => ["i", "i", "i"],
        'й' => ["y", "i", "y"],
        'к' => ["k", "k", "k"],
        'қ' => ["k", "q", "k"],
        'л' => ["l", "l", "l"],
        'м' => ["m", "m", "m"],
        'н' | 'ң' => ["n", "n", "n"],
        'о' | 'ө' => ["o", "o", "o"],
        'п' => ["p", "p", "p"],
        'р' => ["r", "r", "r"],
        'с' => ["s", "s", "s"],
        'т' => ["t", "t", "t"],
        'у' | 'ұ' | 'ү' => ["u", "u", "u"],
        'ф' => ["f", "f", "f"],
        'х' | 'һ' => ["kh", "h", "h"],
        'ц' => ["ts", "ts", "c"],
        'ч' => ["ch", "ch", "ch"],
        'ш' => ["sh", "sh", "sh"],
        'щ' => ["shch", "sch", "sch"],
        'ы' => ["y", "y", "y"],
        'ю' => ["yu", "iu", "yu"],
        'я' => ["ya", "ia", "ya"],
        _ => ["", "", ""],
    }
}
