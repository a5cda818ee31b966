//! Cases in which everything that identifies says a word of its own.

use crate::common::{Chance, Place};
use crate::withholding::saying;
use image::{DynamicImage, ImageFormat};
use sandyq_domain::{KINDS, Privacy};
use serde_json::{Value, json};
use std::fmt;
use std::io::Cursor;

/// Every word begins with it, and nothing else does.
pub const MARK: &str = "canary";

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// In a declared field of class A.
    Field,
    /// In a field of a newer program.
    Undeclared,
    /// In the name of a file.
    FileName,
    /// In what a camera wrote into a picture.
    Picture,
}

/// Whose consent a word follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// That of one person.
    Person(usize),
    /// That of everybody.
    All,
}

/// A word that was planted.
pub struct Said {
    /// Without the mark.
    pub word: String,
    pub host: Host,
    follows: Follows,
    place: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.word, self.place)
    }
}

/// What somebody allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    /// Only named as having done it: not asked.
    NotAsked,
    Named,
    UnderACode,
    Nothing,
    Refused,
    TakenBack,
    RunOut,
}

impl Allowed {
    /// Whether a name leaves, a reason for going past missing and expired consents being given where one is needed.
    fn lets_name_out(self) -> bool {
        matches!(self, Self::NotAsked | Self::Named | Self::Nothing | Self::RunOut)
    }

    fn is_covered(self) -> bool {
        matches!(self, Self::NotAsked | Self::Named | Self::UnderACode)
    }

    fn consent(self) -> Option<Value> {
        let consent = |level: &str| json!({ "kind": "consent", "purpose": ["legal_help"], "identity_level": level, "given": "2025-03-18" });
        let mut consent = consent(match self {
            Self::NotAsked | Self::Nothing => return None,
            Self::UnderACode => "pseudonym",
            Self::Named | Self::Refused | Self::TakenBack | Self::RunOut => "named_confidential",
        });
        match self {
            Self::Refused => {
                consent["refused"] = json!(["legal_help"]);
                consent["purpose"] = json!(["media"]);
            }
            Self::TakenBack => consent["withdrawn"] = json!("2025-04-01"),
            Self::RunOut => consent["expires"] = json!("2025-05-01"),
            Self::NotAsked | Self::Named | Self::UnderACode | Self::Nothing => {}
        }
        Some(consent)
    }
}

/// A case in a vault, and what was planted in it.
pub struct Case {
    pub code: String,
    allowed: Vec<Allowed>,
    said: Vec<Said>,
}

impl Case {
    pub fn has_uncovered(&self) -> bool {
        self.allowed.iter().any(|allowed| !allowed.is_covered())
    }

    pub fn everybody_named(&self) -> bool {
        self.allowed.iter().all(|allowed| allowed.lets_name_out())
    }

    /// What leaves with nothing withheld by choice.
    pub fn leaving(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| match said.follows {
            Follows::Person(n) => self.allowed[n].lets_name_out(),
            Follows::All => self.everybody_named(),
        })
    }

    /// A word and where it was planted.
    pub fn tell(&self, word: &str) -> String {
        let said = self.said.iter().find(|said| said.word == word);
        said.map_or_else(|| format!("{word} of another case"), Said::to_string)
    }

    fn plant(&mut self, seed: u64, host: Host, follows: Follows, place: String) -> String {
        let word = format!("{seed}x{}x", self.said.len());
        let text = format!("{MARK}{word}");
        self.said.push(Said {
            word,
            host,
            follows,
            place,
        });
        text
    }
}

/// Records of every kind around these people, some more than once and some not at all.
fn records(people: usize, chance: &mut Chance) -> Vec<(Option<usize>, Value)> {
    let person = |n: usize| format!("person{n}");
    let mut all = vec![
        (None, json!({ "kind": "case", "key": "case" })),
        (
            None,
            json!({ "kind": "term", "key": "word", "vocabulary": "act_type", "label_ru": "Своё слово" }),
        ),
        (
            None,
            json!({ "kind": "organisation", "key": "police", "name_ru": "Отдел полиции" }),
        ),
        (
            None,
            json!({ "kind": "perpetrator_mark", "key": "number", "mark_kind": "phone" }),
        ),
        (None, json!({ "kind": "event", "key": "event" })),
        (
            None,
            json!({ "kind": "proceeding", "key": "track", "proceeding_kind": "ombudsman" }),
        ),
        (
            None,
            json!({ "kind": "deadline_rule", "key": "rule", "label": "x", "starts": ["closed"], "length": 5, "unit": "days" }),
        ),
    ];
    for n in 0..people {
        all.push((Some(n), json!({ "kind": "person", "key": person(n) })));
        for _ in 0..1 + chance.below(2) {
            all.push((Some(n), json!({ "kind": "person_identity", "person": person(n) })));
        }
    }
    all.push((
        None,
        json!({ "kind": "act", "key": "act", "victim": person(0), "act_type": { "term": "word" } }),
    ));
    let involved = json!({
        "kind": "involvement", "act": "act", "perpetrator_type": "unknown", "organisation": "police", "marks": ["number"],
    });
    all.push((None, involved));
    let around = [
        json!({ "kind": "account", "source": person(0) }),
        json!({ "kind": "proceeding_step", "proceeding": "track", "step_type": "complaint_filed" }),
        json!({ "kind": "evidence_item", "title": "Запись" }),
        json!({ "kind": "relation", "person": person(0), "relation_type": "unknown" }),
        json!({ "kind": "event_link", "from_event": "event", "link_type": "precedes" }),
        json!({ "kind": "intervention", "intervention_kind": "shelter" }),
        json!({ "kind": "medical_finding", "person": person(0) }),
        json!({ "kind": "risk_assessment", "person": person(0) }),
        json!({ "kind": "note", "text": "Заметка" }),
        json!({ "kind": "task", "what": "x" }),
    ];
    // A rule goes along with what names it.
    all.push((None, json!({ "kind": "task", "what": "x", "own_rule": "rule" })));
    for record in around {
        for _ in 0..chance.below(3) {
            all.push((None, record.clone()));
        }
    }
    all
}

/// Writes a case of its own into the vault. The first of its people suffered, others told of it or did it.
pub fn plant(place: &mut Place, seed: u64, chance: &mut Chance) -> Case {
    let mut case = Case {
        code: format!("K-26-{seed}"),
        allowed: Vec::new(),
        said: Vec::new(),
    };
    let kindly = chance.below(3) == 0;
    for n in 0..=chance.below(4) {
        let asked = [
            Allowed::Named,
            Allowed::UnderACode,
            Allowed::Nothing,
            Allowed::Refused,
            Allowed::TakenBack,
            Allowed::RunOut,
        ];
        case.allowed.push(match chance.below(4) {
            0 if n > 0 => Allowed::NotAsked,
            _ if kindly => asked[chance.below(2) * 2],
            _ => asked[chance.below(asked.len())],
        });
    }
    let mut all = records(case.allowed.len(), chance);
    for (n, allowed) in case.allowed.iter().enumerate() {
        let person = format!("person{n}");
        all.push((
            None,
            match allowed {
                Allowed::NotAsked => {
                    json!({ "kind": "involvement", "act": "act", "person": person, "perpetrator_type": "unknown" })
                }
                _ => json!({ "kind": "account", "source": person }),
            },
        ));
        if let Some(mut consent) = allowed.consent() {
            consent["person"] = json!(person);
            all.push((None, consent));
        }
    }
    let records: Vec<Value> = all
        .into_iter()
        .map(|(person, mut record)| {
            speak(
                &mut case,
                seed,
                person.map_or(Follows::All, Follows::Person),
                &mut record,
            );
            record
        })
        .collect();
    let report = place.import(&json!({ "records": records }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    attach(place, &mut case, seed);
    case
}

/// Plants a word in everything of a record that identifies.
fn speak(case: &mut Case, seed: u64, follows: Follows, record: &mut Value) {
    let kind = record["kind"].as_str().unwrap().to_owned();
    if kind == "case" {
        record["code"] = json!(case.code);
    }
    let spec = KINDS.iter().find(|spec| spec.name == kind).unwrap();
    for field in spec.fields.iter().filter(|field| field.privacy == Privacy::A) {
        if field.machine_made || saying(field.kind, "").is_none() {
            continue;
        }
        let word = case.plant(seed, Host::Field, follows, format!("{kind}.{}", field.name));
        record[field.name] = saying(field.kind, &word).unwrap();
    }
    let word = case.plant(seed, Host::Undeclared, follows, format!("{kind}, undeclared"));
    record["undeclared"] = json!({ "deep": [word] });
}

/// Three files: two pictures with what a camera wrote, and a text that leaves as it is.
fn attach(place: &mut Place, case: &mut Case, seed: u64) {
    let mut word = |host, what: &str| case.plant(seed, host, Follows::All, what.to_owned());
    let colour = |n: u64| image::Rgb([n, seed, seed / 256].map(|byte| (byte % 256) as u8));
    let picture = |format, n| {
        let mut out = Cursor::new(Vec::new());
        let drawn = image::RgbImage::from_pixel(9, 7, colour(n));
        DynamicImage::from(drawn).write_to(&mut out, format).unwrap();
        out.into_inner()
    };
    let jpeg = with_a_comment(
        &picture(ImageFormat::Jpeg, 1),
        &[word(Host::Picture, "JPEG comment"), word(Host::Picture, "EXIF")],
    );
    let jpeg = [jpeg, word(Host::Picture, "behind the JPEG").into_bytes()].concat();
    let png = with_a_text(&picture(ImageFormat::Png, 2), &word(Host::Picture, "PNG text"));
    let files = [
        (
            format!("{} во дворе.jpg", word(Host::FileName, "name of the JPEG")),
            jpeg,
        ),
        (format!("{}.png", word(Host::FileName, "name of the PNG")), png),
        (
            format!("{}.txt", word(Host::FileName, "name of the text")),
            format!("a text of case {seed}").into_bytes(),
        ),
    ];
    let paths: Vec<_> = files.iter().map(|(name, bytes)| place.file(name, bytes)).collect();
    place.attach(&case.code.clone(), &paths);
}

/// A JPEG with a comment and with EXIF data that say these words.
fn with_a_comment(jpeg: &[u8], words: &[String; 2]) -> Vec<u8> {
    let segment = |marker: u8, bytes: &[u8]| {
        let len = u16::try_from(bytes.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], len.as_slice(), bytes].concat()
    };
    // One entry: a description (0x010e) of so many letters, behind the table.
    let text = format!("{}\0", words[1]);
    let len = u32::try_from(text.len()).unwrap().to_be_bytes();
    let table = [b"\0\x01\x01\x0e\0\x02".as_slice(), &len, b"\0\0\0\x1a\0\0\0\0"].concat();
    let exif = [b"Exif\0\0MM\0*\0\0\0\x08".as_slice(), &table, text.as_bytes()].concat();
    [
        &jpeg[..2],
        &segment(0xe1, &exif),
        &segment(0xfe, words[0].as_bytes()),
        &jpeg[2..],
    ]
    .concat()
}

/// A PNG with a text that says this word, behind its header.
fn with_a_text(png: &[u8], word: &str) -> Vec<u8> {
    const HEAD: usize = 8 + 12 + 13;
    let chunk = [b"tEXtComment\0", word.as_bytes()].concat();
    let len = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    [&png[..HEAD], &len, &chunk, &crc(&chunk).to_be_bytes(), &png[HEAD..]].concat()
}

/// CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1))
        })
    };
    !bytes.iter().fold(!0, step)
}
