//! What an article asks to be shown, and what of it the records hold: a table with its gaps.

use super::Told;
use super::facts::upper_first;
use super::writer::Writer;
use crate::document::{Block, Cell, Column, Table};
use sandyq_domain::Entry;
use sandyq_domain::casefile::answered;
use sandyq_domain::kinds::{Act, ProceedingStep};
use sandyq_domain::value::{Code, Coded};
use sandyq_domain::vocab::vocabulary;

/// One thing that an article asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Severe pain or suffering, as somebody concluded.
    SeverePain,
    /// Done on purpose.
    Intent,
    /// For one of the purposes of the Convention.
    Purpose,
    /// By an official, or with their consent or acquiescence.
    OfficialCapacity,
    /// Harm that was recorded, or what a doctor saw.
    Harm,
    /// The authorities learned of it.
    Reported,
    /// A case was registered.
    Registered,
    /// An authority answered.
    Answered,
    /// Payment, treatment or another redress was asked for.
    RedressAsked,
    /// Ground, protocol and time of a detention.
    DetentionRecord,
    /// Whether a lawyer and relatives were let in.
    DetentionRights,
    /// Pieces of evidence.
    Proof,
}

impl Element {
    const fn key(self) -> &'static str {
        match self {
            Self::SeverePain => "element-severe-pain",
            Self::Intent => "element-intent",
            Self::Purpose => "element-purpose",
            Self::OfficialCapacity => "element-official",
            Self::Harm => "element-harm",
            Self::Reported => "element-reported",
            Self::Registered => "element-registered",
            Self::Answered => "element-answered",
            Self::RedressAsked => "element-redress",
            Self::DetentionRecord => "element-detention",
            Self::DetentionRights => "element-rights",
            Self::Proof => "element-proof",
        }
    }
}

/// What is looked for under an article. Our reading, to find gaps by: no statement of law, and the table says so.
fn asked_by(article: &str) -> &'static [Element] {
    use Element as E;
    match article {
        "cat_1" => &[E::SeverePain, E::Intent, E::Purpose, E::OfficialCapacity, E::Proof],
        "cat_2" | "cat_16" | "iccpr_7" | "iccpr_10" => &[E::OfficialCapacity, E::Harm, E::Proof],
        "cat_11" | "iccpr_9" => &[E::OfficialCapacity, E::DetentionRecord, E::DetentionRights, E::Proof],
        "cat_12" | "cat_13" | "iccpr_2" => &[E::Reported, E::Registered, E::Answered, E::Proof],
        "cat_14" => &[E::Harm, E::RedressAsked, E::Answered, E::Proof],
        _ => &[E::OfficialCapacity, E::Reported, E::Proof],
    }
}

/// How an element stands.
#[derive(Clone, PartialEq, Eq)]
enum Standing {
    /// Somebody concluded so.
    Concluded(Coded),
    /// The records hold it, in so many words.
    Recorded(String),
    /// Nothing is recorded.
    Gap,
}

impl<'m> Writer<'m> {
    /// The elements of one article for each act that is said to fall under it. Gaps are told beside the paper too.
    pub(super) fn elements(&mut self, article: &str, acts: &[(&'m Told, &'m Entry<Act>)]) {
        if acts.is_empty() {
            return;
        }
        let elements = asked_by(article);
        let mut columns = vec![Column::words(self.say("papers-column-act-of"))];
        columns.extend(elements.iter().map(|element| {
            let share = if *element == Element::Proof { 4 } else { 3 };
            Column::words(self.say(element.key())).share(share)
        }));
        let mut rows = Vec::new();
        for (told, act) in acts {
            let name = self.speech.code("act_type", &act.record.act_type).unwrap_or_default();
            let mut row = vec![Cell::text(format!("{}: {name}", told.code))];
            for element in elements {
                let standing = self.standing(*element, told, act);
                if standing == Standing::Gap {
                    let (label, article) = (self.say(element.key()), self.speech.article(article));
                    self.gap(
                        "papers-gap-element",
                        &[
                            ("code", told.code.as_str().into()),
                            ("act", name.as_str().into()),
                            ("element", label.as_str().into()),
                            ("article", article.as_str().into()),
                        ],
                    );
                }
                row.push(Cell::text(match standing {
                    Standing::Concluded(how) => upper_first(&self.speech.coded("element_standing", &how)),
                    Standing::Recorded(words) => words,
                    Standing::Gap => self.say("papers-gap"),
                }));
            }
            rows.push(row);
        }
        let article = self.speech.article(article);
        self.blocks.push(Block::Table(Table {
            caption: self.say_with("papers-elements-of", &[("article", article.as_str().into())]),
            columns,
            rows,
            notes: vec![self.say("papers-elements-how")],
        }));
    }

    fn standing(&self, element: Element, told: &Told, act: &Entry<Act>) -> Standing {
        let concluded = |code: &Code| answered(code).cloned().map_or(Standing::Gap, Standing::Concluded);
        let steps = || told.file.steps.iter().map(|step| &step.record);
        let count = |is: &dyn Fn(&ProceedingStep) -> bool| steps().filter(|step| is(step)).count();
        let of_type =
            |types: &[&str]| count(&|step| step.step_type.as_ref().is_some_and(|one| types.contains(&one.slug())));
        let recorded = |n: usize| match n {
            0 => Standing::Gap,
            n => Standing::Recorded(self.speech.count("papers-steps-recorded", n)),
        };
        let words = |words: Option<String>| words.map_or(Standing::Gap, Standing::Recorded);
        match element {
            Element::SeverePain => concluded(&act.record.severe_pain),
            Element::Intent => concluded(&act.record.intent),
            Element::Purpose => match (
                concluded(&act.record.purpose),
                self.speech.codes("torture_purpose", &act.record.purposes),
            ) {
                (Standing::Gap, purposes) => words(purposes),
                (concluded, _) => concluded,
            },
            Element::OfficialCapacity => match concluded(&act.record.official_capacity) {
                Standing::Gap => words(self.officials(told, act)),
                concluded => concluded,
            },
            Element::Harm => {
                let codes = [&act.record.physical_harm[..], &act.record.psychological_harm[..]].concat();
                let seen = told
                    .file
                    .findings
                    .iter()
                    .any(|finding| finding.record.act == Some(act.id));
                let seen = seen.then(|| self.speech.kind("medical_finding"));
                let parts: Vec<String> = self.speech.codes("harm", &codes).into_iter().chain(seen).collect();
                words((!parts.is_empty()).then(|| parts.join("; ")))
            }
            Element::Reported => recorded(of_type(&[
                "first_contact",
                "complaint_attempted",
                "complaint_filed",
                "complaint_prosecutor",
                "complaint_court",
            ])),
            Element::Registered => match of_type(&["registered"]) {
                0 if of_type(&["complaint_attempted", "complaint_filed"]) > 0 => {
                    Standing::Recorded(self.say("papers-not-registered"))
                }
                n => recorded(n),
            },
            Element::Answered => recorded(count(&|step| {
                answered(&step.result).is_some_and(|result| !matches!(result.slug(), "pending" | "not_applicable"))
            })),
            Element::RedressAsked => recorded(of_type(&["civil_claim", "compensation", "enforcement"])),
            Element::DetentionRecord => {
                let seen = Writer::see(act);
                let said = self
                    .speech
                    .labelled(&seen, &["basis_shown", "detention_protocol", "hours_held"], false);
                words((!said.is_empty()).then(|| said.join("; ")))
            }
            Element::DetentionRights => {
                let seen = Writer::see(act);
                let said = self
                    .speech
                    .labelled(&seen, &["lawyer_access", "relatives_told", "medical_check"], false);
                words((!said.is_empty()).then(|| said.join("; ")))
            }
            Element::Proof => {
                let proof = told.proof_of(act.id, &[]);
                words((!proof.is_empty()).then(|| self.numbers(told, &proof)))
            }
        }
    }

    /// Doers who act for the State, in words.
    fn officials(&self, told: &Told, act: &Entry<Act>) -> Option<String> {
        let types = vocabulary("perpetrator_type")?;
        let doers = told
            .file
            .involved_in(act.id)
            .filter_map(|doer| doer.record.perpetrator_type.as_ref());
        let of_state = doers.filter(|kind| types.term(kind.slug()).is_some_and(|term| term.flag("state_actor")));
        let named: Vec<String> = of_state
            .map(|kind| self.speech.coded("perpetrator_type", kind))
            .collect();
        (!named.is_empty()).then(|| named.join("; "))
    }
}
