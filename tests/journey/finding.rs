//! The list narrowed, kept, ordered, and walked to its end; everything that was found shown: in the real window.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_generated};
use fantoccini::key::Key;

#[tokio::test]
async fn a_list_of_many_is_narrowed_kept_ordered_and_walked_to_its_end() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_generated(&home.vault(), 700);
    let page = Page::open(&display, &home).await;
    let screens = Screens::of("ru");
    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;
    page.says("case-count", "700").await;
    // Seven hundred cases, and only those in sight are in the page.
    assert!(page.count("case-row").await < 40);

    page.press("case-row").await;
    page.keys(&char::from(Key::End).to_string()).await;
    page.until(
        "the last case has the focus",
        "return document.activeElement?.dataset.index === '699'",
    )
    .await;
    assert!(page.count("case-row").await < 40);
    page.keys(&char::from(Key::Home).to_string()).await;
    page.until(
        "the first has it",
        "return document.activeElement?.dataset.index === '0'",
    )
    .await;

    page.press("filter-add").await;
    page.see("filter-field-act.act_type").await;
    screens.take(&page, "filter-fields").await;
    page.press("filter-field-act.act_type").await;
    page.press("filter-value-beating").await;
    screens.take(&page, "filter-values").await;
    page.press("filter-done").await;
    page.see("filter-chip").await;
    page.until(
        "fewer cases",
        "const n = Number(document.querySelector('[data-testid=case-count]').textContent); return n > 0 && n < 700",
    )
    .await;
    page.choose("sort", "title").await;
    page.until(
        "titles in the order of the alphabet",
        "const all = [...document.querySelectorAll('[data-testid=case-row]')].map((row) => row.textContent).slice(0, 8);
         return all.length > 2 && all.every((title, n) => n === 0 || all[n - 1].localeCompare(title, 'ru') <= 0)",
    )
    .await;
    screens.take(&page, "cases-narrowed").await;
    page.press("filter-keep").await;
    page.fill("filter-name", "Избиения").await;
    page.press("filter-keep-done").await;
    page.gone("keep-filter-dialog").await;
    page.press("filter-none").await;
    page.says("case-count", "700").await;
    page.press("filter-kept").await;
    page.press("filter-kept-Избиения").await;
    page.see("filter-chip").await;
    page.press("filter-none").await;

    page.fill("search", "полиц").await;
    page.see("search-hit").await;
    page.press("search-all").await;
    page.see("result").await;
    screens.take(&page, "results").await;
    page.press("result").await;
    page.see("case-page").await;
    page.close().await;
}
