//! Steps with their figures and times, in a temporary folder that is removed at the end.

use crate::Trouble;
use crate::print::{Out, say};
use sandyq_casework::{ErrorCode, suggest_passphrase};
use sandyq_domain::words::text;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A folder that goes when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    fn make(out: Out) -> Result<Self, Trouble> {
        use std::os::unix::fs::DirBuilderExt as _;
        // Random words make a name nobody else has taken or can guess.
        let words = suggest_passphrase(sandyq_domain::Lang::En).map_err(|_| Trouble::from(ErrorCode::System))?;
        let name: String = words.split(' ').take(4).collect::<Vec<_>>().join("-");
        let path = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|_| Trouble::Said(text(out.lang, "demo-no-folder")))?;
        Ok(Self(path))
    }

    /// A path inside it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Only invented things are in it; what cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[derive(Serialize)]
struct Step {
    #[serde(rename = "step")]
    key: &'static str,
    ms: f64,
    figures: Vec<String>,
}

/// Where the demonstration takes place.
pub struct Stage {
    out: Out,
    pub folder: Folder,
    done: Vec<Step>,
    begun: Instant,
}

impl Stage {
    /// Makes the folder and says what will happen.
    pub fn set(out: Out) -> Result<Self, Trouble> {
        let folder = Folder::make(out)?;
        if !out.json {
            say(&text(out.lang, "demo-intro"))?;
        }
        Ok(Self {
            out,
            folder,
            done: Vec::new(),
            begun: Instant::now(),
        })
    }

    /// One step; its figures are printed under its title.
    pub fn step<T>(
        &mut self,
        key: &'static str,
        work: impl FnOnce(&mut dyn FnMut(String)) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        self.step_on_files(key, |_, say| work(say))
    }

    /// One step that needs the folder.
    pub fn step_on_files<T>(
        &mut self,
        key: &'static str,
        work: impl FnOnce(&Folder, &mut dyn FnMut(String)) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let begun = Instant::now();
        let mut figures = Vec::new();
        let answer = work(&self.folder, &mut |figure| figures.push(figure))?;
        let ms = begun.elapsed().as_secs_f64() * 1000.0;
        if !self.out.json {
            say(&format!(
                "\n{}. {}  ({ms:.0} ms)",
                self.done.len() + 1,
                text(self.out.lang, key)
            ))?;
            figures.iter().try_for_each(|figure| say(&format!("   {figure}")))?;
        }
        self.done.push(Step { key, ms, figures });
        Ok(answer)
    }

    /// Ends it: everything held.
    pub fn end(self) -> Result<(), Trouble> {
        let Self {
            out,
            folder,
            done,
            begun,
        } = self;
        let path: &Path = &folder.0;
        let left = path.to_path_buf();
        drop(folder);
        let seconds = begun.elapsed().as_secs_f64();
        let gone = !left.exists();
        out.show(
            &serde_json::json!({ "steps": done, "seconds": seconds, "nothing_opens": true, "folder_gone": gone }),
            |_| {
                vec![
                    String::new(),
                    format!("{}  ({seconds:.1} s)", text(out.lang, "demo-end")),
                ]
            },
        )
    }
}
