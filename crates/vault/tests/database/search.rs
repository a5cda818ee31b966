use crate::common::{Place, place};
use sandyq_vault::search::{self, Hit, MARK_END, MARK_START};
use serde_json::json;

fn find(place: &Place, typed: &str) -> Vec<Hit> {
    place.vault.read(|view| search::find(view, typed, 20)).unwrap()
}

fn filled() -> Place {
    let mut place = place();
    place.put(1, "case", &json!({"code": "K-26-014", "title": "Ещё одно дело"}));
    place.put(2, "event", &json!({"title": "Ұлытау облысы, Жезқазған"}));
    place.put(
        3,
        "note_of_2030",
        &json!({"text": "Заявление по ст.146 УК РК, КУИ 247510031000123, следователь отказал"}),
    );
    place
}

#[test]
fn spellings_that_people_type_find_the_text() {
    let place = filled();
    for (typed, kind) in [
        ("еще", "case"),
        ("ЕЩЁ", "case"),
        ("Улытау", "event"),
        ("ұлытау", "event"),
        ("жезказг", "event"),
        ("ст.146", "note_of_2030"),
        ("146 ст", "note_of_2030"),
        ("K-26-014", "case"),
        ("10031", "note_of_2030"),       // a fragment of a number
        ("следаватель", "note_of_2030"), // a letter wrong
    ] {
        let hits = find(&place, typed);
        assert_eq!(hits.first().map(|hit| hit.kind.as_str()), Some(kind), "{typed}");
        assert!(
            hits[0].snippet.contains(MARK_START) && hits[0].snippet.contains(MARK_END),
            "{typed}"
        );
    }
    assert!(find(&place, "Алматы").is_empty());
    assert_eq!(
        find(&place, "Ұлытау")[0].snippet,
        format!("{MARK_START}Ұлытау{MARK_END} облысы, Жезқазған")
    );
}

#[test]
fn whatever_is_typed_is_only_text() {
    let place = filled();
    let long = "ы".repeat(100_000);
    for typed in [
        "",
        " ",
        "\"",
        "\"\"\"",
        "*",
        "а*",
        "NEAR(",
        "NEAR(a b, 2)",
        "folded:еще",
        "{folded}: x",
        "AND",
        "OR OR",
        "NOT",
        "^",
        "-",
        "(",
        ")",
        "a\" OR \"b",
        "'; DROP TABLE record; --",
        "\0",
        "еще\0",
        "%",
        "_",
        "\u{202e}",
        "🙂",
        "ст.",
        &long,
        "a\nb",
        "\\",
    ] {
        let _answer = find(&place, typed);
    }
    assert_eq!(find(&place, "AND").len(), 0);
    assert_eq!(find(&place, "еще\"").len(), 1);
}

#[test]
fn each_kind_has_its_own_share_of_the_hits() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "полиция"}));
    for n in 2..60 {
        place.put(n, "event", &json!({"title": format!("полиция {n}")}));
    }
    let hits = place.vault.read(|view| search::find(view, "полиция", 5)).unwrap();
    let events = hits.iter().filter(|hit| hit.kind == "event").count();
    assert_eq!((hits.len(), events), (6, 5));
}

#[test]
fn a_changed_text_is_found_only_as_it_is_now() {
    let mut place = filled();
    place.put(1, "case", &json!({"code": "K-26-014", "title": "Другое"}));
    assert!(find(&place, "еще").is_empty());
    assert_eq!(find(&place, "другое").len(), 1);
}
