//! A strict reader for the markup this crate writes: what it cannot read is a mistake.

use std::collections::BTreeSet;

/// Elements without an end.
const VOID: [&str; 4] = ["meta", "img", "wbr", "br"];

/// Every attribute the dossier uses.
pub const ALLOWED: [&str; 15] = [
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "src",
    "alt",
    "loading",
    "decoding",
    "dir",
    "colspan",
    "aria-hidden",
];

/// What stands in a page.
#[derive(Default)]
pub struct Page {
    pub tags: BTreeSet<String>,
    pub attributes: BTreeSet<String>,
    pub ids: BTreeSet<String>,
    pub links: Vec<String>,
}

/// Reads a page; panics where an element is left open, closed twice, or an id stands twice.
pub fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a document type");
    while let Some(start) = rest.find('<') {
        assert!(
            !rest[..start].contains('>'),
            "a bare > before {}",
            &rest[start..].chars().take(40).collect::<String>()
        );
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(
                open.pop().as_deref(),
                Some(name),
                "before {}",
                rest.chars().take(60).collect::<String>()
            );
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        page.tags.insert(name.to_owned());
        read_attributes(&mut page, attributes);
        if name == "style" {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    page
}

fn read_attributes(page: &mut Page, mut rest: &str) {
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"").expect("every attribute is quoted");
        let (value, after) = value.split_once('"').expect("a quote ends");
        page.attributes.insert(name.to_owned());
        match name {
            "id" => assert!(page.ids.insert(value.to_owned()), "twice: {value}"),
            "href" | "src" => page.links.push(value.to_owned()),
            _ => {}
        }
        rest = after.trim_start();
    }
}
