//! Deadlines in the real window: counted from a refusal, opened at their step, settled with a reason, added by oneself.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{RUSSIAN, add, done, first_start, record_a_case};
use crate::screens::Screens;
use crate::stage::{Display, Home};
use serde_json::json;

#[tokio::test]
async fn a_refusal_becomes_a_deadline_that_leads_to_its_step_and_is_settled_with_a_reason() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let page = Page::open(&display, &home).await;
    first_start(&page, &RUSSIAN, None).await;
    page.press("nav-tasks").await;
    page.see("view-tasks").await;
    page.find("[data-testid=\"view-tasks\"] h2").await;
    Screens::of("ru").take(&page, "tasks-empty").await;

    page.press("nav-cases").await;
    record_a_case(&page, &RUSSIAN, &Screens::of("none")).await;
    refuse(&page).await;
    page.find("[data-testid=\"case-deadlines\"] [data-group=\"soon\"]")
        .await;
    page.press("nav-tasks").await;
    page.find("[data-testid=\"tasks-soon\"] [data-nature=\"term\"]").await;
    // A presumption stands apart and says what it is.
    page.find("[data-testid=\"tasks-note\"] [data-nature=\"presumption\"]")
        .await;

    one_press_leads_to_the_step(&page).await;
    own_task(&page).await;
    own_rule(&page).await;
    in_every_language(&page).await;
    settle(&page).await;
    page.close().await;
}

/// A day so many days ago, as it is typed.
async fn days_ago(page: &Page, days: u32) -> String {
    let script = "return new Date(Date.now() - arguments[0] * 86400000).toISOString().slice(0, 10)";
    let day = page.run(script, vec![json!(days)]).await;
    day.as_str().expect("a day").to_owned()
}

/// The Prosecutor General refuses, ten days ago.
async fn refuse(page: &Page) {
    let day = days_ago(page, 10).await;
    add(page, "proceeding_step").await;
    page.choose("field-step_type", "complaint_prosecutor").await;
    page.fill("field-date", &day).await;
    page.choose("field-forum_level", "prosecutor_general").await;
    page.choose("field-result", "refused").await;
    done(page).await;
}

async fn one_press_leads_to_the_step(page: &Page) {
    let soon = "[data-testid=\"tasks-soon\"] [data-nature=\"term\"] ";
    page.press_at(&format!("{soon}[data-testid=\"deadline-open\"]")).await;
    page.see("record-dialog").await;
    assert_eq!(page.value("field-step_type").await, "complaint_prosecutor");
    done(page).await;
    page.press("nav-tasks").await;
}

async fn own_task(page: &Page) {
    page.press("new-task").await;
    page.fill("task-what", "Позвонить соседке").await;
    page.fill("task-due", "2200-01-01").await;
    page.fill("task-case", "K-99-999").await;
    page.press("task-add").await;
    // The case is not there: it is said at its field, and nothing typed is lost.
    page.find("[data-testid=\"add-task-dialog\"] [role=\"alert\"]").await;
    assert_eq!(page.value("task-what").await, "Позвонить соседке");
    page.paste("task-case", "K-26-001").await;
    Screens::of("ru").take(page, "task-add").await;
    page.press("task-add").await;
    page.gone("add-task-dialog").await;
    page.find("[data-testid=\"tasks-later\"] [data-nature=\"own\"]").await;
}

async fn own_rule(page: &Page) {
    page.press("show-rules").await;
    page.find("[data-testid=\"rule\"][data-own=\"false\"]").await;
    page.press("rule-add").await;
    page.fill("field-label", "Спросить, получен ли ответ").await;
    page.fill("field-length", "12").await;
    page.choose("field-unit", "days").await;
    page.press_at("label:has([data-testid=\"field-starts-complaint_prosecutor\"])")
        .await;
    done(page).await;
    page.find("[data-testid=\"rule\"][data-own=\"true\"]").await;
    page.press("rules-close").await;
    // Ten days ago and twelve long: the day after tomorrow.
    page.find("[data-testid=\"tasks-soon\"] [data-nature=\"own\"]").await;
}

async fn in_every_language(page: &Page) {
    for lang in ["kk", "en", "ru"] {
        page.press("nav-settings").await;
        page.tick(&format!("language-{lang}")).await;
        let screens = Screens::of(lang);
        page.press("nav-tasks").await;
        page.find("[data-testid=\"tasks-soon\"] [data-nature=\"term\"]").await;
        page.run(
            "document.querySelectorAll('[data-nature=presumption] details').forEach((part) => { part.open = true; })",
            vec![],
        )
        .await;
        screens.take(page, "tasks").await;
        page.press("show-rules").await;
        page.see("rule").await;
        screens.take(page, "rules").await;
        page.press("rules-close").await;
        page.press("deadline-settle").await;
        page.see("settle-dialog").await;
        screens.take(page, "settle").await;
        page.press("settle-cancel").await;
        page.press("deadline-open").await;
        done(page).await;
        page.find("[data-testid=\"case-deadlines\"] [data-testid=\"deadline\"]")
            .await;
        screens.take(page, "case-deadlines").await;
    }
    page.press("nav-tasks").await;
}

async fn settle(page: &Page) {
    let term = "[data-testid=\"tasks-soon\"] [data-nature=\"term\"]";
    page.press_at(&format!("{term} [data-testid=\"deadline-settle\"]"))
        .await;
    page.paste("settle-on", "как-нибудь").await;
    page.press("settle-write").await;
    page.see("settle-problem").await;
    page.tick("settle-missed").await;
    page.fill("settle-why", "Адвокат заболел").await;
    page.press("settle-write").await;
    page.gone("settle-dialog").await;
    let gone = format!("return document.querySelector('{term}') === null");
    page.until("it is no longer due", &gone).await;
    assert_eq!(page.count("tasks-settled").await, 0);

    page.press("tasks-all").await;
    let settled = page
        .find("[data-testid=\"tasks-settled\"] [data-nature=\"term\"]")
        .await;
    assert!(settled.text().await.expect("it is there").contains("Адвокат заболел"));
    Screens::of("ru").take(page, "tasks-all").await;
    page.press_at("[data-testid=\"tasks-settled\"] [data-testid=\"deadline-settle\"]")
        .await;
    page.press("settle-open").await;
    page.gone("settle-dialog").await;
    page.find(term).await;
}
