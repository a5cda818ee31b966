//! The window: it opens the page, guards the door between page and program, and knows how to close.
//!
//! It does not know SQL, keys or formats: a command parses, calls one verb of `casework`, and converts. It holds no
//! case text of its own.
//! Invariants: nothing of ours starts before the process is confined; while locked there is no vault in the process; a
//! lock ends in a new program image, because a heap cannot be scrubbed.
#![warn(clippy::pedantic)]

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("the feature `e2e` leaves a loopback socket open for WebDriver: never in a release");

mod arguments;
mod clock;
mod commands;
mod desk;
mod dialogs;
mod idle;
mod leave;
mod look;
mod rounds;
mod scratch;
mod shell;
mod signals;
mod surroundings;
mod thumbs;

use arguments::Arguments;
use desk::Desk;
use std::io::Write;
use std::process::ExitCode;
use surroundings::Surroundings;
use tauri::{Manager, RunEvent, WindowEvent};

/// The whole program.
#[must_use]
pub fn run() -> ExitCode {
    quiet_panics();
    // **The order matters**: openings, then confinement, then everything that may start a thread.
    surroundings::close_openings();
    if let Err(error) = confine() {
        return refuse(&error.to_string());
    }
    leave::bury_children();
    let arguments = match Arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error.to_string()),
    };
    let scratch = match scratch::make(std::env::var_os("XDG_RUNTIME_DIR").map(Into::into)) {
        Ok(folder) => folder,
        Err(error) => return refuse(&format!("no place for temporary files: {error}")),
    };
    let surroundings = Surroundings::settle(scratch.clone());
    // Before anything looks at the folder: an interrupted wipe ends now. What it could not do shows in what is still there.
    let _ = sandyq_casework::emergency::resume(&arguments.vault);
    let ended = show(Desk::new(arguments.vault, surroundings));
    scratch::remove(&scratch);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&error.to_string()),
    }
}

#[cfg(not(feature = "e2e"))]
fn confine() -> Result<(), sandyq_casework::confine::ConfineError> {
    sandyq_casework::confine::process().map(|_| ())
}

/// WebDriver speaks over loopback, which the filter refuses: the test build goes without the filter.
#[cfg(feature = "e2e")]
fn confine() -> Result<(), sandyq_casework::confine::ConfineError> {
    sandyq_casework::confine::memory()
}

/// Runs the window until it is closed.
fn show(desk: Desk) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol(thumbs::SCHEME, thumbs::answer)
        .invoke_handler(commands::all())
        .manage(desk)
        .setup(|app| {
            shell::open(app)?;
            idle::watch(app.handle().clone());
            signals::watch(app.handle());
            Ok(())
        })
        .build(context())?;
    app.run(|app, event| match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            api.prevent_close();
            leave::close(app);
        }
        // The window goes before the program does: while locking, so that no page outlives the vault.
        RunEvent::ExitRequested { api, code: None, .. } if app.state::<Desk>().is_leaving() => api.prevent_exit(),
        RunEvent::Exit => scratch::remove(app.state::<Desk>().surroundings().scratch()),
        _ => {}
    });
    Ok(())
}

/// A panic says where it happened and nothing else: its message might hold what a person wrote.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        let _ = writeln!(std::io::stderr(), "sandyq-window: a fault at {place}");
    }));
}

/// The configuration and the page, as the build script has written them down.
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "generated code"
)]
fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}

/// Says on the terminal why the program does not start.
fn refuse(why: &str) -> ExitCode {
    // Without a terminal there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "sandyq-window: {why}");
    ExitCode::FAILURE
}
