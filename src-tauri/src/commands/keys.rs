//! What opens the vault: passphrases, the recovery code, three cards, and a new key for everything.
//!
//! Every change is proven by the passphrase or the recovery code typed now, not by the vault being open: somebody else may
//! sit here.

use super::gate::{either, shown};
use super::{aside, blocking};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::view::{RecoveryView, ShareView, SlotView};
use sandyq_casework::{Failure, RecoveryCode, Secret, Session, Share, session};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};
use zeroize::Zeroizing;

/// Everything that opens the vault.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_slots(app: AppHandle, lang: Lang) -> Result<Vec<SlotView>, Failure> {
    blocking(app, move |vault| vault.list_slots(lang)).await
}

/// Puts a new passphrase in the place of the current one.
#[tauri::command(rename_all = "snake_case")]
pub async fn change_passphrase(
    app: AppHandle,
    current: Zeroizing<String>,
    passphrase: Zeroizing<String>,
) -> Result<(), Failure> {
    blocking(app, move |vault| {
        vault.change_passphrase(&either(&current)?, &session::new_passphrase(&passphrase)?)
    })
    .await
}

/// Adds a passphrase for another person.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_passphrase(
    app: AppHandle,
    current: Zeroizing<String>,
    passphrase: Zeroizing<String>,
    label: String,
) -> Result<(), Failure> {
    blocking(app, move |vault| {
        let (current, new) = (either(&current)?, session::new_passphrase(&passphrase)?);
        vault.add_passphrase(&current, &new, &label)
    })
    .await
}

/// Makes a new recovery code in the place of the old one. It crosses once.
#[tauri::command(rename_all = "snake_case")]
pub async fn renew_recovery_code(
    app: AppHandle,
    current: Zeroizing<String>,
    lang: Lang,
) -> Result<RecoveryView, Failure> {
    new_code(app, current, lang, Session::renew_recovery_code).await
}

/// Makes three cards and saves them where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn make_shares(
    app: AppHandle,
    current: Zeroizing<String>,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<Vec<ShareView>>, Failure> {
    aside(move || {
        let secret = either(&current)?;
        let Some(folder) = dialogs::named(path).or_else(|| dialogs::folder(&app, None)) else {
            return Ok(None);
        };
        // The set's number in the name: it never meets a card made earlier.
        let named = |share: &Share| format!("card-{}-{}.txt", share.number(), share.set());
        let saved = app
            .state::<Desk>()
            .with(|vault| vault.save_shares(&secret, &folder, named, lang))?;
        Ok(Some(saved))
    })
    .await
}

/// Removes a way into the vault.
#[tauri::command(rename_all = "snake_case")]
pub async fn remove_slot(app: AppHandle, current: Zeroizing<String>, number: u8) -> Result<(), Failure> {
    blocking(app, move |vault| vault.remove_slot(&either(&current)?, number)).await
}

/// Gives the vault a new key. The passphrase typed now and a new recovery code, which crosses once, open it afterwards.
#[tauri::command(rename_all = "snake_case")]
pub async fn rekey_vault(app: AppHandle, current: Zeroizing<String>, lang: Lang) -> Result<RecoveryView, Failure> {
    new_code(app, current, lang, Session::rekey).await
}

async fn new_code(
    app: AppHandle,
    current: Zeroizing<String>,
    lang: Lang,
    verb: fn(&mut Session, &Secret) -> Result<RecoveryCode, Failure>,
) -> Result<RecoveryView, Failure> {
    aside(move || {
        let secret = either(&current)?;
        let desk = app.state::<Desk>();
        let code = desk.with(|vault| verb(vault, &secret))?;
        Ok(shown(&desk, code, lang))
    })
    .await
}
