//! Names, numbers and addresses left in texts are pointed at, and nothing is changed.

use crate::common::{LANG, Place, request};
use sandyq_domain::Lang;
use serde_json::json;

fn place() -> Place {
    let mut place = Place::new("Документалист");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "title": "Дина в отделе" },
        { "kind": "person", "key": "p", "counting_unit": "individual" },
        { "kind": "person_identity", "person": "p", "used_name": "Дина", "legal_name": "Вымышлев Образец", "contacts": ["+7 700 000 01 23"],
          "remarks": { "lang": "ru", "text": "Дина просит не звонить на +7 700 000 01 23" } },
        { "kind": "event", "key": "e", "case": "c", "title": "Ночь в отделе", "description": [
            { "lang": "ru", "text": "Дину увезли из дома на ул. Вымышленной, 7. Её номер 8 700 000 01 23." },
            { "lang": "kk", "text": "Динаны түнде алып кетті." }] },
        { "kind": "act", "case": "c", "event": "e", "victim": "p", "act_type": "unlawful_detention", "methods": ["ст. 145 не приняли"] },
        { "kind": "case", "key": "other", "title": "Динамика отказов" },
        { "kind": "note", "case": "other", "text": "Дина здесь никому не известна" },
    ] }));
    assert!(
        report.refused.is_empty(),
        "{:?}",
        report.refused.first().map(|one| &one.why)
    );
    place
}

#[test]
fn every_place_is_named_with_its_field_and_the_words_around_it() {
    let place = place();
    let found = place.session.find_residual(Some("K-26-001"), Lang::Ru).unwrap();
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|line| (line.field.as_str(), line.found.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("title", "Дина"),
            ("description", "Дину"),
            ("description", "ул. Вымышленной, 7"),
            ("description", "8 700 000 01 23"),
            ("description", "Динаны"),
        ]
    );
    assert!(found[1].excerpt.starts_with("\u{e000}Дину\u{e001} увезли"));
    assert!(
        found
            .iter()
            .all(|line| line.case_code == "K-26-001" && !line.field_label.is_empty())
    );
    // Who is not of a case is nobody there; all cases together say the same.
    assert!(place.session.find_residual(Some("K-26-002"), LANG).unwrap().is_empty());
    assert_eq!(place.session.find_residual(None, LANG).unwrap().len(), 5);
}

#[test]
fn what_still_stands_in_a_text_is_said_before_it_is_sealed() {
    let mut place = place();
    let to = place.recipient();
    let mut asked = request(&to);
    asked.cases = vec!["K-26-001".to_owned()];
    let again = place.session.preview_seal(&asked, LANG).unwrap().look_again;
    for what in ["ул. Вымышленной, 7", "8 700 000 01 23"] {
        assert!(again.iter().any(|line| line.note == what), "{what}");
    }
    let names = again.iter().filter(|line| line.text.contains("P-001")).count();
    assert!(names >= 2, "the title and the description both name her");
    let _ = &mut place;
}
