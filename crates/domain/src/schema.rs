//! The declarations as JSON Schema (draft 2020-12) and as TypeScript, for strangers and for the page.

use crate::field::{Field, FieldType, RESERVED};
use crate::kinds::{KINDS, KindSpec, Scope};
use crate::vocab;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Names that an import document uses itself, beside the fields of a record: no kind has a field of such a name.
pub const DOCUMENT_NAMES: [&str; 5] = ["kind", "key", "id", "case", "withheld"];

fn coded(vocabulary: &str) -> Value {
    let mut slugs: Vec<&str> =
        vocab::vocabulary(vocabulary).map_or_else(Vec::new, |v| v.terms().iter().map(|t| t.slug.as_str()).collect());
    slugs.extend(RESERVED);
    json!({ "anyOf": [{ "enum": slugs }, { "$ref": "#/$defs/other" }, { "$ref": "#/$defs/own_term" }] })
}

fn field_schema(field: &Field) -> Value {
    // One value may stand for a list of one.
    let list = |items: Value| json!({ "anyOf": [{ "type": "array", "items": items.clone() }, items] });
    let mut schema = match field.kind {
        FieldType::Text => json!({ "type": "string" }),
        FieldType::Prose => list(json!({ "$ref": "#/$defs/passage" })),
        FieldType::Date => json!({ "$ref": "#/$defs/fuzzy_date" }),
        FieldType::Code(vocabulary) => coded(vocabulary),
        FieldType::Codes(vocabulary) => list(coded(vocabulary)),
        FieldType::Number => json!({ "type": "integer" }),
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::Link(_) => json!({ "$ref": "#/$defs/reference" }),
        FieldType::Links(_) => list(json!({ "$ref": "#/$defs/reference" })),
        FieldType::Tags => list(json!({ "type": "string" })),
    };
    if let Value::Object(map) = &mut schema {
        map.insert("x-privacy".to_owned(), json!(field.privacy));
        if let FieldType::Link(kind) | FieldType::Links(kind) = field.kind {
            map.insert("x-kind".to_owned(), json!(kind));
        }
    }
    schema
}

fn kind_schema(spec: &KindSpec) -> Value {
    let mut properties: Map<String, Value> = spec
        .fields
        .iter()
        .map(|f| (f.name.to_owned(), field_schema(f)))
        .collect();
    properties.insert(
        "answers".to_owned(),
        json!({ "type": "object", "additionalProperties": { "enum": RESERVED } }),
    );
    let required: Vec<&str> = spec.fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    let scope = match spec.scope {
        Scope::Case => "case",
        Scope::Vault => "vault",
    };
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": true, "x-scope": scope })
}

fn import_record(spec: &KindSpec) -> Value {
    json!({
        "properties": {
            "kind": { "const": spec.name },
            "key": { "type": "string", "description": "a name for references inside this document" },
            "id": { "type": "string", "description": "a UUID; made when absent" },
            "case": { "type": "string", "description": "key, id or code of the case, for kinds that live in one" },
            "withheld": { "type": "array", "items": { "type": "string" }, "description": "fields that exist and were not handed over" },
        },
        "required": ["kind"],
        "allOf": [{ "$ref": format!("#/$defs/kinds/{}", spec.name) }],
    })
}

/// The JSON Schema of every kind (`$defs/kinds/<kind>`) and of the import document (the root).
///
/// In an import document a reference is a `key` of the document, an id, or a code; dates and free texts may be plain
/// strings; a single value may stand for a list of one. What is stored is always the fuller form.
#[must_use]
pub fn schema() -> Value {
    let kinds: Map<String, Value> = KINDS
        .iter()
        .map(|spec| (spec.name.to_owned(), kind_schema(spec)))
        .collect();
    let records: Vec<Value> = KINDS.iter().map(|spec| import_record(spec)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sandyq import document",
        "type": "object",
        "properties": {
            "records": { "type": "array", "items": { "oneOf": records } },
            "elsewhere": {
                "type": "array", "items": { "type": "string" },
                "description": "ids that are referred to although the document does not hold them",
            },
        },
        "required": ["records"],
        "$defs": {
            "other": { "type": "object", "properties": { "other": { "type": "string" } }, "required": ["other"], "additionalProperties": false },
            "own_term": { "type": "object", "properties": { "term": { "$ref": "#/$defs/reference" } }, "required": ["term"], "additionalProperties": false },
            "reference": { "type": "string", "description": "id of a record; in an import document also a key or a code" },
            "passage": { "anyOf": [{ "type": "string" }, {
                "type": "object",
                "properties": { "lang": { "type": "string" }, "text": { "type": "string" } },
                "required": ["text"], "additionalProperties": false,
            }] },
            "fuzzy_date": { "anyOf": [{ "type": "string", "description": "2025, 2025-09, 2025-09-28, before …, after …, about …, A..B, unknown, or words in Kazakh, Russian or English; what is not understood is kept as told" }, {
                "type": "object",
                "properties": {
                    "from": { "type": "string", "format": "date" }, "to": { "type": "string", "format": "date" },
                    "precision": { "enum": ["exact_time", "day", "month", "year", "before", "after", "between", "about", "unknown"] },
                    "time": { "type": "string", "format": "date-time" }, "as_told": { "type": "string" },
                },
                "required": ["precision"], "additionalProperties": false,
            }] },
            "kinds": kinds,
        },
    })
}

fn typescript_type(field: &Field) -> &'static str {
    match field.kind {
        FieldType::Text | FieldType::Link(_) => "string",
        FieldType::Prose => "Passage[]",
        FieldType::Date => "FuzzyDate",
        FieldType::Code(_) => "Coded",
        FieldType::Codes(_) => "Coded[]",
        FieldType::Number => "number",
        FieldType::Flag => "boolean",
        FieldType::Links(_) | FieldType::Tags => "string[]",
    }
}

/// One TypeScript interface for each kind.
#[must_use]
pub fn typescript() -> String {
    let mut out = String::from(
        "// Made from the declarations in crates/domain/src/kinds; do not edit.\n\
         export type Coded = string | { other: string } | { term: string };\n\
         export type Passage = { lang?: string; text: string };\n\
         export type FuzzyDate = { from?: string; to?: string; precision: string; time?: string; as_told?: string };\n",
    );
    for spec in KINDS {
        let name: String = spec.name.split('_').map(|w| w[..1].to_uppercase() + &w[1..]).collect();
        let _ = writeln!(out, "\nexport interface {name} {{");
        for field in spec.fields {
            let _ = writeln!(out, "  {}?: {};", field.name, typescript_type(field));
        }
        let _ = writeln!(
            out,
            "  answers?: Record<string, string>;\n  [unknown: string]: unknown;\n}}"
        );
    }
    out
}
