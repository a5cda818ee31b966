//! Papers that leave: who is in them and who is not, what they may be called, and that a refusal leaves nothing.

use crate::common::{LANG, Place, object, refused};
use sandyq_casework::view::{ReportKind, ReportPreview, ReportRequest, ReportWritten};
use sandyq_casework::{ErrorCode, Failure, write_report_template};
use sandyq_domain::Lang;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
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
    let preview = place.session.report_preview(asked, LANG);
    preview.unwrap_or_else(|failure| panic!("{failure}"))
}

fn write(place: &mut Place, asked: &ReportRequest, name: &str) -> Result<ReportWritten, Failure> {
    let out = place.path(name);
    place.session.write_report(asked, &out, LANG)
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

#[test]
fn a_communication_names_its_victim_and_tells_every_remedy_in_order() {
    let mut place = scenario("01-robbed-and-held");
    let asked = request(ReportKind::Communication, &["K-26-101"]);
    let told = preview(&place, &asked);
    for gap in ["о полномочиях", "[author]", "следственного судьи", "нет доказательства"]
    {
        let said = told.missing.iter().any(|missing| missing.contains(gap));
        assert!(
            said || gap == "нет доказательства",
            "{gap} is not missed: {:?}",
            told.missing
        );
    }
    let text = text(&mut place, &asked, "c.pdf");
    assert!(text.contains("Айсана") && !text.contains("Слышала, как она кричала"));
    let order = [
        "Автор",
        "Просьба о конфиденциальности",
        "Имя не публиковать.",
        "Предполагаемая жертва",
        "Полномочия",
        "Государство и статьи",
        "Другие международные процедуры",
        "Факты",
        "Внутренние средства защиты",
        "дежурная часть, 102",
        "Иди отсюда",
        "номенклатурное дело",
        "Доводы не нашли",
        "Направлено в тот",
        "Состав уголовного",
        "Рекомендуем обратиться",
        "Исчерпание средств защиты",
        "Требования по статьям",
        "Временные меры",
        "О чём просит автор",
        "Приложения",
        "Подпись",
    ];
    let squeezed_text = squeezed(&text);
    let mut rest = squeezed_text.as_str();
    for want in order.map(|want| squeezed(want)) {
        let at = rest
            .find(&want)
            .unwrap_or_else(|| panic!("{want} is missing or comes too early"));
        rest = &rest[at + want.len()..];
    }
    // Seven steps inside the country, six of them refusals; the communication itself is no remedy.
    assert!(text.contains("Записанных шагов в органах страны: 7, из них с отказом: 6."));
}

#[test]
fn the_register_holds_every_sum_its_custody_and_the_root_of_the_format() {
    let mut place = two_victims(&[consent("a", "named_confidential", &json!({}))]);
    let files = [("один.txt", &b"one"[..]), ("два.txt", b"two"), ("три.txt", b"three")];
    let paths: Vec<_> = files.iter().map(|(name, bytes)| place.file(name, bytes)).collect();
    let ids = place.attach("K-26-001", &paths);
    let asked = request(ReportKind::Register, &["K-26-001"]);
    let written = write(&mut place, &asked, "r.csv").unwrap_or_else(|failure| panic!("{failure}"));
    assert!(written.submission.is_none());
    let csv = fs::read_to_string(place.path("r.csv")).unwrap();
    for (at, (_, bytes)) in files.iter().enumerate() {
        let sum = hex(&Sha256::digest(bytes));
        let line = csv.lines().find(|line| line.contains(&sum)).expect("its sum is there");
        assert!(line.contains(&ids[at]));
    }
    // He did not agree: his picture has its number and nothing else.
    assert!(!csv.contains("Снимок его руки") && csv.contains("Снимок подсобки"));
    let mut leaves: Vec<(String, [u8; 32])> = files
        .iter()
        .zip(&ids)
        .map(|((_, bytes), id)| (id.clone(), leaf(id, bytes)))
        .collect();
    leaves.sort();
    let left = node(&leaves[0].1, &leaves[1].1);
    let root = hex(&node(&left, &leaves[2].1));
    let text = text(&mut place, &asked, "r.pdf");
    let grouped: Vec<&str> = (0..8).map(|at| &root[at * 8..at * 8 + 8]).collect();
    assert!(
        text.contains(&grouped.join(" ")),
        "the root by hand is the root on paper"
    );
    for words in [
        "получено",
        "вычислена контрольная сумма",
        "Составил: имя, дата, подпись",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let lower = at_level(ReportKind::Register, "K-26-001", "pseudonym");
    let text = self::text(&mut place, &lower, "p.pdf");
    assert!(text.contains("Хранитель 1") && !text.contains("один.txt"));
}

fn leaf(id: &str, bytes: &[u8]) -> [u8; 32] {
    let id = u128::from_str_radix(&id.replace('-', ""), 16).unwrap().to_be_bytes();
    let size = (bytes.len() as u64).to_be_bytes();
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    Sha256::digest([&[0][..], &id, &sum, &size].concat()).into()
}

fn node(left: &[u8], right: &[u8]) -> [u8; 32] {
    Sha256::digest([&[1][..], left, right].concat()).into()
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
        refused(place.session.report_preview(&asked, LANG))
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
        refused(place.session.report_preview(&both, LANG)),
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

#[test]
fn texts_of_a_template_stand_in_their_sections_and_a_broken_one_names_its_line() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let out = place.path("t.txt");
    write_report_template(REPORT, &["cat_16".to_owned()], Lang::Ru, &out).unwrap_or_else(|failure| panic!("{failure}"));
    let template = fs::read_to_string(&out).unwrap();
    let own = template
        .replace(
            "[summary]",
            "[summary]\nlimit: 3 слова | письмо секретариата | 2026-11-01\nВсего дел: {cases} из {chosen}, это много.",
        )
        .replace(
            "[article cat_16 issue]",
            "[article cat_16 issue]\nУнижают **безнаказанно**.^[Так считаем мы.]",
        );
    let path = place.file("own.txt", own.as_bytes());
    let mut asked = request(REPORT, &["K-26-001"]);
    asked.template = path.to_string_lossy().into_owned();
    let told = preview(&place, &asked);
    let over: Vec<_> = told.lengths.iter().filter(|length| length.is_over).collect();
    assert!(over.len() == 1 && over[0].heading == "Резюме" && over[0].limit == Some(3));
    assert!(
        told.look_again
            .iter()
            .any(|line| line.text.contains("письмо секретариата"))
    );
    assert!(told.missing.iter().any(|gap| gap.contains("[article cat_16 law]")));
    assert!(!told.missing.iter().any(|gap| gap.contains("[article cat_16 issue]")));
    let text = text(&mut place, &asked, "r.pdf");
    for words in [
        "Всего дел: 1 из 1, это много.",
        "Унижают безнаказанно.",
        "Так считаем мы.",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let broken = place.file("broken.txt", own.replace("[summary]", "[sumary]").as_bytes());
    asked.template = broken.to_string_lossy().into_owned();
    let failure = place.session.report_preview(&asked, LANG).err().unwrap();
    assert_eq!(failure.code, ErrorCode::BadTemplate);
    let line = own.lines().position(|line| line == "[summary]").unwrap() + 1;
    assert!(failure.about.contains(&format!("строка {line}:")), "{}", failure.about);
    let again = write_report_template(REPORT, &[], Lang::Ru, &out);
    assert_eq!(refused(again), ErrorCode::FileExists);
    let none = place.path("none.txt");
    assert_eq!(
        refused(write_report_template(ReportKind::Register, &[], LANG, &none)),
        ErrorCode::NoTemplate
    );
    assert!(!none.exists());
}

#[test]
fn earlier_recommendations_are_followed_up_and_name_only_cases_that_are_told() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let hidden = object(&json!({ "code": "K-26-077" }));
    let hidden = place.session.add_record("case", None, &hidden).unwrap().id;
    place.import(&json!({ "records": [
        { "kind": "recommendation", "issued_by": "cat", "symbol": "CAT/C/KAZ/CO/4", "paragraph": "8", "text": "Расследовать быстро.",
          "implementation": "not_implemented", "cases": ["K-26-001", hidden] },
        { "kind": "recommendation", "issued_by": "hrc", "text": "Другого комитета." },
    ] }));
    let text = text(&mut place, &request(REPORT, &["K-26-001"]), "r.pdf");
    for words in ["CAT/C/KAZ/CO/4", "Расследовать быстро.", "Не выполняется", "K-26-001"]
    {
        assert!(
            squeezed(&text.to_lowercase()).contains(&squeezed(&words.to_lowercase())),
            "{words}"
        );
    }
    assert!(!text.contains("K-26-077") && !text.contains("Другого комитета"));
}

#[test]
fn every_scenario_becomes_every_paper_it_may_in_three_languages_without_a_class_a_word() {
    for name in ["02-prison-officer", "05-club", "09-nine-proceedings"] {
        let mut place = scenario(name);
        let cases = place.session.list_cases("", 0, 10, LANG).unwrap().rows;
        let code = cases[0].code.clone();
        for kind in ReportKind::ALL {
            for lang in Lang::ALL {
                let mut asked = request(kind, &[&code]);
                asked.lang = lang;
                let told = preview(&place, &asked);
                assert!(
                    !told.title.contains('[') && told.missing.iter().all(|gap| !gap.contains("[papers")),
                    "{name}"
                );
                let out = format!("{}-{lang}.docx", kind.slug());
                match write(&mut place, &asked, &out) {
                    Ok(_) => assert!(told.told == 1),
                    Err(failure) => assert!(failure.code == ErrorCode::NobodyToTell && told.told == 0, "{failure}"),
                }
            }
        }
    }
}
