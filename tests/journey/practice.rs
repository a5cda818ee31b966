//! Cases to practise on, exported in the clear behind a warning, and taken away again: in the real window.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{ENGLISH, first_start};
use crate::screens::Screens;
use crate::stage::{Display, Home};

#[tokio::test]
async fn practice_cases_are_added_marked_exported_and_removed() {
    let display = Display::start(WIDTH, HEIGHT);
    let home = Home::make();
    let page = Page::open(&display, &home).await;
    let screens = Screens::of("en");
    first_start(&page, &ENGLISH, None).await;
    page.press("practice-add").await;
    page.see("practice-away").await;
    page.until(
        "six rows, none of which counts",
        "const rows = document.querySelectorAll('[data-testid=case-row]');
         return rows.length === 6 && document.querySelector('[data-testid=case-count]').textContent === '0'",
    )
    .await;
    screens.take(&page, "practice-cases").await;

    page.press("case-row").await;
    page.press("open-case").await;
    page.see("case-page").await;
    page.press("case-more").await;
    page.press("case-more-export").await;
    page.see("export-warning").await;
    page.see("export-holds").await;
    screens.take(&page, "export").await;
    let out = home.home().join("practice.json");
    page.lay_ready(&out).await;
    page.press("export-save").await;
    page.see("exported-note").await;
    let text = std::fs::read_to_string(&out).expect("it was written");
    assert!(text.contains("\"is_practice\":true"));
    page.press("exported-done").await;

    page.press("back-to-cases").await;
    page.press("practice-away").await;
    page.see("practice-list").await;
    screens.take(&page, "practice-remove").await;
    page.press("practice-remove").await;
    // The exported file is still there, and that is said.
    page.see("gone-copies").await;
    page.press("practice-done").await;
    page.see("practice-add").await;
    assert_eq!(page.count("case-row").await, 0);
    page.close().await;
}
