//! What happened in one case, and what each authority answered: told in order, from codes and from what people said.

use super::Told;
use super::writer::Writer;
use crate::document::{Block, Run};
use sandyq_domain::casefile::{answered, is_refusal};
use sandyq_domain::kinds::{Act, Event, Involvement, MedicalFinding, Organisation, Proceeding, ProceedingStep};
use sandyq_domain::value::{Coded, Date};
use sandyq_domain::{Entry, Lang, RecordId};

/// What an act says beside its type, its victim and its doers, in the order of the form. Free words of class B only where
/// they are a quotation or an amount.
const ACT_FACTS: [&str; 30] = [
    "methods",
    "stated_reason",
    "bias_motivation",
    "bias_indicator",
    "physical_harm",
    "psychological_harm",
    "status_at_end",
    "continuing",
    "detention_basis",
    "detention_protocol",
    "basis_shown",
    "hours_held",
    "held_with",
    "relatives_told",
    "lawyer_access",
    "medical_check",
    "phone_searched",
    "forced_unlock",
    "medical_purpose",
    "medical_consent",
    "reversible",
    "conversion_setting",
    "conversion_practices",
    "lost_income_kzt",
    "medical_cost_kzt",
    "property_loss_kzt",
    "extorted_kzt",
    "housing_lost",
    "job_lost",
    "qualifications_claimed",
];

impl<'m> Writer<'m> {
    /// The events of a case in time with their acts; sources hang on them as footnotes.
    pub(super) fn facts(&mut self, told: &'m Told) {
        let events = told.file.events_in_time();
        for (at, event) in events.iter().enumerate() {
            self.event(told, event, at == 0);
            let acts = told.acts_of(event.id);
            self.acts(told, &acts);
        }
        let is_known = |id: Option<RecordId>| events.iter().any(|event| Some(event.id) == id);
        let loose: Vec<&Entry<Act>> = told
            .file
            .acts
            .iter()
            .filter(|act| !is_known(act.record.event))
            .collect();
        self.acts(told, &loose);
        if events.is_empty() {
            self.gap("papers-gap-no-event", &[("code", told.code.as_str().into())]);
        }
    }

    fn event(&mut self, told: &'m Told, event: &'m Entry<Event>, is_first: bool) {
        let head: Vec<String> = [self.when(told, &event.record.date), self.place(told, event)]
            .into_iter()
            .flatten()
            .collect();
        let head = head.join(", ");
        if self.speech.when(&event.record.date, true).is_none() {
            self.gap("papers-gap-undated", &[("code", told.code.as_str().into())]);
        }
        let mut note = self.sources(told, event, is_first);
        let text = match self.speech.prose(&event.record.description) {
            Some((text, is_foreign)) => {
                if is_foreign {
                    self.gap("papers-gap-language", &[("code", told.code.as_str().into())]);
                    note.push(self.say("papers-foreign"));
                }
                text
            }
            None if event.withheld.iter().any(|field| field == "description") => self.say("papers-left-out"),
            None => String::new(),
        };
        let mut runs = Vec::new();
        if !head.is_empty() {
            runs.push(Run::bold(format!("{}. ", upper_first(&head))));
        }
        let said = Run::plain(if text.is_empty() {
            self.say("papers-recorded-below")
        } else {
            text
        });
        runs.push(if note.is_empty() {
            self.gap("papers-gap-source", &[("code", told.code.as_str().into())]);
            said
        } else {
            said.note(note.join("; "))
        });
        self.paragraph(runs);
    }

    /// A date as this paper tells dates of the case.
    pub(super) fn when(&self, told: &Told, date: &Date) -> Option<String> {
        self.speech.when(date, told.is_detailed)
    }

    /// Where it was, as close as this paper tells of the case.
    pub(super) fn place(&self, told: &Told, event: &Entry<Event>) -> Option<String> {
        let Event {
            region,
            district,
            locality,
            country,
            place_type,
            ..
        } = &event.record;
        let near = [locality, district].into_iter().flatten().cloned();
        let near = near.filter(|_| told.is_detailed);
        let wide = [
            self.speech.code("region", &answered(region).cloned()),
            self.speech.code("country", &answered(country).cloned()),
            self.speech.code("place_type", &answered(place_type).cloned()),
        ];
        let words: Vec<String> = near.chain(wide.into_iter().flatten()).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// Who told it (once in a case) and what proves it.
    fn sources(&self, told: &Told, event: &Entry<Event>, is_first: bool) -> Vec<String> {
        let mut sources = Vec::new();
        for account in told.file.accounts.iter().filter(|_| is_first) {
            let who = self.called(told, account.record.source);
            let mut what = vec![self.say_with("papers-account-of", &[("who", who.as_str().into())])];
            what.extend(
                self.speech
                    .code("connection", &answered(&account.record.connection).cloned()),
            );
            what.extend(self.when(told, &account.record.received));
            sources.push(what.join(", "));
        }
        let mut proof = told.proof_of(event.id, &[]);
        for act in told.file.acts.iter().filter(|act| act.record.event == Some(event.id)) {
            proof.extend(told.proof_of(act.id, &[]));
        }
        proof.sort_by_key(|id| told.exhibit(*id));
        proof.dedup();
        if !proof.is_empty() {
            let named = self.exhibits(told, &proof);
            sources.push(self.say_with(
                "papers-evidence-of",
                &[("code", told.code.as_str().into()), ("items", named.as_str().into())],
            ));
        }
        sources
    }

    fn acts(&mut self, told: &'m Told, acts: &[&'m Entry<Act>]) {
        let is_one = told.victims().len() < 2;
        let items: Vec<Vec<Run>> = acts.iter().map(|act| self.act(told, act, is_one)).collect();
        if !items.is_empty() {
            self.blocks.push(Block::Bullets(items));
        }
    }

    fn act(&self, told: &'m Told, act: &'m Entry<Act>, is_one: bool) -> Vec<Run> {
        let seen = Writer::see(act);
        let mut facts = Vec::new();
        if !is_one && act.record.victim.is_some() {
            facts.push(self.labelled("papers-victim", &self.called(told, act.record.victim)));
        }
        let doers: Vec<String> = told
            .file
            .involved_in(act.id)
            .map(|doer| self.doer(told, &doer.record))
            .collect();
        if !doers.is_empty() {
            facts.push(self.labelled("papers-by", &doers.join("; ")));
        }
        facts.extend(self.speech.labelled(&seen, &ACT_FACTS, told.is_detailed));
        let findings = told
            .file
            .findings
            .iter()
            .filter(|finding| finding.record.act == Some(act.id));
        facts.extend(findings.map(|finding| self.finding(&finding.record)));
        let name = self
            .speech
            .code("act_type", &act.record.act_type)
            .unwrap_or_else(|| self.speech.kind("act"));
        vec![
            Run::bold(format!("{}. ", upper_first(&name))),
            Run::plain(sentences(&facts)),
        ]
    }

    fn labelled(&self, key: &str, value: &str) -> String {
        format!("{}: {value}", self.say(key))
    }

    fn doer(&self, told: &Told, doer: &Involvement) -> String {
        let kind = self.speech.code("perpetrator_type", &doer.perpetrator_type);
        let known = doer.person.and_then(|person| told.called(person)).map(str::to_owned);
        let described = doer.described_as.clone().filter(|_| told.is_detailed);
        let who: Vec<String> = [kind, known.or(described)].into_iter().flatten().collect();
        match self.speech.code("degree", &answered(&doer.degree).cloned()) {
            Some(degree) => format!("{} ({degree})", who.join(", ")),
            None => who.join(", "),
        }
    }

    fn finding(&self, finding: &MedicalFinding) -> String {
        let areas = self.speech.codes("body_area", &finding.body_area);
        let text = self.speech.prose(&finding.finding).map(|(text, _)| text);
        let fits = self.speech.code(
            "degree_of_consistency",
            &answered(&finding.degree_of_consistency).cloned(),
        );
        let parts: Vec<String> = [areas, text, fits].into_iter().flatten().collect();
        let parts: Vec<&str> = parts.iter().map(|part| part.trim_end_matches('.')).collect();
        self.labelled("kind-medical_finding", &parts.join("; "))
    }

    /// A bold line where headings have no level left.
    fn lead_in(&mut self, key: &str) {
        let text = format!("{}:", self.say(key));
        self.blocks.push(Block::Paragraph(vec![Run::bold(text)]));
    }

    /// What each authority answered, in order; nothing when no step is recorded.
    pub(super) fn answers(&mut self, told: &'m Told) {
        let steps = told.file.steps_in_time();
        if steps.is_empty() {
            return self.gap("papers-gap-no-step", &[("code", told.code.as_str().into())]);
        }
        self.lead_in("papers-answers");
        let items = steps.iter().map(|step| self.answer(told, step)).collect();
        self.blocks.push(Block::Bullets(items));
    }

    fn answer(&mut self, told: &'m Told, step: &'m Entry<ProceedingStep>) -> Vec<Run> {
        let record = &step.record;
        let head: Vec<String> = [self.when(told, &record.date), self.authority(told, record)]
            .into_iter()
            .flatten()
            .collect();
        let mut parts: Vec<String> = self.speech.code("step_type", &record.step_type).into_iter().collect();
        parts.extend(self.asked_and_given(record));
        parts.extend(self.outcome_of(record));
        let said = Run::plain(sentences(&parts));
        let proof = told.proof_of(step.id, &record.proof);
        let said = if proof.is_empty() {
            self.gap(
                "papers-gap-proof",
                &[
                    ("code", told.code.as_str().into()),
                    ("step", head.join(", ").as_str().into()),
                ],
            );
            said
        } else {
            let named = self.exhibits(told, &proof);
            said.note(self.say_with(
                "papers-evidence-of",
                &[("code", told.code.as_str().into()), ("items", named.as_str().into())],
            ))
        };
        vec![Run::bold(format!("{}. ", upper_first(&head.join(", ")))), said]
    }

    /// The authority by its name, or by its place in the order of instances where names of places stay.
    pub(super) fn authority(&self, told: &Told, step: &ProceedingStep) -> Option<String> {
        let rank = self.speech.code("forum_level", &answered(&step.forum_level).cloned());
        if !told.is_detailed {
            return rank;
        }
        let known = step
            .organisation
            .and_then(|id| told.file.organisations.iter().find(|entry| entry.id == id));
        let known = known.and_then(|entry| name_of(&entry.record, self.material.lang).map(str::to_owned));
        known.or_else(|| step.authority.clone()).or(rank)
    }

    /// What was asked for and what was given, in words.
    pub(super) fn asked_and_given(&self, step: &ProceedingStep) -> Vec<String> {
        let of = |key: &str, codes| self.speech.codes("kz_law", codes).map(|laws| self.labelled(key, &laws));
        let both = [
            of("dossier-asked", &step.requested_qualification),
            of("dossier-given", &step.given_qualification),
        ];
        both.into_iter().flatten().collect()
    }

    /// What a step led to; a refusal with its way and its words.
    pub(super) fn outcome_of(&self, step: &ProceedingStep) -> Vec<String> {
        let mut parts = Vec::new();
        if is_refusal(step) {
            let mode = answered(&step.refusal_mode).map(|mode| self.speech.coded("refusal_mode", mode));
            parts.push(match mode {
                Some(mode) => self.labelled("dossier-refusal", &mode),
                None => self.say("dossier-refusal"),
            });
            parts.extend(step.refusal_words.as_deref().map(quoted));
        }
        let says_more = step
            .result
            .as_ref()
            .is_none_or(|result| !is_refusal(step) || result.slug() != "refused");
        parts.extend(self.speech.code("result", &step.result).filter(|_| says_more));
        let motive = answered(&step.bias_motive).map(|motive| self.speech.coded("bias_step", motive));
        parts.extend(motive.map(|motive| self.labelled("papers-motive", &motive)));
        parts
    }

    /// How each proceeding stands or ended.
    pub(super) fn results(&mut self, told: &'m Told) {
        if told.file.proceedings.is_empty() {
            return;
        }
        self.lead_in("papers-results");
        let items = told
            .file
            .proceedings
            .iter()
            .map(|entry| self.result(&entry.record))
            .collect();
        self.blocks.push(Block::Bullets(items));
    }

    fn result(&self, track: &Proceeding) -> Vec<Run> {
        let name = self.track(track);
        let mut parts: Vec<String> = self.speech.code("outcome", &track.outcome).into_iter().collect();
        if parts.is_empty() {
            parts.extend(self.speech.code("proceeding_stage", &track.current_stage));
        }
        let field = |name: &str, value: Option<String>| {
            value.map(|value| format!("{}: {value}", self.speech.field("proceeding", name)))
        };
        parts.extend(field(
            "imprisonment_months",
            track.imprisonment_months.map(|months| months.to_string()),
        ));
        parts.extend(field(
            "sentence_level",
            self.speech.code("sentence_level", &track.sentence_level),
        ));
        parts.extend(field(
            "aggravating_facts",
            self.speech.code("aggravating_facts", &track.aggravating_facts),
        ));
        parts.extend(field(
            "compensation_kzt",
            track.compensation_kzt.map(|tenge| tenge.to_string()),
        ));
        let motive = self.speech.code("bias_motive_status", &track.bias_motive_status);
        parts.extend(motive.map(|motive| self.labelled("papers-motive", &motive)));
        parts.extend(track.bias_motive_ground.as_deref().map(quoted));
        vec![
            Run::bold(format!("{}. ", upper_first(&name))),
            Run::plain(sentences(&parts)),
        ]
    }

    /// A proceeding by its kind and its articles.
    pub(super) fn track(&self, track: &Proceeding) -> String {
        let kind = self.speech.code("proceeding_kind", &track.proceeding_kind);
        let basis = self.speech.codes("kz_law", &track.legal_basis);
        let parts: Vec<String> = [kind, basis].into_iter().flatten().collect();
        parts.join(", ")
    }

    /// Whether any of these slugs is among the codes.
    pub(super) fn has(codes: &[Coded], slug: &str) -> bool {
        codes.iter().any(|coded| coded.slug() == slug)
    }
}

/// The name of an organisation, the reader's language first.
fn name_of(organisation: &Organisation, lang: Lang) -> Option<&str> {
    let Organisation {
        name_en,
        name_ru,
        name_kk,
        ..
    } = organisation;
    let of = |lang| match lang {
        Lang::En => name_en,
        Lang::Ru => name_ru,
        Lang::Kk => name_kk,
    };
    lang.then_others().into_iter().find_map(|lang| of(lang).as_deref())
}

/// One sentence after another, each with a capital letter and one full stop.
pub(super) fn sentences(parts: &[String]) -> String {
    let ended = parts.iter().map(|part| {
        let part = upper_first(part.trim());
        if part.ends_with(['.', '!', '?', '…']) {
            part
        } else {
            format!("{part}.")
        }
    });
    ended.collect::<Vec<_>>().join(" ")
}

/// Words that were used, between the marks they have or between angle ones.
pub(super) fn quoted(words: &str) -> String {
    let words = words.trim();
    if words.starts_with(['«', '“', '"', '„']) {
        words.to_owned()
    } else {
        format!("«{words}»")
    }
}

/// The same with a capital letter at its beginning.
pub(super) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
