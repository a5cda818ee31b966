//! Own terms in words, on the way to a reader. What is stored keeps the id of the term; a copy that is shown has its label.

use crate::concealing;
use crate::failure::Failure;
use crate::reading;
use sandyq_domain::kinds::{Kind, PersonIdentity};
use sandyq_domain::own_terms::named;
use sandyq_domain::words::text;
use sandyq_domain::{Envelope, Lang, OwnTerms};
use sandyq_vault::{View, codes, trash};
use serde_json::{Map, Value};

/// The terms among some records, in the language of a reader.
pub(crate) struct Spelling {
    terms: OwnTerms,
    absent: String,
    lang: Lang,
}

impl Spelling {
    pub(crate) fn of(envelopes: &[Envelope], lang: Lang) -> Self {
        Self {
            terms: OwnTerms::of(envelopes),
            absent: text(lang, "own-term-absent"),
            lang,
        }
    }

    /// Spells out the values of a copy for reading. **Never written back.**
    pub(crate) fn spell_out(&self, envelope: &mut Envelope) {
        let Envelope { kind, body, .. } = envelope;
        self.terms.spell_out(kind, body, self.lang, &self.absent);
    }
}

/// Records for a page, their values spelled out with the terms among them. **Never written back.**
pub(crate) fn spelled(mut envelopes: Vec<Envelope>, lang: Lang) -> Vec<Envelope> {
    let spelling = Spelling::of(&envelopes, lang);
    for envelope in &mut envelopes {
        spelling.spell_out(envelope);
    }
    envelopes
}

/// The records of a case for its page; without names where they are hidden. **Never written back.**
pub(crate) fn for_a_page(view: &View<'_>, envelopes: Vec<Envelope>, lang: Lang) -> Result<Vec<Envelope>, Failure> {
    let mut envelopes = spelled(envelopes, lang);
    if concealing::is_on(view)? {
        concealing::conceal_case(&mut envelopes);
    }
    Ok(envelopes)
}

/// Makes a body one for reading, with the terms of this vault, those in the trash too; without names where they are hidden.
/// **Never written back.**
pub(crate) fn spell_out(view: &View<'_>, kind: &str, body: &mut Map<String, Value>, lang: Lang) -> Result<(), Failure> {
    // Terms after it: what somebody wrote instead of a term is covered, a term of the group is none of it.
    if concealing::is_on(view)? {
        concealing::conceal_one(kind, body);
    }
    name_terms(view, kind, body, lang)
}

/// A record in a few words, for a reader here.
pub(crate) fn title_of(view: &View<'_>, kind: &str, body: &Map<String, Value>, lang: Lang) -> Result<String, Failure> {
    // Somebody's identity is called by their code: names stand in its own form alone.
    let person = PersonIdentity::read(body).filter(|_| kind == PersonIdentity::SPEC.name);
    if let Some(person) = person.and_then(|identity| identity.person)
        && let Some(code) = codes::shown(view, person)?
    {
        return Ok(format!("{} · {code}", reading::kind_label(kind, lang)));
    }
    let mut shown = body.clone();
    spell_out(view, kind, &mut shown, lang)?;
    Ok(reading::title_of(kind, &shown, lang))
}

/// A record in a few words, for what leaves: whatever is hidden here.
pub(crate) fn title_leaving(
    view: &View<'_>,
    kind: &str,
    body: &Map<String, Value>,
    lang: Lang,
) -> Result<String, Failure> {
    let mut spelled = body.clone();
    name_terms(view, kind, &mut spelled, lang)?;
    Ok(reading::title_of(kind, &spelled, lang))
}

/// The code of the case a record is in; empty where it is in none.
pub(crate) fn case_code(view: &View<'_>, envelope: &Envelope) -> Result<String, Failure> {
    let code = envelope.case.map(|case| codes::shown(view, case)).transpose()?;
    Ok(code.flatten().unwrap_or_default())
}

fn name_terms(view: &View<'_>, kind: &str, body: &mut Map<String, Value>, lang: Lang) -> Result<(), Failure> {
    let ids = named(kind, body);
    if !ids.is_empty() {
        let found: Result<Vec<_>, _> = ids.into_iter().map(|id| trash::read(view, id)).collect();
        let terms = OwnTerms::of(found?.iter().flatten());
        terms.spell_out(kind, body, lang, &text(lang, "own-term-absent"));
    }
    Ok(())
}
