//! What is typed is not lost, what is done can be taken back, and what is erased is gone: in the real window.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{ENGLISH, PASSPHRASE, add, done, first_start};
use crate::screens::Screens;
use crate::stage::{Display, Home};
use fantoccini::key::Key;
use std::time::{Duration, Instant};

/// Stands in one record only, and in no word of the program.
const CANARY: &str = "Zhumagulova";

/// A window with one case, whose one event is all there is.
async fn with_a_case(display: &Display, home: &Home) -> Page {
    let page = Page::open(display, home).await;
    first_start(&page, &ENGLISH, None).await;
    page.press("new-case-short").await;
    page.fill("new-told", "They kept the paper and sent me home.").await;
    page.fill("new-title", "Paper kept").await;
    page.press("new-case-done").await;
    page.see("case-page").await;
    page
}

/// Opens the event of the case.
async fn open_event(page: &Page) {
    page.press("tab-records").await;
    page.press_at("[data-testid=\"record\"][data-kind=\"event\"]").await;
    page.see("field-title").await;
}

/// Gives the event of the case one more version, with this title.
async fn retitle(page: &Page, title: &str) {
    open_event(page).await;
    page.see("field-title").await.clear().await.expect("a field");
    page.fill("field-title", title).await;
    done(page).await;
}

/// The id of the record whose form is open.
async fn shown_record(page: &Page) -> String {
    let form = page.find("[data-testid=\"record-dialog\"] form").await;
    form.attr("data-id").await.expect("it is there").unwrap_or_default()
}

/// Presses a button of the form until the title is this. The steps of a text field may be smaller than those of the form.
async fn press_until(page: &Page, button: &str, title: &str) {
    for _ in 0..60 {
        if page.value("field-title").await == title {
            return;
        }
        let button = page.see(button).await;
        if button.is_enabled().await.unwrap_or(false) {
            let _ = button.click().await;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    panic!(
        "{button} does not lead to {title:?} but to {:?}",
        page.value("field-title").await
    );
}

/// Holds the button of the dialog that erases, and leaves the dialog.
async fn erase(page: &Page) {
    page.see("gone-records").await;
    page.hold("gone-hold", Duration::from_millis(2600)).await;
    let until = Instant::now() + Duration::from_secs(60);
    while page.count("gone-dialog").await > 0 {
        if page.count("gone-close").await > 0 {
            page.press("gone-close").await;
        }
        assert!(Instant::now() < until, "it is not erased: {}", page.words().await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// How many hits the search has for this word, once it has answered.
async fn hits(page: &Page, word: &str) -> usize {
    page.see("search").await.clear().await.expect("a field");
    page.fill("search", word).await;
    page.see("search-results").await;
    // Long enough for the answer to the whole word.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let found = page.count("search-hit").await;
    page.fill("search", &String::from(char::from(Key::Escape))).await;
    found
}

#[tokio::test]
async fn a_lock_in_the_middle_of_a_word_leads_back_to_the_same_record_field_and_cursor() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let page = with_a_case(&display, &home).await;
    open_event(&page).await;
    let record = shown_record(&page).await;
    let began = Instant::now();
    let mut typed = String::new();
    while began.elapsed() < Duration::from_secs(3) {
        page.fill("field-title", "on ").await;
        typed.push_str("on ");
    }
    page.run("document.activeElement.setSelectionRange(4, 4)", vec![]).await;
    page.press("lock").await;

    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("record-dialog").await;
    page.until(
        "the cursor is where it was",
        "const e = document.activeElement; return e.dataset.testid === 'field-title' && e.selectionStart === 4",
    )
    .await;
    assert_eq!(page.value("field-title").await.trim(), typed.trim());
    assert_eq!(shown_record(&page).await, record);

    // Once only: a form that was left on purpose is not opened again.
    done(&page).await;
    page.press("lock").await;
    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    assert_eq!(page.count("record-dialog").await, 0);
    page.close().await;
}

#[tokio::test]
async fn undo_goes_back_through_what_was_typed_and_on_to_the_version_before_and_redo_returns() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let page = with_a_case(&display, &home).await;
    retitle(&page, "first").await;
    open_event(&page).await;
    page.fill("field-title", " and second").await;
    assert_eq!(page.value("field-title").await, "first and second");
    press_until(&page, "record-undo", "first").await;
    press_until(&page, "record-undo", "").await;
    press_until(&page, "record-redo", "first").await;
    done(&page).await;
    // What was undone and redone is in the history; what stands is the version with the title.
    open_event(&page).await;
    assert_eq!(page.value("field-title").await, "first");
    page.close().await;
}

#[tokio::test]
async fn a_deleted_record_comes_back_by_undo_and_from_the_trash_and_a_destroyed_one_never() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let screens = Screens::of("en");
    let page = with_a_case(&display, &home).await;
    open_event(&page).await;
    page.fill("field-title", CANARY).await;
    done(&page).await;

    // Deleted without a question, and taken back.
    delete_event(&page).await;
    page.see("toast").await;
    screens.take(&page, "deleted").await;
    page.press("toast-act").await;
    page.find("[data-testid=\"record\"][data-kind=\"event\"]").await;

    // Deleted again, and restored from the trash.
    delete_event(&page).await;
    page.see("toast").await;
    assert_eq!(hits(&page, CANARY).await, 0);
    page.press("nav-trash").await;
    page.see("trash-line").await;
    screens.take(&page, "trash").await;
    page.press("trash-restore").await;
    page.gone("trash-line").await;
    assert!(hits(&page, CANARY).await > 0);

    // By the keyboard too, outside of text fields: what was restored goes back into the trash.
    page.press("nav-trash").await;
    page.control('z').await;
    page.see("trash-line").await;

    // Destroyed: held, and gone for good.
    page.press("trash-destroy").await;
    screens.take(&page, "destroy").await;
    erase(&page).await;
    page.gone("trash-line").await;
    assert_eq!(hits(&page, CANARY).await, 0);
    page.close().await;
}

async fn delete_event(page: &Page) {
    open_event(page).await;
    page.press("record-more").await;
    page.press("record-more-delete").await;
    page.gone("record-dialog").await;
}

#[tokio::test]
async fn two_versions_are_compared_and_an_older_one_comes_back() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let screens = Screens::of("en");
    let page = with_a_case(&display, &home).await;
    retitle(&page, "sent away").await;
    retitle(&page, "sent away twice").await;

    open_event(&page).await;
    page.press("record-more").await;
    page.press("record-more-history").await;
    page.see("version").await;
    screens.take(&page, "versions").await;
    let before = page.count("version").await;
    assert!(before >= 3, "{before} versions");
    for line in [1, 2] {
        let choose = format!("[data-testid=\"version\"]:nth-child({line}) [data-testid=\"version-choose\"]");
        page.press_at(&choose).await;
    }
    page.press("versions-compare").await;
    page.find("[data-testid=\"version-change\"][data-field=\"title\"] ins")
        .await;
    screens.take(&page, "compare-versions").await;
    page.press_at("[data-testid^=\"compare-restore-\"]").await;
    page.gone("versions-dialog").await;
    let versions = |n: usize| format!("return document.querySelectorAll('[data-testid=version]').length === {n}");
    page.until("the old version is a new one", &versions(before + 1)).await;
    open_event(&page).await;
    assert_eq!(page.value("field-title").await, "sent away");
    done(&page).await;

    // And back again, from the line that said so.
    page.press("tab-history").await;
    page.see("version").await;
    page.press("version-restore").await;
    page.until("it came back too", &versions(before + 2)).await;
    page.press("toast-act").await;
    page.until("that was taken back", &versions(before + 3)).await;
    open_event(&page).await;
    assert_eq!(page.value("field-title").await, "sent away");
    page.close().await;
}

#[tokio::test]
async fn a_forgotten_person_is_found_by_no_search() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let screens = Screens::of("en");
    let page = with_a_case(&display, &home).await;

    // Somebody whose words are recorded, and their name beside.
    add(&page, "account").await;
    page.press("field-source-new").await;
    page.fill("field-occupation", "seamstress").await;
    page.run(
        "[...document.querySelectorAll('[data-testid=record-done]')].at(-1).click()",
        vec![],
    )
    .await;
    page.until(
        "the person is made and linked",
        "return document.querySelectorAll('[data-testid=record-dialog]').length === 1 && document.querySelector('[data-testid=field-source]').value !== ''",
    )
    .await;
    page.fill("field-text", "I waited two hours.").await;
    done(&page).await;
    page.press("tab-people").await;
    page.press("add-identity").await;
    page.fill("field-legal_name", CANARY).await;
    done(&page).await;
    assert!(hits(&page, CANARY).await > 0);

    page.press("person-more").await;
    page.press("person-more-forget").await;
    page.see("gone-records").await;
    screens.take(&page, "forget").await;
    erase(&page).await;
    page.gone("person-more").await;
    assert_eq!(hits(&page, CANARY).await, 0);

    // Nothing of it in the trash, nothing to bring back.
    page.press("nav-trash").await;
    page.see("view-trash").await;
    assert_eq!(page.count("trash-line").await, 0);
    assert!(!page.words().await.contains(CANARY));
    page.close().await;
}
