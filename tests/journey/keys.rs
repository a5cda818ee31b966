//! What opens the vault, changed in the real window: passphrases, recovery code, cards, and a new key.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{PASSPHRASE, RUSSIAN, first_start, retype_the_code};
use crate::screens::Screens;
use crate::stage::{Display, Home};
use std::path::Path;

const ANOTHER: &str = "seven grey geese over the steppe";
const THIRD: &str = "the well behind the old school";

/// An alert inside of this element: an error under a field, or a notice.
fn alert_in(id: &str) -> String {
    format!("[data-testid=\"{id}\"] [role=\"alert\"]")
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let screens = Screens::of("ru");
    let page = Page::open(&display, &home).await;
    first_start(&page, &RUSSIAN, None).await;
    ways(&page).await;
    screens.take(&page, "ways").await;
    page.press("ways-change").await;
    page.see("passphrase-dialog").await;
    choose(&page, ANOTHER).await;
    screens.take(&page, "change-passphrase").await;
    // Who does not know the current one changes nothing, and what was typed stays.
    page.fill("current-passphrase", "not the passphrase").await;
    page.press("ways-go").await;
    page.find(&alert_in("passphrase-dialog")).await;
    page.paste("current-passphrase", PASSPHRASE).await;
    page.press("ways-go").await;
    page.gone("passphrase-dialog").await;
    page.see("ways-done").await;
    there_are(&page, 2).await;
    page.press("lock").await;
    refuses(&page, PASSPHRASE).await;
    opens(&page, ANOTHER).await;
    page.close().await;
}

#[tokio::test]
async fn a_passphrase_of_another_person_opens_until_it_is_removed() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let screens = Screens::of("ru");
    let page = Page::open(&display, &home).await;
    first_start(&page, &RUSSIAN, None).await;
    ways(&page).await;
    page.press("ways-add").await;
    page.fill("current-passphrase", PASSPHRASE).await;
    page.fill("slot-label", "ночная смена").await;
    choose(&page, ANOTHER).await;
    page.press("ways-go").await;
    page.see("ways-done").await;
    there_are(&page, 3).await;
    page.press("lock").await;
    opens(&page, ANOTHER).await;
    page.press("lock").await;
    opens(&page, PASSPHRASE).await;
    ways(&page).await;
    remove(&page, "ночная смена").await;
    page.fill("current-passphrase", PASSPHRASE).await;
    screens.take(&page, "remove").await;
    page.press("ways-go").await;
    page.see("removed").await;
    screens.take(&page, "removed").await;
    // The offer of a new key leads to it, and can be declined there.
    page.press("rekey-now").await;
    page.see("rekey-dialog").await;
    page.press("ways-cancel").await;
    page.gone("rekey-dialog").await;
    there_are(&page, 2).await;
    page.press("lock").await;
    refuses(&page, ANOTHER).await;
    opens(&page, PASSPHRASE).await;
    page.close().await;
}

#[tokio::test]
async fn two_cards_set_a_new_passphrase_and_one_card_twice_does_not() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let screens = Screens::of("ru");
    let stick = tempfile::tempdir().expect("a temporary folder");
    let page = Page::open(&display, &home).await;
    first_start(&page, &RUSSIAN, None).await;
    ways(&page).await;
    page.press("ways-cards").await;
    page.fill("current-passphrase", PASSPHRASE).await;
    page.lay_ready(stick.path()).await;
    page.press("ways-go").await;
    page.see("cards-made").await;
    screens.take(&page, "cards-made").await;
    assert_eq!(page.count("card").await, 3);
    page.press("cards-done").await;
    page.find("[data-testid=\"slot\"][data-kind=\"shares\"]").await;
    let cards = texts_in(stick.path());
    assert_eq!(cards.len(), 3, "three files, one for each person");
    page.press("lock").await;

    page.see("locked").await;
    page.press("use-cards").await;
    page.paste("card-first", &cards[0]).await;
    page.paste("card-second", &cards[0]).await;
    choose(&page, ANOTHER).await;
    screens.take(&page, "two-cards").await;
    page.press("unlock").await;
    page.find(&alert_in("locked")).await;
    page.paste("card-second", &cards[2]).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    page.press("lock").await;
    opens(&page, ANOTHER).await;
    page.close().await;
}

#[tokio::test]
async fn the_recovery_code_sets_a_new_passphrase_and_still_just_opens() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let page = Page::open(&display, &home).await;
    let code = first_start(&page, &RUSSIAN, None).await;
    page.press("lock").await;
    page.see("locked").await;
    page.press("use-code").await;
    page.fill("recovery-input", "one two three").await;
    choose(&page, ANOTHER).await;
    page.press("unlock").await;
    page.find(&alert_in("locked")).await;
    page.paste("recovery-input", &code).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    page.press("lock").await;
    opens(&page, ANOTHER).await;
    page.press("lock").await;
    just_open(&page, &code).await;
    page.see("view-cases").await;
    page.close().await;
}

#[tokio::test]
async fn where_several_people_have_a_passphrase_a_recovered_one_is_added() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let page = Page::open(&display, &home).await;
    let code = first_start(&page, &RUSSIAN, None).await;
    ways(&page).await;
    page.press("ways-add").await;
    // The recovery code proves as much as the passphrase does.
    page.fill("current-passphrase", &code).await;
    choose(&page, ANOTHER).await;
    page.press("ways-go").await;
    page.see("ways-done").await;
    page.press("lock").await;
    page.see("locked").await;
    page.press("use-code").await;
    page.paste("recovery-input", &code).await;
    choose(&page, THIRD).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    ways(&page).await;
    there_are(&page, 4).await;
    page.press("lock").await;
    opens(&page, ANOTHER).await;
    page.press("lock").await;
    opens(&page, THIRD).await;
    page.close().await;
}

#[tokio::test]
async fn a_new_key_leaves_the_passphrase_and_a_new_code_and_nothing_else() {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let screens = Screens::of("ru");
    let page = Page::open(&display, &home).await;
    let old = first_start(&page, &RUSSIAN, None).await;
    ways(&page).await;
    page.press("ways-add").await;
    page.fill("current-passphrase", PASSPHRASE).await;
    choose(&page, THIRD).await;
    page.press("ways-go").await;
    page.see("ways-done").await;
    page.press("ways-rekey").await;
    screens.take(&page, "rekey").await;
    page.fill("current-passphrase", PASSPHRASE).await;
    page.press("ways-go").await;
    page.see("rekeyed").await;
    let new = retype_the_code(&page).await;
    page.see("ways-done").await;
    assert_ne!(old, new);
    there_are(&page, 2).await;
    page.press("lock").await;
    refuses(&page, THIRD).await;
    opens(&page, PASSPHRASE).await;
    page.press("lock").await;
    just_open(&page, &old).await;
    page.find(&alert_in("locked")).await;
    page.paste("recovery-input", &new).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    page.close().await;
}

/// Goes to what opens the vault.
async fn ways(page: &Page) {
    page.press("nav-settings").await;
    page.press("tab-ways").await;
    page.see("slot").await;
}

/// Waits until exactly so many ways in are listed.
async fn there_are(page: &Page, count: usize) {
    let last = format!("[data-testid=\"slots\"] > li:nth-child({count}):last-child");
    page.find(&last).await;
}

/// Chooses a passphrase of one's own wherever a new one is asked for.
async fn choose(page: &Page, passphrase: &str) {
    // The words have come: what is below them moves no more, and a click meets what it was meant for.
    page.find("[data-testid=\"offered-words\"] span").await;
    page.tick("passphrase-way-own").await;
    // On a busy machine the page may still have moved under the click: a person would press again.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    if page.count("passphrase-first").await == 0 {
        page.tick("passphrase-way-own").await;
    }
    page.fill("passphrase-first", passphrase).await;
    page.fill("passphrase-second", passphrase).await;
}

/// Begins to remove the way in with this label.
async fn remove(page: &Page, label: &str) {
    let script = "[...document.querySelectorAll('[data-testid=slot]')]
        .find((slot) => slot.textContent.includes(arguments[0]))
        .querySelector('[data-testid=slot-remove]').click()";
    page.run(script, vec![label.into()]).await;
    page.see("remove-slot-dialog").await;
}

async fn refuses(page: &Page, passphrase: &str) {
    page.see("locked").await;
    page.paste("passphrase", passphrase).await;
    page.press("unlock").await;
    page.see("unlock-failure").await;
}

async fn opens(page: &Page, passphrase: &str) {
    page.see("locked").await;
    page.paste("passphrase", passphrase).await;
    page.press("unlock").await;
    page.see("view-cases").await;
}

/// Types the code and asks for nothing more than to be let in.
async fn just_open(page: &Page, code: &str) {
    page.see("locked").await;
    page.press("use-code").await;
    page.tick("code-then-open").await;
    page.paste("recovery-input", code).await;
    page.press("unlock").await;
}

/// What is written in the files of this folder, in the order of their names.
fn texts_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("it is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it is ours").path()).collect();
    files.sort();
    let read = |file| std::fs::read_to_string(file).expect("a card is text");
    files.iter().map(read).collect()
}
