//! Reads a chart back: which texts stand where. Measured as they were when it was drawn.

use crate::chart::measure::{self, Size};

/// A text with the rectangle it may cover.
#[derive(Debug)]
pub(super) struct Seen {
    #[expect(dead_code, reason = "shown where a test fails")]
    words: String,
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Seen {
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// An attribute of the first tag of this markup.
pub(super) fn attribute<'s>(tag: &'s str, name: &str) -> Option<&'s str> {
    let tag = &tag[..tag.find('>')?];
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[from..from + tag[from..].find('"')?])
}

fn number(tag: &str, name: &str) -> i32 {
    attribute(tag, name)
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("{name} of {}", &tag[..tag.len().min(160)]))
}

fn plain(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Width and height of the picture.
pub(super) fn extent(svg: &str) -> (i32, i32) {
    (number(svg, "width"), number(svg, "height"))
}

/// Every text of the picture.
pub(super) fn texts(svg: &str) -> Vec<Seen> {
    let starts = svg.match_indices("<text ").map(|(at, _)| &svg[at..]);
    starts
        .map(|tag| {
            let from = tag.find('>').unwrap() + 1;
            let words = plain(&tag[from..tag.find("</text>").unwrap()]);
            let size = Size {
                px: number(tag, "font-size"),
                is_bold: attribute(tag, "font-weight").is_some(),
            };
            let (x, y, width) = (number(tag, "x"), number(tag, "y"), measure::width(&words, size));
            // Capital letters with a mark above, and letters with a tail below.
            let (above, below) = (size.px * 9 / 10, size.px * 3 / 10);
            if attribute(tag, "transform").is_some() {
                return Seen {
                    words,
                    left: x - above,
                    top: y - width,
                    right: x + below,
                    bottom: y,
                };
            }
            let left = match attribute(tag, "text-anchor") {
                Some("middle") => x - width / 2,
                Some("end") => x - width,
                _ => x,
            };
            Seen {
                words,
                left,
                top: y - above,
                right: left + width,
                bottom: y + below,
            }
        })
        .collect()
}

/// Every rectangle: left, top, right, bottom.
pub(super) fn rectangles(svg: &str) -> Vec<[i32; 4]> {
    let whole = |tag: &str, name: &str| {
        let text = attribute(tag, name).unwrap_or("0");
        text.split('.')
            .next()
            .and_then(|text| text.parse::<i32>().ok())
            .unwrap()
    };
    svg.match_indices("<rect ")
        .map(|(at, _)| {
            let tag = &svg[at..];
            let (x, y) = (whole(tag, "x"), whole(tag, "y"));
            [x, y, x + number(tag, "width"), y + number(tag, "height")]
        })
        .collect()
}
