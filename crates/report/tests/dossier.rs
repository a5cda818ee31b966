//! What the dossier promises, on an invented case.

mod html;
mod sample;

use sample::{dossier_of, envelope, envelopes, full, id, redacted};
use sandyq_domain::casefile::is_refusal;
use sandyq_domain::{CaseFile, FieldType, KINDS, Lang, Privacy, kind_spec};
use serde_json::{Value, json};

#[test]
fn the_page_is_well_formed_and_every_link_leads_somewhere() {
    for lang in Lang::ALL {
        for dossier in [full(lang), redacted(lang)] {
            let page = html::read(&dossier.render());
            for target in &page.links {
                let is_here = target.strip_prefix('#').is_some_and(|id| page.ids.contains(id));
                assert!(is_here || target.starts_with("files/000"), "{lang}: {target}");
            }
        }
    }
}

#[test]
fn whatever_is_handed_over_stands_on_the_page_whatever_its_kind() {
    let mut planted = Vec::new();
    let mut records = envelopes();
    for (n, spec) in KINDS.iter().enumerate() {
        let mut body = json!({});
        for field in spec.fields {
            let said = format!("слово-{}-{}", spec.name, field.name);
            body[field.name] = match field.kind {
                FieldType::Text => json!(said),
                FieldType::Prose => json!([{ "text": said }]),
                FieldType::Tags => json!([said]),
                FieldType::Code(_) => json!({ "other": said }),
                FieldType::Codes(_) => json!([{ "other": said }]),
                FieldType::Date => json!({ "precision": "unknown", "as_told": said }),
                FieldType::Link(_) if field.required => json!("@p1"),
                FieldType::Number if field.required => json!(7),
                FieldType::Number | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => continue,
            };
            if body[field.name].is_array() || body[field.name].is_object() || field.kind == FieldType::Text {
                planted.push(said);
            }
        }
        records.push(envelope(&format!("all{n}"), spec.name, &body));
    }
    let html = dossier_of(Lang::Ru, &records).render().replace("<wbr>", "");
    let lost: Vec<&String> = planted.iter().filter(|said| !html.contains(said.as_str())).collect();
    assert!(planted.len() > 150 && lost.is_empty(), "{lost:?}");
}

#[test]
fn a_built_in_law_is_marked_as_one_that_a_lawyer_confirms() {
    let marks = |law: Value| {
        let body = json!({ "victim": "@p1", "act_type": "threat", "qualifications_claimed": [law] });
        let records = [envelope("p1", "person", &json!({})), envelope("a1", "act", &body)];
        dossier_of(Lang::En, &records)
            .render()
            .matches("To be confirmed by a lawyer")
            .count()
    };
    assert_eq!(marks(json!("cc_145")), 1);
    assert_eq!(marks(json!({ "other": "an article nobody built in" })), 0);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(full(Lang::Ru).render(), full(Lang::Ru).render());
}

#[test]
fn every_word_exists_in_every_language() {
    for lang in Lang::ALL {
        for dossier in [full(lang), redacted(lang)] {
            let html = dossier.render();
            let body = &html[html.find("<body>").expect("a body")..];
            for raw in [
                "[dossier-",
                "[field-",
                "[kind-",
                "[date-",
                "[size-",
                "oral_refusal",
                "police_station",
                "legal_help",
                "not_asked",
            ] {
                assert!(!body.contains(raw), "{lang}: {raw}");
            }
            assert!(html.contains(&format!("<html lang=\"{lang}\">")));
        }
    }
}

#[test]
fn every_refusal_stands_there_with_its_mode_and_the_words_used() {
    for lang in Lang::ALL {
        let dossier = redacted(lang);
        let html = dossier.render();
        let refusals: Vec<_> = dossier.cases[0]
            .steps
            .iter()
            .filter(|step| is_refusal(&step.record))
            .collect();
        assert_eq!(refusals.len(), 5);
        for step in &refusals {
            let words = step.record.refusal_words.iter().next();
            if let Some(words) = words {
                assert_eq!(
                    html.matches(words.as_str()).count(),
                    2,
                    "{lang}: once in time, once in its proceeding"
                );
            }
        }
        // Each refusal is loud twice: in the chronology and in the table of its proceeding.
        assert_eq!(html.matches("class=\"step refused\"").count(), refusals.len(), "{lang}");
        assert_eq!(
            html.matches("<tbody class=\"refused\"").count(),
            refusals.len(),
            "{lang}"
        );
    }
    let html = full(Lang::Ru).render();
    assert!(html.contains("5 отказов"));
    for mode in ["oral_refusal", "written_refusal", "returned", "no_reply_in_term"] {
        let label = sandyq_domain::vocab::vocabulary("refusal_mode").and_then(|terms| terms.label(mode, Lang::Ru));
        assert!(html.contains(label.expect(mode)), "{mode}");
    }
}

/// Texts that try to become markup, to run, to call home, or to turn the line around.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style><style>*{display:none}</style>",
    "--><svg/onload=alert(1)><!--",
    "фото\u{202E}gpj.exe\u{2066}\u{200B}\u{0}",
];

/// Puts a hostile text wherever a text can stand.
fn poisoned(value: &Value, text: &str) -> Value {
    match value {
        Value::String(old) if old.contains(' ') || old.contains('«') || old.contains('.') => json!(text),
        Value::Array(items) => items.iter().map(|item| poisoned(item, text)).collect(),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| (key.clone(), poisoned(value, text)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}

#[test]
fn hostile_text_appears_inert_wherever_a_text_can_stand() {
    for text in HOSTILE {
        let mut records = envelopes();
        for record in &mut records {
            let body = poisoned(&Value::Object(record.body.clone()), text);
            record.body = body.as_object().expect("an object").clone();
            record.withheld.push(text.to_owned());
            record.body.insert(text.to_owned(), json!(text));
        }
        let mut sample = dossier_of(Lang::En, &records);
        let dossier = &mut sample.dossier;
        for place in [
            &mut dossier.sender,
            &mut dossier.recipient,
            &mut dossier.purpose,
            &mut dossier.bundle_id,
        ] {
            text.clone_into(place);
        }
        for file in &mut dossier.files {
            for place in [&mut file.name, &mut file.sha256, &mut file.media_type] {
                text.clone_into(place);
            }
        }
        sample.cases[0].unread.push((id("u1"), text.to_owned()));
        let html = sample.render();
        let page = html::read(&html);
        for tag in ["script", "svg", "iframe", "form", "object"] {
            assert!(!page.tags.contains(tag), "{text}: <{tag}>");
        }
        assert_eq!(html.matches("<style>").count(), 1, "{text}");
        assert!(
            page.attributes
                .iter()
                .all(|name| html::ALLOWED.contains(&name.as_str())),
            "{text}"
        );
        assert!(page.links.iter().all(|target| target.starts_with('#')), "{text}");
        assert!(!html.contains(['\u{202E}', '\u{2066}', '\u{200B}', '\u{0}']), "{text}");
        if text.contains('\u{202E}') {
            assert!(html.contains("⟨U+202E⟩gpj.exe⟨U+2066⟩"));
        }
    }
}

#[test]
fn a_withheld_field_is_named_and_never_left_empty() {
    for lang in Lang::ALL {
        let html = redacted(lang).render();
        let mark = sandyq_domain::words::text(lang, "dossier-withheld");
        assert!(
            html.matches(&format!("class=\"hidden\">{mark}<")).count() >= 7,
            "{lang}"
        );
        for (kind, field) in [
            ("person", "hiv"),
            ("evidence_item", "device"),
            ("proceeding_step", "official"),
        ] {
            let label = sandyq_domain::words::text(lang, &format!("field-{kind}-{field}"));
            assert!(html.contains(&label), "{lang}: {label}");
        }
        assert!(html.contains("Имя и контакты P-103") && html.contains("согласие без имени"));
    }
}

#[test]
fn a_withheld_value_that_was_left_in_by_mistake_is_not_printed() {
    let mut records = envelopes();
    for record in &mut records {
        let fields = kind_spec(&record.kind).map_or(&[][..], |spec| spec.fields);
        record.withheld = fields.iter().map(|field| field.name.to_owned()).collect();
    }
    let html = dossier_of(Lang::Ru, &records).render().replace("<wbr>", "");
    for secret in [
        "Аяна",
        "Удержание",
        "дежурный",
        "Я сама позвонила",
        "P-103",
        "K-26-031",
        "мелкое хулиганство",
        "IMG_2025",
    ] {
        assert!(!html.contains(secret), "{secret}");
    }
}

#[test]
fn with_identities_withheld_no_field_that_identifies_is_printed_even_if_it_was_handed_in() {
    let mut secrets = Vec::new();
    let mut records = envelopes();
    for record in &mut records {
        let spec = kind_spec(&record.kind).expect("known");
        for field in spec.fields.iter().filter(|field| field.privacy == Privacy::A) {
            if let Some(text) = record.body.get_mut(field.name).filter(|value| value.is_string()) {
                let is_text = matches!(field.kind, sandyq_domain::FieldType::Text);
                let canary = format!("canary-{}-{}", spec.name, field.name);
                if is_text {
                    *text = json!(canary);
                    secrets.push(canary);
                }
            }
        }
    }
    assert!(secrets.len() >= 6);
    let mut sample = dossier_of(Lang::En, &records);
    let open = sample.render();
    assert!(secrets.iter().all(|secret| open.contains(secret)));
    sample.dossier.identity_withheld = true;
    let closed = sample.render();
    assert!(!closed.contains("canary-"));
    for secret in ["+7 700", "ayana_demo", "КУИ 0000"] {
        assert!(open.contains(secret) && !closed.contains(secret), "{secret}");
    }
}

#[test]
fn an_identity_that_is_not_handed_in_is_not_there() {
    let html = redacted(Lang::Ru).render();
    for secret in [
        "Аяна",
        "Пример Примеров",
        "+7 700",
        "посылка",
        "Pixel",
        "IMG_2025",
        "КУИ 0000",
    ] {
        assert!(!html.contains(secret), "{secret}");
    }
    assert!(html.contains("P-103"));
}

#[test]
fn the_key_facts_of_the_case_stand_on_the_page() {
    let html = full(Lang::Ru).render();
    for fact in [
        "K-26-031 · Удержание в отделе после вызова",
        "Группа «Пример»",
        "Адвокат Образцова",
        "20 ноября 2025",
        "14:32 UTC",
        "28 сентября 2025",
        "в субботу вечером, темнело",
        "Я сама позвонила в полицию. Я думала, они приедут и помогут.\nОни посмотрели",
        "<div class=\"told\" dir=\"auto\" lang=\"kk\">",
        "дежурный по отделу",
        "мелкое хулиганство (КоАП)",
        "кодовое слово «посылка»",
        "Заявление с отметкой канцелярии",
        "9f2c1b7d<wbr>4e8a3f60",
        "<a href=\"files/0001.jpg\">",
        "(3\u{a0}512\u{a0}331 байт)",
        "minisign -V -m manifest.json -p sender.pub",
        "sha256sum -c SHA256SUMS",
        "age -d -i KEY BUNDLE.age | tar -x",
    ] {
        assert!(html.contains(fact), "{fact}");
    }
}

#[test]
fn evidence_without_its_file_and_a_derivative_say_so() {
    let html = full(Lang::En).render();
    let register = &html[html.find("id=\"c1-evidence\"").expect("a register")..];
    assert_eq!(register.matches("The file is not in this bundle").count(), 1);
    assert_eq!(register.matches("is not the original").count(), 1);
    // The derivative's hash and the original's stand both there.
    assert!(register.contains("c0ffee00<wbr>c0ffee00") && register.contains("abababab<wbr>abababab"));
    // A picture marked as graphic waits behind a click; one without a mark is shown.
    assert_eq!(register.matches("<details class=\"picture\">").count(), 1);
    assert_eq!(register.matches("<img ").count(), 2);
}

#[test]
fn a_practice_case_is_marked_across_the_page() {
    let mut dossier = full(Lang::Kk);
    assert!(!dossier.render().contains("class=\"watermark\""));
    dossier.cases.push(CaseFile::default());
    dossier.cases[0].cases[0].record.is_practice = Some(true);
    let html = dossier.render();
    assert!(html.contains("<div class=\"watermark\" aria-hidden=\"true\">ЖАТТЫҒУ</div>"));
}

#[test]
fn records_that_could_not_be_read_are_named() {
    let html = redacted(Lang::En).render();
    assert!(html.contains("id=\"unread\"") && html.contains("of_tomorrow"));
    assert!(!full(Lang::En).render().contains("id=\"unread\""));
}

#[test]
fn nothing_at_all_still_makes_a_page() {
    html::read(&dossier_of(Lang::Kk, &[]).render());
}
