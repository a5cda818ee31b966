//! The recipient's language: labels, terms, dates and sizes in words.

use sandyq_domain::value::Coded;
use sandyq_domain::vocab::{RESERVED, vocabulary};
use sandyq_domain::words::{self, Arg};
use sandyq_domain::{FuzzyDate, Lang, Timestamp, kind_spec};

/// Words in one language.
#[derive(Clone, Copy)]
pub(crate) struct Speech(pub(crate) Lang);

impl Speech {
    /// A sentence of the dossier.
    pub(crate) fn say(self, key: &str) -> String {
        words::text(self.0, key)
    }

    /// A sentence with a number in it, `$n`.
    pub(crate) fn count(self, key: &str, n: usize) -> String {
        words::text_with(self.0, key, &[("n", Arg::from(n))])
    }

    /// The label of a field; its name when a newer program declared it.
    pub(crate) fn field(self, kind: &str, field: &str) -> String {
        match kind_spec(kind).and_then(|spec| spec.field(field)) {
            Some(_) => self.say(&format!("field-{kind}-{field}")),
            None => field.to_owned(),
        }
    }

    /// The name of a kind; its slug when a newer program declared it.
    pub(crate) fn kind(self, kind: &str) -> String {
        match kind_spec(kind) {
            Some(_) => self.say(&format!("kind-{kind}")),
            None => kind.to_owned(),
        }
    }

    /// A term of a vocabulary; the slug itself when a newer program wrote it.
    pub(crate) fn term(self, name: &str, slug: &str) -> String {
        let label = vocabulary(name).and_then(|terms| terms.label(slug, self.0));
        label.map_or_else(|| slug.to_owned(), str::to_owned)
    }

    /// A term, or the words that stand for it.
    pub(crate) fn coded(self, name: &str, value: &Coded) -> String {
        match value {
            Coded::Term(slug) => self.term(name, slug),
            Coded::Other { other } => other.clone(),
            // Own terms are spelled out before the records are handed in.
            Coded::Own { .. } => self.say("own-term-absent"),
        }
    }

    /// A reserved answer.
    pub(crate) fn answer(self, slug: &str) -> String {
        let label = RESERVED.label(slug, self.0);
        label.map_or_else(|| slug.to_owned(), str::to_owned)
    }

    pub(crate) fn yes_no(self, yes: bool) -> String {
        self.term("yes_no", if yes { "yes" } else { "no" })
    }

    /// A date in words, with the words it was told in.
    pub(crate) fn date(self, date: &FuzzyDate) -> String {
        words::date_text(date, self.0)
    }

    /// An instant as a civil day and the time in UTC.
    pub(crate) fn instant(self, instant: Timestamp) -> String {
        let text = instant.to_string();
        let time = text.get(11..16).unwrap_or_default();
        format!("{}, {time} UTC", words::day_text(instant, self.0))
    }

    /// A size rounded and exact: `3.5 MB (3,512,331 bytes)`.
    pub(crate) fn bytes(self, bytes: u64) -> String {
        let rounded = words::size_text(bytes, self.0);
        if bytes < 1_000 {
            return rounded;
        }
        let digits = words::number_text(bytes, self.0);
        let arguments = [("n", Arg::from(bytes)), ("digits", Arg::from(digits.as_str()))];
        format!("{rounded} ({})", words::text_with(self.0, "dossier-bytes", &arguments))
    }
}
