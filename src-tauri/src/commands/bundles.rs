//! What leaves and what arrives: bundles, contacts, the own card.

use super::{aside, blocking, until_leaving};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::view::{
    BundleLine, CardView, ContactView, InspectView, OpenOutcome, SealKind, SealOutcome, SealPreview, SealRequest,
};
use sandyq_casework::{Accept, ErrorCode, Failure};
use sandyq_domain::Lang;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use zeroize::Zeroizing;

/// A card is some hundred bytes, a picture of its code some megabytes; a file larger than this is neither.
const CARD_LIMIT: u64 = 32 << 20;

/// What would leave, before anything does.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_seal(app: AppHandle, request: SealRequest, lang: Lang) -> Result<SealPreview, Failure> {
    blocking(app, move |session| session.preview_seal(&request, lang)).await
}

/// Seals where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn seal_bundle(
    app: AppHandle,
    request: SealRequest,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<SealOutcome>, Failure> {
    aside(move || {
        // Of several cases, or of ids, a name that says nothing.
        let name = match request.cases.as_slice() {
            [code] if request.kind != SealKind::Receipt => code.as_str(),
            _ => "bundle",
        };
        let name = format!("{name}.{}", if request.page { "html" } else { "age" });
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &name)) else {
            return Ok(None);
        };
        let sealed = app
            .state::<Desk>()
            .with(|session| session.seal_bundle(&request, &out, lang, &mut until_leaving(&app)))?;
        Ok(Some(sealed))
    })
    .await
}

/// Checks a bundle to its last byte and shows what is in it; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn inspect_bundle(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<InspectView>, Failure> {
    aside(move || {
        let Some(file) = dialogs::named(path).or_else(|| dialogs::file(&app)) else {
            return Ok(None);
        };
        app.state::<Desk>()
            .with(|session| session.inspect_bundle(&file, None, lang, &mut until_leaving(&app)))
            .map(Some)
    })
    .await
}

/// The same for the bundle that was chosen last and opens with a passphrase.
#[tauri::command(rename_all = "snake_case")]
pub async fn unseal_bundle(app: AppHandle, passphrase: Zeroizing<String>, lang: Lang) -> Result<InspectView, Failure> {
    let handle = app.clone();
    blocking(app, move |session| {
        session.inspect_with_passphrase(&passphrase, lang, &mut until_leaving(&handle))
    })
    .await
}

/// Takes the bundle that was inspected.
#[tauri::command(rename_all = "snake_case")]
pub async fn open_bundle(
    app: AppHandle,
    accept_unknown: bool,
    accept_undone: bool,
    lang: Lang,
) -> Result<OpenOutcome, Failure> {
    let accept = Accept {
        unknown: accept_unknown,
        undone: accept_undone,
    };
    blocking(app, move |session| session.open_bundle(accept, lang)).await
}

/// Lets go of the bundle that was inspected.
#[tauri::command(rename_all = "snake_case")]
pub async fn close_bundle(app: AppHandle) -> Result<(), Failure> {
    blocking(app, |session| {
        session.close_bundle();
        Ok(())
    })
    .await
}

/// Every bundle sealed or opened here.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_bundles(app: AppHandle, lang: Lang) -> Result<Vec<BundleLine>, Failure> {
    blocking(app, move |session| session.list_bundles(lang)).await
}

/// Everybody to seal for.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_contacts(app: AppHandle, lang: Lang) -> Result<Vec<ContactView>, Failure> {
    blocking(app, move |session| session.list_contacts(lang)).await
}

/// Adds a contact from a card; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_contact(
    app: AppHandle,
    name: String,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<ContactView>, Failure> {
    aside(move || {
        let Some(file) = dialogs::named(path).or_else(|| dialogs::file(&app)) else {
            return Ok(None);
        };
        let card = read_card(&file)?;
        app.state::<Desk>()
            .with(|session| session.add_contact(&card, &name, None, lang))
            .map(Some)
    })
    .await
}

/// Notes that the fingerprint was compared, on this screen.
#[tauri::command(rename_all = "snake_case")]
pub async fn verify_contact(app: AppHandle, id: String, lang: Lang) -> Result<ContactView, Failure> {
    blocking(app, move |session| session.verify_contact(&id, "window", lang)).await
}

/// Compares what was read out with the fingerprint, and notes that it is the same.
#[tauri::command(rename_all = "snake_case")]
pub async fn compare_contact(app: AppHandle, id: String, told: String, lang: Lang) -> Result<ContactView, Failure> {
    blocking(app, move |session| session.compare_contact(&id, &told, "window", lang)).await
}

/// Says whether a contact is another vault of one's own.
#[tauri::command(rename_all = "snake_case")]
pub async fn set_own_contact(app: AppHandle, id: String, own: bool, lang: Lang) -> Result<ContactView, Failure> {
    blocking(app, move |session| session.set_own_contact(&id, own, lang)).await
}

/// Writes the proof card of a sealed bundle where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_proof_card(
    app: AppHandle,
    bundle: String,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<String>, Failure> {
    aside(move || {
        let sheet = app.state::<Desk>().with(|session| session.proof_card(&bundle, lang))?;
        save(&app, path, "proof.html", &sheet)
    })
    .await
}

/// Writes one's own card as a sheet to print where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn print_own_card(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<String>, Failure> {
    aside(move || {
        let sheet = app.state::<Desk>().with(|session| session.own_card_page(lang))?;
        save(&app, path, "card.html", &sheet)
    })
    .await
}

/// One's own card.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_own_card(app: AppHandle, lang: Lang) -> Result<CardView, Failure> {
    blocking(app, move |session| session.own_card(lang)).await
}

/// Changes the name on one's own card.
#[tauri::command(rename_all = "snake_case")]
pub async fn set_own_name(app: AppHandle, name: String) -> Result<(), Failure> {
    blocking(app, move |session| session.set_own_name(&name)).await
}

/// Writes one's own card where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_own_card(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<String>, Failure> {
    aside(move || {
        let card = app.state::<Desk>().with(|session| session.own_card(lang))?;
        save(&app, path, "card.txt", &card.text)
    })
    .await
}

/// Writes a small text where the person says, offering `name`, and answers with the name it got.
fn save(app: &AppHandle, path: Option<PathBuf>, name: &str, text: &str) -> Result<Option<String>, Failure> {
    let Some(out) = dialogs::named(path).or_else(|| dialogs::place(app, name)) else {
        return Ok(None);
    };
    sandyq_casework::write_small(&out, text.as_bytes())?;
    Ok(Some(dialogs::name(&out)))
}

/// A card's bytes.
///
/// # Security
/// The file is somebody else's: no more than [`CARD_LIMIT`] is read, and only of a regular file.
fn read_card(file: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, dialogs::name(file));
    if !fs::metadata(file).map_err(unreadable)?.is_file() {
        return Err(Failure::about(ErrorCode::FileUnreadable, dialogs::name(file)));
    }
    let mut card = Vec::new();
    fs::File::open(file)
        .map_err(unreadable)?
        .take(CARD_LIMIT)
        .read_to_end(&mut card)
        .map_err(unreadable)?;
    Ok(card)
}
