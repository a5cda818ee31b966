//! What stands in papers: sections in order, remedies, sums and roots, texts of a template.

use super::{REPORT, at_level, consent, hex, preview, request, scenario, squeezed, text, two_victims, write};
use crate::common::{LANG, Place, going_on, now, object, refused};
use sandyq_casework::view::{ReportKind, ReportRequest};
use sandyq_casework::{ErrorCode, write_report_template};
use sandyq_domain::field::LIST_LIMIT;
use sandyq_domain::{Lang, Timestamp};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fs;
use std::process::Command;

#[test]
fn a_communication_names_its_victim_and_tells_every_remedy_in_order() {
    let mut place = scenario("01-robbed-and-held");
    let asked = request(ReportKind::Communication, &["K-26-101"]);
    let told = preview(&place, &asked);
    for gap in ["о полномочиях", "[author]", "следственного судьи"] {
        let said = told.missing.iter().any(|missing| missing.contains(gap));
        assert!(said, "{gap} is not missed: {:?}", told.missing);
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
    for want in order.map(squeezed) {
        let at = rest
            .find(&want)
            .unwrap_or_else(|| panic!("{want} is missing or comes too early"));
        rest = &rest[at + want.len()..];
    }
    // Seven steps inside the country, six of them refusals; the communication itself is no remedy.
    assert!(text.contains("Записанных шагов в органах страны: 7, из них с отказом: 6."));
}

#[test]
fn a_consent_that_ran_out_yesterday_authorises_nothing() {
    let yesterday = Timestamp::from_millis(now().millis() - 86_400_000).day();
    for (expires, stands) in [(yesterday.as_str(), false), ("2099-01-01", true)] {
        let more = |given: &str, expires: &str| json!({ "purpose": ["un_communication"], "form": "signed", "given": given, "expires": expires });
        let mut place = two_victims(&[
            consent("a", "named_confidential", &more("2025-11-20", expires)),
            consent("a", "named_confidential", &more("2026-03-01", "2099-01-01")),
        ]);
        let asked = request(ReportKind::Communication, &["K-26-001"]);
        let text = text(&mut place, &asked, "c.pdf");
        assert!(text.contains("1 марта 2026"), "the one that holds: {text}");
        assert_eq!(text.contains("20 ноября 2025"), stands, "expires {expires}");
    }
}

#[test]
fn a_register_that_names_keepers_says_so_before_it_is_written() {
    let mut place = two_victims(&[consent("a", "named_confidential", &json!({}))]);
    let names = |place: &Place, level: &str| {
        let told = preview(place, &at_level(ReportKind::Register, "K-26-001", level));
        told.look_again.iter().any(|line| line.text.contains("кто хранил"))
    };
    let paths = [place.file("один.txt", b"one")];
    place.attach("K-26-001", &paths);
    assert!(names(&place, ""), "at its usual level");
    assert!(names(&place, "named_confidential") && !names(&place, "pseudonym"));
    let chronology = preview(&place, &request(ReportKind::Chronology, &["K-26-001"]));
    assert!(
        !chronology
            .look_again
            .iter()
            .any(|line| line.text.contains("кто хранил"))
    );
}

#[test]
fn a_paper_whose_submission_cannot_be_recorded_stands_and_says_so() {
    let mut place = Place::new("Монитор");
    // One more than a submission can list.
    let records: Vec<_> = (0..=LIST_LIMIT)
        .map(|n| json!({ "kind": "case", "code": format!("K-26-{n:04}") }))
        .collect();
    place.import(&json!({ "records": records }));
    let written = write(&mut place, &request(REPORT, &[]), "r.docx").unwrap_or_else(|failure| panic!("{failure}"));
    assert!(written.submission.is_none());
    let said = written.not_noted.expect("it says that nothing was recorded");
    assert!(
        said.contains("обращение не внесено") && said.contains("SHA-256"),
        "{said}"
    );
    assert_eq!(
        hex(&Sha256::digest(fs::read(place.path("r.docx")).unwrap())),
        written.sha256
    );
    let ledger = |place: &Place, case: &str| place.session.preview_gone(case, LANG).unwrap().exports.len();
    assert!(ledger(&place, "K-26-0000") == 1 && ledger(&place, "K-26-0500") == 1);
    let fewer =
        write(&mut place, &request(REPORT, &["K-26-0001"]), "f.docx").unwrap_or_else(|failure| panic!("{failure}"));
    assert!(fewer.submission.is_some() && fewer.not_noted.is_none());
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
    let failure = place.session.report_preview(&asked, LANG, &mut going_on).err().unwrap();
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

/// A report with one of everything, in this language.
fn whole_report(place: &mut Place, lang: Lang) -> ReportRequest {
    let out = place.path(&format!("{lang}.txt"));
    let written = write_report_template(REPORT, &["cat_12".to_owned(), "cat_16".to_owned()], lang, &out);
    written.unwrap_or_else(|failure| panic!("{failure}"));
    let template = fs::read_to_string(&out).unwrap();
    let own = template.replace(
        "[article cat_16 issue]",
        "[article cat_16 issue]\nӘә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі^[Ескерту ғәкіс.]",
    );
    let path = place.file(&format!("own-{lang}.txt"), own.as_bytes());
    ReportRequest {
        lang,
        template: path.to_string_lossy().into_owned(),
        ..request(REPORT, &["K-26-001"])
    }
}

fn headings(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Method|Summary|Recommendations|Follow-up to earlier|CAT, art. 12|Issue|Law and practice|Figures|Cases|Analysis|\
             CAT, art. 16|Annexes|C. Cases by code"
        }
        Lang::Ru => {
            "Метод|Резюме|Рекомендации|Выполнение прежних|Конвенция против пыток, ст. 12|Проблема|Закон и практика|Цифры|Случаи|\
             Анализ|Конвенция против пыток, ст. 16|Приложения|В. Дела по кодам"
        }
        Lang::Kk => {
            "Әдіс|Түйін|Ұсынымдар|Бұрынғы ұсынымдардың|Азаптауға қарсы конвенция, 12-бап|Мәселе|Заң мен тәжірибе|Сандар|\
             Жағдайлар|Талдау|Азаптауға қарсы конвенция, 16-бап|Қосымшалар|Б. Істер кодымен"
        }
    }
}

#[test]
fn a_docx_shows_every_section_footnote_and_page_in_another_program_and_names_nobody() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({}))]);
    let folder = place.path("office");
    fs::create_dir(&folder).unwrap();
    for lang in Lang::ALL {
        let asked = whole_report(&mut place, lang);
        let written = write(&mut place, &asked, &format!("office/{lang}.docx"));
        written.unwrap_or_else(|failure| panic!("{failure}"));
        let run = |command: &str| {
            let done = Command::new("sh").arg("-c").arg(command).current_dir(&folder).output();
            let done = done.unwrap();
            assert!(
                done.status.success(),
                "{command}: {}",
                String::from_utf8_lossy(&done.stderr)
            );
            String::from_utf8_lossy(&done.stdout).into_owned()
        };
        let told = run(&format!("exiftool {lang}.docx"));
        for named in ["Creator", "Author", "Last Modified By", "Application", "Company"] {
            assert!(!told.lines().any(|line| line.starts_with(named)), "{told}");
        }
        run(&format!(
            "soffice --headless \"-env:UserInstallation=file://$PWD/profile\" --convert-to pdf {lang}.docx >log 2>&1 \
             && pdftotext -enc UTF-8 {lang}.pdf {lang}.text"
        ));
        let text = fs::read_to_string(folder.join(format!("{lang}.text"))).unwrap();
        let pages = text.matches('\u{C}').count();
        let flat = text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace('\u{202f}', " ");
        // Behind the cover and the table of contents.
        let contents = flat.match_indices("....").last().map_or(0, |(at, _)| at);
        let mut rest = &flat[contents..];
        for heading in headings(lang).split('|') {
            let at = rest.find(heading);
            let at = at.unwrap_or_else(|| panic!("{heading} is missing or comes too early in {lang}"));
            rest = &rest[at + heading.len()..];
        }
        for words in ["Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі", "Ескерту ғәкіс."] {
            assert!(flat.contains(words), "{words} in {lang}");
        }
        for page in 2..=pages {
            assert!(
                squeezed(&flat).contains(&format!("{page}/{pages}")),
                "page {page} in {lang}"
            );
        }
        let bracketed = flat.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
        let holes: Vec<&str> = bracketed.map(|(key, _)| key).filter(|key| is_key(key)).collect();
        assert!(holes.is_empty(), "words are missing: {holes:?}");
    }
}

/// Whether it looks like the name of a sentence that nobody wrote.
fn is_key(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[test]
fn hate_crimes_leave_out_discrimination_speech_and_what_authorities_failed_to_do() {
    let mut place = two_victims(&[consent("a", "pseudonym", &json!({ "purpose": ["odihr"] }))]);
    place.import(&json!({ "records": [
        { "kind": "event", "key": "e", "case": "K-26-001", "date": "2026-02-20", "description": "Сломали дверь.", "verification": "likely" },
        { "kind": "event", "key": "r", "case": "K-26-001", "date": "2026-02-21", "description": "Слух о двери.", "verification": "not_a_violation" },
        { "kind": "act", "case": "K-26-001", "event": "r", "victim": "P-001", "act_type": "property_damage", "bias_motivation": ["gender_identity"] },
        { "kind": "act", "case": "K-26-001", "event": "e", "victim": "P-001", "act_type": "property_damage",
          "bias_motivation": ["gender_identity"], "bias_indicator": ["slurs"] },
        { "kind": "act", "case": "K-26-001", "event": "e", "victim": "P-001", "act_type": "hate_speech", "bias_motivation": ["gender_identity"] },
        { "kind": "act", "case": "K-26-001", "event": "e", "victim": "P-001", "act_type": "eviction", "bias_motivation": ["none_seen"] },
    ] }));
    let asked = request(ReportKind::HateCrime, &["K-26-001"]);
    let written = write(&mut place, &asked, "h.csv").unwrap_or_else(|failure| panic!("{failure}"));
    let csv = fs::read_to_string(place.path("h.csv")).unwrap();
    assert_eq!(csv.matches("K-26-001").count(), 1, "one incident: {csv}");
    for left_out in ["выселение", "Выселение", "высказывания,", "бездействие полиции"]
    {
        assert!(!csv.lines().nth(1).unwrap_or_default().contains(left_out), "{left_out}");
    }
    let submission = place
        .session
        .read_record(written.submission.as_deref().unwrap())
        .unwrap();
    assert_eq!(submission.body["addressed_to"], json!("odihr"));
    let text = text(&mut place, &asked, "h.pdf");
    // Speech, eviction, a failure to protect, two acts without a motive, and one that is not established.
    assert!(text.contains("Случаев: 1.") && text.contains(": 6."), "{text}");
}

#[test]
fn forms_hold_what_their_authority_asks_for_and_lines_where_nothing_is_recorded() {
    let mut place = scenario("01-robbed-and-held");
    let order = |text: &str, wanted: &[&str]| {
        let (text, mut from) = (squeezed(text), 0);
        for want in wanted.iter().map(|want| squeezed(want)) {
            let at = text[from..].find(&want);
            from += at.unwrap_or_else(|| panic!("{want} is missing or comes too early")) + want.len();
        }
    };
    let form = |place: &mut Place, kind: ReportKind, articles: &[&str]| {
        let mut asked = request(kind, &["K-26-101"]);
        asked.articles = articles.iter().map(|&article| article.to_owned()).collect();
        text(place, &asked, &format!("{}.pdf", kind.slug()))
    };
    let complaint = form(&mut place, ReportKind::Complaint, &["cc_145"]);
    order(
        &complaint,
        &[
            "Кому",
            "От кого",
            "Выдуманов",
            "Факты",
            "Мотив ненависти",
            "гендерная идентичность",
            "Прошу проверить этот мотив",
            "Статьи",
            "УК, ст. 145",
            "Прошу",
            "зарегистрировать",
            "Приложения",
            "заведомо ложный донос",
            "Заявитель",
        ],
    );
    assert!(!complaint.contains("Слышала, как она кричала"));
    let judge = form(&mut place, ReportKind::JudgeComplaint, &[]);
    order(
        &judge,
        &[
            "На что подаётся жалоба",
            "Иди отсюда",
            "Состав уголовного",
            "Основания",
            "Прошу",
            "незаконным",
        ],
    );
    let examination = form(&mut place, ReportKind::Examination, &[]);
    order(
        &examination,
        &[
            "Факты",
            "Вред",
            "ушиб",
            "Кровоподтёки",
            "Вопросы эксперту",
            "степень тяжести",
        ],
    );
    let statement = form(&mut place, ReportKind::Statement, &[]);
    order(
        &statement,
        &["Айсана", "Я же сама их вызвала", "Подтверждение", "Рассказал(а)"],
    );
    let refusal = request(ReportKind::Complaint, &["K-26-101"]);
    let refusal = ReportRequest {
        articles: vec!["cat_12".to_owned()],
        ..refusal
    };
    assert_eq!(
        refused(place.session.report_preview(&refusal, LANG, &mut going_on)),
        ErrorCode::NoSuchValue
    );
    // The sheet that asks for consent names nobody, whoever agreed to what.
    let sheet = form(&mut place, ReportKind::ConsentForm, &[]);
    order(
        &sheet,
        &[
            "Дело: K-26-101",
            "доклад в ООН",
            "псевдоним",
            "Ваши права",
            "Условия",
            "Согласие дал(а)",
        ],
    );
    assert!(!sheet.contains("Айсана") && !sheet.contains("P-001"));
}
