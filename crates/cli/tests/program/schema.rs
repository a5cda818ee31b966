//! The published schema, held against the demonstration's case by a validator of just the words it uses.

use crate::common::{Desk, demo, said, scenarios};
use serde_json::{Value, json};

fn schema() -> Value {
    let desk = Desk::new();
    let text = said(&desk.command(&["schema"]).output().unwrap(), &["schema"]);
    let with_json = said(&desk.command(&["schema", "--json"]).output().unwrap(), &["schema"]);
    assert_eq!(text, with_json);
    serde_json::from_str(&text).unwrap()
}

/// Whether a value fits a schema; an unknown keyword is a failure of the test.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    schema
        .as_object()
        .unwrap()
        .iter()
        .all(|(keyword, rule)| match keyword.as_str() {
            "$ref" => fits(root, root.pointer(&rule.as_str().unwrap()[1..]).unwrap(), value),
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64(),
                "boolean" => value.is_boolean(),
                other => panic!("{other}"),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "anyOf" => of(root, rule, value) > 0,
            "oneOf" => of(root, rule, value) == 1,
            "allOf" => of(root, rule, value) == rule.as_array().unwrap().len(),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| fits(root, rule, item))),
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => value.as_object().is_none_or(|fields| {
                let known =
                    |(name, value): (&String, &Value)| rule.get(name).is_none_or(|rule| fits(root, rule, value));
                fields.iter().all(known)
            }),
            "additionalProperties" => match rule {
                Value::Bool(true) => true,
                Value::Bool(false) => value
                    .as_object()
                    .is_none_or(|fields| fields.keys().all(|name| schema["properties"].get(name).is_some())),
                rule => value
                    .as_object()
                    .is_none_or(|fields| fields.values().all(|value| fits(root, rule, value))),
            },
            "$schema" | "$defs" | "title" | "description" | "format" => true,
            other if other.starts_with("x-") => true,
            other => panic!("the validator does not know `{other}`"),
        })
}

fn of(root: &Value, rules: &Value, value: &Value) -> usize {
    let rules = rules.as_array().unwrap().iter();
    rules.filter(|rule| fits(root, rule, value)).count()
}

#[test]
fn every_document_of_ours_fits_the_published_schema_and_says_nothing_outside_declared_fields() {
    let schema = schema();
    for path in scenarios().into_iter().chain([demo("case.json")]) {
        let document: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(fits(&schema, &schema, &document), "{}", path.display());
        holds_declared_fields_only(&schema, &document);
    }
}

fn holds_declared_fields_only(schema: &Value, document: &Value) {
    for record in document["records"].as_array().unwrap() {
        let kind = &schema["$defs"]["kinds"][record["kind"].as_str().unwrap()];
        let declared = |name: &String| kind["properties"].get(name).is_some();
        let reserved = |name: &String| ["kind", "key", "id", "case"].contains(&name.as_str());
        for name in record.as_object().unwrap().keys() {
            assert!(declared(name) || reserved(name), "{name}");
        }
    }
}

#[test]
fn what_the_import_refuses_the_schema_refuses_too() {
    let schema = schema();
    for bad in [
        json!({ "records": [{ "kind": "spell" }] }),
        json!({ "records": [{ "kind": "act", "victim": "x" }] }),
        json!({ "records": [{ "kind": "person", "hiv": "maybe" }] }),
        json!({ "records": [{ "kind": "person", "birth_year": "1998" }] }),
        json!({ "records": [{ "kind": "event", "description": [{ "words": "x" }] }] }),
        json!({ "record": [] }),
        json!([]),
    ] {
        assert!(!fits(&schema, &schema, &bad), "{bad}");
    }
}
