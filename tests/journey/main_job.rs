//! Create, record, attach, seal, open in a second vault, lock, unlock, wipe: once in each language.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub const PASSPHRASE: &str = "quiet lamp river stone maple";
/// The photograph of the demonstration, taken by nobody.
const PHOTOGRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/cli/demo/evidence/lestnitsa.jpg");

/// What is typed, in the language of the journey.
pub struct Words {
    lang: &'static str,
    told: &'static str,
    /// A month and a day as people tell them, and what the window says it read from the day.
    month: &'static str,
    day: &'static str,
    read: &'static str,
    place: &'static str,
    title: &'static str,
    authority: &'static str,
    found_by: &'static str,
    lawyer: &'static str,
}

pub const RUSSIAN: Words = Words {
    lang: "ru",
    told: "Он сказал, что заявление не примут. Я пришла ещё раз в понедельник, и дежурный вернул лист.",
    month: "в марте 2026",
    day: "около 16 марта 2026 г.",
    read: "= примерно 16 марта 2026, в подсчётах 9–23 марта 2026",
    place: "Орталық",
    title: "Отказ принять заявление",
    authority: "Отдел полиции № 3",
    found_by: "еще",
    lawyer: "Адвокат",
};
pub const KAZAKH: Words = Words {
    lang: "kk",
    told: "Ұлытау көшесінде күтіп тұрды. Арызымды қабылдамады, қағазды қайтарып берді.",
    month: "2026 жылдың наурызында",
    day: "2026 жылғы 16 наурыздан кейін",
    read: "= 2026 жылғы 16 наурыздан кейін",
    place: "Орталық",
    title: "Арызды қабылдаудан бас тарту",
    authority: "№ 3 полиция бөлімі",
    found_by: "Улытау",
    lawyer: "Адвокат",
};
pub const ENGLISH: Words = Words {
    lang: "en",
    told: "They said the statement would not be taken. I came back on Monday and was sent away again.",
    month: "early March 2026",
    day: "March 16, 2026",
    read: "= 16 March 2026",
    place: "Ortalyq",
    title: "Statement not taken",
    authority: "Police department no. 3",
    found_by: "statement",
    lawyer: "Lawyer",
};

#[tokio::test]
async fn the_main_job_is_done_in_russian() {
    main_job(&RUSSIAN).await;
}

#[tokio::test]
async fn the_main_job_is_done_in_kazakh() {
    main_job(&KAZAKH).await;
}

#[tokio::test]
async fn the_main_job_is_done_in_english() {
    main_job(&ENGLISH).await;
}

async fn main_job(words: &Words) {
    let display = Display::start(WIDTH, HEIGHT);
    let screens = Screens::of(words.lang);
    let (monitor, lawyer, stick) = (
        Home::make(),
        Home::make(),
        tempfile::tempdir().expect("a temporary folder"),
    );
    let stick = stick.path();

    let page = Page::open(&display, &lawyer).await;
    first_start(&page, words, None).await;
    save_card(&page, &stick.join("lawyer.txt")).await;
    page.close().await;

    let page = Page::open(&display, &monitor).await;
    first_start(&page, words, Some(&screens)).await;
    record_a_case(&page, words, &screens).await;
    let sum = attach(&page, &screens).await;
    search(&page, words, &screens).await;
    add_contact(&page, words, &stick.join("lawyer.txt"), &screens).await;
    let sealed = seal(&page, &stick.join("case.age"), &screens).await;
    page.close().await;
    assert_eq!(age_header(&sealed), b"age-encryption.org/v1\n");

    let page = Page::open(&display, &lawyer).await;
    unlock(&page).await;
    open_bundle(&page, &sealed, &sum, &screens).await;
    page.close().await;

    let page = Page::open(&display, &monitor).await;
    screens.take(&page, "locked").await;
    unlock(&page).await;
    lock_and_unlock(&page).await;
    wipe(&page, &monitor).await;
    page.close().await;
}

/// Goes through the first start, in this language and with [`PASSPHRASE`]; says the recovery code.
pub async fn first_start(page: &Page, words: &Words, screens: Option<&Screens>) -> String {
    let look = async |stop: &str| {
        if let Some(screens) = screens {
            screens.take(page, stop).await;
        }
    };
    page.see("setup-language").await;
    look("first-language").await;
    page.press(&format!("first-language-{}", words.lang)).await;
    page.see("offered-words").await;
    look("first-passphrase").await;
    page.press_at("label:has([data-testid=\"passphrase-way-own\"])").await;
    page.fill("passphrase-first", PASSPHRASE).await;
    page.fill("passphrase-second", PASSPHRASE).await;
    page.press("create-vault").await;
    page.see("recovery-words").await;
    look("first-code").await;
    let code = retype_the_code(page).await;
    page.see("setup-corner").await;
    look("first-corner").await;
    page.press("setup-done").await;
    page.see("view-cases").await;
    look("cases-empty").await;
    code
}

/// Reads the recovery code that is shown, retypes it wrongly and then rightly, and says it.
pub async fn retype_the_code(page: &Page) -> String {
    page.see("recovery-words").await;
    let code = page.run("return [...document.querySelectorAll('[data-testid=recovery-words] b')].map((b) => b.textContent).join(' ')", vec![]).await;
    let code = code.as_str().expect("words").to_owned();
    assert_eq!(code.split(' ').count(), 13);
    page.press("recovery-written").await;
    // A wrong code first: it is said, and nothing is lost.
    page.fill("recovery-retype", "one two three").await;
    page.press("recovery-check").await;
    page.see("recovery-problem").await;
    page.see("recovery-retype").await.clear().await.expect("a field");
    page.fill("recovery-retype", &code).await;
    page.press("recovery-check").await;
    code
}

async fn save_card(page: &Page, to: &Path) {
    page.press("nav-contacts").await;
    page.see("own-card").await;
    page.lay_ready(to).await;
    page.press("save-card").await;
    page.see("card-saved").await;
    assert!(to.exists());
}

pub async fn record_a_case(page: &Page, words: &Words, screens: &Screens) {
    page.press("new-case-short").await;
    page.fill("new-told", words.told).await;
    page.fill("new-when", words.month).await;
    page.fill("new-where", words.place).await;
    page.fill("new-title", words.title).await;
    screens.take(page, "new-case").await;
    page.press("new-case-done").await;
    page.see("case-page").await;
    add(page, "proceeding").await;
    page.choose("field-proceeding_kind", "pre_trial_criminal").await;
    done(page).await;
    add(page, "proceeding_step").await;
    page.choose("field-step_type", "complaint_attempted").await;
    page.fill("field-date", words.day).await;
    page.says("field-date-reading", words.read).await;
    page.fill("field-authority", words.authority).await;
    page.run(
        "document.querySelectorAll('[data-testid=record-dialog] details').forEach((part) => { part.open = true; })",
        vec![],
    )
    .await;
    page.choose("field-refusal_mode", "oral_refusal").await;
    screens.take(page, "step").await;
    done(page).await;
    page.see("timeline").await;
    page.find("[data-testid=\"timeline-item\"]").await;
    screens.take(page, "case").await;
}

pub async fn add(page: &Page, kind: &str) {
    page.press("add").await;
    page.press(&format!("add-{kind}")).await;
    page.see("record-dialog").await;
}

pub async fn done(page: &Page) {
    page.press("record-done").await;
    page.gone("record-dialog").await;
}

/// Attaches the photograph and says its hash, as shown.
pub async fn attach(page: &Page, screens: &Screens) -> String {
    page.press("tab-evidence").await;
    page.lay_ready(Path::new(PHOTOGRAPH)).await;
    page.press("attach").await;
    let tile = page.see("evidence").await;
    let sum = tile.attr("data-sha256").await.expect("it is there").expect("a hash");
    // The picture is ours, drawn anew: it arrives and has a size.
    let drawn = "const i = document.querySelector('[data-testid=evidence] img'); return i ? i.naturalWidth : -1";
    for _ in 0..100 {
        if page.run(drawn, vec![]).await.as_i64() > Some(0) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(
        page.run(drawn, vec![]).await.as_i64() > Some(0),
        "the thumbnail is drawn"
    );
    page.press("verify").await;
    page.see("evidence-good").await;
    screens.take(page, "evidence").await;
    sum
}

async fn search(page: &Page, words: &Words, screens: &Screens) {
    page.fill("search", words.found_by).await;
    page.see("search-hit").await;
    screens.take(page, "search").await;
    page.press("search-hit").await;
    page.see("case-page").await;
}

async fn add_contact(page: &Page, words: &Words, card: &Path, screens: &Screens) {
    page.press("nav-contacts").await;
    page.press("add-contact").await;
    page.fill("contact-name", words.lawyer).await;
    page.lay_ready(card).await;
    page.press("contact-choose").await;
    page.see("compare-fingerprint").await;
    screens.take(page, "compare").await;
    page.press("compare-match").await;
    page.find("[data-testid=\"contact\"][data-verified=\"true\"]").await;
    screens.take(page, "contacts").await;
}

async fn seal(page: &Page, to: &Path, screens: &Screens) -> PathBuf {
    page.press("nav-cases").await;
    page.press("case-row").await;
    page.see("case-summary").await;
    screens.take(page, "cases").await;
    page.press("seal").await;
    let lawyer = "return [...document.querySelectorAll('[data-testid=seal-to] option')].map((o) => o.value)[1] ?? ''";
    page.find("[data-testid=\"seal-to\"] option:nth-child(1)").await;
    let mut contact = String::new();
    for _ in 0..100 {
        contact = page.run(lawyer, vec![]).await.as_str().unwrap_or_default().to_owned();
        if contact.len() == 36 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.choose("seal-to", &contact).await;
    page.choose("seal-purpose", "legal_help").await;
    page.see("will-leave").await;
    screens.take(page, "seal").await;
    page.lay_ready(to).await;
    page.press("seal-save").await;
    page.see("sealed-file").await;
    screens.take(page, "sealed").await;
    page.press("sealed-done").await;
    to.to_owned()
}

async fn unlock(page: &Page) {
    page.see("locked").await;
    page.fill("passphrase", "not the passphrase").await;
    page.press("unlock").await;
    page.see("unlock-failure").await;
    page.see("passphrase").await.clear().await.expect("a field");
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("view-cases").await;
}

async fn open_bundle(page: &Page, sealed: &Path, sum: &str, screens: &Screens) {
    page.press("open-bundle").await;
    page.lay_ready(sealed).await;
    page.press("choose-bundle").await;
    page.see("bundle-inside").await;
    screens.take(page, "open").await;
    // From a stranger: nothing is taken without a yes.
    assert!(!page.see("take-in").await.is_enabled().await.expect("it is there"));
    page.press_at("label:has([data-testid=\"accept-unknown\"])").await;
    page.press("take-in").await;
    page.see("opened").await;
    page.press("open-go").await;
    page.see("case-page").await;
    page.press("tab-evidence").await;
    let tile = page.see("evidence").await;
    assert_eq!(
        tile.attr("data-sha256").await.expect("it is there").as_deref(),
        Some(sum)
    );
    page.press("verify").await;
    page.see("evidence-good").await;
}

async fn lock_and_unlock(page: &Page) {
    page.control('l').await;
    page.see("locked").await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("view-cases").await;
    page.press("case-row").await;
    page.press("lock").await;
    page.see("locked").await;
}

async fn wipe(page: &Page, home: &Home) {
    // Let go too early: nothing happens.
    page.hold("emergency", Duration::from_millis(700)).await;
    page.see("locked").await;
    assert!(home.vault().join("key").exists());
    page.hold("emergency", Duration::from_millis(2600)).await;
    page.see("setup-language").await;
    let left: Vec<String> = home
        .files()
        .into_iter()
        .filter(|name| name.starts_with("home/.local/share/sandyq"))
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.ends_with("/key") || name.ends_with("/data") || name.contains("/files/")),
        "{left:?}"
    );
}

fn age_header(file: &Path) -> Vec<u8> {
    let mut bytes = std::fs::read(file).expect("it was sealed");
    bytes.truncate(22);
    bytes
}
