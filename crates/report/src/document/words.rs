//! The few words that a document says by itself.

use sandyq_domain::Lang;
use sandyq_domain::words::{text, text_with};

use super::plain::in_line;

/// The words that a document says by itself. `{n}` and `{m}` stand for numbers, because languages disagree on which
/// side of the word a number belongs.
#[derive(Clone)]
pub struct Words {
    /// Above the table of contents.
    pub contents: String,
    /// At the foot of every page, `{n}` of `{m}`: "{n} / {m}".
    pub page: String,
    /// Before a table's caption: "Table {n}.", "{n}-кесте."
    pub table: String,
    /// Before a figure's caption: "Figure {n}.", "{n}-сурет."
    pub figure: String,
}

impl Words {
    /// The words of the program's own documents.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self {
            contents: text(lang, "dossier-contents"),
            page: "{n} / {m}".to_owned(),
            table: text_with(lang, "document-table", &[("n", "{n}".into())]),
            figure: text_with(lang, "document-figure", &[("n", "{n}".into())]),
        }
    }
}

/// A caption with its number, by the pattern of its language.
pub(super) fn captioned(pattern: &str, number: usize, caption: &str) -> String {
    let label = in_line(&pattern.replace("{n}", &number.to_string()));
    format!("{label} {}", in_line(caption))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_where_its_language_puts_it() {
        let caption = |lang| captioned(&Words::of(lang).table, 3, "Ұстау\n2026");
        assert_eq!(
            Lang::ALL.map(caption),
            ["Table 3. Ұстау 2026", "Таблица 3. Ұстау 2026", "3-кесте. Ұстау 2026"]
        );
        assert_eq!(Words::of(Lang::Kk).figure, "{n}-сурет.");
    }
}
