//! The vault as a whole in the real window: backed up, tried, checked, wiped, put back.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{PASSPHRASE, RUSSIAN, attach, first_start, record_a_case};
use crate::screens::Screens;
use crate::stage::{Display, Home};
use std::path::Path;
use std::time::Duration;

#[tokio::test]
async fn a_backup_is_made_tried_and_put_back_after_a_wipe() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let screens = Screens::of("ru");
    let stick = tempfile::tempdir().expect("a temporary folder");
    let page = Page::open(&display, &home).await;
    first_start(&page, &RUSSIAN, None).await;
    record_a_case(&page, &RUSSIAN, &screens).await;
    let sum = attach(&page, &screens).await;

    back_up(&page, stick.path(), &screens).await;
    rehearse(&page, stick.path(), &screens).await;
    check(&page, &screens).await;

    page.hold("emergency", Duration::from_millis(2600)).await;
    page.see("setup-language").await;
    assert!(!home.vault().join("key").exists());
    put_back(&page, stick.path(), &screens).await;

    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    page.press("case-row").await;
    page.press("open-case").await;
    page.press("tab-evidence").await;
    let tile = page.see("evidence").await;
    assert_eq!(
        tile.attr("data-sha256").await.expect("it is there").as_deref(),
        Some(sum.as_str())
    );
    check(&page, &screens).await;
    page.close().await;
}

#[tokio::test]
async fn a_folder_without_a_backup_is_said_at_its_place() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let empty = tempfile::tempdir().expect("a temporary folder");
    let page = Page::open(&display, &home).await;
    page.press("first-language-ru").await;
    page.press("have-backup").await;
    page.fill("restore-secret", PASSPHRASE).await;
    page.lay_ready(empty.path()).await;
    page.press("restore").await;
    page.see("restore-failure").await;
    // Nothing was begun: the first start goes on as if nobody had asked.
    page.press("restore-back").await;
    page.see("setup-passphrase").await;
    page.see("offered-words").await;
    assert!(!home.vault().join("key").exists());
    page.close().await;
}

async fn back_up(page: &Page, to: &Path, screens: &Screens) {
    page.press("nav-settings").await;
    page.press("tab-backup").await;
    page.see("backup-none").await;
    page.lay_ready(to).await;
    page.press("backup-now").await;
    page.see("backup-made").await;
    page.see("backup-state").await;
    let changes = page.see("backup-changes").await.text().await.expect("it is there");
    assert_eq!(changes, "0");
    screens.take(page, "backup").await;
}

async fn rehearse(page: &Page, from: &Path, screens: &Screens) {
    page.lay_ready(from).await;
    page.press("rehearse").await;
    page.find("[data-testid=\"rehearsed\"][data-whole=\"true\"]").await;
    assert_eq!(page.count("rehearsal-faults").await, 0);
    screens.take(page, "rehearsed").await;
}

async fn check(page: &Page, screens: &Screens) {
    page.press("nav-settings").await;
    page.press("tab-check").await;
    page.press("verify-vault").await;
    page.find("[data-testid=\"verified-vault\"][data-whole=\"true\"]").await;
    page.find("[data-testid=\"verify-part\"][data-part=\"pages\"]").await;
    page.find("[data-testid=\"verify-part\"][data-part=\"evidence\"]").await;
    screens.take(page, "checked").await;
}

async fn put_back(page: &Page, from: &Path, screens: &Screens) {
    page.press("first-language-ru").await;
    page.press("have-backup").await;
    page.fill("restore-secret", "not the passphrase").await;
    page.lay_ready(from).await;
    page.press("restore").await;
    page.find("[data-testid=\"setup-restore\"] [role=\"alert\"]").await;
    page.paste("restore-secret", PASSPHRASE).await;
    screens.take(page, "restore").await;
    page.lay_ready(from).await;
    page.press("restore").await;
    page.see("restored").await;
    screens.take(page, "restored").await;
    page.press("restored-continue").await;
}
