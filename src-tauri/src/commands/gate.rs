//! The door: first start, unlock, lock, emergency, and how the window looks.

use super::aside;
use crate::desk::Desk;
use crate::{clock, leave};
use sandyq_casework::view::{Look, RecoveryView, StatusView, UnlockView};
use sandyq_casework::{ErrorCode, Failure, KdfCost, RecoveryCode, Secret, Session, confine, session};
use sandyq_domain::Lang;
use serde::Serialize;
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
        let words = code.words(lang).map(str::to_owned).to_vec();
        desk.await_code(code);
        Ok(RecoveryView { words })
    })
    .await
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
