//! Papers that leave: who is in them and who is not, what they may be called, and that a refusal leaves nothing.

mod among;
mod papers;

use crate::common::{LANG, Place, going_on, refused};
use sandyq_casework::view::{ReportKind, ReportPreview, ReportRequest, ReportWritten};
use sandyq_casework::{ErrorCode, Failure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

fn request(kind: ReportKind, cases: &[&str]) -> ReportRequest {
    ReportRequest {
        kind,
        cases: cases.iter().map(|&case| case.to_owned()).collect(),
        articles: Vec::new(),
        body: String::new(),
        lang: LANG,
        identity: String::new(),
        template: String::new(),
    }
}

fn at_level(kind: ReportKind, case: &str, identity: &str) -> ReportRequest {
    ReportRequest {
        identity: identity.to_owned(),
        ..request(kind, &[case])
    }
}

fn preview(place: &Place, asked: &ReportRequest) -> ReportPreview {
    let preview = place.session.report_preview(asked, LANG, &mut going_on);
    preview.unwrap_or_else(|failure| panic!("{failure}"))
}

fn write(place: &mut Place, asked: &ReportRequest, name: &str) -> Result<ReportWritten, Failure> {
    let out = place.path(name);
    place.session.write_report(asked, &out, LANG, &mut going_on)
}

/// The paper as a recipient reads it, in one line.
fn text(place: &mut Place, asked: &ReportRequest, name: &str) -> String {
    write(place, asked, name).unwrap_or_else(|failure| panic!("{failure}"));
    let done = Command::new("pdftotext")
        .args(["-enc", "UTF-8"])
        .arg(place.path(name))
        .arg("-")
        .output()
        .unwrap();
    assert!(done.status.success());
    let text = String::from_utf8(done.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without blanks and hyphens: narrow columns break words.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn scenario(name: &str) -> Place {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/scenarios/{name}.json"));
    let mut place = Place::new("Монитор");
    place.import(&serde_json::from_str::<Value>(&fs::read_to_string(path).unwrap()).unwrap());
    place
}

/// A case with two who suffered one event, a witness, and texts that name somebody.
fn two_victims(consents: &[Value]) -> Place {
    let mut place = Place::new("Монитор");
    let mut records = json!([
        { "kind": "case", "key": "c", "code": "K-26-001", "title": "Вымышленное" },
        { "kind": "person", "key": "a", "code": "P-001", "occupation": "погонщица верблюдов" },
        { "kind": "person_identity", "person": "a", "legal_name": "Выдуманова Айсана", "used_name": "Айсана" },
        { "kind": "person", "key": "b", "code": "P-002" },
        { "kind": "person_identity", "person": "b", "legal_name": "Небывалов Ержан" },
        { "kind": "person", "key": "w", "code": "P-003" },
        { "kind": "event", "key": "shared", "case": "c", "date": "2026-02-03", "region": "kz_35", "locality": "Вымышленск",
          "title": "Оба", "description": "Били обоих в подсобке." },
        { "kind": "event", "key": "own", "case": "c", "date": "2026-02-05", "description": "Её не пустили в отделение." },
        { "kind": "event", "key": "named", "case": "c", "date": "2026-02-06", "description": "Кричали: «Небывалова мы ещё найдём»." },
        { "kind": "event", "key": "his", "case": "c", "date": "2026-02-07", "description": "Ему сломали руку." },
        { "kind": "act", "key": "a1", "case": "c", "event": "shared", "victim": "a", "act_type": "beating", "treaty_articles": ["cat_16"] },
        { "kind": "act", "key": "b1", "case": "c", "event": "shared", "victim": "b", "act_type": "beating", "treaty_articles": ["cat_16"] },
        { "kind": "act", "key": "a2", "case": "c", "event": "own", "victim": "a", "act_type": "failure_to_protect", "treaty_articles": ["cat_12"] },
        { "kind": "act", "key": "a3", "case": "c", "event": "named", "victim": "a", "act_type": "threat", "treaty_articles": ["cat_16"] },
        { "kind": "act", "key": "b2", "case": "c", "event": "his", "victim": "b", "act_type": "extortion", "treaty_articles": ["cat_16"] },
        { "kind": "involvement", "case": "c", "act": "b2", "described_as": "рыжий", "perpetrator_type": "unknown_private" },
        { "kind": "account", "case": "c", "source": "a", "received": "2026-02-10", "text": "Мне страшно." },
        { "kind": "account", "case": "c", "source": "w", "received": "2026-02-11", "text": "Видел из окна." },
        { "kind": "proceeding", "key": "hers", "case": "c", "proceeding_kind": "pre_trial_criminal", "applicant": "a" },
        { "kind": "proceeding", "key": "his_track", "case": "c", "proceeding_kind": "disciplinary", "applicant": "b" },
        { "kind": "proceeding_step", "case": "c", "proceeding": "hers", "date": "2026-02-08", "step_type": "complaint_filed",
          "forum_level": "police_unit", "authority": "Отдел Вымышленска", "result": "refused", "refusal_mode": "oral_refusal" },
        { "kind": "proceeding_step", "case": "c", "proceeding": "his_track", "date": "2026-02-09", "step_type": "hearing",
          "forum_level": "supreme_court", "result": "refused" },
        { "kind": "evidence_item", "case": "c", "title": "Снимок его руки", "evidence_kind": "photo_injury", "shows": ["b"] },
        { "kind": "evidence_item", "case": "c", "title": "Снимок подсобки", "evidence_kind": "photo_place", "supports": ["a1"] },
        { "kind": "note", "case": "c", "text": "Проверить подсобку ещё раз." },
    ]);
    records.as_array_mut().unwrap().extend(consents.iter().cloned());
    let report = place.import(&json!({ "records": records }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    place
}

fn consent(person: &str, level: &str, more: &Value) -> Value {
    let mut consent = json!({
        "kind": "consent", "case": "c", "person": person, "purpose": ["un_report", "legal_help"], "identity_level": level,
        "given": "2026-03-01",
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        consent[name] = value.clone();
    }
    consent
}

const REPORT: ReportKind = ReportKind::AlternativeReport;

#[test]
fn without_a_consent_for_this_paper_nothing_is_written_and_why_is_said() {
    let nothing = json!({});
    for (consents, why) in [
        (vec![], "нет согласия"),
        (
            vec![consent("a", "pseudonym", &json!({ "purpose": ["media"] }))],
            "нет согласия",
        ),
        (
            vec![consent("a", "pseudonym", &json!({ "withdrawn": "2026-03-05" }))],
            "отозвано",
        ),
        (
            vec![consent("a", "pseudonym", &json!({ "expires": "2026-03-05" }))],
            "истёк",
        ),
        (vec![consent("a", "aggregated_only", &nothing)], "общие числа"),
        (
            vec![consent(
                "a",
                "named_public",
                &json!({ "purpose": ["media"], "refused": ["un_report"] }),
            )],
            "не согласен",
        ),
        (vec![consent("w", "named_public", &nothing)], "нет согласия"),
    ] {
        let mut place = two_victims(&consents);
        let asked = request(REPORT, &["K-26-001"]);
        let told = preview(&place, &asked);
        assert!(!told.cases[0].is_told && told.told == 0, "{why}");
        let person = told.cases[0]
            .people
            .iter()
            .find(|person| person.code == "P-001")
            .unwrap();
        assert!(
            !person.is_told && person.note.contains(why),
            "{} instead of {why}",
            person.note
        );
        assert_eq!(refused(write(&mut place, &asked, "r.pdf")), ErrorCode::NobodyToTell);
        assert!(!place.path("r.pdf").exists());
        assert!(place.session.preview_gone("K-26-001", LANG).unwrap().exports.is_empty());
    }
}

#[test]
fn a_consent_given_in_another_case_lets_nothing_out_of_this_one() {
    let mut place = two_victims(&[]);
    place.import(&json!({ "records": [
        { "kind": "case", "key": "o", "code": "K-26-002" },
        { "kind": "consent", "case": "o", "person": "P-001", "purpose": ["un_report"], "identity_level": "named_public", "given": "2026-03-01" },
    ] }));
    assert!(!preview(&place, &request(REPORT, &["K-26-001"])).cases[0].is_told);
}

#[test]
fn who_did_not_agree_is_in_no_part_of_the_paper_and_shared_words_stay_behind() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let asked = request(REPORT, &["K-26-001"]);
    let told = preview(&place, &asked);
    let stays: Vec<String> = told
        .stays
        .iter()
        .map(|line| format!("{} {}", line.text, line.note))
        .collect();
    for words in ["P-002", "P-003", "нет согласия"] {
        assert!(
            stays.iter().any(|line| line.contains(words)),
            "{words} is not said: {stays:?}"
        );
    }
    let text = text(&mut place, &asked, "r.pdf");
    for hidden in [
        "P-002",
        "P-003",
        "Небывалов",
        "Ержан",
        "Били обоих",
        "сломали руку",
        "рыжий",
        "вымогательство",
        "Видел из окна",
        "Верховный",
        "Снимок его руки",
        "ещё раз",
        "найдём",
    ] {
        assert!(!text.contains(hidden), "{hidden} is in the paper");
    }
    for shown in ["P-001", "Её не пустили в отделение.", "февраль 2026", "не приводится"]
    {
        assert!(text.contains(shown), "{shown} is missing: {text}");
    }
}

#[test]
fn a_pseudonym_without_details_has_no_name_place_day_or_occupation() {
    let mut place = two_victims(&[consent("a", "named_public", &json!({}))]);
    let text = text(&mut place, &request(REPORT, &["K-26-001"]), "r.pdf");
    for hidden in [
        "Айсана",
        "Выдуманова",
        "Вымышленск",
        "верблюд",
        "3 февраля",
        "8 февраля",
    ] {
        assert!(!text.contains(hidden), "{hidden} is in the paper");
    }
    assert!(text.contains("Карагандинская"));
}

#[test]
fn a_consent_in_confidence_names_nobody_in_a_paper_that_others_read() {
    let mut place = two_victims(&[consent("a", "named_confidential", &json!({}))]);
    for level in ["initials", "named_public", "pseudonym_detailed"] {
        let asked = at_level(REPORT, "K-26-001", level);
        let told = preview(&place, &asked);
        let person = &told.cases[0].people[0];
        assert!(
            person.is_told && person.is_lower && person.note.contains("конфиденциальных"),
            "{}",
            person.note
        );
        let text = text(&mut place, &asked, &format!("{level}.pdf"));
        assert!(
            text.contains("P-001") && !text.contains("Айсана") && !text.contains("А. (K-26-001)"),
            "{level}"
        );
        assert!(!text.contains("Вымышленск"));
    }
    let text = text(
        &mut place,
        &at_level(ReportKind::Chronology, "K-26-001", "named_confidential"),
        "c.pdf",
    );
    assert!(text.contains("Отдел Вымышленска"), "in confidence places may be told");
}

#[test]
fn initials_are_shown_where_they_were_agreed_to_with_a_warning() {
    let mut place = two_victims(&[consent("a", "initials", &json!({ "conditions": "Не называть город." }))]);
    let asked = at_level(REPORT, "K-26-001", "initials");
    let told = preview(&place, &asked);
    for words in ["по инициалам узнают", "Не называть город.", "не зашифрован"]
    {
        assert!(told.look_again.iter().any(|line| line.text.contains(words)), "{words}");
    }
    assert!(text(&mut place, &asked, "i.pdf").contains("А. (K-26-001)"));
    let told = preview(&place, &at_level(REPORT, "K-26-001", "named_public"));
    let person = &told.cases[0].people[0];
    assert!(person.is_lower && person.note.contains("инициалы"), "{}", person.note);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn what_was_written_is_in_the_ledger_and_one_submission_stands_for_it() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let asked = request(REPORT, &["K-26-001"]);
    let first = write(&mut place, &asked, "1.docx").unwrap_or_else(|failure| panic!("{failure}"));
    let second = write(&mut place, &asked, "2.docx").unwrap_or_else(|failure| panic!("{failure}"));
    assert!(
        first.submission.is_some() && first.submission == second.submission,
        "one that is being written"
    );
    let record = place
        .session
        .read_record(second.submission.as_deref().unwrap())
        .unwrap();
    assert_eq!(record.body["file_sha256"], json!(second.sha256));
    assert_eq!(record.body["submission_status"], json!("drafting"));
    assert!(record.body["consent_snapshot"].to_string().contains("P-001: un_report"));
    let exports = place.session.preview_gone("K-26-001", LANG).unwrap().exports;
    assert_eq!(exports.len(), 2, "a forgetting names both files: {exports:?}");
    let bytes = fs::read(place.path("1.docx")).unwrap();
    assert_eq!(hex(&Sha256::digest(&bytes)), first.sha256);
    assert!(
        bytes == fs::read(place.path("2.docx")).unwrap(),
        "the same records, the same bytes"
    );
}

#[test]
fn a_paper_replaces_nothing_stays_out_of_the_vault_and_knows_its_formats() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let asked = request(REPORT, &["K-26-001"]);
    place.file("here.pdf", b"somebody's");
    for (name, code) in [
        ("here.pdf", ErrorCode::FileExists),
        ("vault/r.pdf", ErrorCode::PlaceInsideVault),
        ("r.odt", ErrorCode::NoSuchFormat),
        ("r", ErrorCode::NoSuchFormat),
        ("r.xlsx", ErrorCode::NoTable),
        ("r.csv", ErrorCode::NoTable),
    ] {
        assert_eq!(refused(write(&mut place, &asked, name)), code, "{name}");
    }
    assert_eq!(fs::read(place.path("here.pdf")).unwrap(), b"somebody's");
    assert!(place.session.preview_gone("K-26-001", LANG).unwrap().exports.is_empty());
    let refusal = |change: &dyn Fn(&mut ReportRequest)| {
        let mut asked = request(REPORT, &["K-26-001"]);
        change(&mut asked);
        refused(place.session.report_preview(&asked, LANG, &mut going_on))
    };
    assert_eq!(
        refusal(&|asked| asked.cases = vec!["K-26-009".into()]),
        ErrorCode::NoSuchCase
    );
    assert_eq!(
        refusal(&|asked| asked.articles = vec!["cat_99".into()]),
        ErrorCode::NoSuchValue
    );
    assert_eq!(refusal(&|asked| asked.body = "circus".into()), ErrorCode::NoSuchValue);
    assert_eq!(
        refusal(&|asked| asked.identity = "everything".into()),
        ErrorCode::NoSuchValue
    );
    assert_eq!(
        refusal(&|asked| asked.template = "/dev/zero".into()),
        ErrorCode::FileUnreadable
    );
}

#[test]
fn practice_cases_stand_in_no_paper_with_real_ones_and_say_what_they_are() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "code": "K-26-090", "is_practice": true },
        { "kind": "person", "key": "p", "code": "P-090" },
        { "kind": "event", "key": "e", "case": "c", "date": "2026-01-01", "description": "Выдумано для обучения." },
        { "kind": "act", "case": "c", "event": "e", "victim": "p", "act_type": "beating", "treaty_articles": ["cat_16"] },
        { "kind": "consent", "case": "c", "person": "p", "purpose": ["un_report"], "identity_level": "pseudonym", "given": "2026-01-02" },
    ] }));
    let both = request(REPORT, &["K-26-001", "K-26-090"]);
    assert_eq!(
        refused(place.session.report_preview(&both, LANG, &mut going_on)),
        ErrorCode::PracticeMixed
    );
    let all = preview(&place, &request(REPORT, &[]));
    assert_eq!(all.cases.len(), 1, "without names only real cases");
    let asked = request(REPORT, &["K-26-090"]);
    let text = text(&mut place, &asked, "p.pdf");
    assert!(text.matches("УЧЕБНОЕ").count() > 2, "on every page");
    let written = write(&mut place, &asked, "q.pdf").unwrap_or_else(|failure| panic!("{failure}"));
    assert!(written.submission.is_none());
}

/// Six agreed to be counted, five of them to be told: the annex may not say six beside a list of five.
#[test]
fn numbers_of_a_report_hide_who_would_be_left_without_those_it_tells() {
    let told = |of: u32| {
        let mut place = Place::new("Мониторинг");
        let mut records = Vec::new();
        for n in 1..=6 {
            let (case, event, person) = (format!("c{n}"), format!("e{n}"), format!("p{n}"));
            let mut purposes = vec!["own_statistics"];
            purposes.extend((n <= of).then_some("un_report"));
            records.extend([
                json!({ "kind": "case", "key": case, "code": format!("K-26-00{n}") }),
                json!({ "kind": "person", "key": person }),
                json!({ "kind": "event", "key": event, "case": case, "title": "E", "verification": "confirmed", "date": "2025-03-01" }),
                json!({ "kind": "act", "case": case, "event": event, "victim": person, "act_type": "beating", "treaty_articles": ["cat_16"] }),
                json!({ "kind": "consent", "case": case, "person": person, "given_by": "self", "purpose": purposes,
                    "identity_level": "pseudonym", "form": "oral_noted", "given": "2025-03-02" }),
            ]);
        }
        assert!(place.import(&json!({ "records": records })).refused.is_empty());
        squeezed(&text(&mut place, &request(REPORT, &[]), "r.pdf"))
    };
    let (five, six) = (told(5), told(6));
    assert!(
        five.contains("N=*") && !five.contains("N=6"),
        "one is left without the five"
    );
    assert!(six.contains("N=6"), "nobody is left without the six");
}

#[test]
fn a_paper_that_is_stopped_leaves_no_file_and_no_entry_wherever_it_was() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let asked = request(REPORT, &["K-26-001"]);
    let out = place.path("r.pdf");
    let mut steps = 0;
    let mut count = |_: u64| {
        steps += 1;
        ControlFlow::Continue(())
    };
    let preview = place.session.report_preview(&asked, LANG, &mut count);
    assert!(preview.is_ok());
    let of_preview = steps;
    // Two more: before the pages are laid out, and when they are.
    for at in 0..of_preview + 2 {
        let mut left = at;
        let mut stop = |_: u64| {
            if left == 0 {
                return ControlFlow::Break(());
            }
            left -= 1;
            ControlFlow::Continue(())
        };
        let written = place.session.write_report(&asked, &out, LANG, &mut stop);
        assert_eq!(refused(written), ErrorCode::Cancelled, "after {at} steps");
        assert!(!out.exists() && place.session.preview_gone("K-26-001", LANG).unwrap().exports.is_empty());
    }
    assert!(place.session.write_report(&asked, &out, LANG, &mut going_on).is_ok() && out.exists());
    let stop = &mut |_: u64| ControlFlow::Break(());
    assert_eq!(
        refused(place.session.report_preview(&asked, LANG, stop)),
        ErrorCode::Cancelled
    );
}
