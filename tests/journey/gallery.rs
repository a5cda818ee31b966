//! Every screen of a vault that has been worked in, in three languages and both themes: axe looks at each, and with
//! `SANDYQ_SCREENS` the pictures of `docs/screens` are taken.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_scenarios};
use sandyq_domain::Lang;

/// One woman's nine proceedings, a gang with many victims, a robbery that became a detention, and a club.
const SCENARIOS: [&str; 4] = ["05-club", "01-robbed-and-held", "07-gang", "09-nine-proceedings"];

#[tokio::test]
async fn every_screen_stands_in_russian() {
    walk(Lang::Ru).await;
}

#[tokio::test]
async fn every_screen_stands_in_kazakh() {
    walk(Lang::Kk).await;
}

#[tokio::test]
async fn every_screen_stands_in_english() {
    walk(Lang::En).await;
}

async fn walk(lang: Lang) {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    lay_scenarios(&home.vault(), &SCENARIOS, lang);
    let page = Page::open(&display, &home).await;
    let code = match lang {
        Lang::Ru => "ru",
        Lang::Kk => "kk",
        Lang::En => "en",
    };
    let screens = Screens::of(code);
    page.see("locked").await;
    page.tick(&format!("language-{code}")).await;
    screens.take(&page, "locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;
    screens.take(&page, "cases").await;
    search(&page, &screens).await;
    case(&page, &screens).await;
    talk(&page, &screens).await;
    for place in ["tasks", "contacts", "bundles", "trash"] {
        page.press(&format!("nav-{place}")).await;
        page.find("main h1").await;
        screens.take(&page, place).await;
    }
    page.press("nav-settings").await;
    for tab in ["look", "ways", "words", "backup", "check", "shortcuts"] {
        page.press(&format!("tab-{tab}")).await;
        page.see(&format!("settings-{tab}")).await;
        screens.take(&page, &format!("settings-{tab}")).await;
    }
    page.close().await;
}

async fn search(page: &Page, screens: &Screens) {
    page.fill("search", "полиц").await;
    page.see("search-hit").await;
    screens.take(page, "search").await;
    page.keys("\u{E00C}").await;
    page.gone("search-hit").await;
}

/// The case of nine proceedings, from every side.
async fn case(page: &Page, screens: &Screens) {
    page.press_at("[data-testid=\"case-row\"][data-code=\"K-26-109\"]")
        .await;
    page.press("open-case").await;
    page.find("[data-testid=\"case-page\"][data-code=\"K-26-109\"]").await;
    for tab in [
        "tracks", "texts", "people", "acts", "evidence", "records", "history", "timeline",
    ] {
        page.press(&format!("tab-{tab}")).await;
        page.see(&format!("panel-{tab}")).await;
        let stop = match tab {
            "timeline" => "case",
            "tracks" => "proceedings",
            other => other,
        };
        screens.take(page, stop).await;
    }
    hide_names(page, screens).await;
    page.press("edit-case").await;
    page.see("record-dialog").await;
    screens.take(page, "form-case").await;
    page.press("record-done").await;
    page.gone("record-dialog").await;
    for kind in ["proceeding_step", "act", "person"] {
        page.press("add").await;
        page.press(&format!("add-{kind}")).await;
        page.see("record-dialog").await;
        screens.take(page, &format!("form-{kind}")).await;
        page.press("record-done").await;
        page.gone("record-dialog").await;
    }
    page.press("seal").await;
    page.see("seal-to").await;
    screens.take(page, "seal-begun").await;
    page.keys("\u{E00C}").await;
    page.press("back-to-cases").await;
}

async fn talk(page: &Page, screens: &Screens) {
    // The list moves while its summary arrives.
    page.see("case-summary").await;
    page.press("new-case").await;
    for question in [
        "words",
        "people",
        "acts",
        "perpetrators",
        "reported",
        "contact",
        "summary",
    ] {
        page.press(&format!("talk-to-{question}")).await;
        screens.take(page, &format!("intake-{question}")).await;
    }
    page.press("talk-later").await;
    page.see("view-cases").await;
}

/// Somebody sat down beside them: the page says codes only, at once.
async fn hide_names(page: &Page, screens: &Screens) {
    let title = "return document.querySelector('main h1').textContent.includes('Девять дел')";
    assert_eq!(page.run(title, vec![]).await, true);
    page.control('h').await;
    page.until("the title is gone", &title.replace("return ", "return !"))
        .await;
    page.press("tab-texts").await;
    page.see("panel-texts").await;
    screens.take(page, "names-hidden").await;
    page.press("names").await;
    page.until("the title is back", title).await;
}
