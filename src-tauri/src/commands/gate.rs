//! The door: first start, unlock, recovery, restore, lock, emergency, and how the window looks.

use super::{aside, until_leaving};
use crate::desk::Desk;
use crate::{clock, dialogs, leave};
use sandyq_casework::view::{Look, RecoveryView, RestoreView, StatusView, UnlockView};
use sandyq_casework::{ErrorCode, Failure, KdfCost, RecoveryCode, Secret, Session, backup, confine, session};
use sandyq_domain::Lang;
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, State};
use zeroize::Zeroizing;

/// Whether there is a vault, whether it is open, and how the page looks.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_status(desk: State<'_, Desk>) -> Result<StatusView, Failure> {
    Ok(desk.status())
}

/// Changes language, theme or size of text.
#[tauri::command(rename_all = "snake_case")]
pub async fn set_look(desk: State<'_, Desk>, look: Look) -> Result<(), Failure> {
    desk.set_look(look)
}

/// Seven words for a passphrase.
#[tauri::command(rename_all = "snake_case")]
pub async fn suggest_passphrase(lang: Lang) -> Result<Vec<String>, Failure> {
    aside(move || {
        let words = sandyq_casework::suggest_passphrase(lang).map_err(|_| ErrorCode::System)?;
        Ok(words.split(' ').map(str::to_owned).collect())
    })
    .await
}

/// Makes the vault and opens it. The recovery code crosses once.
#[tauri::command(rename_all = "snake_case")]
pub async fn create_vault(app: AppHandle, passphrase: Zeroizing<String>, lang: Lang) -> Result<RecoveryView, Failure> {
    aside(move || {
        let secret = session::new_passphrase(&passphrase)?;
        let desk = app.state::<Desk>();
        let code = desk.keep(|folder| Session::create(folder, &secret, KdfCost::calibrated(), clock::host(), lang))?;
        Ok(shown(&desk, code, lang))
    })
    .await
}

/// The words of a code that was just made; the desk waits for them to be retyped.
pub(super) fn shown(desk: &Desk, code: RecoveryCode, lang: Lang) -> RecoveryView {
    let words = code.words(lang).map(str::to_owned).to_vec();
    desk.await_code(code);
    RecoveryView { words }
}

/// Whether the retyped words are the code of the vault that was just made.
#[tauri::command(rename_all = "snake_case")]
pub async fn check_recovery_code(desk: State<'_, Desk>, code: Zeroizing<String>) -> Result<bool, Failure> {
    let typed = RecoveryCode::parse(&code).ok();
    Ok(typed.is_some_and(|typed| desk.is_awaited(&typed)))
}

/// Opens the vault with a passphrase.
#[tauri::command(rename_all = "snake_case")]
pub async fn unlock_vault(app: AppHandle, passphrase: Zeroizing<String>) -> Result<UnlockView, Failure> {
    unlock(app, move || session::passphrase(&passphrase)).await
}

/// Opens the vault with the recovery code, typed in any of the three languages.
#[tauri::command(rename_all = "snake_case")]
pub async fn unlock_with_code(app: AppHandle, code: Zeroizing<String>) -> Result<UnlockView, Failure> {
    unlock(app, move || session::recovery_code(&code)).await
}

async fn unlock(
    app: AppHandle,
    parse: impl FnOnce() -> Result<Secret, Failure> + Send + 'static,
) -> Result<UnlockView, Failure> {
    aside(move || {
        let secret = parse()?;
        app.state::<Desk>()
            .keep(|folder| Session::unlock(folder, &secret, clock::host()))
    })
    .await
}

/// Opens the vault with the recovery code and sets a new passphrase in the place of the forgotten one.
#[tauri::command(rename_all = "snake_case")]
pub async fn recover_with_code(
    app: AppHandle,
    code: Zeroizing<String>,
    passphrase: Zeroizing<String>,
) -> Result<UnlockView, Failure> {
    recover(app, move || session::recovery_code(&code), passphrase).await
}

/// Opens the vault with two of the three cards and sets a new passphrase.
#[tauri::command(rename_all = "snake_case")]
pub async fn recover_with_shares(
    app: AppHandle,
    first: Zeroizing<String>,
    second: Zeroizing<String>,
    passphrase: Zeroizing<String>,
) -> Result<UnlockView, Failure> {
    recover(app, move || session::shares(&first, &second), passphrase).await
}

/// A recovery code or a passphrase: thirteen words with a right checksum are a code, and nobody's passphrase is that by chance.
pub(super) fn either(typed: &str) -> Result<Secret, Failure> {
    session::recovery_code(typed).or_else(|_| session::passphrase(typed))
}

async fn recover(
    app: AppHandle,
    parse: impl FnOnce() -> Result<Secret, Failure> + Send + 'static,
    passphrase: Zeroizing<String>,
) -> Result<UnlockView, Failure> {
    aside(move || {
        let (secret, new) = (parse()?, session::new_passphrase(&passphrase)?);
        let open = |folder: &Path| match Session::recover(folder, &secret, &new, None, clock::host()) {
            Err(failure) if failure.code == ErrorCode::NoSuchSlot => recover_beside(folder, &secret, &new),
            done => done,
        };
        app.state::<Desk>().keep(open)
    })
    .await
}

/// Where several people have a passphrase, nobody can tell which one was forgotten: the new one is added to them.
fn recover_beside(folder: &Path, secret: &Secret, new: &Secret) -> Result<(Session, UnlockView), Failure> {
    let (mut vault, unlocked) = Session::unlock(folder, secret, clock::host())?;
    vault.add_passphrase(secret, new, "")?;
    Ok((vault, unlocked))
}

/// Puts a backup back, where there is no vault yet: with the passphrase or the recovery code of that time. Nothing when
/// the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn restore_backup(
    app: AppHandle,
    passphrase: Zeroizing<String>,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<RestoreView>, Failure> {
    aside(move || {
        let secret = either(&passphrase)?;
        let Some(from) = dialogs::named(path).or_else(|| dialogs::folder(&app, None)) else {
            return Ok(None);
        };
        app.state::<Desk>()
            .fill(|folder| backup::restore(&from, folder, &secret, clock::now(), lang, &mut until_leaving(&app)))
            .map(Some)
    })
    .await
}

/// Closes everything. In the shipped program nothing is left to hear the answer.
#[tauri::command(rename_all = "snake_case")]
pub async fn lock_vault(app: AppHandle) -> Result<(), Failure> {
    aside(move || {
        leave::lock(&app);
        Ok(())
    })
    .await
}

/// Destroys the vault.
#[tauri::command(rename_all = "snake_case")]
pub async fn wipe_vault(app: AppHandle) -> Result<(), Failure> {
    aside(move || {
        leave::wipe(&app);
        Ok(())
    })
    .await
}

/// Somebody is here.
#[tauri::command(rename_all = "snake_case")]
pub async fn touch(desk: State<'_, Desk>) -> Result<(), Failure> {
    desk.touch();
    Ok(())
}

/// One line of the self-test.
#[derive(Serialize)]
pub struct Attempt {
    name: String,
    refused: bool,
}

/// Tries to reach a network, and says what happened.
#[tauri::command(rename_all = "snake_case")]
pub async fn self_test() -> Result<Vec<Attempt>, Failure> {
    aside(|| {
        let confine::SelfTest { attempts } = confine::self_test();
        let line = |(family, answer): (confine::SocketFamily, confine::Answer)| Attempt {
            name: family.to_string(),
            refused: answer != confine::Answer::Opened,
        };
        Ok(attempts.into_iter().map(line).collect())
    })
    .await
}
