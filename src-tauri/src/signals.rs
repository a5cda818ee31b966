//! The system asks the program to end: log-out, shutdown, a terminal that closes. The vault is closed first.

use crate::leave;
use tauri::AppHandle;
use tokio::signal::unix::{SignalKind, signal};

/// Listens until the program ends.
pub fn watch(app: &AppHandle) {
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()] {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            // Without a handler the system's own answer stands: the process ends, and what was saved is safe.
            let Ok(mut asked) = signal(kind) else { return };
            while asked.recv().await.is_some() {
                leave::close(&app);
            }
        });
    }
}
