//! How those who appear in a case are called on its page: by code, by description, by kind; never by name.

use super::title::coded;
use sandyq_domain::casefile::answered;
use sandyq_domain::kinds::{Involvement, Organisation};
use sandyq_domain::words::text;
use sandyq_domain::{CaseFile, Entry, Lang, RecordId};

/// Parts that go without saying: they did it, or the act itself says what they failed to do.
const UNSAID: [&str; 4] = [
    "carried_out",
    "failed_to_prevent",
    "failed_to_register",
    "failed_to_investigate",
];

/// What is not empty, with a sign between.
pub fn joined<const N: usize>(words: [Option<String>; N], between: &str) -> String {
    let said: Vec<String> = words.into_iter().flatten().filter(|words| !words.is_empty()).collect();
    said.join(between)
}

/// Each once, in the order it first came.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// The name of an organisation in the reader's language, else in another.
pub fn organisation_title(organisation: &Organisation, lang: Lang) -> Option<String> {
    let named = |lang| match lang {
        Lang::En => organisation.name_en.clone(),
        Lang::Ru => organisation.name_ru.clone(),
        Lang::Kk => organisation.name_kk.clone(),
    };
    lang.then_others().into_iter().find_map(named)
}

/// The same, of an organisation of the case.
pub fn organisation_name(file: &CaseFile, id: RecordId, lang: Lang) -> Option<String> {
    let found = file.organisations.iter().find(|one| one.id == id)?;
    organisation_title(&found.record, lang)
}

/// Somebody or some body that did it: as described, by code, by organisation, or by kind.
pub fn involved_name(file: &CaseFile, entry: &Entry<Involvement>, lang: Lang) -> String {
    let record = &entry.record;
    let code = || {
        record
            .person
            .and_then(|person| file.person_shown(person))
            .map(str::to_owned)
    };
    let body = || record.organisation.and_then(|id| organisation_name(file, id, lang));
    let described = record.described_as.clone();
    described
        .or_else(code)
        .or_else(body)
        .or_else(|| kind_of(record, lang))
        .unwrap_or_default()
}

/// The same with what else is known of them: what they are when only a code is said, on duty, their part.
pub fn involved_in_full(file: &CaseFile, entry: &Entry<Involvement>, lang: Lang) -> String {
    let record = &entry.record;
    let name = involved_name(file, entry, lang);
    let is_bare = record.described_as.is_none() && record.person.is_some();
    let kind = kind_of(record, lang).filter(|kind| is_bare && *kind != name);
    let duty = answered(&record.on_duty).filter(|known| known.slug() == "yes");
    let part = answered(&record.degree).filter(|part| !UNSAID.contains(&part.slug()));
    let more = joined(
        [
            kind,
            duty.map(|_| text(lang, "deed-on-duty")),
            part.map(|part| coded("degree", part, lang)),
        ],
        ", ",
    );
    if more.is_empty() || name.is_empty() {
        name
    } else {
        format!("{name} ({more})")
    }
}

/// What they are, without a colon of its own: a sentence has one already.
fn kind_of(record: &Involvement, lang: Lang) -> Option<String> {
    let kind = answered(&record.perpetrator_type)?;
    Some(coded("perpetrator_type", kind, lang).replace(": ", ", "))
}
