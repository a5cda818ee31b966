//! Hands in the page: find, press, type, wait. Everything by `data-testid`, so that words and places may change.

use crate::stage::{Display, Home, descendants};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a laptop of the people this is for shows.
pub const WIDTH: u32 = 1366;
pub const HEIGHT: u32 = 768;

/// How long anything may take. Deriving a key does, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The window under WebDriver.
pub struct Page {
    client: Client,
    driver: Child,
}

impl Page {
    /// Starts the program in this home.
    pub async fn open(display: &Display, home: &Home) -> Self {
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env_remove("WAYLAND_DISPLAY")
            .env("DISPLAY", display.name())
            .env("HOME", home.home())
            .env("XDG_RUNTIME_DIR", home.runtime())
            .env("TMPDIR", home.temporary())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed (package webkit2gtk-driver)");
        let options = json!({ "binary": env!("CARGO_BIN_EXE_sandyq-window"), "args": [] });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let address = format!("http://127.0.0.1:{port}");
        let until = Instant::now() + PATIENCE;
        let client = loop {
            match ClientBuilder::new(HttpConnector::new())
                .capabilities(Clone::clone(&capabilities))
                .connect(&address)
                .await
            {
                Ok(client) => break client,
                Err(error) => assert!(Instant::now() < until, "no session with the window: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        let page = Self { client, driver };
        page.client
            .set_window_rect(0, 0, WIDTH, HEIGHT)
            .await
            .expect("there is room");
        page
    }

    /// Ends the session and waits for the program to end with it.
    pub async fn close(self) {
        let programs = descendants(self.driver.id());
        self.client.clone().close().await.expect("the session ends");
        let until = Instant::now() + PATIENCE;
        while programs.iter().any(|process| is_running(*process)) {
            assert!(Instant::now() < until, "the program outlives its window: {programs:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The first element with this test id, once it is shown.
    pub async fn see(&self, id: &str) -> Element {
        self.find(&format!("[data-testid=\"{id}\"]")).await
    }

    /// The first shown element of this selector.
    pub async fn find(&self, selector: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            for element in self.client.find_all(Locator::Css(selector)).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            if Instant::now() > until {
                panic!("waited in vain for {selector}; the page says: {}", self.words().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The first element of this selector, shown or not: what a closed list offers counts as hidden.
    pub async fn find_any(&self, selector: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await {
                return element;
            }
            if Instant::now() > until {
                panic!("there is no {selector}; the page says: {}", self.words().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// How many elements have this test id just now.
    pub async fn count(&self, id: &str) -> usize {
        self.client
            .find_all(Locator::Css(&format!("[data-testid=\"{id}\"]")))
            .await
            .map_or(0, |all| all.len())
    }

    /// Waits until nothing has this test id.
    pub async fn gone(&self, id: &str) {
        let until = Instant::now() + PATIENCE;
        while self.count(id).await > 0 {
            assert!(
                Instant::now() < until,
                "{id} does not go away; the page says: {}",
                self.words().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses it, once it is enabled.
    pub async fn press(&self, id: &str) {
        self.press_at(&format!("[data-testid=\"{id}\"]")).await;
    }

    /// Presses the first shown element of this selector, once it is enabled, until the press arrives there.
    pub async fn press_at(&self, selector: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let element = self.find(selector).await;
            if element.is_enabled().await.unwrap_or(false) && self.strikes(&element).await {
                return;
            }
            assert!(
                Instant::now() < until,
                "{selector} cannot be pressed; the page says: {}",
                self.words().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether a press was heard by the element. A dialog that is still loading grows between the moment the driver looks where its
    /// button is and the press, which then meets nothing.
    async fn strikes(&self, element: &Element) -> bool {
        let at = || vec![serde_json::to_value(element).expect("an element can be named")];
        let listen = "arguments[0].isStruck = false;
            arguments[0].addEventListener('click', ({ currentTarget }) => { currentTarget.isStruck = true; }, { capture: true, once: true });";
        if self.client.execute(listen, at()).await.is_err() || element.click().await.is_err() {
            return false;
        }
        // Whatever the press took away was struck.
        let heard = self.client.execute("return arguments[0].isStruck", at()).await;
        !matches!(heard, Ok(Value::Bool(false)))
    }

    /// Types into a field.
    pub async fn fill(&self, id: &str, text: &str) {
        self.see(id).await.send_keys(text).await.expect("a field takes text");
    }

    /// Puts a text into a field at once, in the place of what is there, as pasting does.
    pub async fn paste(&self, id: &str, text: &str) {
        self.see(id).await;
        let script = "const field = document.querySelector(`[data-testid=\"${arguments[0]}\"]`);
            field.value = arguments[1];
            field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.run(script, vec![json!(id), json!(text)]).await;
    }

    /// Ticks one of a few choices, which are labels around unseen radio buttons.
    pub async fn tick(&self, id: &str) {
        self.press_at(&format!("label:has([data-testid=\"{id}\"])")).await;
    }

    /// Chooses in a list, once it can be: another choice may just be changing what it offers.
    pub async fn choose(&self, id: &str, value: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            self.find(&format!("[data-testid=\"{id}\"] option[value=\"{value}\"]"))
                .await;
            let Err(error) = self.see(id).await.select_by_value(value).await else {
                return;
            };
            assert!(
                Instant::now() < until,
                "{value} cannot be chosen in {id}: {error}; the page says: {}",
                self.words().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Everything the page says, for a failure's message: only invented words stand in a test.
    pub async fn words(&self) -> String {
        let all = self.run("return document.body.innerText", vec![]).await;
        all.as_str().unwrap_or_default().chars().take(1500).collect()
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_default()
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn run_until_done(&self, script: &str) -> Value {
        let answer = self.client.execute_async(script, vec![]).await;
        answer.unwrap_or_else(|error| panic!("the script ends: {error}"))
    }

    /// Presses keys wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let here = self.client.active_element().await.expect("something has the focus");
        here.send_keys(keys).await.expect("it takes keys");
    }

    /// Goes on with the Tab key until the focus is on the element with this test id.
    pub async fn tab_to(&self, id: &str) {
        self.see(id).await;
        let is_here = format!("return document.activeElement?.dataset.testid === '{id}'");
        let tab = char::from(Key::Tab).to_string();
        for _ in 0..200 {
            if self.run(&is_here, vec![]).await == Value::Bool(true) {
                return;
            }
            self.keys(&tab).await;
        }
        panic!(
            "the Tab key does not lead to {id}; the page says: {}",
            self.words().await
        );
    }

    /// Lays a path ready for the next file dialog, which a driver cannot reach.
    pub async fn lay_ready(&self, path: &Path) {
        let path = path.to_str().expect("test paths are plain");
        self.run("(window.__sandyq_paths ??= []).push(arguments[0])", vec![json!(path)])
            .await;
    }

    /// Several files that are chosen in one dialog.
    pub async fn lay_ready_all(&self, paths: &[&Path]) {
        self.run("(window.__sandyq_paths ??= []).push(arguments[0])", vec![json!(paths)])
            .await;
    }

    /// Holds a button down for so long.
    pub async fn hold(&self, id: &str, time: Duration) {
        let element = self.see(id).await;
        let to = PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let press = MouseActions::new("mouse".into())
            .then(to)
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Pause { duration: time });
        self.client
            .perform_actions(press)
            .await
            .expect("the button can be held");
        // The page may be gone before the button is let go.
        let _ = self.client.release_actions().await;
    }

    /// A chord of Control and a letter.
    pub async fn control(&self, letter: char) {
        let chord = format!("{}{letter}{}", char::from(Key::Control), char::from(Key::Null));
        self.find("body")
            .await
            .send_keys(&chord)
            .await
            .expect("the page takes keys");
    }

    /// What stands in a field.
    pub async fn value(&self, id: &str) -> String {
        let value = self.see(id).await.prop("value").await.expect("it is there");
        value.unwrap_or_default()
    }

    /// Waits until the script answers true.
    pub async fn until(&self, what: &str, script: &str) {
        let until = Instant::now() + PATIENCE;
        while self.run(script, vec![]).await != Value::Bool(true) {
            assert!(
                Instant::now() < until,
                "waited in vain: {what}; the page says: {}",
                self.words().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until something says exactly this.
    pub async fn says(&self, id: &str, words: &str) {
        let script = format!(
            "return document.querySelector('[data-testid=\"{id}\"]')?.textContent === {}",
            json!(words)
        );
        self.until(words, &script).await;
    }

    /// A picture of the page as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("the driver takes pictures")
    }
}

/// A port of this computer that nobody listens on just now.
#[expect(
    clippy::disallowed_types,
    reason = "WebDriver listens on loopback; the program itself has no network"
)]
fn free_port() -> u16 {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback is there");
    free.local_addr().expect("it is bound").port()
}

/// Neither gone nor a zombie that nobody has waited for yet.
fn is_running(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit(')')
        .next()
        .and_then(|rest| rest.split_ascii_whitespace().next())
        .is_some_and(|state| state != "Z")
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
