//! Two of the scenarios, typed into the forms of the real window record by record, as a documenter would: what is stored
//! afterwards is what the import of the same document stores.

use crate::driver::{HEIGHT, Page, WIDTH};
use crate::main_job::{ENGLISH, first_start};
use crate::stage::{Display, Home, PASSPHRASE, open_vault, scenario};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use sandyq_casework::{KdfCost, Session, session};
use sandyq_domain::field::FieldType;
use sandyq_domain::{Field, Lang, kind_spec};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The form that lies on top.
const TOP: &str = ".veil:not([inert]) [data-testid=\"record-dialog\"]";

#[tokio::test]
async fn a_beaten_child_is_recorded_completely_in_kazakh() {
    type_a_scenario("04-father", Lang::Kk).await;
}

#[tokio::test]
async fn a_beating_in_a_club_is_recorded_completely_in_russian() {
    type_a_scenario("05-club", Lang::Ru).await;
}

async fn type_a_scenario(name: &str, spoken: Lang) {
    let (display, home) = (Display::start(WIDTH, HEIGHT), Home::make());
    let document = with_languages(&scenario(name), spoken);
    let page = Page::open(&display, &home).await;
    first_start(&page, &ENGLISH, None).await;
    let mut typist = Typist::new(&page, &document);
    typist.begin_the_case().await;
    for index in 0..typist.records.len() {
        typist.record(index).await;
    }
    let ids = typist.ids;
    page.close().await;
    compare(&home, &document, &ids);
}

/// Types the records of an import document, each once; what a record leads to is typed before it, where the form offers it.
struct Typist<'a> {
    page: &'a Page,
    records: Vec<Map<String, Value>>,
    by_key: HashMap<String, usize>,
    /// The id of each record that was typed.
    ids: HashMap<usize, String>,
}

impl<'a> Typist<'a> {
    fn new(page: &'a Page, document: &str) -> Self {
        let document: Value = serde_json::from_str(document).expect("a fixture is JSON");
        let records: Vec<Map<String, Value>> = document["records"]
            .as_array()
            .expect("it has records")
            .iter()
            .filter_map(|record| record.as_object().cloned())
            .collect();
        let key = |record: &Map<String, Value>| record.get("key").and_then(Value::as_str).map(str::to_owned);
        let by_key = records
            .iter()
            .enumerate()
            .filter_map(|(at, record)| Some((key(record)?, at)));
        Self {
            by_key: by_key.collect(),
            records,
            page,
            ids: HashMap::new(),
        }
    }

    /// The case itself is begun with its title, and the rest of it is filled in on its own form.
    async fn begin_the_case(&mut self) {
        let at = self
            .records
            .iter()
            .position(|record| record["kind"] == "case")
            .expect("a case");
        let title = self.records[at]["title"].as_str().expect("a title").to_owned();
        self.page.press("new-case-short").await;
        self.page.fill("new-title", &title).await;
        self.page.press("new-case-done").await;
        self.page.press("edit-case").await;
        self.fill(at, &["title"]).await;
        self.finish(at).await;
    }

    async fn record(&mut self, at: usize) {
        if self.ids.contains_key(&at) {
            return;
        }
        let kind = self.records[at]["kind"].as_str().expect("a kind").to_owned();
        self.page.press("add").await;
        self.page.press(&format!("add-{kind}")).await;
        self.fill(at, &[]).await;
        self.finish(at).await;
    }

    /// Fills the form on top with the fields of a record.
    async fn fill(&mut self, at: usize, but: &[&str]) {
        self.page.find(&format!("{TOP} form [data-field]")).await;
        self.page
            .run(
                "document.querySelectorAll(arguments[0] + ' details').forEach((part) => { part.open = true; })",
                vec![json!(TOP)],
            )
            .await;
        let record = self.records[at].clone();
        let spec = kind_spec(record["kind"].as_str().expect("a kind")).expect("a known kind");
        for (name, value) in &record {
            if let Some(field) = spec.field(name)
                && !field.machine_made
                && !but.contains(&name.as_str())
            {
                Box::pin(self.field(field, value)).await;
            }
        }
    }

    async fn field(&mut self, field: &Field, value: &Value) {
        let id = format!("field-{}", field.name);
        match field.kind {
            FieldType::Text | FieldType::Date | FieldType::Number => self.write(&id, &plain(value)).await,
            FieldType::Tags => {
                let lines: Vec<String> = value.as_array().expect("a list").iter().map(plain).collect();
                self.write(&id, &lines.join(&char::from(Key::Return).to_string())).await;
            }
            FieldType::Prose => self.prose(&id, value).await,
            FieldType::Code(_) => self.choose(&id, value).await,
            FieldType::Codes(_) => {
                for slug in value.as_array().expect("a list") {
                    self.tick(&format!("{id}-{}", plain(slug))).await;
                }
            }
            FieldType::Flag => self.tick(&id).await,
            FieldType::Link(_) => {
                if let Some(to) = self.target(&id, value).await {
                    self.choose(&id, &json!(to)).await;
                }
            }
            FieldType::Links(_) => {
                for key in value.as_array().expect("a list") {
                    if let Some(to) = self.target(&id, key).await {
                        self.tick(&format!("{id}-{to}")).await;
                    }
                }
            }
        }
    }

    /// The id a link leads to. What is not there yet is typed on the way, and is then chosen already.
    async fn target(&mut self, field: &str, key: &Value) -> Option<String> {
        let at = self.by_key[key.as_str().expect("a key")];
        if let Some(id) = self.ids.get(&at) {
            return Some(id.clone());
        }
        self.press(&format!("[data-testid=\"{field}-new\"]")).await;
        self.fill(at, &[]).await;
        self.finish(at).await;
        None
    }

    async fn prose(&mut self, id: &str, value: &Value) {
        let passages = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for (at, passage) in passages.iter().enumerate() {
            let nth = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
            if at > 0 {
                let more = format!(
                    "[data-field=\"{}\"] .passage:last-of-type .under button",
                    &id["field-".len()..]
                );
                self.press(&more).await;
            }
            self.write(&nth, &plain(&passage["text"])).await;
            self.choose(&format!("{nth}-lang"), &passage["lang"]).await;
        }
    }

    async fn choose(&mut self, id: &str, value: &Value) {
        if let Some(other) = value.get("other") {
            Box::pin(self.choose(id, &json!("other…"))).await;
            return self.write(&format!("{id}-other"), &plain(other)).await;
        }
        // The list may still be on its way, and the form is drawn anew when a record was added beside it.
        let option = format!("{TOP} [data-testid=\"{id}\"] option[value=\"{}\"]", plain(value));
        self.page.find_any(&option).await;
        let select = self.in_top(&format!("[data-testid=\"{id}\"]")).await;
        let chosen = select.select_by_value(&plain(value)).await;
        chosen.unwrap_or_else(|error| panic!("{id} offers {value}: {error:?}"));
    }

    async fn write(&self, id: &str, text: &str) {
        let field = self.in_top(&format!("[data-testid=\"{id}\"]")).await;
        field.clear().await.expect("a field can be emptied");
        field.send_keys(text).await.expect("a field takes text");
    }

    async fn tick(&self, id: &str) {
        self.press(&format!("[data-testid=\"{id}\"]")).await;
    }

    async fn press(&self, selector: &str) {
        self.in_top(selector).await;
        self.page.press_at(&format!("{TOP} {selector}")).await;
    }

    async fn in_top(&self, selector: &str) -> Element {
        let selector = format!("{TOP} {selector}");
        self.page.find_any(&selector).await;
        // The driver does not scroll within a dialog.
        let script = "[...document.querySelectorAll(arguments[0])].at(-1).scrollIntoView({ block: 'center' })";
        self.page.run(script, vec![json!(selector)]).await;
        self.page.find(&selector).await
    }

    /// Closes the form on top, once it is stored, and remembers its record.
    async fn finish(&mut self, at: usize) {
        let id = self.page.find(&format!("{TOP} form[data-id]")).await;
        let id = id.attr("data-id").await.expect("it is there").expect("an id");
        let open = self.page.count("record-dialog").await;
        self.press("[data-testid=\"record-done\"]").await;
        let script = format!("return document.querySelectorAll('[data-testid=\"record-dialog\"]').length < {open}");
        self.page.until("the form closes", &script).await;
        self.ids.insert(at, id);
    }
}

/// The document with a language for each text that says none: a form always does.
fn with_languages(document: &str, spoken: Lang) -> String {
    let mut document: Value = serde_json::from_str(document).expect("a fixture is JSON");
    for record in document["records"].as_array_mut().expect("it has records") {
        let spec = kind_spec(record["kind"].as_str().expect("a kind")).expect("a known kind");
        for field in spec.fields.iter().filter(|field| field.kind == FieldType::Prose) {
            if let Some(text) = record.get(field.name).and_then(Value::as_str) {
                record[field.name] = json!({ "lang": spoken.code(), "text": text });
            }
        }
    }
    document.to_string()
}

/// A plain value as it is typed.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What was typed stands in the vault as the import of the same document would have put it there.
fn compare(home: &Home, document: &str, typed: &HashMap<usize, String>) {
    let beside = tempfile::tempdir().expect("a temporary folder");
    let secret = session::new_passphrase(PASSPHRASE).expect("long enough");
    let cost = KdfCost::new(64 * 1024, 3, 1).expect("the floor is allowed");
    let folder = beside.path().join("vault");
    let (mut imported, _) =
        Session::create(&folder, &secret, cost, crate::stage::host(), Lang::En).expect("an empty place");
    let report = imported
        .import_document(document, Lang::En)
        .expect("a fixture is taken");
    assert!(report.refused.is_empty());
    let window = open_vault(&home.vault());
    let names: HashMap<String, String> = report
        .added
        .iter()
        .filter_map(|added| Some((added.id.to_string(), typed.get(&added.index)?.clone())))
        .collect();
    for added in &report.added {
        let id = &typed
            .get(&added.index)
            .unwrap_or_else(|| panic!("record {} ({}) was not typed", added.index, added.kind));
        let there = window.read_record(id).expect("it was stored");
        let here = imported.read_record(&added.id.to_string()).expect("it was imported");
        assert!(!there.is_draft, "{} {}", added.index, added.kind);
        let (there, here) = (
            comparable(&json!(there.body), &HashMap::new()),
            comparable(&json!(here.body), &names),
        );
        assert_eq!(there, here, "record {} ({})", added.index, added.kind);
    }
    assert!(report.added.len() > 20);
    imported.lock().expect("nothing else is open");
    window.lock().expect("nothing else is open");
}

/// A body with the names of `names` for ids, fields in one order, and without the code, which each vault gives itself.
fn comparable(value: &Value, names: &HashMap<String, String>) -> Value {
    match value {
        Value::String(text) => json!(names.get(text).unwrap_or(text)),
        Value::Array(items) => items.iter().map(|item| comparable(item, names)).collect(),
        Value::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().filter(|(name, _)| *name != "code").collect();
            sorted.sort_by_key(|(name, _)| *name);
            let fields = sorted
                .into_iter()
                .map(|(name, value)| (name.clone(), comparable(value, names)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}
