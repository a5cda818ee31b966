//! The blank form of a first talk, for printing: the same questions under the same numbers as on the screen, with lines to
//! write on and boxes to tick.
//!
//! It says nothing about who printed it, when and with what: somebody may be searched with it in the bag. The same language
//! gives the same bytes.

use crate::page::Page;
use sandyq_domain::Lang;
use sandyq_domain::field::FieldType;
use sandyq_domain::intake::{INSTEAD, Part, QUESTIONS, Question};
use sandyq_domain::vocab::{RESERVED, vocabulary};
use sandyq_domain::words::{Arg, text, text_with};

const STYLE: &str = include_str!("intake.css");

/// Rows printed of a question that may have several.
const ROWS: usize = 2;
/// Lines for a person's own words; they fill the rest of the first page.
const WORDS: usize = 16;
/// Lines for any other free text.
const PROSE: usize = 2;

/// Writes the form as one HTML document.
#[must_use]
pub fn blank(lang: Lang) -> String {
    let mut page = Page::sheet(lang, &text(lang, "intake-form-title"), STYLE);
    page.line("h1", "", &text(lang, "intake-form-title"));
    page.line("p", "lead", &text(lang, "intake-form-lead"));
    page.within("div", "head", |page| {
        for key in ["intake-form-day", "intake-form-code"] {
            page.within("div", "", |page| {
                page.line("p", "label", &text(lang, key));
                lines(page, 1);
            });
        }
    });
    for asked in QUESTIONS {
        page.anchored("section", "", &format!("q{}", asked.number), |page| {
            question(page, asked, lang);
        });
    }
    page.line("p", "more", &text(lang, "intake-form-more"));
    page.finish_sheet()
}

fn question(page: &mut Page, question: &Question, lang: Lang) {
    let words = text(lang, &format!("intake-{}", question.id));
    page.line("h2", "", &format!("{}. {words}", question.number));
    page.line("p", "hint", &text(lang, &format!("intake-{}-hint", question.id)));
    if question.repeats {
        let row = format!("intake-{}-row", question.id);
        for n in 1..=ROWS {
            page.line("h3", "", &text_with(lang, &row, &[("n", Arg::from(n))]));
            page.within("div", "row", |page| parts(page, question, lang));
        }
    } else {
        parts(page, question, lang);
    }
    page.within("ul", "instead", |page| {
        page.line("li", "", &text(lang, "intake-form-instead"));
        for slug in INSTEAD {
            page.line("li", "", RESERVED.label(slug, lang).unwrap_or(slug));
        }
    });
}

fn parts(page: &mut Page, question: &Question, lang: Lang) {
    for part in question.parts {
        let kind = part.declared().kind;
        // Two short answers stand side by side.
        let class = match kind {
            FieldType::Text | FieldType::Date | FieldType::Number => "part half",
            FieldType::Prose
            | FieldType::Code(_)
            | FieldType::Codes(_)
            | FieldType::Flag
            | FieldType::Link(_)
            | FieldType::Links(_)
            | FieldType::Tags => "part",
        };
        page.within("div", class, |page| {
            page.within("p", "label", |page| {
                page.text(&part.label(question, lang));
                if part.takes_several() {
                    page.markup(" ");
                    page.line("span", "", &text(lang, "intake-form-several"));
                }
            });
            match kind {
                FieldType::Code(name) | FieldType::Codes(name) => choices(page, part, name, lang),
                FieldType::Prose if question.number == 1 => lines(page, WORDS),
                FieldType::Prose | FieldType::Tags => lines(page, PROSE),
                FieldType::Number => page.line("div", "line short", ""),
                FieldType::Text | FieldType::Date | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => {
                    lines(page, 1);
                }
            }
        });
    }
}

fn choices(page: &mut Page, part: &Part, name: &str, lang: Lang) {
    let terms = vocabulary(name).map_or(&[][..], |known| known.terms());
    let offered = terms.iter().filter(|term| part.offers(&term.slug));
    page.within("ul", "choices", |page| {
        offered.for_each(|term| page.line("li", "", term.label(lang)));
    });
    if name != "yes_no" {
        page.within("div", "other", |page| {
            page.line("span", "", &text(lang, "intake-form-other"));
            lines(page, 1);
        });
    }
}

fn lines(page: &mut Page, n: usize) {
    for _ in 0..n {
        page.line("div", "line", "");
    }
}
