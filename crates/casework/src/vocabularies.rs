//! The vocabularies as a person sees them, and the words a group adds: added, retired, never taken away.

use crate::failure::{ErrorCode, Failure};
use crate::reading;
use crate::session::Session;
use crate::view::{FormKind, NewTerm, TermView, VocabularyLine, VocabularyView};
use chrono::NaiveDate;
use sandyq_domain::kinds::{Kind, OwnTerm};
use sandyq_domain::own_terms::{is_open, label};
use sandyq_domain::vocab::{ALL_NAMES, Formerly, Term, Vocabulary, vocabulary};
use sandyq_domain::words::{Arg, date_text, text, text_with};
use sandyq_domain::{FuzzyDate, Lang, OwnTerms, RecordId};
use sandyq_vault::{View, links, records};
use serde_json::{Map, Value, json};

impl Session {
    /// Every kind with its form, own terms among what can be chosen.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_kinds(&self, lang: Lang) -> Result<Vec<FormKind>, Failure> {
        Ok(reading::forms(lang, &self.vault().read(own_terms)?))
    }

    /// Every vocabulary.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_vocabularies(&self, lang: Lang) -> Result<Vec<VocabularyLine>, Failure> {
        Ok(vocabulary_lines(lang, &self.vault().read(own_terms)?))
    }

    /// One vocabulary with all its terms, the retired ones too.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchVocabulary`].
    pub fn read_vocabulary(&self, name: &str, lang: Lang) -> Result<VocabularyView, Failure> {
        self.vault().read(|view| {
            let own = own_terms(view)?;
            let mut found = vocabulary_view(name, lang, &own)?;
            for term in &mut found.terms {
                if let Some(id) = term.id {
                    term.used = u32::try_from(links::naming(view, id)?.len()).unwrap_or(u32::MAX);
                }
            }
            Ok(found)
        })
    }

    /// Adds a term to an open vocabulary.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchVocabulary`], [`ErrorCode::VocabularyClosed`]; [`ErrorCode::BadRecord`] when it has no label, or
    /// when what it replaces is not in the vocabulary.
    pub fn add_term(&mut self, new: &NewTerm, lang: Lang) -> Result<TermView, Failure> {
        let vocabulary = known(&new.vocabulary)?.name;
        if !is_open(vocabulary) {
            return Err(ErrorCode::VocabularyClosed.into());
        }
        let view = self.add_record(OwnTerm::SPEC.name, None, &body_of(new))?;
        self.term_view(vocabulary, view.id, lang)
    }

    /// Takes a term out of what is offered, or offers it again. What was written with it stays as it is.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn retire_term(&mut self, id: &str, retired: bool, lang: Lang) -> Result<TermView, Failure> {
        let found = self.vault().read(|view| {
            let id = crate::finding::find_record(view, id)?;
            let found = records::read(view, id)?.filter(|found| found.kind == OwnTerm::SPEC.name);
            found.ok_or_else(|| Failure::from(ErrorCode::NoSuchRecord))
        })?;
        let changed = json!({ "retired": retired.then_some(true) });
        self.edit_record(&found.id.to_string(), changed.as_object().unwrap_or(&Map::new()))?;
        let of = found.body.get("vocabulary").and_then(Value::as_str).unwrap_or_default();
        self.term_view(of, found.id, lang)
    }

    fn term_view(&self, vocabulary: &str, id: RecordId, lang: Lang) -> Result<TermView, Failure> {
        let terms = self.read_vocabulary(vocabulary, lang)?.terms;
        let found = terms.into_iter().find(|term| term.id == Some(id));
        found.ok_or_else(|| ErrorCode::NoSuchRecord.into())
    }
}

/// Every own term of the vault.
fn own_terms(view: &View<'_>) -> Result<OwnTerms, Failure> {
    Ok(OwnTerms::of(&records::of_kind(view, OwnTerm::SPEC.name)?))
}

/// Every vocabulary; `own` is empty where there is no vault.
#[must_use]
pub fn vocabulary_lines(lang: Lang, own: &OwnTerms) -> Vec<VocabularyLine> {
    let line = |name: &&str| {
        let offered = own.of_vocabulary(name).filter(|(_, term)| term.retired != Some(true));
        VocabularyLine {
            name: (*name).to_owned(),
            label: name_of(name, lang),
            terms: u32::try_from(vocabulary(name).map_or(0, |known| known.terms().len())).unwrap_or(u32::MAX),
            own: u32::try_from(offered.count()).unwrap_or(u32::MAX),
            is_open: is_open(name),
        }
    };
    ALL_NAMES.iter().map(line).collect()
}

/// One vocabulary with all its terms; `own` is empty where there is no vault.
///
/// # Errors
/// [`ErrorCode::NoSuchVocabulary`].
pub fn vocabulary_view(name: &str, lang: Lang, own: &OwnTerms) -> Result<VocabularyView, Failure> {
    let known = known(name)?;
    let built_in = known.terms().iter().map(|term| built_in_view(term, lang));
    let own = own.of_vocabulary(name).map(|(id, term)| own_view(id, term, lang));
    Ok(VocabularyView {
        name: name.to_owned(),
        label: name_of(name, lang),
        is_open: is_open(name),
        terms: built_in.chain(own).collect(),
    })
}

fn known(name: &str) -> Result<&'static Vocabulary, Failure> {
    vocabulary(name).ok_or_else(|| Failure::about(ErrorCode::NoSuchVocabulary, name))
}

fn name_of(name: &str, lang: Lang) -> String {
    reading::term("vocabulary", name, lang)
}

fn built_in_view(term: &Term, lang: Lang) -> TermView {
    let day = |day: Option<NaiveDate>| day.and_then(|day| day.to_string().parse::<FuzzyDate>().ok());
    let held = |from, to| validity(day(from).as_ref(), day(to).as_ref(), lang);
    let formerly = |name: &Formerly| format!("{} ({})", name.label(lang), held(Some(name.from), Some(name.to)));
    TermView {
        slug: term.slug.clone(),
        id: None,
        label: term.label(lang).to_owned(),
        en: term.label(Lang::En).to_owned(),
        ru: term.label(Lang::Ru).to_owned(),
        kk: term.label(Lang::Kk).to_owned(),
        esf: term.esf.clone().unwrap_or_default(),
        iso: term.iso.clone().unwrap_or_default(),
        articles: term.articles.clone(),
        flags: term.flags().filter(|flag| flag != "to_be_confirmed").collect(),
        validity: held(term.from, term.to),
        formerly: term.formerly.as_ref().map_or_else(String::new, formerly),
        replaces: term.was.clone().unwrap_or_default(),
        remark: if term.flag("to_be_confirmed") {
            text(lang, "to-be-confirmed")
        } else {
            String::new()
        },
        is_retired: false,
        used: 0,
    }
}

fn own_view(id: RecordId, term: &OwnTerm, lang: Lang) -> TermView {
    let or_empty = |label: &Option<String>| label.clone().unwrap_or_default();
    TermView {
        slug: String::new(),
        id: Some(id),
        label: label(term, lang).unwrap_or_default().to_owned(),
        en: or_empty(&term.label_en),
        ru: or_empty(&term.label_ru),
        kk: or_empty(&term.label_kk),
        esf: String::new(),
        iso: String::new(),
        articles: Vec::new(),
        flags: Vec::new(),
        validity: validity(term.valid_from.as_ref(), term.valid_to.as_ref(), lang),
        formerly: String::new(),
        replaces: or_empty(&term.replaces),
        remark: confirmed(term, lang),
        is_retired: term.retired == Some(true),
        used: 0,
    }
}

/// Who confirmed it and when. A law nobody has confirmed waits for a lawyer like a built-in one.
fn confirmed(term: &OwnTerm, lang: Lang) -> String {
    let when = term.confirmed_on.as_ref().map(|date| date_text(date, lang));
    let said: Vec<String> = term.confirmed_by.iter().cloned().chain(when).collect();
    if !said.is_empty() {
        return text_with(lang, "confirmed-by", &[("who", Arg::from(said.join(", ").as_str()))]);
    }
    let of = term.vocabulary.as_ref().and_then(|of| vocabulary(of.slug()));
    if of.is_some_and(Vocabulary::waits_for_a_lawyer) {
        text(lang, "to-be-confirmed")
    } else {
        String::new()
    }
}

fn validity(from: Option<&FuzzyDate>, to: Option<&FuzzyDate>, lang: Lang) -> String {
    let day = |date: &FuzzyDate| date_text(date, lang);
    match (from.map(day), to.map(day)) {
        (None, None) => String::new(),
        (Some(from), None) => text_with(lang, "valid-from", &[("from", Arg::from(from.as_str()))]),
        (None, Some(to)) => text_with(lang, "valid-to", &[("to", Arg::from(to.as_str()))]),
        (Some(from), Some(to)) => format!("{from} – {to}"),
    }
}

fn body_of(new: &NewTerm) -> Map<String, Value> {
    let NewTerm {
        vocabulary,
        en,
        ru,
        kk,
        replaces,
        valid_from,
        valid_to,
        confirmed_by,
        confirmed_on,
        note,
    } = new;
    let said = [
        ("vocabulary", vocabulary),
        ("label_en", en),
        ("label_ru", ru),
        ("label_kk", kk),
        ("replaces", replaces),
        ("valid_from", valid_from),
        ("valid_to", valid_to),
        ("confirmed_by", confirmed_by),
        ("confirmed_on", confirmed_on),
        ("note", note),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
    said.map(|(field, text)| (field.to_owned(), json!(text.trim())))
        .collect()
}
