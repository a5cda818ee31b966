//! The order of elements that the format prescribes, put upon parts whose writer has an order of its own.
//!
//! ISO/IEC 29500-1 lists the children of properties in sequence. Most readers take any order; a strict one calls the file
//! damaged. Only what the DOCX library wrote is moved, and text is never looked into.

/// For each parent, its children in the order of the schema (transitional). A child that is not listed goes last.
const ORDERS: [(&str, &[&str]); 11] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:u",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    (
        "w:tblBorders",
        &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
    ),
    (
        "w:tcPr",
        &["w:tcW", "w:gridSpan", "w:tcBorders", "w:shd", "w:tcMar", "w:vAlign"],
    ),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
    (
        "w:lvl",
        &[
            "w:start",
            "w:numFmt",
            "w:suff",
            "w:lvlText",
            "w:lvlJc",
            "w:pPr",
            "w:rPr",
        ],
    ),
    ("w:settings", &["w:zoom", "w:defaultTabStop", "w:compat"]),
];

/// The part with the children of every listed element in order. A part that is not well-formed is given back as it is.
pub(super) fn ordered(part: &str) -> String {
    let mut open = vec![Element::new("")];
    let mut rest = part;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { break };
        let (before, tag) = (&rest[..at], &rest[at..=at + end]);
        rest = &rest[at + end + 1..];
        if let Some(element) = open.last_mut() {
            element.add("", before);
        }
        if tag.starts_with("</") {
            let (Some(closed), Some(around)) = (open.pop(), open.last_mut()) else {
                return part.to_owned();
            };
            around.add(closed.name, &closed.finish(tag));
        } else if tag.ends_with("/>") || tag.starts_with("<?") {
            if let Some(element) = open.last_mut() {
                element.add(name_of(tag), tag);
            }
        } else {
            open.push(Element::new(tag));
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(whole), true) => whole.finish(rest),
        _ => part.to_owned(),
    }
}

/// An element whose end has not come yet.
struct Element<'a> {
    name: &'a str,
    tag: &'a str,
    /// Name and text of each child; text between elements has no name.
    children: Vec<(&'a str, String)>,
}

impl<'a> Element<'a> {
    fn new(tag: &'a str) -> Self {
        Self {
            name: name_of(tag),
            tag,
            children: Vec::new(),
        }
    }

    fn add(&mut self, name: &'a str, text: &str) {
        // Properties of runs within properties of paragraphs are always empty here, and styles must not have them.
        let empty_mark = self.name == "w:pPr" && text == "<w:rPr />";
        if !text.is_empty() && !empty_mark {
            self.children.push((name, text.to_owned()));
        }
    }

    fn finish(mut self, end: &str) -> String {
        if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == self.name) {
            let place = |name: &str| order.iter().position(|one| *one == name).unwrap_or(order.len());
            self.children.sort_by_key(|(name, _)| place(name)); // keeps what has one name in its order
        }
        let inside: String = self.children.into_iter().map(|(_, text)| text).collect();
        format!("{}{inside}{end}", self.tag)
    }
}

/// `w:p` of `<w:p w:rsid="1">`.
fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split([' ', '>', '/']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn properties_get_the_order_of_the_schema_and_text_stays_where_it_is() {
        let written = "<?xml version=\"1.0\"?><w:p><w:pPr><w:rPr /><w:jc w:val=\"left\" /><w:tabs><w:tab /></w:tabs>\
                       <w:pStyle w:val=\"a/b\" /></w:pPr><w:r><w:rPr><w:sz /><w:b /></w:rPr><w:t>b &lt;w:b /&gt; a</w:t></w:r></w:p>";
        let wanted = "<?xml version=\"1.0\"?><w:p><w:pPr><w:pStyle w:val=\"a/b\" /><w:tabs><w:tab /></w:tabs>\
                      <w:jc w:val=\"left\" /></w:pPr><w:r><w:rPr><w:b /><w:sz /></w:rPr><w:t>b &lt;w:b /&gt; a</w:t></w:r></w:p>";
        assert_eq!(ordered(written), wanted);
        assert_eq!(ordered(wanted), wanted);
    }

    #[test]
    fn what_is_not_well_formed_is_left_alone() {
        for broken in ["<w:p>", "</w:p>", "<w:p></w:p></w:p>", "a < b"] {
            assert_eq!(ordered(broken), broken);
        }
        assert_eq!(ordered(""), "");
    }
}
