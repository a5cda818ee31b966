//! What belongs together, proposed, declined, linked and drawn: in the real window, in three languages.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_document, lay_scenarios};
use sandyq_domain::Lang;

/// One plate in two cases, and one telephone number of two people.
const ONE_PLATE: &str = include_str!("../fixtures/one-plate.json");

#[tokio::test]
async fn links_are_proposed_decided_and_drawn_in_russian() {
    walk(Lang::Ru, "ru").await;
}

#[tokio::test]
async fn links_are_proposed_decided_and_drawn_in_kazakh() {
    walk(Lang::Kk, "kk").await;
}

#[tokio::test]
async fn links_are_proposed_decided_and_drawn_in_english() {
    walk(Lang::En, "en").await;
}

async fn walk(lang: Lang, code: &'static str) {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_scenarios(&home.vault(), &["07-gang", "09-nine-proceedings"], lang);
    lay_document(&home.vault(), ONE_PLATE, lang);
    let page = Page::open(&display, &home).await;
    let screens = Screens::of(code);
    page.see("locked").await;
    page.tick(&format!("language-{code}")).await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;

    page.press("nav-links").await;
    page.until("a plate and a telephone", &proposals(2)).await;
    screens.take(&page, "links").await;
    let person = "[data-finding=same-person] [data-testid=proposal-decline]";
    page.press_at(person).await;
    page.until("one is left", &proposals(1)).await;
    page.press("declined").await;
    page.press("take-back").await;
    page.until("it is back", &proposals(2)).await;
    let plate = "[data-finding=same-perpetrators] [data-testid=proposal-accept]";
    page.press_at(plate).await;
    page.until("the plate is settled", &proposals(1)).await;
    page.press("toast-act").await;
    page.until("it was taken back", &proposals(2)).await;
    page.press_at(plate).await;
    page.until("settled again", &proposals(1)).await;

    page.press("nav-cases").await;
    for theme in ["dark", "light"] {
        in_theme(&page, theme).await;
        group(&page, &screens, "K-26-107", "group", theme).await;
        group(&page, &screens, "K-26-109", "group-chain", theme).await;
    }
    page.press_at("[data-testid=case-row][data-code='K-26-202']").await;
    page.press("open-case").await;
    page.press("show-group").await;
    page.see("group-picture").await;
    let out = home.home().join("group.svg");
    page.lay_ready(&out).await;
    page.press("group-save").await;
    page.see("group-saved").await;
    let svg = std::fs::read_to_string(&out).expect("it was written");
    assert!(svg.contains("K-26-201") && !svg.contains("ABC"), "codes and no plate");
    page.press("group-close").await;
    page.close().await;
}

fn proposals(n: usize) -> String {
    format!("return document.querySelectorAll('[data-testid=proposal]').length === {n}")
}

async fn in_theme(page: &Page, theme: &str) {
    page.press("nav-settings").await;
    page.press("tab-look").await;
    page.tick(&format!("theme-{theme}")).await;
    page.press("nav-cases").await;
}

async fn group(page: &Page, screens: &Screens, code: &str, stop: &str, theme: &str) {
    page.press_at(&format!("[data-testid=case-row][data-code='{code}']"))
        .await;
    page.press("open-case").await;
    page.see("case-page").await;
    page.press("case-more").await;
    page.press("case-more-group").await;
    page.see("group-picture").await;
    let is_drawn = "const picture = document.querySelector('[data-testid=group-picture]'); return picture.complete && picture.naturalWidth > 100";
    page.until("the picture is drawn", is_drawn).await;
    screens.take_in(page, stop, theme).await;
    page.press("group-close").await;
    page.press("back-to-cases").await;
    page.see("view-cases").await;
}
