//! A first talk becomes a case: whatever was answered and whatever was not.

use crate::common::{LANG, Place, object, pass, refused, unlock};
use sandyq_casework::ErrorCode;
use sandyq_casework::view::RecordView;
use sandyq_domain::Lang;
use serde_json::{Value, json};

const WORDS: &str = "Они пришли вчера вечером и никого не слушали";

fn taken(place: &mut Place, answers: &Value) -> Vec<RecordView> {
    let row = place
        .session
        .add_intake(&answers.to_string(), LANG)
        .unwrap_or_else(|why| panic!("{}", why.text(LANG)));
    let page = place.session.show_case(&row.line.id.to_string(), LANG).unwrap();
    let ids = page.records.iter().map(|record| record.id.to_string());
    ids.map(|id| place.session.read_record(&id).unwrap()).collect()
}

fn of(records: &[RecordView], kind: &str) -> Vec<Value> {
    let bodies = records.iter().filter(|record| record.kind == kind);
    bodies.map(|record| Value::Object(record.body.clone())).collect()
}

fn kinds(records: &[RecordView]) -> Vec<(String, usize)> {
    let mut counted = std::collections::BTreeMap::new();
    for record in records {
        *counted.entry(record.kind.clone()).or_insert(0) += 1;
    }
    counted.into_iter().collect()
}

fn begin(place: &mut Place, body: &Value) -> String {
    place
        .session
        .begin_record("intake", "", object(body))
        .unwrap()
        .id
        .to_string()
}

#[test]
fn nothing_but_the_words_makes_a_case_an_event_and_an_account() {
    let mut place = Place::new("Монитор");
    let records = taken(&mut place, &json!({ "lang": "kk", "words": { "text": WORDS } }));
    let made = [("account", 1), ("case", 1), ("event", 1)];
    assert_eq!(kinds(&records), made.map(|(kind, n)| (kind.to_owned(), n)));
    let account = of(&records, "account").remove(0);
    assert_eq!(account["text"], json!([{ "lang": "kk", "text": WORDS }]));
    assert_eq!((&account["language"], account.get("source")), (&json!("kk"), None));
}

#[test]
fn nothing_at_all_is_refused_and_leaves_nothing() {
    let mut place = Place::new("Монитор");
    for nothing in [
        json!({}),
        json!({ "words": { "text": "  " } }),
        json!({ "words": "not_asked", "acts": "declined" }),
    ] {
        assert_eq!(
            refused(place.session.add_intake(&nothing.to_string(), LANG)),
            ErrorCode::BadRecord
        );
    }
    assert_eq!(place.session.list_cases("", 0, 10, LANG).unwrap().total, 0);
}

#[test]
fn three_victims_four_acts_and_two_perpetrators_give_every_pair_once() {
    let mut place = Place::new("Монитор");
    let records = taken(
        &mut place,
        &json!({
            "words": { "text": WORDS },
            "people": [{ "age_band": "from_18_to_24" }, { "code": "P-77" }, { "number_in_group": 4 }],
            "acts": { "act_type": ["beating", "threat", "outing", "robbery", "threat"], "stated_reason": "«Учим жить»" },
            "perpetrators": [
                { "perpetrator_type": "police_patrol", "degree": "carried_out", "on_duty": "yes" },
                { "perpetrator_type": "crowd", "number_in_group": 6 },
            ],
            "harm": [{ "physical_harm": ["fracture"] }, {}, { "psychological_harm": ["sleep_loss"] }],
        }),
    );
    let (acts, involved, people) = (of(&records, "act"), of(&records, "involvement"), of(&records, "person"));
    assert_eq!((acts.len(), involved.len()), (12, 24));
    let mut pairs: Vec<String> = acts
        .iter()
        .map(|act| format!("{} {}", act["victim"], act["act_type"]))
        .collect();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), 12);
    let mut pairs: Vec<String> = involved
        .iter()
        .map(|one| format!("{} {}", one["act"], one["perpetrator_type"]))
        .collect();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), 24);
    // Three victims and the group of six; the same fracture is not counted with every act.
    assert_eq!(people.len(), 4);
    assert!(people.iter().any(|person| person["code"] == "P-77"));
    assert_eq!(
        people
            .iter()
            .filter(|person| person["counting_unit"] == "group")
            .count(),
        2
    );
    assert_eq!(acts.iter().filter(|act| act.get("physical_harm").is_some()).count(), 1);
    assert_eq!(
        acts.iter()
            .filter(|act| act.get("psychological_harm").is_some())
            .count(),
        1
    );
    // One explanation for four acts would be untrue of three: it stands where the first of each person's is told.
    assert_eq!(
        acts.iter().filter(|act| act["stated_reason"] == "«Учим жить»").count(),
        3
    );
}

#[test]
fn what_was_answered_instead_is_stored_as_that_and_as_nothing_else() {
    let mut place = Place::new("Монитор");
    let records = taken(
        &mut place,
        &json!({
            "words": "declined", "title": { "title": "Без слов" }, "where": "declined", "when": "unknown",
            "reported": { "answers": { "reported": "not_asked" } }, "next": "not_asked", "evidence": "unknown",
        }),
    );
    let (event, account, case) = (
        of(&records, "event").remove(0),
        of(&records, "account").remove(0),
        of(&records, "case").remove(0),
    );
    assert_eq!(
        (&event["region"], &event["place_type"]),
        (&json!("declined"), &json!("declined"))
    );
    assert_eq!(event["reported"], "not_asked");
    assert_eq!(
        event["answers"],
        json!({ "locality": "declined", "date": "unknown", "ended": "unknown" })
    );
    assert_eq!(account["answers"], json!({ "text": "declined" }));
    assert_eq!(case["answers"], json!({ "next_action": "not_asked" }));
    let note = of(&records, "note").remove(0);
    assert_eq!(note["text"], json!([{ "lang": "ru", "text": "неизвестно" }]));
    for none in ["act", "person", "consent", "proceeding", "evidence_item", "task"] {
        assert!(of(&records, none).is_empty(), "{none}");
    }
}

#[test]
fn not_asked_makes_no_record_by_itself_and_declined_does() {
    let mut place = Place::new("Монитор");
    let title = json!({ "title": "Одно" });
    let asked = |slug: &str| json!({ "title": title, "people": slug, "acts": slug, "perpetrators": slug, "harm": slug, "contact": slug });
    assert_eq!(kinds(&taken(&mut place, &asked("not_asked"))).len(), 2);
    let records = taken(&mut place, &asked("declined"));
    assert_eq!(of(&records, "act")[0]["act_type"], "declined");
    assert_eq!(of(&records, "involvement")[0]["perpetrator_type"], "declined");
    assert_eq!(of(&records, "consent")[0]["purpose"], json!(["declined"]));
}

#[test]
fn a_perpetrator_without_an_act_is_not_left_out() {
    let mut place = Place::new("Монитор");
    let answers = json!({ "words": { "text": WORDS }, "perpetrators": [{ "described_as": "двое в форме" }] });
    let records = taken(&mut place, &answers);
    let (act, involved) = (of(&records, "act").remove(0), of(&records, "involvement").remove(0));
    assert_eq!(
        (&act["act_type"], &involved["perpetrator_type"]),
        (&json!("not_asked"), &json!("not_asked"))
    );
    assert_eq!(of(&records, "person").len(), 1);
}

#[test]
fn a_name_goes_to_the_identity_and_consent_belongs_to_whoever_gave_it() {
    let mut place = Place::new("Монитор");
    let own = json!({
        "words": { "text": WORDS }, "people": [{ "used_name": "Ясмин" }], "teller": { "connection": "victim" },
        "contact": { "contact_again": "yes", "contacts": ["+7 700 000 00 00"], "purpose": ["legal_help"], "identity_level": "pseudonym" },
    });
    let records = taken(&mut place, &own);
    let (identity, consent) = (of(&records, "person_identity"), of(&records, "consent").remove(0));
    assert_eq!(identity.len(), 1);
    assert_eq!(
        (&identity[0]["used_name"], &identity[0]["contacts"]),
        (&json!("Ясмин"), &json!(["+7 700 000 00 00"]))
    );
    assert_eq!(
        (&consent["person"], &consent["given_by"]),
        (&identity[0]["person"], &json!("self"))
    );
    let elsewhere = records.iter().filter(|record| record.kind != "person_identity");
    assert!(
        elsewhere
            .into_iter()
            .all(|record| !json!(record.body).to_string().contains("Ясмин"))
    );
    // A witness consents for nobody but themselves.
    let mut witness = own;
    witness["teller"] = json!({ "connection": "witness" });
    let records = taken(&mut place, &witness);
    assert_eq!(of(&records, "person").len(), 2);
    let (consent, account) = (of(&records, "consent").remove(0), of(&records, "account").remove(0));
    assert_eq!(consent["person"], account["source"]);
    let named = of(&records, "person_identity")
        .into_iter()
        .find(|identity| identity.get("used_name").is_some());
    assert_ne!(named.unwrap()["person"], consent["person"]);
    assert!(consent.get("given_by").is_none());
}

#[test]
fn a_refusal_is_a_step_of_a_proceeding() {
    let mut place = Place::new("Монитор");
    let reported = json!({ "refusal_mode": "oral_refusal", "refusal_words": "не примем", "date": "5 марта 2026" });
    let records = taken(&mut place, &json!({ "words": { "text": WORDS }, "reported": reported }));
    let (step, proceeding) = (
        of(&records, "proceeding_step").remove(0),
        of(&records, "proceeding").len(),
    );
    assert_eq!(
        (&step["step_type"], &step["date"]["from"]),
        (&json!("complaint_attempted"), &json!("2026-03-05"))
    );
    assert_eq!((proceeding, &of(&records, "event")[0]["reported"]), (1, &json!("yes")));
}

#[test]
fn yesterday_is_the_day_before_the_talk_also_when_it_is_typed_later() {
    let mut place = Place::new("Монитор");
    let paper =
        json!({ "words": { "text": WORDS }, "when": { "date": "вчера" }, "teller": { "received": "10 марта 2026" } });
    let records = taken(&mut place, &paper);
    assert_eq!(of(&records, "event")[0]["date"]["from"], "2026-03-09");
    assert_eq!(of(&records, "account")[0]["received"]["from"], "2026-03-10");
    let id = begin(&mut place, &json!({}));
    let begun = place.session.read_record(&id).unwrap().body["begun"].clone();
    pass(3 * 24 * 3_600_000);
    let body = json!({ "words": { "text": WORDS } });
    place.session.save_draft(&id, object(&body), None, None, LANG).unwrap();
    assert_eq!(place.session.read_record(&id).unwrap().body["begun"], begun);
}

#[test]
fn half_an_intake_survives_rest_and_lock_and_is_no_record_until_it_is_taken() {
    let mut place = Place::with_a_case("Монитор");
    let body = json!({ "lang": "ru", "words": { "text": WORDS }, "people": [{ "used_name": "Ясмин" }] });
    let id = begin(&mut place, &body);
    let place_in = Some("field-words.0.text".to_owned());
    place
        .session
        .save_draft(&id, object(&body), place_in, Some(7), LANG)
        .unwrap();
    pass(120_000);
    assert_eq!(place.session.commit_resting_drafts().unwrap(), 0);
    assert!(place.session.commit_draft(&id).unwrap().is_draft);
    let closed = place.locked();
    let (session, unlocked) = unlock(&closed.dir()).unwrap();
    assert_eq!(unlocked.drafts, 0);
    let back = unlocked.place.unwrap();
    assert!(back.is_intake);
    assert_eq!(
        (back.id.to_string(), back.field.as_deref(), back.cursor),
        (id.clone(), Some("field-words.0.text"), Some(7))
    );
    session.lock().unwrap();
    let mut place = closed.opened();
    let begun = place.session.list_intakes(LANG).unwrap();
    assert_eq!((begun.len(), begun[0].answered, begun[0].of), (1, 2, 13));
    // Neither a case nor anything in another case.
    assert_eq!(place.session.list_cases("", 0, 10, LANG).unwrap().total, 1);
    assert!(place.session.show_case("K-26-001", LANG).unwrap().unfinished.is_empty());
    let row = place.session.take_intake(&id, LANG).unwrap();
    assert!(place.session.list_intakes(LANG).unwrap().is_empty());
    assert_eq!(
        place
            .session
            .show_case(&row.line.id.to_string(), LANG)
            .unwrap()
            .people
            .len(),
        1
    );
    assert_eq!(refused(place.session.take_intake(&id, LANG)), ErrorCode::NoSuchRecord);
}

#[test]
fn an_answer_that_does_not_fit_is_told_and_nothing_is_written() {
    let mut place = Place::new("Монитор");
    let bad = [
        json!({ "words": { "text": WORDS }, "where": { "region": "весна" } }),
        json!({ "words": { "text": WORDS }, "next": { "due": "завтра" } }),
        json!({ "words": { "text": WORDS }, "weather": { "text": "x" } }),
        json!({ "words": { "text": WORDS, "secret": "x" } }),
        json!({ "words": [{ "text": WORDS }] }),
        json!({ "words": { "text": WORDS }, "people": ["declined"] }),
        json!({ "words": { "text": WORDS }, "acts": "perhaps" }),
        json!({ "words": { "text": WORDS }, "people": vec![json!({ "age_band": "from_60" }); 21] }),
    ];
    for answers in bad {
        let id = begin(&mut place, &answers);
        assert_eq!(
            refused(place.session.take_intake(&id, LANG)),
            ErrorCode::BadRecord,
            "{answers}"
        );
        assert!(place.session.read_record(&id).unwrap().is_draft);
        assert_eq!(place.session.list_cases("", 0, 10, LANG).unwrap().total, 0);
        assert!(place.session.read_record("P-1").is_err());
    }
    assert_eq!(refused(place.session.add_intake("[]", LANG)), ErrorCode::BadImport);
}

#[test]
fn a_name_typed_as_a_code_and_a_name_in_the_title_are_pointed_at_and_not_repeated() {
    let mut place = Place::new("Монитор");
    let looked = |place: &mut Place, body: Value| {
        let id = begin(place, &body);
        place.session.preview_intake(&id, Lang::En).unwrap()
    };
    let named = json!({
        "title": { "title": "Ясмин в отделении" }, "people": [{ "code": "Айгерим", "used_name": "Ясмин" }, { "code": "P-9" }],
        "teller": { "code": "Мадина" },
    });
    let preview = looked(&mut place, named);
    assert_eq!(preview.look_again.len(), 3);
    let said = preview.look_again.join(" ");
    assert!(
        !said.contains("Айгерим") && !said.contains("Ясмин") && !said.contains("Мадина"),
        "{said}"
    );
    let plain = json!({ "title": { "title": "В отделении" }, "people": [{ "code": "P-12", "used_name": "Ясмин" }, { "code": "АБ" }] });
    let preview = looked(&mut place, plain);
    assert!(preview.look_again.is_empty() && !preview.is_empty);
    assert!(looked(&mut place, json!({})).is_empty);
}

#[test]
fn somebody_known_by_their_code_is_not_recorded_twice_and_nothing_of_them_changes() {
    let mut place = Place::new("Монитор");
    let first = json!({ "words": { "text": WORDS }, "people": [{ "code": "P-31", "age_band": "from_60" }] });
    taken(&mut place, &first);
    let again = json!({
        "words": { "text": WORDS }, "people": [{ "code": "P-31", "age_band": "under_14", "counting_unit": "individual" }],
        "teller": { "connection": "victim" },
    });
    let records = taken(&mut place, &again);
    let person = of(&records, "person");
    assert_eq!(person.len(), 1);
    assert_eq!(
        (&person[0]["age_band"], &person[0]["counting_unit"]),
        (&json!("from_60"), &json!("individual"))
    );
    assert_eq!(place.session.read_record("P-31").unwrap().revisions, 2);
}

#[test]
fn the_questions_are_asked_in_the_language_of_the_talk_under_the_numbers_of_the_paper() {
    let place = Place::new("Монитор");
    for lang in Lang::ALL {
        let asked = place.session.list_questions(lang).unwrap();
        let out = place.path(&format!("{lang}.html"));
        sandyq_casework::write_intake_form(&out, lang).unwrap();
        let paper = std::fs::read_to_string(&out).unwrap();
        let escaped = |text: &str| text.replace('\'', "&#39;").replace('"', "&quot;");
        assert_eq!(paper.matches("<h2>").count(), asked.len());
        for question in &asked {
            assert!(paper.contains(&format!("<h2>{}. {}</h2>", question.number, escaped(&question.text))));
            for part in &question.parts {
                assert!(paper.contains(&escaped(&part.label)), "{lang} {}", part.label);
            }
        }
    }
}

#[test]
fn a_person_of_whom_nothing_was_told_but_who_they_are_belongs_to_the_case() {
    let mut place = Place::new("Монитор");
    let answers = json!({ "words": { "text": WORDS }, "people": [{ "age_band": "from_60" }] });
    let records = taken(&mut place, &answers);
    assert_eq!(of(&records, "person").len(), 1);
    assert_eq!(of(&records, "act")[0]["act_type"], "not_asked");
}
