//! The environment this process and its children see.
//!
//! Two duties: what could drive or inspect the page from outside is taken away, and whatever libraries like to keep is
//! pointed into the scratch folder. The originals are remembered, for a re-execution must start from them again.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Switches of the web view that would let another program look into the page, or drive it.
#[cfg(not(feature = "e2e"))]
const OPENINGS: &[&str] = &[
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// Takes those switches away. **The first thing in `main`**: a library that has read one cannot be made to forget it.
pub fn close_openings() {
    #[cfg(not(feature = "e2e"))]
    for name in OPENINGS {
        change(name, None);
    }
}

/// The environment as it was, and the scratch folder that took its place.
pub struct Surroundings {
    scratch: PathBuf,
    originals: Vec<(&'static str, Option<OsString>)>,
}

impl Surroundings {
    /// Points everything that libraries write into `scratch`.
    pub fn settle(scratch: PathBuf) -> Self {
        let inside = |name: &str| Some(scratch.join(name).into_os_string());
        let wishes = [
            // The list of recently used files, media registries, shader and font caches: the libraries' standard places.
            ("XDG_DATA_HOME", inside("data")),
            ("XDG_CACHE_HOME", inside("cache")),
            ("XDG_STATE_HOME", inside("state")),
            ("TMPDIR", inside("tmp")),
            ("GST_REGISTRY", inside("media-registry")),
            // The user's own themes, icons and file types are still read from where they were.
            ("XDG_DATA_DIRS", Some(data_folders())),
            // The file dialog would write the last folder into the desktop's settings.
            ("GSETTINGS_BACKEND", Some("memory".into())),
            ("MESA_SHADER_CACHE_DISABLE", Some("true".into())),
            ("__GL_SHADER_DISK_CACHE", Some("0".into())),
            // A portal's dialog belongs to another process, which keeps its own list of files.
            ("GTK_USE_PORTAL", None),
            ("DBUS_SESSION_BUS_ADDRESS", session_bus()),
        ];
        let originals = wishes.iter().map(|(name, _)| (*name, env::var_os(name))).collect();
        for folder in ["data", "cache", "state", "tmp"] {
            // If it cannot be made, the library that wants it says so; the window still opens.
            let _ = std::fs::create_dir(scratch.join(folder));
        }
        for (name, value) in wishes {
            change(name, value.as_deref());
        }
        Self { scratch, originals }
    }

    /// The folder that may be written to.
    pub fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Gives a program about to be started the environment that this one was started with.
    #[cfg_attr(feature = "e2e", expect(dead_code, reason = "the test build does not start again"))]
    pub fn restore(&self, command: &mut Command) {
        for (name, original) in &self.originals {
            match original {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
    }
}

/// The session bus, if there is one. Else "none", spelt out: GLib would start a bus of its own, which writes into the home
/// folder and stays behind.
fn session_bus() -> Option<OsString> {
    let told = env::var_os("DBUS_SESSION_BUS_ADDRESS").filter(|address| !address.is_empty());
    let usual = || env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists());
    told.or_else(|| (!usual()).then(|| "disabled:".into()))
}

/// Where shared data is looked for: the user's own folder first, then the system's.
fn data_folders() -> OsString {
    let mut folders = user_data().map_or_else(OsString::new, PathBuf::into_os_string);
    let system = env::var_os("XDG_DATA_DIRS").filter(|dirs| !dirs.is_empty());
    if !folders.is_empty() {
        folders.push(":");
    }
    folders.push(system.as_deref().unwrap_or(OsStr::new("/usr/local/share:/usr/share")));
    folders
}

/// The user's data folder: `$XDG_DATA_HOME`, else `~/.local/share`.
pub fn user_data() -> Option<PathBuf> {
    let given = env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    given.or_else(|| env::home_dir().map(|home| home.join(".local/share")))
}

#[expect(
    unsafe_code,
    reason = "the environment can be changed safely only while there is one thread: called by main first"
)]
fn change(name: &str, value: Option<&OsStr>) {
    // SAFETY: `run` calls this before anything that starts a thread.
    unsafe {
        match value {
            Some(value) => env::set_var(name, value),
            None => env::remove_var(name),
        }
    }
}
