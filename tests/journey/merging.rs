//! Two storages of one person: what both changed, what ended there, and taking a merge back, decided in the real window.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::screens::Screens;
use crate::stage::{Display, Home, PASSPHRASE, lay_a_vault, lay_scenarios, open_vault};
use sandyq_casework::view::{SealEvidence, SealKind, SealRequest};
use sandyq_casework::{Accept, Session};
use sandyq_domain::Lang;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const CASE: &str = "K-26-101";

#[tokio::test]
async fn what_two_storages_changed_is_decided_in_russian() {
    walk(Lang::Ru, "ru").await;
}

#[tokio::test]
async fn what_two_storages_changed_is_decided_in_kazakh() {
    walk(Lang::Kk, "kk").await;
}

#[tokio::test]
async fn what_two_storages_changed_is_decided_in_english() {
    walk(Lang::En, "en").await;
}

fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn sealed(from: &mut Session, kind: SealKind, to: &str, out: &Path, lang: Lang) {
    let asked = SealRequest {
        kind,
        cases: vec![CASE.to_owned()],
        to: to.to_owned(),
        passphrase: None,
        purpose: "internal_record".to_owned(),
        withhold_identity: false,
        evidence: SealEvidence::Allowed,
        consent_override: String::new(),
        page: false,
        note: "…".to_owned(),
        dossier_lang: lang,
    };
    if let Err(failure) = from.seal_bundle(&asked, out, lang, &mut going_on) {
        panic!("{}", failure.text(lang));
    }
}

fn edit(session: &mut Session, id: &str, change: &serde_json::Value) {
    let change = change.as_object().expect("an object");
    assert!(session.edit_record(id, change).is_ok());
}

/// The window's vault and another one of the same person, each of which changed the same case; and the other's update.
fn two_storages(home: &Home, lang: Lang) -> PathBuf {
    let (here, there) = (home.vault(), home.home().join("other"));
    lay_scenarios(&here, &["01-robbed-and-held"], lang);
    lay_a_vault(&there, "other");
    let (mut desk, mut road) = (open_vault(&here), open_vault(&there));
    for (session, name) in [(&mut desk, "Desk"), (&mut road, "Road")] {
        assert!(session.set_own_name(name).is_ok());
    }
    let cards = [&desk, &road].map(|session| session.own_card(lang).expect("an open vault").text);
    for (session, card, name) in [(&mut desk, &cards[1], "Road"), (&mut road, &cards[0], "Desk")] {
        assert!(
            session
                .add_contact(card.as_bytes(), name, Some("in person"), lang)
                .is_ok()
        );
        assert!(session.set_own_contact(name, true, lang).is_ok());
    }
    let (moved, update) = (home.home().join("moved.age"), home.home().join("update.age"));
    sealed(&mut desk, SealKind::Move, "Road", &moved, lang);
    assert!(road.inspect_bundle(&moved, None, lang, &mut going_on).is_ok());
    assert!(road.open_bundle(Accept::default(), lang).is_ok());
    edit(
        &mut desk,
        CASE,
        &json!({ "title": "Desk: Ограблена дома", "priority": "urgent" }),
    );
    edit(
        &mut road,
        CASE,
        &json!({ "title": "Road: Ограблена и увезена", "risk_level": "high" }),
    );
    let page = desk.show_case(CASE, lang).expect("the case");
    let event = page
        .records
        .iter()
        .find(|record| record.kind == "event")
        .expect("an event");
    // It was sent to us, so that its end there is told here.
    let back = home.home().join("back.age");
    sealed(&mut road, SealKind::Move, "Desk", &back, lang);
    assert!(road.delete_record(&event.id.to_string(), lang).is_ok());
    sealed(&mut road, SealKind::Move, "Desk", &update, lang);
    assert!(desk.lock().is_ok() && road.lock().is_ok());
    update
}

async fn walk(lang: Lang, code: &'static str) {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let update = two_storages(&home, lang);
    let page = Page::open(&display, &home).await;
    let screens = Screens::of(code);
    page.see("locked").await;
    page.tick(&format!("language-{code}")).await;
    page.fill("passphrase", PASSPHRASE).await;
    page.press("unlock").await;
    page.see("case-summary").await;

    page.press("nav-bundles").await;
    page.press("open-bundle").await;
    page.lay_ready(&update).await;
    page.press("choose-bundle").await;
    page.see("bundle-inside").await;
    screens.take(&page, "open-update").await;
    page.press("take-in").await;
    page.see("opened-conflicts").await;
    page.see("opened-proposed").await;
    page.press("open-done").await;

    page.press("tab-decide").await;
    page.see("conflict").await;
    page.see("ending").await;
    screens.take(&page, "decide").await;
    page.press("conflict-compare").await;
    page.see("conflict-dialog").await;
    screens.take(&page, "conflict").await;
    assert!(
        !page
            .see("conflict-resolve")
            .await
            .is_enabled()
            .await
            .expect("it is there"),
        "nothing is chosen beforehand"
    );
    page.press_at("label:has([data-testid=\"side-title-1\"])").await;
    page.press("conflict-resolve").await;
    page.gone("conflict").await;
    page.press("ending-decline").await;
    page.gone("ending").await;

    page.press("nav-cases").await;
    page.until(
        "their title was taken",
        "return document.body.textContent.includes('Road: ')",
    )
    .await;
    page.press("nav-bundles").await;
    page.press("tab-merged").await;
    page.see("merge").await;
    screens.take(&page, "merged").await;

    // What was done stands in the journal, and its chain is followed when somebody asks.
    page.press("tab-journal").await;
    page.see("journal-row").await;
    page.press("journal-verify").await;
    page.see("journal-check").await;
    page.until(
        "the chain holds, in words of this language",
        "return !document.querySelector('[data-testid=journal-check]').textContent.match(/journal-/) && document.querySelectorAll('[data-testid=journal-check] p').length === 0",
    )
    .await;
    screens.take(&page, "journal").await;

    // An update of all that the other storage lacks, seen before anything leaves.
    page.press("seal-other").await;
    page.see("seal-dialog").await;
    let road = "const all = [...document.querySelectorAll('[data-testid=seal-to] option')]; return all.some((one) => one.textContent.includes('Road'))";
    page.until("the contacts are read", road).await;
    let value = "return [...document.querySelectorAll('[data-testid=seal-to] option')].find((one) => one.textContent.includes('Road')).value";
    let contact = page.run(value, vec![]).await.as_str().unwrap_or_default().to_owned();
    page.choose("seal-to", &contact).await;
    page.choose("seal-purpose", "internal_record").await;
    page.see("will-leave").await;
    screens.take(&page, "seal-update").await;
    let out = home.home().join("out.age");
    page.lay_ready(&out).await;
    page.press("seal-save").await;
    page.see("sealed-file").await;
    let proof = home.home().join("proof.html");
    page.lay_ready(&proof).await;
    page.press("save-proof").await;
    page.see("proof-saved").await;
    page.press("sealed-done").await;
    assert!(std::fs::read_to_string(&proof).is_ok_and(|sheet| sheet.contains("<svg ")) && out.exists());
    page.close().await;
}
