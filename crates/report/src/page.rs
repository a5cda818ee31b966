//! The one way anything gets into the document: markup that is written in this program, or text that is escaped.
//!
//! Markup is `&'static str`, so no text that came from a person can ever become markup.

use sandyq_domain::Lang;
use std::fmt::Write as _;

/// HTML under construction.
#[derive(Default)]
pub(crate) struct Page {
    html: String,
}

impl Page {
    pub(crate) fn new() -> Self {
        Self {
            html: String::with_capacity(64 * 1024),
        }
    }

    /// A document up to its title. `pictures` is what its policy says of them: nothing, or a directive.
    ///
    /// # Security
    /// The policy forbids scripts, frames, forms and every foreign address: opened in a browser, the document asks nobody
    /// for anything, should an escape ever fail.
    pub(crate) fn begin(lang: Lang, pictures: &'static str) -> Self {
        let mut page = Self::new();
        page.markup("<!DOCTYPE html>\n");
        page.markup(match lang {
            Lang::En => "<html lang=\"en\">\n",
            Lang::Ru => "<html lang=\"ru\">\n",
            Lang::Kk => "<html lang=\"kk\">\n",
        });
        page.markup("<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
        page.markup("default-src 'none'; style-src 'unsafe-inline'; ");
        page.markup(pictures);
        page.markup("form-action 'none'; base-uri 'none'\">\n");
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page
    }

    /// A sheet to print, up to its first line; [`Page::finish_sheet`] ends it.
    pub(crate) fn sheet(lang: Lang, title: &str, style: &'static str) -> Self {
        let mut page = Self::begin(lang, "");
        page.line("title", "", title);
        page.markup("\n<style>\n");
        page.markup(style);
        page.markup("</style>\n</head>\n<body>\n<main>\n");
        page
    }

    pub(crate) fn finish_sheet(mut self) -> String {
        self.markup("</main>\n</body>\n</html>\n");
        self.finish()
    }

    pub(crate) fn finish(self) -> String {
        self.html
    }

    /// Nothing was written yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// What was written apart, in the same one way.
    pub(crate) fn append(&mut self, part: &Self) {
        self.html.push_str(&part.html);
    }

    /// Markup of this program.
    pub(crate) fn markup(&mut self, markup: &'static str) {
        self.html.push_str(markup);
    }

    /// A drawing of ours.
    ///
    /// # Security
    /// Only what [`crate::qr::svg`] draws may be given: it is made of numbers.
    pub(crate) fn drawing(&mut self, svg: &str) {
        self.html.push_str(svg);
    }

    /// An element around what `inner` writes; `class` may be empty.
    pub(crate) fn within(&mut self, tag: &'static str, class: &'static str, inner: impl FnOnce(&mut Self)) {
        self.html.push('<');
        self.html.push_str(tag);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.html.push('>');
        inner(self);
        self.close(tag);
    }

    /// An element that can be linked to.
    pub(crate) fn anchored(
        &mut self,
        tag: &'static str,
        class: &'static str,
        anchor: &str,
        inner: impl FnOnce(&mut Self),
    ) {
        self.html.push('<');
        self.html.push_str(tag);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.attribute("id", anchor);
        self.html.push('>');
        inner(self);
        self.close(tag);
    }

    /// A link within the page.
    pub(crate) fn jump(&mut self, anchor: &str, inner: impl FnOnce(&mut Self)) {
        self.link(&format!("#{anchor}"), inner);
    }

    /// A link to a member of the bundle.
    pub(crate) fn link(&mut self, target: &str, inner: impl FnOnce(&mut Self)) {
        self.html.push_str("<a");
        self.attribute("href", target);
        self.html.push('>');
        inner(self);
        self.close("a");
    }

    /// A picture of the bundle, read only when it comes into view.
    pub(crate) fn picture(&mut self, source: &str, description: &str) {
        self.html.push_str("<img loading=\"lazy\" decoding=\"async\"");
        self.attribute("src", source);
        self.attribute("alt", description);
        self.html.push('>');
    }

    /// An element with its words and nothing else.
    pub(crate) fn line(&mut self, tag: &'static str, class: &'static str, words: &str) {
        self.within(tag, class, |page| page.text(words));
    }

    /// Words of the program, or plain figures.
    pub(crate) fn text(&mut self, words: &str) {
        escape(words, &mut self.html);
    }

    /// A line that a person wrote: kept apart from its surroundings, so that its direction cannot spill over.
    pub(crate) fn told(&mut self, text: &str) {
        self.within("bdi", "", |page| escape(text, &mut page.html));
    }

    /// A text that a person wrote, with its line breaks and its language when known.
    pub(crate) fn passage(&mut self, text: &str, lang: Option<&str>) {
        self.html.push_str("<div class=\"told\" dir=\"auto\"");
        if let Some(lang) = lang.filter(|lang| is_language_tag(lang)) {
            self.attribute("lang", lang);
        }
        self.html.push('>');
        escape(text, &mut self.html);
        self.close("div");
    }

    /// A hash or id: may break anywhere between groups of eight, copies without spaces.
    pub(crate) fn digits(&mut self, text: &str) {
        self.within("code", "digits", |page| {
            for (n, c) in text.chars().enumerate() {
                if n > 0 && n % 8 == 0 {
                    page.html.push_str("<wbr>");
                }
                escape(c.encode_utf8(&mut [0; 4]), &mut page.html);
            }
        });
    }

    /// An id inside the style sheet, where escapes do not work: only letters, digits and hyphens get through.
    pub(crate) fn style_word(&mut self, word: &str) {
        let plain = word.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        self.html.extend(plain.take(64));
    }

    fn attribute(&mut self, name: &'static str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape(value, &mut self.html);
        self.html.push('"');
    }

    fn close(&mut self, tag: &'static str) {
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
        if BLOCKS.contains(&tag) {
            self.html.push('\n');
        }
    }
}

/// Elements after which the source takes a new line, so that it can be read and compared.
const BLOCKS: [&str; 13] = [
    "p", "div", "section", "article", "table", "tr", "h1", "h2", "h3", "h4", "dl", "li", "dd",
];

/// Escapes for content and quoted attributes alike. Characters that would turn the reading direction, hide, or not
/// print are shown by their number instead of taking effect.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if let Some(entity) = entity(c) {
            out.push_str(entity);
            continue;
        }
        match c {
            '\r' => {}
            c if is_unseen(c) => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c)); // writing to a string cannot fail
            }
            c => out.push(c),
        }
    }
}

/// How a character is written that would be markup in content or in a quoted attribute, of HTML and SVG alike.
pub(crate) const fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

/// Direction marks, embeddings, overrides and isolates; zero-width and control characters; tags; line separators.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

fn is_language_tag(text: &str) -> bool {
    (2..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn no_character_that_means_something_to_a_browser_gets_through() {
        assert_eq!(escaped("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(escaped("один\r\nдва\tтри"), "один\nдва\tтри");
    }

    #[test]
    fn characters_that_turn_or_hide_text_are_shown_by_number() {
        assert_eq!(escaped("gpj.\u{202E}exe"), "gpj.⟨U+202E⟩exe");
        for c in [
            '\u{202A}',
            '\u{2066}',
            '\u{2069}',
            '\u{200F}',
            '\u{0}',
            '\u{85}',
            '\u{E0041}',
        ] {
            assert!(!escaped(&c.to_string()).contains(c), "{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_language_that_is_not_a_tag_is_left_out() {
        let mut page = Page::new();
        page.passage("x", Some("ru\" on"));
        assert_eq!(page.finish(), "<div class=\"told\" dir=\"auto\">x</div>\n");
    }
}
