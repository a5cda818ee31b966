//! Bundles and cards that somebody made on purpose, with keys that are good.

use crate::common::{LANG, Place, going_on, refused, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_bundle::{BundleKind, Card, CasePart, FilePart, Party, Plan, Sha256Sum, SigningKey, Source, To};
use sandyq_casework::{ErrorCode, Take};
use sandyq_domain::{Envelope, Lang, MachineId, RecordId, VersionVector};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::path::PathBuf;

/// A contact of the vault who means no good.
struct Forger {
    identity: Identity,
    signing: SigningKey,
    case: RecordId,
}

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

impl Forger {
    fn known_to(place: &mut Place) -> Self {
        let forger = Self {
            identity: Identity::generate(),
            signing: SigningKey::make().unwrap(),
            case: place.session.list_cases("", 0, 9, LANG).unwrap().rows[0].id,
        };
        let card = forger.card("Знакомый").to_text().unwrap();
        place
            .session
            .add_contact(card.as_bytes(), "", Some("in person"), LANG)
            .unwrap();
        forger
    }

    fn card(&self, name: &str) -> Card {
        Card {
            name: name.to_owned(),
            recipient: self.identity.recipient(),
            verifying: self.signing.public().unwrap(),
        }
    }

    fn seal(
        &self,
        place: &Place,
        sequence: u64,
        records: Vec<Envelope>,
        file: Option<(RecordId, &'static [u8])>,
    ) -> PathBuf {
        let before = std::fs::read(place.path(&format!("forged-{}.age", sequence - 1)));
        let before = before.unwrap_or_else(|_| b"before".to_vec());
        let case = CasePart {
            id: self.case,
            code: "K-26-001".to_owned(),
            sequence,
            previous_sha256: (sequence > 1).then(|| Sha256Sum::of(&before)),
            evidence_root: None,
        };
        self.seal_of(vec![case], place, sequence, records, file)
    }

    fn seal_of(
        &self,
        cases: Vec<CasePart>,
        place: &Place,
        sequence: u64,
        records: Vec<Envelope>,
        file: Option<(RecordId, &'static [u8])>,
    ) -> PathBuf {
        let part = |(item, bytes): (RecordId, &'static [u8])| FilePart {
            name: "0001.txt".to_owned(),
            size: bytes.len() as u64,
            sha256: Sha256Sum::of(bytes),
            item,
            source: Source::Plain(Box::new(move || Ok(Box::new(bytes)))),
        };
        let recipient: sandyq_agefile::Recipient = place.recipient().parse().unwrap();
        let plan = Plan {
            id: RecordId::from_bytes([u8::try_from(sequence).unwrap(); 16]),
            kind: BundleKind::HandOver,
            created: crate::common::now(),
            sender_name: "Знакомый".to_owned(),
            sender_recipient: self.identity.recipient(),
            recipient: Party {
                name: None,
                recipient: Some(recipient),
            },
            purpose: "legal_help".to_owned(),
            language: Lang::Ru,
            cases,
            consent_basis: vec![],
            withheld: vec![],
            consent_override: None,
            endings: vec![],
            contacts: vec![],
            receipts: vec![],
            history: vec![],
            note: String::new(),
            extra: serde_json::Map::new(),
            records,
            dossier: b"<!doctype html><title>x</title>".to_vec(),
            files: file.map(part).into_iter().collect(),
        };
        let path = place.path(&format!("forged-{sequence}.age"));
        let to = [place.recipient().parse().unwrap()];
        sandyq_bundle::seal(
            plan,
            &self.signing,
            To::Keys(&to),
            File::create(&path).unwrap(),
            &mut going_on,
        )
        .unwrap_or_else(|error| panic!("{error}"));
        path
    }
}

fn envelope(record: RecordId, case: Option<RecordId>, kind: &str, n: u64, body: &Value) -> Envelope {
    let machine = MachineId::from_bytes([9; 16]);
    Envelope {
        id: record,
        case,
        kind: kind.to_owned(),
        version: VersionVector::default().edited(machine, n),
        author: "Знакомый".to_owned(),
        machine,
        time: crate::common::now(),
        body: crate::common::object(body),
        withheld: vec![],
        edits: sandyq_domain::Edits::default(),
    }
}

/// A vault with one piece of evidence, the item's id, and a contact who knows that id.
fn with_evidence() -> (Place, Forger, String) {
    let mut place = Place::with_a_case("Адвокат");
    let file = place.file("фото.txt", b"the true picture");
    let item = place.attach("K-26-001", &[file]).remove(0);
    let forger = Forger::known_to(&mut place);
    (place, forger, item)
}

fn exported(place: &mut Place, item: &str) -> Vec<u8> {
    let out = place.path("exported");
    place.session.export_evidence(item, &out).unwrap();
    let bytes = std::fs::read(&out).unwrap();
    std::fs::remove_file(out).unwrap();
    bytes
}

#[test]
fn nobody_can_put_other_bytes_in_the_place_of_evidence_that_is_here() {
    let (mut place, forger, item) = with_evidence();
    let before = place.everything();
    let record = envelope(
        id(&item),
        Some(forger.case),
        "evidence_item",
        1,
        &json!({ "title": "подмена" }),
    );
    let bundle = forger.seal(&place, 1, vec![record], Some((id(&item), b"a forged picture")));
    assert_eq!(refused(place.open(&bundle)), ErrorCode::BundleRefused);
    let mut place = place.reopened();
    assert_eq!(place.everything(), before);
    assert_eq!(exported(&mut place, &item), b"the true picture");
}

/// The item's record as it was handed over to the forger.
fn handed_over(place: &mut Place, forger: &Forger, item: &str) -> Envelope {
    let (bundle, _) = place.seal(&forger.identity.recipient().to_string(), "handed-over.age");
    let tar = tar_of(&bundle, &forger.identity);
    let contents = sandyq_bundle::read_tar(&mut &tar[..], &mut going_on).unwrap_or_else(|error| panic!("{error}"));
    let mut records = contents.records.into_iter();
    records.find(|record| record.id == id(item)).unwrap()
}

/// A version that contains the one handed over.
fn newer(ours: &Envelope, change: impl FnOnce(&mut Map<String, Value>)) -> Envelope {
    let machine = MachineId::from_bytes([9; 16]);
    let mut theirs = ours.clone();
    theirs.version = ours.version.edited(machine, 900);
    theirs.machine = machine;
    change(&mut theirs.body);
    theirs
}

#[test]
fn nobody_can_make_the_record_of_evidence_that_is_here_state_another_hash_or_size() {
    let (mut place, forger, item) = with_evidence();
    let ours = handed_over(&mut place, &forger, &item);
    let before = place.everything();
    let changes: [fn(&mut Map<String, Value>); 4] = [
        |body| drop(body.insert("sha256".to_owned(), json!("0".repeat(64)))),
        |body| drop(body.insert("size".to_owned(), json!(1))),
        |body| drop(body.shift_remove("sha256")),
        |body| drop(body.shift_remove("size")),
    ];
    for change in changes {
        let record = newer(&ours, change);
        let bundle = forger.seal(&place, 1, vec![record], None);
        let failure = place.inspect(&bundle).err().unwrap();
        assert_eq!(failure.code, ErrorCode::BundleRefused);
        assert!(failure.text(LANG).contains("evidence-changed"));
        std::fs::remove_file(bundle).unwrap();
    }
    assert_eq!(place.everything(), before);
    // Positive control: what else they say of it is taken.
    let record = newer(&ours, |body| drop(body.insert("title".to_owned(), json!("двор"))));
    let bundle = forger.seal(&place, 1, vec![record], None);
    assert_eq!(place.open(&bundle).unwrap().taken, 1);
    assert_eq!(place.session.read_record(&item).unwrap().body["title"], "двор");
}

#[test]
fn a_check_tells_of_a_record_that_states_other_bytes_than_those_stored() {
    let (mut place, _, item) = with_evidence();
    let check = |place: &mut Place| {
        place
            .session
            .verify_evidence(None, LANG, &mut going_on)
            .unwrap()
            .remove(0)
    };
    assert!(check(&mut place).is_whole);
    let change = crate::common::object(&json!({ "sha256": "0".repeat(64) }));
    place.session.edit_record(&item, &change).unwrap();
    assert!(!check(&mut place).is_whole);
}

#[test]
fn a_file_of_a_record_that_is_no_evidence_is_not_stored() {
    let (mut place, forger, _) = with_evidence();
    let files = crate::common::files_below(&place.dir().join("files"));
    let event = RecordId::from_bytes([3; 16]);
    let record = envelope(event, Some(forger.case), "event", 1, &json!({ "title": "приманка" }));
    let bundle = forger.seal(&place, 1, vec![record], Some((event, b"stowed away")));
    let opened = place.open(&bundle).unwrap();
    assert_eq!((opened.taken, opened.evidence), (1, 0));
    assert_eq!(crate::common::files_below(&place.dir().join("files")), files);
}

#[test]
fn a_file_of_a_record_that_stays_as_it_is_here_is_not_kept() {
    let (mut place, forger, _) = with_evidence();
    let item = RecordId::from_bytes([3; 16]);
    let of = |title: &str| envelope(item, Some(forger.case), "evidence_item", 1, &json!({ "title": title }));
    let bundle = forger.seal(&place, 1, vec![of("без файла")], None);
    assert_eq!(place.open(&bundle).unwrap().taken, 1);
    let mut place = place.reopened();
    let files = crate::common::files_below(&place.dir().join("files"));
    let bundle = forger.seal(
        &place,
        2,
        vec![of("та же правка, другой текст")],
        Some((item, b"to a version not taken")),
    );
    let opened = place.open(&bundle).unwrap();
    assert_eq!((opened.conflicting, opened.evidence), (1, 0));
    let place = place.reopened();
    assert_eq!(crate::common::files_below(&place.dir().join("files")), files);
}

#[test]
fn a_record_of_another_kind_under_a_known_id_is_refused_whole() {
    let (mut place, forger, item) = with_evidence();
    let before = place.everything();
    let records = vec![
        envelope(
            RecordId::from_bytes([3; 16]),
            Some(forger.case),
            "event",
            1,
            &json!({ "title": "приманка" }),
        ),
        envelope(
            id(&item),
            Some(forger.case),
            "event",
            2,
            &json!({ "title": "другой вид" }),
        ),
    ];
    let bundle = forger.seal(&place, 1, records, None);
    assert_eq!(refused(place.open(&bundle)), ErrorCode::BundleRefused);
    assert_eq!(place.everything(), before);
}

#[test]
fn counters_that_no_editing_reaches_are_refused_whole() {
    let (mut place, forger, _) = with_evidence();
    let before = place.everything();
    let records = vec![
        envelope(
            RecordId::from_bytes([3; 16]),
            Some(forger.case),
            "event",
            1,
            &json!({ "title": "приманка" }),
        ),
        envelope(
            forger.case,
            Some(forger.case),
            "case",
            u64::MAX,
            &json!({ "title": "захват" }),
        ),
    ];
    let bundle = forger.seal(&place, 1, records, None);
    assert_eq!(refused(place.open(&bundle)), ErrorCode::BundleRefused);
    assert_eq!(place.everything(), before);
}

#[test]
fn a_field_that_both_changed_holds_both_values_until_somebody_decides() {
    let (mut place, forger, _) = with_evidence();
    let record = envelope(
        forger.case,
        Some(forger.case),
        "case",
        1,
        &json!({ "code": "K-26-001", "title": "их название" }),
    );
    let bundle = forger.seal(&place, 1, vec![record], None);
    let opened = place.open(&bundle).unwrap();
    assert_eq!((opened.taken, opened.conflicting), (0, 1));
    let conflict = place.session.read_conflict("K-26-001", LANG).unwrap();
    assert_eq!(conflict.fields.len(), 1, "the code is the same");
    assert_eq!(conflict.fields[0].ours.text, "Вымышленное дело");
    assert_eq!(conflict.fields[0].theirs[0].text, "их название");
    place.session.resolve_conflict("K-26-001", Take::Ours).unwrap();
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert_eq!(page.row.line.title, "Вымышленное дело");
    assert!(place.session.list_conflicts(LANG).unwrap().is_empty());
}

#[test]
fn a_body_that_fits_no_declaration_breaks_nothing() {
    let (mut place, forger, _) = with_evidence();
    let records = vec![
        envelope(
            RecordId::from_bytes([3; 16]),
            Some(forger.case),
            "event",
            1,
            &json!({ "title": 5, "date": ["весна"], "description": { "text": [] }, "region": { "a": {} } }),
        ),
        envelope(
            RecordId::from_bytes([4; 16]),
            Some(forger.case),
            "a_kind_of_the_future",
            2,
            &json!({ "x": 1 }),
        ),
        envelope(
            RecordId::from_bytes([5; 16]),
            Some(forger.case),
            "evidence_item",
            3,
            &json!({ "size": -5, "sha256": 7, "supports": "x", "media_type": "../../etc" }),
        ),
        envelope(RecordId::from_bytes([6; 16]), None, "person", 4, &json!({ "code": 12 })),
    ];
    let bundle = forger.seal(&place, 1, records, None);
    assert_eq!(place.open(&bundle).unwrap().taken, 4);
    let mut place = place.reopened();
    place.session.show_case("K-26-001", LANG).unwrap();
    place.session.list_evidence("K-26-001", LANG).unwrap();
    place
        .session
        .search_records("весна", sandyq_casework::Reach::Full, LANG)
        .unwrap();
    // And the case can still be handed on.
    place.seal(&Identity::generate().recipient().to_string(), "on.age");
}

#[test]
fn a_contact_named_like_a_key_does_not_get_what_was_sealed_for_that_key() {
    let (mut place, forger, _) = with_evidence();
    let victim = Identity::generate();
    let key = victim.recipient().to_string();
    let namesake = Forger {
        identity: Identity::generate(),
        signing: SigningKey::make().unwrap(),
        case: forger.case,
    };
    let card = namesake.card(&key).to_text().unwrap();
    // Whether such a card is refused or taken, the key itself wins.
    let _ = place.session.add_contact(card.as_bytes(), "", None, LANG);
    let out = place.path("b.age");
    place.seal_as(&request(&key), &out).unwrap();
    tar_of(&out, &victim);
}

#[test]
fn a_card_with_a_known_signature_and_another_key_is_an_alarm() {
    let (mut place, forger, _) = with_evidence();
    let mut card = forger.card("Кто-то ещё");
    card.recipient = Identity::generate().recipient();
    let added = place
        .session
        .add_contact(card.to_text().unwrap().as_bytes(), "", Some("in person"), LANG);
    assert_eq!(refused(added), ErrorCode::ContactKeyChanged);
    let mut card = forger.card("Знакомый");
    card.verifying = SigningKey::make().unwrap().public().unwrap();
    let added = place
        .session
        .add_contact(card.to_text().unwrap().as_bytes(), "", None, LANG);
    assert_eq!(refused(added), ErrorCode::ContactKeyChanged);
    assert_eq!(place.session.list_contacts(LANG).unwrap().len(), 1);
}

#[test]
fn a_card_with_one_sign_changed_is_refused() {
    let place = Place::new("Монитор");
    let mut other = Place::new("Другой");
    let card = place.card();
    // The lines after `#` are for people and say nothing about whose card it is.
    let said = card.find("\nname:").unwrap();
    let signs = card
        .char_indices()
        .filter(|(at, sign)| *at > said && sign.is_ascii_alphanumeric());
    for (at, sign) in signs {
        let mut altered = card.clone();
        let other_sign = if sign == 'q' { "p" } else { "q" };
        altered.replace_range(at..=at, other_sign);
        if let Ok(contact) = other.session.add_contact(altered.as_bytes(), "", None, LANG) {
            panic!("changed at {at}: {} was added", contact.name);
        }
    }
}
