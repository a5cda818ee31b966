//! The system's file dialogs, opened from Rust: the page never names a path.
//!
//! In the test build the page may name one, because WebDriver cannot reach a native dialog; in any other build a named
//! path is dropped here, before anything looks at it.

use crate::shell::WINDOW;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// A path that the page named, or several, if this build lets it.
pub fn named<P>(path: Option<P>) -> Option<P> {
    path.filter(|_| cfg!(feature = "e2e"))
}

/// Lets the person choose files; none when they close the dialog. Waits: not for the main thread.
pub fn files(app: &AppHandle) -> Vec<PathBuf> {
    let chosen = dialog(app).blocking_pick_files().unwrap_or_default();
    chosen.into_iter().filter_map(path).collect()
}

/// Lets the person choose one file.
pub fn file(app: &AppHandle) -> Option<PathBuf> {
    dialog(app).blocking_pick_file().and_then(path)
}

/// Lets the person choose where to write, offering `name`.
pub fn place(app: &AppHandle, name: &str) -> Option<PathBuf> {
    dialog(app).set_file_name(name).blocking_save_file().and_then(path)
}

/// Lets the person choose a folder, beginning at `last` if it is still there.
pub fn folder(app: &AppHandle, last: Option<&Path>) -> Option<PathBuf> {
    let mut dialog = dialog(app);
    if let Some(last) = last.filter(|last| last.is_dir()) {
        dialog = dialog.set_directory(last);
    }
    dialog.blocking_pick_folder().and_then(path)
}

/// The name of a file, without where it lies.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn dialog(app: &AppHandle) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = app.dialog().file();
    // Without a folder GTK opens at its list of recent files, which is empty here: it lives in the scratch folder.
    if let Some(home) = std::env::home_dir() {
        dialog = dialog.set_directory(home);
    }
    match app.get_webview_window(WINDOW) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// A file of this computer; anything else (a phone's `content://`) is not one.
fn path(chosen: FilePath) -> Option<PathBuf> {
    chosen.into_path().ok()
}
