//! Every stop looked at, light and dark: by axe always, and as a picture if somebody wants it.

use crate::axe;
use crate::driver::Page;
use serde_json::json;
use std::cell::RefCell;
use std::path::PathBuf;
use std::time::Duration;

/// Looks at stops, and takes pictures under `<stop>-<language>[-dark].png`.
pub struct Screens {
    folder: Option<PathBuf>,
    lang: &'static str,
    /// What axe found on the way.
    found: RefCell<Vec<String>>,
}

/// Everything that was found on the way, at its end.
impl Drop for Screens {
    fn drop(&mut self) {
        let found = self.found.borrow();
        assert!(found.is_empty() || std::thread::panicking(), "{}", found.join("\n"));
    }
}

impl Screens {
    /// Where `SANDYQ_SCREENS` says; nowhere without it.
    pub fn of(lang: &'static str) -> Self {
        Self {
            folder: std::env::var_os("SANDYQ_SCREENS").map(PathBuf::from),
            lang,
            found: RefCell::default(),
        }
    }

    /// Looks at the page as it stands, in both themes.
    pub async fn take(&self, page: &Page, stop: &str) {
        for theme in ["dark", "light"] {
            page.run(
                "document.documentElement.dataset.theme = arguments[0]",
                vec![json!(theme)],
            )
            .await;
            self.take_in(page, stop, theme).await;
        }
    }

    /// Looks at the page in the theme it has: what the program draws itself knows only a theme that somebody chose.
    pub async fn take_in(&self, page: &Page, stop: &str, theme: &str) {
        // Longer than any colour takes to change.
        tokio::time::sleep(Duration::from_millis(250)).await;
        let mut found = axe::look(page).await;
        found.extend(axe::too_wide(page).await);
        self.found
            .borrow_mut()
            .extend(found.into_iter().map(|one| format!("{stop}, {theme}: {one}")));
        if let Some(folder) = &self.folder {
            let mark = if theme == "dark" { "-dark" } else { "" };
            std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
            let file = folder.join(format!("{stop}-{}{mark}.png", self.lang));
            std::fs::write(file, page.picture().await).expect("the folder takes pictures");
        }
    }
}
