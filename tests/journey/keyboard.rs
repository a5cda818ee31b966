//! A first talk recorded and a paper written without a mouse: nothing here clicks after the first start. What the Tab key does not lead to
//! is not there.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{KAZAKH, first_start};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_document, lay_scenarios, open_vault};
use fantoccini::key::Key;
use sandyq_domain::Lang;
use serde_json::{Value, json};

const TOLD: &str = "Түнде есікті қақты. Полицейміз деді, құжат көрсетпеді. Көршілердің көзінше ұрды.";
const ENTER: char = '\u{E007}';
const CONTROL: char = '\u{E009}';
const RELEASE: char = '\u{E000}';

#[tokio::test]
async fn a_talk_becomes_a_case_without_touching_the_mouse() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let page = Page::open(&display, &home).await;
    first_start(&page, &KAZAKH, None).await;
    let screens = Screens::of("kk");

    // Ctrl+N, and the first question has the cursor.
    page.keys(&format!("{CONTROL}n{RELEASE}")).await;
    at(&page, "words").await;
    page.keys(TOLD).await;
    screens.take(&page, "intake").await;

    go_on(&page, "title").await;
    page.keys("Түнгі соққы").await;
    go_on(&page, "people").await;
    page.keys("П-1").await;
    page.tab_to("field-people.0.used_name").await;
    page.keys("Айсұлу").await;
    page.tab_to("add-row").await;
    page.keys(" ").await;
    page.tab_to("field-people.1.code").await;
    page.keys("П-2").await;
    go_on(&page, "teller").await;
    go_on(&page, "acts").await;
    // A long list is narrowed by typing, and ticked with the space bar.
    page.tab_to("field-acts.0.act_type-filter").await;
    page.keys("ұрып").await;
    page.tab_to("field-acts.0.act_type-beating").await;
    page.keys(" ").await;
    screens.take(&page, "intake-acts").await;
    go_on(&page, "when").await;
    page.tab_to("field-when.0.date").await;
    page.keys("2026 жылдың наурызында").await;
    page.see("field-when.0.date-reading").await;
    go_on(&page, "where").await;
    page.tab_to("field-where.0.locality").await;
    page.keys("Ойдан шығарылған ауыл").await;
    go_on(&page, "perpetrators").await;
    page.tab_to("field-perpetrators.0.described_as").await;
    page.keys("екі адам, азаматтық киімде").await;
    // "Not asked" is one key away from every question.
    go_on(&page, "harm").await;
    shift_tab_to(&page, "talk-instead").await;
    page.keys(&char::from(Key::Right).to_string()).await;
    page.until(
        "the question has no rows any more",
        "return !document.querySelector('[data-testid^=\"row-\"]')",
    )
    .await;
    go_on_from(&page).await;
    page.see("row-reported-0").await;
    for question in ["evidence", "contact", "next"] {
        go_on(&page, question).await;
    }
    go_on_from(&page).await;
    page.see("talk-records").await;
    screens.take(&page, "intake-summary").await;
    page.tab_to("talk-record").await;
    page.keys(&char::from(Key::Enter).to_string()).await;
    page.see("case-page").await;
    page.see("timeline").await;
    page.close().await;

    let vault = open_vault(&home.vault());
    let list = vault.list_cases("", 0, 10, Lang::Kk).expect("an open vault");
    assert_eq!(list.rows[0].title, "Түнгі соққы");
    let shown = vault
        .show_case(&list.rows[0].id.to_string(), Lang::Kk)
        .expect("it is there");
    let of = |kind: &str| shown.records.iter().filter(|record| record.kind == kind).count();
    assert_eq!(
        (shown.people.len(), of("act"), of("event"), of("involvement")),
        (2, 2, 1, 2)
    );
    vault.lock().expect("nothing else is open");
}

/// More cases than a list offers: one of them is found by a word of its title, and a paper about it is written.
#[tokio::test]
async fn a_paper_about_one_of_many_cases_is_written_without_touching_the_mouse() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_scenarios(&home.vault(), &[], Lang::En);
    lay_document(&home.vault(), &many(205).to_string(), Lang::En);
    let page = Page::open(&display, &home).await;
    let screens = Screens::of("en");
    page.see("locked").await;
    // Arrows go from one language to the next.
    page.tab_to("language-ru").await;
    page.keys(&char::from(Key::Right).to_string()).await;
    page.tab_to("passphrase").await;
    page.keys(PASSPHRASE).await;
    page.keys(&ENTER.to_string()).await;
    page.see("view-cases").await;

    press(&page, "nav-reports").await;
    press(&page, "report-chronology").await;
    // All of them first: then only some.
    page.tab_to("report-cases-all").await;
    page.keys(&char::from(Key::Right).to_string()).await;
    page.tab_to("seal-find-case").await;
    screens.take(&page, "reports-many").await;
    page.keys("Lighthouse").await;
    page.until(
        "one is offered",
        "return document.querySelectorAll('[data-testid=seal-add-case] option').length === 2",
    )
    .await;
    page.tab_to("seal-add-case").await;
    page.keys("K-26-201").await;
    page.find("[data-testid=report-preview][data-ready=true]").await;
    page.until(
        "it is told",
        "return document.querySelectorAll('[data-testid=report-case][data-told=true]').length === 1",
    )
    .await;
    screens.take(&page, "reports-one-of-many").await;
    let file = home.home().join("chronology.docx");
    page.lay_ready(&file).await;
    press(&page, "report-write").await;
    page.says("report-file", "chronology.docx").await;
    screens.take(&page, "reports-by-keyboard").await;
    press(&page, "report-done").await;
    page.close().await;
    assert!(std::fs::read(&file).expect("it was written").starts_with(b"PK"));
}

/// So many cases of one event each, of which the last but four is called otherwise.
fn many(n: u32) -> Value {
    let mut records = Vec::new();
    for number in 1..=n {
        let key = |name: &str| format!("{name}-{number}");
        let title = if number == n - 4 { "Lighthouse" } else { "Harbour" };
        records.extend([
            json!({ "kind": "case", "key": key("c"), "title": format!("{title} {number}") }),
            json!({ "kind": "person", "key": key("p"), "used_name": "Ainur" }),
            json!({ "kind": "event", "key": key("e"), "case": key("c"), "title": "Stopped in the street",
                "verification": "confirmed", "date": "2024-03-11" }),
            json!({ "kind": "act", "case": key("c"), "event": key("e"), "victim": key("p"), "act_type": "beating" }),
            json!({ "kind": "consent", "case": key("c"), "person": key("p"), "given_by": "self", "purpose": ["legal_help"],
                "identity_level": "named_confidential", "form": "oral_noted", "given": "2024-12-01" }),
        ]);
    }
    json!({ "records": records })
}

/// Goes there with the Tab key and presses Enter, once there is something to press.
async fn press(page: &Page, id: &str) {
    let enabled = format!("return document.querySelector('[data-testid=\"{id}\"]')?.disabled === false");
    page.until(id, &enabled).await;
    page.tab_to(id).await;
    page.keys(&ENTER.to_string()).await;
}

async fn at(page: &Page, question: &str) {
    page.see(&format!("row-{question}-0")).await;
    let here = format!("return Boolean(document.activeElement?.closest('[data-testid=\"row-{question}-0\"]'))");
    page.until("the question has the focus", &here).await;
}

/// Ctrl+Enter, and the next question has the focus.
async fn go_on(page: &Page, question: &str) {
    go_on_from(page).await;
    at(page, question).await;
}

async fn go_on_from(page: &Page) {
    page.keys(&format!("{CONTROL}{}{RELEASE}", char::from(Key::Enter)))
        .await;
}

/// Back with Shift+Tab until the focus is on a control of this name.
async fn shift_tab_to(page: &Page, name: &str) {
    let back = format!("{}{}{}", char::from(Key::Shift), char::from(Key::Tab), RELEASE);
    for _ in 0..20 {
        let here = page.run("return document.activeElement?.name", vec![]).await;
        if here == name {
            return;
        }
        page.keys(&back).await;
    }
    panic!("Shift and Tab do not lead to {name}");
}
