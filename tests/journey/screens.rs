//! Pictures of every stop, light and dark, if somebody wants them.

use crate::driver::Page;
use serde_json::json;
use std::path::PathBuf;

/// Takes pictures under `<stop>-<language>[-dark].png`.
pub struct Screens {
    folder: Option<PathBuf>,
    lang: &'static str,
}

impl Screens {
    /// Where `SANDYQ_SCREENS` says; nowhere without it.
    pub fn of(lang: &'static str) -> Self {
        Self {
            folder: std::env::var_os("SANDYQ_SCREENS").map(PathBuf::from),
            lang,
        }
    }

    /// Takes the page as it stands.
    pub async fn take(&self, page: &Page, stop: &str) {
        let Some(folder) = &self.folder else { return };
        std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
        for (theme, mark) in [("dark", "-dark"), ("light", "")] {
            page.run(
                "document.documentElement.dataset.theme = arguments[0]",
                vec![json!(theme)],
            )
            .await;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            let file = folder.join(format!("{stop}-{}{mark}.png", self.lang));
            std::fs::write(file, page.picture().await).expect("the folder takes pictures");
        }
    }
}
