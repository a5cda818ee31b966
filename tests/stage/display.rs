//! A display of the tests' own (Xvfb), and hands and eyes on it.

use super::wait_for;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// A running Xvfb; ends with the value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts one of this size.
    pub fn start(width: u32, height: u32) -> Self {
        let screen = format!("{width}x{height}x24");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed (package xvfb)");
        let mut number = String::new();
        let answer = server.stdout.take().expect("its output was asked for");
        BufReader::new(answer)
            .read_line(&mut number)
            .expect("Xvfb says its number");
        Self {
            server,
            name: format!(":{}", number.trim()),
        }
    }

    /// `:7`
    pub fn name(&self) -> &str {
        &self.name
    }

    fn connect(&self) -> (RustConnection, Window) {
        let (connection, screen) = x11rb::connect(Some(&self.name)).expect("the display answers");
        let root = connection.setup().roots[screen].root;
        (connection, root)
    }

    /// The program's window, once it is on the screen.
    pub fn window(&self) -> Option<Window> {
        let (connection, root) = self.connect();
        let children = connection.query_tree(root).ok()?.reply().ok()?.children;
        children.into_iter().find(|window| {
            let seen = connection
                .get_window_attributes(*window)
                .ok()
                .and_then(|cookie| cookie.reply().ok());
            let size = connection
                .get_geometry(*window)
                .ok()
                .and_then(|cookie| cookie.reply().ok());
            seen.is_some_and(|seen| u8::from(seen.map_state) == 2) && size.is_some_and(|size| size.width > 200)
        })
    }

    /// Asks the window to close, as the desktop's close button does.
    pub fn ask_to_close(&self, window: Window) {
        let (connection, _) = self.connect();
        let atom = |name: &[u8]| {
            connection
                .intern_atom(false, name)
                .expect("sent")
                .reply()
                .expect("answered")
                .atom
        };
        let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
        let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        // Waits for the answer: a message of a client that is already gone may be lost.
        connection
            .send_event(false, window, EventMask::NO_EVENT, event)
            .expect("sent")
            .check()
            .expect("taken");
    }

    /// How many different colours stand on the screen: a blank one has one or two.
    pub fn colours(&self) -> usize {
        let (connection, root) = self.connect();
        let size = connection.get_geometry(root).expect("sent").reply().expect("answered");
        let image = connection
            .get_image(ImageFormat::Z_PIXMAP, root, 0, 0, size.width, size.height, !0)
            .expect("sent")
            .reply()
            .expect("answered");
        image
            .data
            .chunks_exact(4)
            .map(<[u8]>::to_vec)
            .collect::<BTreeSet<_>>()
            .len()
    }

    /// Types and presses, with the words of xdotool.
    pub fn hands(&self, words: &[&str]) {
        assert!(self.hands_reach(words), "xdotool {words:?}");
    }

    /// The same; false when the window under the hand went away at that moment.
    pub fn hands_reach(&self, words: &[&str]) -> bool {
        let done = Command::new("xdotool").env("DISPLAY", &self.name).args(words).status();
        done.expect("xdotool is installed").success()
    }

    /// Types text into whatever has the focus.
    pub fn type_text(&self, text: &str) {
        self.hands(&["type", "--delay", "15", text]);
    }

    /// Presses one key or chord.
    pub fn press(&self, key: &str) {
        self.hands(&["key", key]);
    }

    /// Gives the program's window the keyboard: there is no window manager that would.
    pub fn focus(&self) {
        wait_for("a window that takes the keyboard", || {
            let window = self.window()?.to_string();
            let done = Command::new("xdotool")
                .env("DISPLAY", &self.name)
                .args(["windowfocus", "--sync", &window])
                .status();
            // A window that has just gone is a failure of this attempt only.
            done.expect("xdotool is installed").success().then_some(())
        });
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
