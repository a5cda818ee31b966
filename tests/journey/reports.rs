//! Papers in the real window: chosen among their kinds, looked at before they are written, and written; with somebody left out for
//! want of consent, in Russian and Kazakh, light and dark.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_generated, lay_scenarios, open_vault};
use sandyq_domain::Lang;
use std::fs;

/// 101 and 106 did not agree to a report; in 109 one of two did.
const STORIES: [&str; 5] = [
    "01-robbed-and-held",
    "02-prison-officer",
    "05-club",
    "06-abducted",
    "09-nine-proceedings",
];

#[tokio::test]
async fn reports_are_chosen_looked_at_and_written_in_russian() {
    walk(Lang::Ru, "ru").await;
}

#[tokio::test]
async fn reports_are_chosen_looked_at_and_written_in_kazakh() {
    walk(Lang::Kk, "kk").await;
}

#[tokio::test]
async fn reports_say_what_belongs_there_while_there_is_no_case() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_generated(&home.vault(), 0);
    let page = Page::open(&display, &home).await;
    enter(&page, "ru").await;
    page.press("nav-reports").await;
    page.see("report-to-cases").await;
    Screens::of("ru").take(&page, "reports-empty").await;
    page.press("report-to-cases").await;
    page.see("view-cases").await;
    page.close().await;
}

async fn enter(page: &Page, code: &str) {
    page.see("locked").await;
    page.tick(&format!("language-{code}")).await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("view-cases").await;
}

async fn walk(lang: Lang, code: &'static str) {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_scenarios(&home.vault(), &STORIES, lang);
    let page = Page::open(&display, &home).await;
    let screens = Screens::of(code);
    enter(&page, code).await;
    page.press("nav-reports").await;
    page.see("report-kinds").await;
    screens.take(&page, "reports").await;

    a_report_without_those_who_did_not_agree(&page, &home, &screens).await;
    a_communication_with_texts_of_ones_own(&page, &home, &screens).await;
    numbers_of_those_who_agreed(&page, &home, &screens).await;
    a_register_from_its_case(&page, &home, &screens).await;
    page.close().await;

    // Each file that left is in the ledger.
    let session = open_vault(&home.vault());
    let journal = session.read_journal(false, lang).expect("an open vault");
    let told = serde_json::to_string(&journal).expect("plain values");
    for name in ["report.docx", "communication.pdf", "annex.xlsx", "register.xlsx"] {
        assert!(told.contains(name), "{name} is not in the ledger: {told}");
    }
    session.lock().expect("nothing else is open");
}

/// Waits for the preview of what is chosen now.
async fn looked(page: &Page) {
    page.find("[data-testid=report-preview][data-ready=true]").await;
}

async fn a_report_without_those_who_did_not_agree(page: &Page, home: &Home, screens: &Screens) {
    page.press("report-alternative-report").await;
    looked(page).await;
    let left = "return document.querySelectorAll('[data-testid=report-case][data-told=false]').length >= 2
        && document.querySelectorAll('[data-testid=report-case][data-told=true] [data-testid=report-person][data-told=false]').length >= 1";
    page.until("two cases are left out, and somebody of a third", left)
        .await;
    page.see("report-lengths").await;
    screens.take(page, "report-preview").await;
    page.choose("report-identity", "initials").await;
    looked(page).await;
    page.see("report-look-again").await;
    screens.take(page, "report-initials").await;

    // Nobody is left who may be told of.
    page.tick("report-cases-some").await;
    let write = page.see("report-write").await;
    assert!(!write.is_enabled().await.expect("it is there"), "no case is chosen yet");
    page.choose("seal-add-case", "K-26-101").await;
    looked(page).await;
    page.see("report-nobody").await;
    assert!(!write.is_enabled().await.expect("it is there"));
    screens.take(page, "report-nobody").await;

    page.tick("report-cases-all").await;
    looked(page).await;
    page.tick("report-as-docx").await;
    let file = home.home().join("report.docx");
    page.lay_ready(&file).await;
    page.press("report-write").await;
    page.see("report-note").await;
    page.says("report-file", "report.docx").await;
    screens.take(page, "report-written").await;
    assert!(fs::read(&file).expect("it was written").starts_with(b"PK"));
    page.press("report-done").await;

    // A file that is there is never overwritten, and that is said.
    page.lay_ready(&file).await;
    page.press("report-write").await;
    page.see("report-problem").await;
    screens.take(page, "report-exists").await;
}

async fn a_communication_with_texts_of_ones_own(page: &Page, home: &Home, screens: &Screens) {
    page.press("report-back").await;
    page.press("report-communication").await;
    page.see("report-form").await;
    // The case that was chosen for the report is in mind still.
    looked(page).await;
    page.choose("report-articles", "cat_12").await;
    looked(page).await;
    let texts = home.home().join("texts.txt");
    page.lay_ready(&texts).await;
    page.press("report-save-template").await;
    page.see("report-template-saved").await;
    screens.take(page, "communication-texts").await;
    let mut own = fs::read_to_string(&texts).expect("it was saved");
    assert!(own.contains("[article cat_12 claim]"), "{own}");
    own.push_str("\n[circus]\n");
    fs::write(&texts, &own).expect("the home is ours");
    page.lay_ready(&texts).await;
    page.press("report-pick-template").await;
    // What is wrong with it is said with its line.
    page.see("report-failure").await;
    screens.take(page, "communication-bad-texts").await;
    fs::write(&texts, own.replace("\n[circus]\n", "")).expect("the home is ours");
    page.lay_ready(&texts).await;
    page.press("report-pick-template").await;
    looked(page).await;
    page.tick("report-as-pdf").await;
    page.lay_ready(&home.home().join("communication.pdf")).await;
    page.press("report-write").await;
    page.see("report-submission").await;
    screens.take(page, "communication-written").await;
    page.press("report-done").await;
}

async fn numbers_of_those_who_agreed(page: &Page, home: &Home, screens: &Screens) {
    page.press("report-back").await;
    page.press("report-annex").await;
    looked(page).await;
    page.press("report-annex-table").await;
    page.see("report-annex-numbers").await;
    screens.take(page, "annex").await;
    page.tick("report-for-partner").await;
    looked(page).await;
    page.see("report-nobody").await;
    assert!(
        !page.see("report-write").await.is_enabled().await.expect("it is there"),
        "nobody agreed that another group counts them"
    );
    page.tick("report-for-own").await;
    page.see("report-annex-sum").await;
    looked(page).await;
    page.tick("report-as-xlsx").await;
    page.lay_ready(&home.home().join("annex.xlsx")).await;
    page.press("report-write").await;
    page.says("report-file", "annex.xlsx").await;
    screens.take(page, "annex-written").await;
    page.press("report-done").await;
    looked(page).await;
    page.tick("report-period-own").await;
    page.fill("report-from", "xyz").await;
    page.find("[data-testid=report-from][aria-invalid=true]").await;
    screens.take(page, "annex-bad-period").await;
}

async fn a_register_from_its_case(page: &Page, home: &Home, screens: &Screens) {
    page.press("nav-cases").await;
    page.press_at("[data-testid=case-row][data-code='K-26-101']").await;
    page.press("open-case").await;
    page.find("[data-testid=case-page][data-code='K-26-101']").await;
    page.press("case-more").await;
    page.press("case-more-paper").await;
    page.see("report-kinds").await;
    assert_eq!(page.count("report-annex").await, 0, "numbers are about no case");
    screens.take(page, "reports-of-case").await;
    page.press("report-register").await;
    looked(page).await;
    assert_eq!(page.count("report-case").await, 1);
    page.tick("report-as-xlsx").await;
    page.lay_ready(&home.home().join("register.xlsx")).await;
    page.press("report-write").await;
    page.see("report-note").await;
    page.press("report-done").await;
}
