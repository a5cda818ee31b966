//! Numbers in the real window: asked with one press, opened at a cell, changed, looked at in three languages and both themes, and
//! given out only as far as people agreed.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_document, lay_generated, lay_scenarios, open_vault};
use fantoccini::key::Key;
use sandyq_casework::StatsFormat;
use sandyq_casework::view::{StatsRequest, StatsTo};
use sandyq_domain::Lang;
use serde_json::{Value, json};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// A word that stands in the titles of cases, and in nothing that leaves.
const TITLE: &str = "Қоңырау";

#[tokio::test]
async fn numbers_are_asked_opened_changed_looked_at_and_given_out() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_scenarios(&home.vault(), &["11-numbers"], Lang::Ru);
    lay_document(&home.vault(), &consenting(20).to_string(), Lang::Ru);
    let [first, second] = [Home::make(), Home::make()];
    for home in [&first, &second] {
        lay_scenarios(&home.vault(), &[], Lang::Ru);
    }
    lay_document(&first.vault(), &for_partners("kz_75", 9).to_string(), Lang::Ru);
    lay_document(&second.vault(), &for_partners("kz_79", 14).to_string(), Lang::Ru);
    let coalition = met(&home, &first);
    let page = Page::open(&display, &home).await;
    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;
    page.press("nav-statistics").await;
    page.see("stats-question-police").await;
    Screens::of("ru").take(&page, "statistics-begin").await;

    the_numbers_of_a_report(&page).await;
    by_keyboard(&page).await;
    changed(&page).await;
    given_out(&page, &home).await;
    sealed_for_a_contact(&page, &home, &coalition).await;
    sealed_and_put_together(&page, &home, [&first, &second]).await;
    for (lang, themes) in [
        ("kk", ["light", "dark"]),
        ("en", ["dark", "light"]),
        ("ru", ["light", "dark"]),
    ] {
        for theme in themes {
            looked_at(&page, lang, theme).await;
        }
    }
    page.close().await;
}

#[tokio::test]
async fn counting_many_cases_can_be_stopped_and_gives_way_to_a_newer_question() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_generated(&home.vault(), 700);
    let page = Page::open(&display, &home).await;
    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;
    page.press("nav-statistics").await;
    page.see("stats-question-deeds").await;
    // Within the page, so that a slow driver does not come too late: counting has begun, and has not come through 700 cases.
    let stopped = "const [done, press] = [arguments[arguments.length - 1], (id) => document.querySelector(`[data-testid=${id}]`).click()];
        press('stats-question-deeds');
        setTimeout(() => { press('stats-stop'); done(true); }, 500)";
    assert_eq!(page.run_until_done(stopped).await, Value::Bool(true));
    page.see("stats-stopped").await;
    assert_eq!(page.count("stats-answer").await, 0);
    // The vault is free again: another screen answers.
    page.press("nav-cases").await;
    page.says("case-count", "700").await;
    page.press("nav-statistics").await;
    page.see("stats-table").await;

    let replaced = "const [done, press] = [arguments[arguments.length - 1], (id) => document.querySelector(`[data-testid=${id}]`).click()];
        press('stats-question-police');
        setTimeout(() => { press('stats-question-regions'); done(true); }, 500)";
    assert_eq!(page.run_until_done(replaced).await, Value::Bool(true));
    page.find("[data-testid=stats-table] button[data-at=\"kz_75|*\"]").await;
    page.until(
        "no word of the older question",
        "return document.querySelector('[data-testid=stats-failure]') === null",
    )
    .await;
    Screens::of("ru").take(&page, "statistics-many").await;
    page.close().await;
}

/// So many cases of one person each, beaten by police in 2024, who agreed to be counted by their own group.
fn consenting(n: u32) -> Value {
    let mut records = Vec::new();
    for number in 0..n {
        let key = |name: &str| format!("{name}-{number}");
        // Of the last four in Astana none may be told, and then not how many of the seven in Shymkent either.
        let region = match number {
            0..9 => "kz_75",
            9..16 => "kz_79",
            _ => "kz_71",
        };
        let (month, age) = (
            1 + number % 12,
            if number % 2 == 0 {
                "from_25_to_34"
            } else {
                "from_18_to_24"
            },
        );
        records.extend([
            json!({ "kind": "case", "key": key("c"), "title": format!("{TITLE} {number}") }),
            json!({ "kind": "person", "key": key("p"), "age_band": age, "sexual_orientation": "gay", "gender_identity": "man" }),
            json!({ "kind": "event", "key": key("e"), "case": key("c"), "title": TITLE, "verification": "confirmed",
                "date": format!("2024-{month:02}-11"), "region": region }),
            json!({ "kind": "act", "key": key("a"), "case": key("c"), "event": key("e"), "victim": key("p"), "act_type": "beating" }),
            json!({ "kind": "involvement", "case": key("c"), "act": key("a"), "perpetrator_type": "police_patrol", "degree": "carried_out" }),
            json!({ "kind": "consent", "case": key("c"), "person": key("p"), "given_by": "self", "purpose": ["own_statistics"],
                "identity_level": "aggregated_only", "form": "oral_noted", "given": "2024-12-01" }),
        ]);
    }
    json!({ "records": records })
}

/// What a cell of the table says.
fn says(at: &str, words: &str) -> String {
    format!("return document.querySelector('[data-testid=stats-table] [data-at=\"{at}\"]')?.textContent === '{words}'")
}

/// Waits for the answer to what is asked now: until then the older one is shown, and can be used.
async fn counted(page: &Page) {
    page.find("[data-testid=stats-answer][aria-busy=false]").await;
}

async fn open_cell(page: &Page, at: &str) {
    counted(page).await;
    page.press_at(&format!("[data-testid=stats-table] button[data-at=\"{at}\"]"))
        .await;
    page.find("[data-testid=stats-cases] [data-ready=true]").await;
}

/// Nineteen cases in January and February 2025, thirteen by police, one more possibly.
async fn the_numbers_of_a_report(page: &Page) {
    page.press("stats-question-police").await;
    page.see("stats-table").await;
    page.tick("stats-period-own").await;
    page.fill("stats-from", "2025-01-01").await;
    page.fill("stats-to", "февраль 2025").await;
    page.until("thirteen by police", &says("police|*", "13")).await;
    page.until("nineteen", &says("*|*", "19")).await;
    page.until("one possibly", &says("*|~", "1")).await;
    page.until("failure to protect apart", &says("failed_to_protect|*", "2"))
        .await;
    Screens::of("ru").take(page, "statistics-period").await;
    open_cell(page, "police|*").await;
    // Thirteen, and one of which it is not sure.
    assert_eq!(page.count("stats-case").await, 14);
    let possible = "return document.querySelectorAll('[data-testid=stats-case][data-possible=true]').length === 1";
    page.until("one is marked", possible).await;
    Screens::of("ru").take(page, "statistics-cases").await;
    page.press("stats-case").await;
    page.see("case-page").await;
    // Whoever comes back finds the answer as it was.
    page.press("nav-statistics").await;
    page.see("stats-answer").await;
    page.until("thirteen still", &says("police|*", "13")).await;
}

async fn by_keyboard(page: &Page) {
    let is_at = |at: &str| format!("return document.activeElement?.dataset.at === '{at}'");
    page.run(
        "document.querySelector('[data-testid=stats-table] [data-at=\"police|*\"]').focus()",
        vec![],
    )
    .await;
    page.keys(&char::from(Key::Down).to_string()).await;
    page.until("the cell below", &is_at("failed_to_protect|*")).await;
    page.keys(&char::from(Key::End).to_string()).await;
    // Nothing is only possibly a failure to protect, so that there is nothing to open.
    page.until("the end of its line", &is_at("failed_to_protect|*")).await;
    let one = "return document.querySelectorAll('[data-testid=stats-table] button[tabindex=\"0\"]').length === 1";
    page.until("one of all is reached by Tab", one).await;
    page.keys(&char::from(Key::Enter).to_string()).await;
    page.find("[data-testid=stats-cases] [data-ready=true]").await;
    assert_eq!(page.count("stats-case").await, 2);
    page.keys(&char::from(Key::Escape).to_string()).await;
    page.gone("stats-cases").await;
    page.until("back where it was opened", &is_at("failed_to_protect|*"))
        .await;
}

/// Another unit keeps what says something of it; one value of a dimension is chosen; a mark of the picture opens its cases.
async fn changed(page: &Page) {
    page.tick("stats-period-all").await;
    page.choose("stats-unit", "acts").await;
    page.choose("stats-columns", "act.act_type").await;
    page.find("[data-testid=stats-table] button[data-at=\"police|beating\"]")
        .await;
    page.press("stats-filter-add").await;
    page.press("filter-field-region").await;
    page.press("filter-value-kz_79").await;
    Screens::of("ru").take(page, "statistics-filter").await;
    page.press("filter-done").await;
    page.see("filter-chip").await;
    counted(page).await;
    let chart = "[data-testid=stats-chart] [data-cell=\"police|beating\"] text";
    page.press_at(chart).await;
    page.find("[data-testid=stats-cases] [data-ready=true]").await;
    let all = page.count("stats-case").await;
    assert!(all >= 7, "seven consented, and some of the report: {all}");
    page.press("stats-cases-close").await;
    page.gone("stats-cases").await;
    // Of applications neither the region nor the act says anything.
    page.choose("stats-unit", "applications").await;
    page.gone("filter-chip").await;
    page.until(
        "nothing down the side",
        "return document.querySelector('[data-testid=stats-rows]').value === ''",
    )
    .await;
    page.press("stats-question-funnel").await;
    page.find("[data-testid=stats-table] button[data-at=\"filed|*\"]").await;
}

async fn given_out(page: &Page, home: &Home) {
    page.press("stats-question-regions").await;
    page.find("[data-testid=stats-table] button[data-at=\"kz_75|*\"]").await;
    page.press("stats-give").await;
    page.see("stats-leaving").await;
    // Nobody agreed that another group counts them.
    page.tick("stats-for-partner").await;
    let whole = "return document.querySelector('[data-testid=stats-leaving] [data-at=\"*|*\"]')?.textContent";
    page.until("nothing for a partner", &format!("{whole} === '0'")).await;
    page.tick("stats-for-own").await;
    page.until("twenty agreed", &format!("{whole} === '20'")).await;
    let hidden = "return document.querySelectorAll('[data-testid=stats-leaving] .hidden').length === 2";
    page.until("the small number and the one it follows from", hidden).await;
    page.tick("stats-as-csv").await;
    Screens::of("ru").take(page, "statistics-leave").await;
    let csv = home.home().join("table.csv");
    page.lay_ready(&csv).await;
    page.press("stats-save").await;
    page.see("stats-left").await;
    let written = fs::read_to_string(&csv).expect("it was written");
    assert!(
        written.contains("город Шымкент,*\r\n") || written.contains("город Шымкент,*\n"),
        "{written}"
    );
    assert!(written.contains("Всего,20") && !written.contains(TITLE), "{written}");
    page.tick("stats-as-json").await;
    let table = home.home().join("table.json");
    page.lay_ready(&table).await;
    page.press("stats-save").await;
    page.until(
        "the second file",
        "return document.querySelector('[data-testid=stats-left]')?.textContent.includes('table.json')",
    )
    .await;
    page.tick("stats-as-png").await;
    page.press("stats-copy").await;
    page.until(
        "it was copied",
        "return document.querySelector('[data-testid=stats-left]')?.textContent.includes('Скопировано')",
    )
    .await;
    page.press("stats-leave-close").await;

    page.lay_ready(&table).await;
    page.press("stats-again").await;
    page.see("stats-again-said").await;
    Screens::of("ru").take(page, "statistics-again").await;
    page.press("stats-again-close").await;
}

/// Cases of another group, whose people agreed that partners count them.
fn for_partners(region: &str, n: u32) -> Value {
    let mut document = consenting(n);
    for record in document["records"].as_array_mut().expect("records") {
        if record["kind"] == "consent" {
            record["purpose"] = json!(["partner_statistics"]);
        }
        if record["kind"] == "event" {
            record["region"] = region.into();
        }
    }
    document
}

/// What another group gives: victims by region, sealed with a passphrase or as it is.
fn given_by(home: &Home, out: &Path, words: Option<&str>) {
    let asked = StatsRequest {
        unit: "victims".into(),
        rows: Some("region".into()),
        columns: None,
        from: None,
        to: None,
        filters: Vec::new(),
    };
    let mut session = open_vault(&home.vault());
    let on = &mut |_| ControlFlow::Continue(());
    match words {
        Some(words) => {
            let to = StatsTo {
                recipient: String::new(),
                passphrase: Some(words.to_owned().into()),
            };
            session.seal_stats(&asked, &to, out, Lang::Ru, on).expect("sealed");
        }
        None => {
            let json = StatsFormat::Json;
            session
                .release_stats(&asked, json, out, true, Lang::Ru, on)
                .expect("written");
        }
    }
    session.lock().expect("closed");
}

/// One home takes the card of another, unverified; answers the contact's id.
fn met(home: &Home, other: &Home) -> String {
    let other = open_vault(&other.vault());
    let card = other.own_card(Lang::Ru).expect("every vault has one").text;
    other.lock().expect("closed");
    let mut session = open_vault(&home.vault());
    let contact = session.add_contact(card.as_bytes(), "Координатор", None, Lang::Ru);
    session.lock().expect("closed");
    contact.expect("a card").id.to_string()
}

/// A table sealed for somebody whose key nobody has compared yet, which is said with it.
async fn sealed_for_a_contact(page: &Page, home: &Home, contact: &str) {
    page.press("stats-give").await;
    page.see("stats-leaving").await;
    page.tick("stats-for-partner").await;
    page.tick("stats-as-sealed").await;
    page.see("seal-to").await;
    assert!(
        !page.see("stats-save").await.is_enabled().await.expect("it is there"),
        "for nobody nothing is sealed"
    );
    page.choose("seal-to", contact).await;
    let sealed = home.home().join("for-coalition.age");
    page.lay_ready(&sealed).await;
    page.press("stats-save").await;
    // Nobody has compared this key, and that is said.
    page.find("[data-testid=stats-left] span.due").await;
    Screens::of("ru").take(page, "statistics-sealed-for").await;
    let written = fs::read(&sealed).expect("it was written");
    assert!(
        written.windows(9).any(|at| at == b"-> X25519"),
        "for a key, not a passphrase"
    );
    page.press("stats-leave-close").await;
}

/// A table sealed for whoever knows a passphrase, and tables of two other groups beside one that does not fit.
async fn sealed_and_put_together(page: &Page, home: &Home, [first, second]: [&Home; 2]) {
    const WORDS: &str = "нарочно придуманные слова для проверки";
    page.press("stats-give").await;
    page.see("stats-leaving").await;
    page.tick("stats-for-partner").await;
    page.tick("stats-as-sealed").await;
    page.choose("seal-to", "***").await;
    page.fill("seal-passphrase", WORDS).await;
    Screens::of("ru").take(page, "statistics-seal").await;
    let sealed = home.home().join("table.age");
    page.lay_ready(&sealed).await;
    page.press("stats-save").await;
    page.see("stats-left").await;
    let written = fs::read(&sealed).expect("it was written");
    assert!(written.starts_with(b"age-encryption.org/v1"));
    page.press("stats-leave-close").await;

    let (one, two) = (home.home().join("one.age"), home.home().join("two.json"));
    given_by(first, &one, Some(WORDS));
    given_by(second, &two, None);
    let other = home.home().join("table.json");
    page.press("stats-together").await;
    page.see("stats-together-dialog").await;
    page.lay_ready_all(&[&one, &two, &other]).await;
    page.press("stats-together-add").await;
    let why = |at: usize, code: &str| {
        format!(
            "return document.querySelectorAll('[data-testid=stats-together-file]')[{at}]?.dataset.failure === '{code}'"
        )
    };
    page.until("one waits for its passphrase", &why(0, "bundle-needs-passphrase"))
        .await;
    page.until("one is for no partner", &why(2, "not-for-partners")).await;
    Screens::of("ru").take(page, "statistics-together-locked").await;
    page.fill("stats-together-passphrase", WORDS).await;
    page.press("stats-together-open").await;
    page.until("it is open", &why(0, "")).await;
    let sum =
        "return document.querySelector('[data-testid=stats-together-table] [data-at=\"*|*\"]')?.textContent === '23'";
    page.until("nine and fourteen", sum).await;
    page.run(
        "document.querySelector('[data-testid=stats-together-table]').scrollIntoView()",
        vec![],
    )
    .await;
    Screens::of("ru").take(page, "statistics-together").await;
    let out = home.home().join("region.csv");
    page.tick("stats-together-as-csv").await;
    page.lay_ready(&out).await;
    page.press("stats-together-save").await;
    page.see("stats-together-saved").await;
    assert!(fs::read_to_string(&out).expect("it was written").contains(",23"));
    page.press("stats-together-close").await;
    page.gone("stats-together-dialog").await;
}

/// Every kind of picture and the dialogs, in a theme that somebody chose.
async fn looked_at(page: &Page, lang: &'static str, theme: &str) {
    let screens = Screens::of(lang);
    page.press("nav-settings").await;
    page.press("tab-look").await;
    page.tick(&format!("language-{lang}")).await;
    page.tick(&format!("theme-{theme}")).await;
    page.press("nav-statistics").await;
    page.tick("stats-period-all").await;
    for question in [
        "funnel",
        "months",
        "police",
        "deeds",
        "refusals",
        "regions",
        "orientation",
    ] {
        page.press(&format!("stats-question-{question}")).await;
        let is_asked = format!(
            "return document.querySelector('[data-testid=stats-question-{question}]').getAttribute('aria-pressed') === 'true'
                 && document.querySelector('[data-testid=stats-answer]')?.getAttribute('aria-busy') === 'false'
                 && document.documentElement.lang === '{lang}'"
        );
        page.until("the answer", &is_asked).await;
        let colour = if theme == "dark" { "#1b1f23" } else { "#ffffff" };
        let is_drawn = format!(
            "return document.querySelector('[data-testid=stats-chart] svg > rect')?.getAttribute('fill') === '{colour}'"
        );
        page.until("the picture in its colours", &is_drawn).await;
        screens.take_in(page, &format!("statistics-{question}"), theme).await;
    }
    // Measured: a median and the range, sums of losses. No sums of lines, and no cell but the first leads anywhere.
    for unit in ["delays", "losses"] {
        page.choose("stats-unit", unit).await;
        let is_told = format!(
            "return document.querySelector('[data-testid=stats-answer]')?.getAttribute('aria-busy') === 'false'
                 && document.querySelector('[data-testid=stats-unit]').value === '{unit}'
                 && document.querySelector('[data-testid=stats-table] [data-at=\"*|*\"]') === null"
        );
        page.until("the measured table", &is_told).await;
        screens.take_in(page, &format!("statistics-{unit}"), theme).await;
    }
    page.press("stats-together").await;
    page.see("stats-together-table").await;
    screens.take_in(page, "statistics-together", theme).await;
    page.press("stats-together-close").await;
    page.gone("stats-together-dialog").await;
    page.press("stats-question-orientation").await;
    page.find("[data-testid=stats-table] [data-at=\"*|*\"]").await;
    page.run(
        "document.querySelector('[data-testid=stats-notes]').scrollIntoView()",
        vec![],
    )
    .await;
    screens.take_in(page, "statistics-notes", theme).await;
    page.press("stats-give").await;
    page.see("stats-leaving").await;
    screens.take_in(page, "statistics-give", theme).await;
    page.press("stats-leave-close").await;
    page.gone("stats-leave").await;
}
