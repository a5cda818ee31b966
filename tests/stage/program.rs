//! The program itself, started as a person's desktop would start it, with a clean environment.

use super::{Display, Home, wait_for};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use x11rb::protocol::xproto::Window;

/// A running window; killed with the value if it still runs.
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts it on this display, in this home.
    pub fn start(display: &Display, home: &Home) -> Self {
        Self::start_with(display, home, &[])
    }

    /// Starts it with more variables in its environment.
    pub fn start_with(display: &Display, home: &Home, more: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandyq-window"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("DISPLAY", display.name())
            .env("HOME", home.home())
            .env("TMPDIR", home.temporary())
            .env("XDG_RUNTIME_DIR", home.runtime())
            .envs(more.iter().copied());
        Self {
            child: command.spawn().expect("the window was built"),
        }
    }

    /// Its process id; the same after a lock.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its window to be drawn: more colours than an empty page has.
    pub fn drawn(&mut self, display: &Display) -> Window {
        wait_for("a drawn window", || {
            assert!(self.ended().is_none(), "the program ended by itself");
            display
                .window()
                .filter(|window| display.colours() > 40 && display.window() == Some(*window))
        })
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("it is our child")
    }

    /// It and every process it has started.
    pub fn family(&self) -> Vec<u32> {
        let mut all = vec![self.id()];
        all.extend(descendants(self.id()));
        all
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        for process in descendants(self.id()) {
            let _ = Command::new("kill").args(["-9", &process.to_string()]).status();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The children of a process, and theirs.
pub fn descendants(process: u32) -> Vec<u32> {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for thread in threads.flatten() {
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        for child in children.split_ascii_whitespace().filter_map(|word| word.parse().ok()) {
            found.push(child);
            found.extend(descendants(child));
        }
    }
    found.retain(|process| Path::new(&format!("/proc/{process}")).exists());
    found
}
