//! The ways out: lock, close, wipe. All of them end in a process that never knew the vault.
//!
//! Heaps of Rust, GLib and a web page cannot be scrubbed piece by piece. The kernel clears them whole when a program
//! image is replaced: so a lock destroys the window, ends the web view's processes and executes the program again.
//! Invariant: nothing here waits for a person, and nothing here can be held up for long by work under way.

use crate::desk::Desk;
use crate::look;
use crate::shell::WINDOW;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, wait};
use sandyq_casework::emergency;
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager};

/// How long the page may take to hand over what was typed in the last second, when the window is closed.
const LAST_WORDS: Duration = Duration::from_millis(1200);
/// How long a replaced image's children may take to be gone.
const BURIAL: Duration = Duration::from_secs(2);

/// Locks: closes the vault and becomes the lock screen, or ends when the window is being closed. Not from the main thread.
pub fn lock(app: &AppHandle) {
    let desk = app.state::<Desk>();
    if !desk.leave() {
        return;
    }
    desk.close();
    if desk.is_wiping() {
        // The wipe has overtaken this lock and begins again by itself, when it is done.
        return;
    }
    if desk.is_closing() {
        app.exit(0);
    } else {
        begin_again(app);
    }
}

/// Lets the page save what was typed in the last half second and lock; locks without it if it does not.
pub fn lock_with_last_words(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let _ = window.eval("dispatchEvent(new CustomEvent('sandyq:leave'))");
    }
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(LAST_WORDS);
        // In the test build the page may have locked in the meantime, and the program is still here.
        let desk = app.state::<Desk>();
        if desk.is_open() || desk.is_closing() {
            lock(&app);
        }
    });
}

/// Closes the window for good, vault first.
pub fn close(app: &AppHandle) {
    let desk = app.state::<Desk>();
    desk.note_closing();
    if desk.is_open() {
        lock_with_last_words(app);
    } else {
        app.exit(0);
    }
}

/// Destroys the vault and becomes a first start. Whatever fails, the next start shows what is true: a first start, or a
/// vault that is still there.
pub fn wipe(app: &AppHandle) {
    let desk = app.state::<Desk>();
    // Even when a lock is under way: from here on every command refuses.
    desk.latch();
    take_down(app);
    look::forget(desk.folder());
    let _ = emergency::wipe(desk.folder());
    begin_again(app);
}

/// Ends the page before the vault's files are touched. The test build keeps it: WebDriver would die with it.
#[cfg(not(feature = "e2e"))]
fn take_down(app: &AppHandle) {
    let (done, wait) = std::sync::mpsc::channel();
    let handle = app.clone();
    let sent = app.run_on_main_thread(move || {
        destroy_windows(&handle);
        let _ = done.send(());
    });
    if sent.is_ok() {
        // A main thread stuck in a dialog must not hold up a wipe.
        let _ = wait.recv_timeout(Duration::from_millis(300));
    }
    end_children();
}

#[cfg(feature = "e2e")]
fn take_down(_: &AppHandle) {}

/// Replaces this program by itself, with the arguments and the environment it was started with.
#[cfg(not(feature = "e2e"))]
fn begin_again(app: &AppHandle) {
    let handle = app.clone();
    let replace = move || {
        use std::os::unix::process::CommandExt;
        destroy_windows(&handle);
        end_children();
        let surroundings = handle.state::<Desk>();
        let surroundings = surroundings.surroundings();
        crate::scratch::remove(surroundings.scratch());
        let mut again = std::process::Command::new("/proc/self/exe");
        again.args(std::env::args_os().skip(1));
        surroundings.restore(&mut again);
        let _ = again.exec();
        // Still here: the file of the program is gone or may not be run. Better no window than a heap full of cases.
        std::process::abort();
    };
    if app.run_on_main_thread(replace).is_err() {
        std::process::abort();
    }
}

/// The test build stays, and the page that asked for the lock goes on to the lock screen by itself.
#[cfg(feature = "e2e")]
fn begin_again(app: &AppHandle) {
    app.state::<Desk>().stay();
}

#[cfg(not(feature = "e2e"))]
fn destroy_windows(app: &AppHandle) {
    for window in app.webview_windows().into_values() {
        // Whatever does not go now goes with the image.
        let _ = window.destroy();
    }
}

/// Ends the web view's processes without asking: they hold page text, and a polite one might take its time.
#[cfg_attr(feature = "e2e", expect(dead_code, reason = "the test build keeps its page"))]
fn end_children() {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return;
    };
    for thread in threads.flatten() {
        let list = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        for child in list
            .split_ascii_whitespace()
            .filter_map(|word| Pid::from_raw(word.parse().ok()?))
        {
            // It may have ended by itself in between.
            let _ = kill_process(child, Signal::KILL);
        }
    }
}

/// Waits for the children of the image before this one, so that no dead web view lingers. **Before any child of our own.**
pub fn bury_children() {
    let until = Instant::now() + BURIAL;
    while Instant::now() < until {
        match wait(WaitOptions::NOHANG) {
            // None has ended yet, though there are some.
            Ok(None) => std::thread::sleep(Duration::from_millis(5)),
            Ok(Some(_)) => {}
            // There are none left.
            Err(_) => return,
        }
    }
}
