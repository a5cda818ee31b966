//! The one window, built in Rust so that nothing about it can be widened in a configuration file.
//!
//! Invariants: it shows our own page and no other; it opens no second window, starts no download, is granted no device,
//! and keeps nothing (incognito, its folder is in the scratch folder).

use crate::desk::Desk;
use sandyq_casework::view::Theme;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PermissionResponse, WebviewWindowBuilder};
use tauri::{App, Manager, Url, WebviewUrl, WebviewWindow};

/// The window's label, named in `capabilities/window.json`.
pub const WINDOW: &str = "main";

/// Opens it.
///
/// # Errors
/// The system could not make a window or a web view.
pub fn open(app: &App) -> tauri::Result<WebviewWindow> {
    let desk = app.state::<Desk>();
    let theme = desk.look().map_or(Theme::System, |look| look.theme);
    let nowhere: Url = "http://127.0.0.1:1".parse().expect("a constant address parses");
    WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::App("index.html".into()))
        .title("Sandyq")
        // The users' laptops are 1366 × 768: the whole screen, with a frame to go back to.
        .inner_size(1200.0, 760.0)
        .maximized(true)
        .min_inner_size(880.0, 560.0)
        .background_color(paper(theme))
        .theme(match theme {
            Theme::System => None,
            Theme::Light => Some(tauri::Theme::Light),
            Theme::Dark => Some(tauri::Theme::Dark),
        })
        // WebDriver cannot drive an incognito window: the test build differs here, and in lock and loopback only.
        .incognito(cfg!(not(feature = "e2e")))
        .data_directory(desk.surroundings().scratch().join("web"))
        .devtools(false)
        .browser_extensions_enabled(false)
        .general_autofill_enabled(false)
        // Where there is no kernel filter, name look-ups and connections still end here.
        .proxy_url(nowhere)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()
}

/// Whether an address is our own page.
fn is_ours(address: &Url) -> bool {
    let own = address.scheme() == "tauri" && address.host_str() == Some("localhost");
    let windows = address.scheme() == "http" && address.host_str() == Some("tauri.localhost");
    let development = cfg!(dev) && address.scheme() == "http" && address.host_str() == Some("localhost");
    own || windows || development
}

/// The colour behind the page until it is drawn (`--paper` in `ui/src/tokens.css`): no white flash at night.
fn paper(theme: Theme) -> Color {
    match theme {
        Theme::Dark => Color(0x14, 0x17, 0x1a, 0xff),
        Theme::Light | Theme::System => Color(0xfa, 0xf8, 0xf4, 0xff),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_our_own_page_is_navigated_to() {
        let is_ours = |address: &str| super::is_ours(&address.parse().expect("an address"));
        assert!(is_ours("tauri://localhost/index.html"));
        for foreign in [
            "https://example.org/",
            "http://127.0.0.1:1/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "tauri://elsewhere/index.html",
            "evidence://localhost/thumb/x",
        ] {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
