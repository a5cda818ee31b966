//! Who and what belongs to a case: people and organisations with their roles, read from the links that name them; what they
//! are to each other; the marks perpetrators left.

use super::names::{distinct, organisation_name, organisation_title};
use super::title::{coded, coded_all, kind_label};
use crate::view::{MarkLine, OrganisationLine, PersonLine, RecordLine};
use sandyq_domain::casefile::{answered, is_refusal};
use sandyq_domain::kinds::{Act, Consent, Relation};
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_domain::{CaseFile, Entry, Lang, RecordId};

/// Everybody of the case, by code.
pub fn people(file: &CaseFile, lang: Lang) -> Vec<PersonLine> {
    let line = |id: RecordId, code: Option<String>| {
        let identity = file.identities.iter().find(|one| one.record.person == Some(id));
        let stands =
            |consent: &&Entry<Consent>| consent.record.person == Some(id) && consent.record.withdrawn.is_none();
        PersonLine {
            id,
            code: code.unwrap_or_default(),
            roles: person_roles(file, id, lang),
            has_identity: identity.is_some(),
            identity: identity.map(|identity| identity.id),
            consents: file
                .consents
                .iter()
                .filter(stands)
                .map(|consent| purposes(&consent.record, lang))
                .collect(),
        }
    };
    let everybody = file.people.iter();
    everybody
        .map(|one| line(one.id, one.record.shown().map(str::to_owned)))
        .collect()
}

fn person_roles(file: &CaseFile, id: RecordId, lang: Lang) -> Vec<String> {
    let suffered = file.acts.iter().filter(|act| act.record.victim == Some(id));
    let did = file.involvements.iter().filter(|entry| entry.record.person == Some(id));
    let did = did.filter_map(|entry| entry.record.act);
    let is_victim = file.acts.iter().any(|act| act.record.victim == Some(id));
    let source = file.accounts.iter().find(|account| account.record.source == Some(id));
    let source = source.filter(|_| !is_victim).map(|account| {
        let connection = answered(&account.record.connection);
        connection.map_or_else(|| text(lang, "role-source"), |known| coded("connection", known, lang))
    });
    let lawyer = file.proceedings.iter().any(|one| one.record.lawyer == Some(id));
    let applicant = file.proceedings.iter().any(|one| one.record.applicant == Some(id));
    let relations = file.relations.iter().filter(|one| one.record.person == Some(id));
    let relations = relations.filter_map(|one| relation_role(file, &one.record, lang));
    let roles = [
        of_acts("role-victim", suffered, lang),
        of_acts("role-perpetrator", acts_of(file, did), lang),
        (applicant && !is_victim).then(|| text(lang, "role-applicant")),
        source,
        lawyer.then(|| text(lang, "role-lawyer")),
    ];
    distinct(roles.into_iter().flatten().chain(relations))
}

/// What somebody is to whom. Nothing is said of whoever is not in this case.
fn relation_role(file: &CaseFile, relation: &Relation, lang: Lang) -> Option<String> {
    let kind = answered(&relation.relation_type)?;
    let role = coded("relation_type", kind, lang);
    let person = relation
        .other_person
        .and_then(|id| file.person_shown(id))
        .map(str::to_owned);
    let whom = person.or_else(|| organisation_name(file, relation.organisation?, lang));
    Some(whom.map_or_else(
        || role.clone(),
        |whom| {
            text_with(
                lang,
                "role-of",
                &[("role", role.as_str().into()), ("whom", whom.as_str().into())],
            )
        },
    ))
}

fn acts_of(file: &CaseFile, ids: impl Iterator<Item = RecordId>) -> impl Iterator<Item = &Entry<Act>> {
    ids.filter_map(|id| file.acts.iter().find(|act| act.id == id))
}

/// A role with the acts it is had in.
fn of_acts<'f>(key: &str, acts: impl Iterator<Item = &'f Entry<Act>>, lang: Lang) -> Option<String> {
    let mut acts = acts.peekable();
    acts.peek()?;
    let named = acts.filter_map(|act| Some(coded("act_type", act.record.act_type.as_ref()?, lang)));
    Some(format!("{}: {}", text(lang, key), distinct(named).join(", ")))
}

fn purposes(consent: &Consent, lang: Lang) -> String {
    let purposes = coded_all("consent_purpose", &consent.purpose, lang);
    let said = match &consent.identity_level {
        Some(level) => format!("{purposes} ({})", coded("identity_level", level, lang)),
        None => purposes,
    };
    let refused = coded_all("consent_purpose", &consent.refused, lang);
    if refused.is_empty() {
        return said;
    }
    let no = text_with(lang, "consent-no", &[("what", refused.as_str().into())]);
    format!("{said}; {no}")
}

/// The organisations that have a role in the case. What they are merely a part of has none and is left out.
pub fn organisations(file: &CaseFile, lang: Lang) -> Vec<OrganisationLine> {
    let lines = file.organisations.iter().map(|one| OrganisationLine {
        id: one.id,
        name: organisation_title(&one.record, lang).unwrap_or_else(|| kind_label("organisation", lang)),
        kind: answered(&one.record.organisation_kind)
            .map_or_else(String::new, |kind| coded("organisation_kind", kind, lang)),
        roles: organisation_roles(file, one.id, lang),
    });
    lines.filter(|line| !line.roles.is_empty()).collect()
}

fn organisation_roles(file: &CaseFile, id: RecordId, lang: Lang) -> Vec<String> {
    let is = |found: bool, key: &str| found.then(|| text(lang, key));
    let did = file
        .involvements
        .iter()
        .filter(|entry| entry.record.organisation == Some(id));
    let did = did.filter_map(|entry| entry.record.act);
    let steps = || file.steps.iter().filter(|step| step.record.organisation == Some(id));
    let refused = steps().filter(|step| is_refusal(&step.record)).count();
    let refused = (refused > 0).then(|| text_with(lang, "role-refused", &[("n", Arg::from(refused))]));
    let helped = file.interventions.iter().any(|one| one.record.organisation == Some(id));
    let treated = file.findings.iter().any(|one| one.record.institution == Some(id))
        || file.acts.iter().any(|act| act.record.institution == Some(id));
    let organised = file.acts.iter().any(|act| act.record.organiser == Some(id));
    let members = file.relations.iter().filter(|one| one.record.organisation == Some(id));
    let members = members.filter_map(|one| {
        let code = file.person_shown(one.record.person?)?;
        let kind = coded("relation_type", answered(&one.record.relation_type)?, lang);
        Some(format!("{code}: {kind}"))
    });
    let roles = [
        of_acts("role-perpetrator", acts_of(file, did), lang),
        is(steps().next().is_some(), "role-authority"),
        refused,
        is(helped, "role-helped"),
        is(treated, "role-medical"),
        is(organised, "role-organiser"),
    ];
    distinct(roles.into_iter().flatten().chain(members))
}

/// What people are to each other and to organisations, each as a line that leads to its record.
pub fn relations(file: &CaseFile, lang: Lang) -> Vec<RecordLine> {
    let line = |one: &Entry<Relation>| {
        let code = file.person_shown(one.record.person?)?;
        Some(RecordLine {
            id: one.id,
            kind: "relation".to_owned(),
            kind_label: kind_label("relation", lang),
            title: format!("{code}: {}", relation_role(file, &one.record, lang)?),
        })
    };
    file.relations.iter().filter_map(line).collect()
}

/// Numbers and marks that perpetrators left in this case.
pub fn marks(file: &CaseFile, lang: Lang) -> Vec<MarkLine> {
    let line = |one: &Entry<sandyq_domain::kinds::PerpetratorMark>| MarkLine {
        id: one.id,
        kind: answered(&one.record.mark_kind).map_or_else(
            || kind_label("perpetrator_mark", lang),
            |kind| coded("mark_kind", kind, lang),
        ),
        value: one.record.value.clone().unwrap_or_default(),
    };
    file.marks.iter().map(line).collect()
}
