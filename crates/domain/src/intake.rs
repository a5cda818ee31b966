//! The questions of a first talk, in the order in which people tell: declared once for the page, the printed form and the
//! terminal, so that number 7 is the same question on all three.
//!
//! A part of a question is a field of a kind: its type, its label and its terms are those of the field table. Nothing here
//! knows how answers become records.

use crate::field::{Field, FieldType};
use crate::kinds::kind_spec;
use crate::lang::Lang;
use crate::words;

/// The kind of a draft that holds an unfinished intake. It is no kind of record: it never becomes a revision.
pub const DRAFT: &str = "intake";

/// Most rows of a question that has several: victims, perpetrators, pieces of evidence.
///
/// # Security
/// Acts are victims × types and involvements are acts × perpetrators: this bounds what one document makes.
pub const ROW_LIMIT: usize = 20;

/// Most types of act in one intake.
pub const TYPE_LIMIT: usize = 20;

/// Whole questions can be answered so; coded parts too. "Skipped" is no answer at all.
pub const INSTEAD: [&str; 3] = ["not_asked", "declined", "unknown"];

/// One numbered question.
#[derive(Debug)]
pub struct Question {
    /// From 1, without gaps; printed.
    pub number: u8,
    /// Its name in a document of answers and in label keys.
    pub id: &'static str,
    /// May be answered several times: one row for each person, perpetrator or piece of evidence.
    pub repeats: bool,
    /// What is asked, in order.
    pub parts: &'static [Part],
}

impl Question {
    /// The part of this name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.field == name)
    }
}

/// One field of one question. Within a question no two parts have the same field name.
#[derive(Debug)]
pub struct Part {
    /// The kind it is written into.
    pub kind: &'static str,
    /// The field; also the part's name.
    pub field: &'static str,
    /// Several terms may be chosen although the field holds one: each makes a record of its own.
    pub many: bool,
    /// The terms offered, where those of the vocabulary would be too many for a first talk; empty for all.
    pub only: &'static [&'static str],
}

impl Part {
    /// Its declaration.
    ///
    /// # Panics
    /// Never: a test reads every one.
    #[must_use]
    pub fn declared(&self) -> &'static Field {
        kind_spec(self.kind)
            .and_then(|spec| spec.field(self.field))
            .expect("a part is a field, and a test reads every one")
    }

    /// Whether several terms may be chosen.
    #[must_use]
    pub fn takes_several(&self) -> bool {
        self.many || matches!(self.declared().kind, FieldType::Codes(_))
    }

    /// Whether a term of its vocabulary is offered.
    #[must_use]
    pub fn offers(&self, slug: &str) -> bool {
        let is_of_field = match self.declared().kind {
            FieldType::Code(name) | FieldType::Codes(name) => {
                let term = crate::vocab::vocabulary(name).and_then(|known| known.term(slug));
                term.is_none_or(|term| crate::vocab::offers(self.kind, self.field, term))
            }
            _ => true,
        };
        is_of_field && (self.only.is_empty() || self.only.contains(&slug))
    }

    /// What is asked: words of the intake's own, or the label of the field.
    #[must_use]
    pub fn label(&self, question: &Question, lang: Lang) -> String {
        let own = format!("intake-{}-part-{}", question.id, self.field);
        if words::has(lang, &own) {
            words::text(lang, &own)
        } else {
            words::text(lang, &format!("field-{}-{}", self.kind, self.field))
        }
    }
}

macro_rules! questions {
    ($($number:literal $id:literal $($several:ident)? { $($kind:ident . $field:ident $($many:ident)? $([$($only:literal),+])?),+ $(,)? })*) => {
        /// Every question, in order.
        pub const QUESTIONS: &[Question] = &[$(Question {
            number: $number,
            id: $id,
            repeats: false $(|| crate::kinds::is(stringify!($several), "several"))?,
            parts: &[$(Part {
                kind: stringify!($kind),
                field: stringify!($field),
                many: false $(|| crate::kinds::is(stringify!($many), "many"))?,
                only: &[$($($only),+)?],
            }),+],
        }),*];
    };
}

questions! {
    1 "words" { account.text, account.language }
    2 "title" { case.title }
    3 "people" several { person.code, person.pseudonym, person.birth_year, person.age_band, person.counting_unit, person.number_in_group, person_identity.used_name }
    4 "teller" { account.connection, person.code, account.received, account.interpreter }
    5 "acts" { act.act_type many, act.stated_reason, act.bias_motivation }
    6 "when" { event.date, event.ended }
    7 "where" { event.region, event.locality, event.place_type }
    8 "perpetrators" several {
        involvement.perpetrator_type, person.number_in_group, involvement.degree, involvement.on_duty, involvement.in_uniform,
        involvement.described_as,
    }
    9 "harm" several {
        act.physical_harm, act.psychological_harm,
        case.risk_level, risk_assessment.threats,
    }
    10 "reported" {
        event.reported,
        proceeding_step.step_type ["first_contact", "complaint_attempted", "complaint_filed", "registered"],
        proceeding_step.date, proceeding_step.authority,
        proceeding_step.forum_level ["police_unit", "police_dept", "own_security", "prosecutor_district", "prosecutor_region",
            "prosecutor_general", "court_first", "ministry", "ombudsman"],
        proceeding_step.refusal_mode, proceeding_step.refusal_words,
        event.why_not_reported,
    }
    11 "evidence" several { evidence_item.evidence_kind, evidence_item.title, evidence_item.remarks }
    12 "contact" {
        consent.contact_again, person_identity.contacts, person_identity.safe_contact, person_identity.code_word,
        consent.purpose, consent.identity_level, consent.refused, consent.expires, consent.form, consent.conditions,
    }
    13 "next" { task.what, task.due, case.priority }
}

/// The question of this name.
#[must_use]
pub fn question(id: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::RESERVED;
    use crate::vocab::vocabulary;
    use crate::words::has;
    use std::collections::BTreeSet;

    #[test]
    fn the_questions_are_numbered_from_one_without_a_gap() {
        let numbers: Vec<usize> = QUESTIONS.iter().map(|question| question.number.into()).collect();
        assert_eq!(numbers, (1..=QUESTIONS.len()).collect::<Vec<_>>());
        let ids: BTreeSet<&str> = QUESTIONS.iter().map(|question| question.id).collect();
        assert_eq!(ids.len(), QUESTIONS.len());
    }

    #[test]
    fn every_part_is_a_field_that_a_person_fills_and_stands_once_in_its_question() {
        for question in QUESTIONS {
            let mut seen = BTreeSet::new();
            for part in question.parts {
                let field = kind_spec(part.kind).and_then(|spec| spec.field(part.field));
                let field = field.unwrap_or_else(|| panic!("{}.{}", part.kind, part.field));
                assert!(
                    !matches!(field.kind, FieldType::Link(_) | FieldType::Links(_)),
                    "{}",
                    part.field
                );
                assert!(seen.insert(part.field), "{} twice in {}", part.field, question.id);
            }
        }
    }

    #[test]
    fn several_terms_of_one_field_make_several_records_only_for_acts() {
        let many = QUESTIONS
            .iter()
            .flat_map(|question| question.parts)
            .filter(|part| part.many);
        assert_eq!(many.map(|part| part.field).collect::<Vec<_>>(), ["act_type"]);
    }

    #[test]
    fn only_terms_that_exist_are_offered() {
        for part in QUESTIONS.iter().flat_map(|question| question.parts) {
            let (FieldType::Code(name) | FieldType::Codes(name)) = part.declared().kind else {
                assert!(part.only.is_empty(), "{}", part.field);
                continue;
            };
            let known = vocabulary(name).expect("a vocabulary");
            assert!(
                part.only.iter().all(|slug| known.term(slug).is_some()),
                "{}",
                part.field
            );
        }
    }

    #[test]
    fn every_question_has_its_words_in_every_language() {
        for lang in Lang::ALL {
            for question in QUESTIONS {
                for key in [
                    format!("intake-{}", question.id),
                    format!("intake-{}-hint", question.id),
                ] {
                    assert!(has(lang, &key), "{key} ({lang})");
                }
                let row = format!("intake-{}-row", question.id);
                assert_eq!(has(lang, &row), question.repeats, "{row} ({lang})");
            }
        }
    }

    #[test]
    fn no_word_of_the_intake_belongs_to_a_question_that_does_not_exist() {
        for key in crate::words::keys_of("intake") {
            let rest = key.strip_prefix("intake-").unwrap_or(&key).to_owned();
            let id = rest.split('-').next().unwrap_or_default();
            let is_known = question(id).is_some_and(|question| {
                let part = rest.strip_prefix(&format!("{id}-part-"));
                part.is_none_or(|name| question.part(name).is_some())
            });
            assert!(is_known || id == "form" || id == "look", "{key}");
        }
    }

    #[test]
    fn what_is_answered_instead_is_a_reserved_answer() {
        assert!(INSTEAD.iter().all(|slug| RESERVED.contains(slug)));
    }
}
