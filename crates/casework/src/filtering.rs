//! The list of cases by what their records answer in coded fields, in an order of the reader's choosing; and such choices
//! kept under a name, in this vault alone.

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::finding::{Reach, cases_found, line_of, search_in};
use crate::reading;
use crate::session::Session;
use crate::view::{CaseList, CaseQuery, CaseSort, FieldFilter, FilterField, FilterValue, SavedFilter, SearchHit};
use crate::vocabularies::own_terms;
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::kinds::{OTHER, OWN_TERM, YES};
use sandyq_domain::own_terms::label;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::text;
use sandyq_domain::{Field, KindSpec, Lang, OwnTerms, Privacy, RecordId, fold, is_coded, kind_spec};
use sandyq_vault::filtering::{self, Filter, Question, Sort};
use sandyq_vault::{StoreError, Tx, View, records, settings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most cases in one answer.
const PAGE_LIMIT: u32 = 500;
/// Most fields and most values of each in one question: bounds the statement, and nobody reads more chips than that.
const FILTER_LIMIT: usize = 12;
const VALUE_LIMIT: usize = 100;
/// Most filters kept, and most letters in the name of one.
const SAVED_LIMIT: usize = 50;
const NAME_LIMIT: usize = 80;
const SETTING: &str = "filters";

/// As it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Saved {
    name: String,
    filters: Vec<FieldFilter>,
    sort: CaseSort,
}

impl Session {
    /// The cases in which the words stand and of which each filter is true, in the order asked for. With words and no other
    /// order, the best come first.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`] for a field that is none, or too much at once.
    pub fn find_cases(&self, asked: &CaseQuery, lang: Lang) -> Result<CaseList, Failure> {
        let filters = self.vault().read(|view| spelled(view, &asked.filters))?;
        let words = asked.query.trim();
        if filters.is_empty() && asked.sort == CaseSort::Recent {
            return self.list_cases(words, asked.offset, asked.limit, lang);
        }
        let now = self.now();
        self.vault().read(|view| {
            let among = if words.is_empty() {
                None
            } else {
                Some(cases_found(view, words)?)
            };
            let question = Question {
                filters,
                among,
                sort: sort_of(asked.sort, lang),
                offset: asked.offset,
                limit: asked.limit.min(PAGE_LIMIT),
            };
            let found = filtering::find(view, &question)?;
            let mut rows = Vec::new();
            for (id, touched) in found.cases {
                if let Some(case) = records::read(view, id)? {
                    rows.push(line_of(view, case, touched, now, lang)?);
                }
            }
            let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            Ok(CaseList {
                total: count(found.total),
                practice: count(found.practice),
                rows,
            })
        })
    }

    /// The places where the words stand in cases of which each filter is true.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`].
    pub fn search_among(&self, query: &str, filters: &[FieldFilter], lang: Lang) -> Result<Vec<SearchHit>, Failure> {
        if filters.is_empty() {
            return self.search_records(query, Reach::Full, lang);
        }
        self.vault().read(|view| {
            let question = Question {
                filters: spelled(view, filters)?,
                limit: u32::MAX,
                ..Question::default()
            };
            let found = filtering::find(view, &question)?;
            let cases: BTreeSet<RecordId> = found.cases.into_iter().map(|(case, _)| case).collect();
            search_in(view, query, &cases, lang)
        })
    }

    /// The fields that have a value somewhere, kind by kind as forms show them.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_filter_fields(&self, lang: Lang) -> Result<Vec<FilterField>, Failure> {
        let (used, is_hidden) = self
            .vault()
            .read(|view| Ok::<_, Failure>((filtering::fields(view)?, concealing::is_on(view)?)))?;
        let mut fields = Vec::new();
        for spec in sandyq_domain::KINDS {
            for field in spec.fields {
                let name = format!("{}.{}", spec.name, field.name);
                // What identifies is no filter while names are hidden: who looks on would read the values.
                let is_shown = !is_hidden || field.privacy != Privacy::A;
                if is_coded(field) && is_shown && used.contains(&name) {
                    fields.push(FilterField {
                        label: text(lang, &format!("field-{}-{}", spec.name, field.name)),
                        kind_label: reading::kind_label(spec.name, lang),
                        field: name,
                    });
                }
            }
        }
        Ok(fields)
    }

    /// The values a field has anywhere, the most frequent first.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`].
    pub fn list_filter_values(&self, field: &str, lang: Lang) -> Result<Vec<FilterValue>, Failure> {
        let (_, declared) = declared(field)?;
        self.vault().read(|view| {
            if declared.privacy == Privacy::A && concealing::is_on(view)? {
                return Ok(Vec::new());
            }
            let own = own_terms(view)?;
            let mut values = filtering::values(view, field)?;
            if matches!(declared.kind, FieldType::Tags) {
                values = of_one_spelling(view, field, values)?;
            }
            let values = values.into_iter();
            let value = |(value, n): (String, u64)| FilterValue {
                label: value_label(declared, &value, &own, lang),
                value,
                cases: u32::try_from(n).unwrap_or(u32::MAX),
            };
            Ok(values.map(value).collect())
        })
    }

    /// The filters kept under a name, by name.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_filters(&self, lang: Lang) -> Result<Vec<SavedFilter>, Failure> {
        self.vault().read(|view| {
            let own = own_terms(view)?;
            let is_hidden = concealing::is_on(view)?;
            let identifies =
                |filter: &FieldFilter| declared(&filter.field).is_ok_and(|(_, field)| field.privacy == Privacy::A);
            let is_shown = |saved: &Saved| !is_hidden || !saved.filters.iter().any(identifies);
            let told = |saved: Saved| SavedFilter {
                told: saved.filters.iter().map(|filter| told(filter, &own, lang)).collect(),
                name: saved.name,
                filters: saved.filters,
                sort: saved.sort,
            };
            Ok(kept(view)?.into_iter().filter(is_shown).map(told).collect())
        })
    }

    /// Keeps filters and an order under a name, instead of what had it before.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`]; [`ErrorCode::BadRecord`] for a name that is none, or one too many.
    pub fn save_filter(&mut self, name: &str, filters: &[FieldFilter], sort: CaseSort) -> Result<(), Failure> {
        checked(filters)?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control) {
            return Err(Failure::about(ErrorCode::BadRecord, "name"));
        }
        self.vault_mut().write(|tx| {
            let mut saved = kept(tx)?;
            saved.retain(|one| one.name != name);
            if saved.len() >= SAVED_LIMIT {
                return Err(Failure::about(ErrorCode::BadRecord, "name"));
            }
            saved.push(Saved {
                name: name.to_owned(),
                filters: filters.to_vec(),
                sort,
            });
            saved.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(settings::write(tx, SETTING, &saved)?)
        })
    }

    /// Forgets filters kept under a name. Whether any were is answered.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn remove_filter(&mut self, name: &str) -> Result<bool, Failure> {
        self.vault_mut().write(|tx| {
            let mut saved = kept(tx)?;
            let before = saved.len();
            saved.retain(|one| one.name != name.trim());
            settings::write(tx, SETTING, &saved)?;
            Ok(saved.len() < before)
        })
    }
}

/// Those of fields that are no filter any more are left out: an older program kept some by names and numbers.
fn kept(view: &View<'_>) -> Result<Vec<Saved>, StoreError> {
    let mut saved: Vec<Saved> = settings::read(view, SETTING)?.unwrap_or_default();
    for one in &mut saved {
        one.filters.retain(|filter| declared(&filter.field).is_ok());
    }
    // With no condition left it would answer with everything, under a name that promises less.
    saved.retain(|one| !one.filters.is_empty());
    Ok(saved)
}

/// Takes out of the kept filters every free word that no record has any more: what is forgotten is forgotten there too.
pub(crate) fn prune_kept(tx: &Tx<'_>) -> Result<(), StoreError> {
    let mut saved = kept(tx)?;
    for filter in saved.iter_mut().flat_map(|one| &mut one.filters) {
        let is_free = declared(&filter.field).is_ok_and(|(_, field)| matches!(field.kind, FieldType::Tags));
        if is_free {
            let here = filtering::written(tx, &filter.field)?;
            filter.values.retain(|value| here.contains(value));
        }
    }
    for one in &mut saved {
        one.filters.retain(|filter| !filter.values.is_empty());
    }
    saved.retain(|one| !one.filters.is_empty());
    settings::write(tx, SETTING, &saved)
}

/// A filter as a person writes it: `kind.field=value,value`; a value with a comma in it stands between quotation marks.
///
/// # Errors
/// [`ErrorCode::NoSuchFilter`] when the field is none; [`ErrorCode::NoSuchValue`] for a value that its vocabulary does not have.
pub fn filter_written(written: &str) -> Result<FieldFilter, Failure> {
    let (field, values) = written
        .split_once('=')
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchFilter, written))?;
    let filter = FieldFilter {
        field: field.trim().to_owned(),
        values: values_written(values),
    };
    checked(std::slice::from_ref(&filter))?;
    let (_, field) = declared(&filter.field)?;
    match filter.values.iter().find(|value| !can_have(field, value)) {
        Some(wrong) => Err(Failure::about(ErrorCode::NoSuchValue, wrong.as_str())),
        None => Ok(filter),
    }
}

fn values_written(written: &str) -> Vec<String> {
    let (mut values, mut value, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in written.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => values.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    values.push(value);
    let values = values.iter().map(|value| value.trim());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// Whether a field can have a value: a misspelt one would find nothing, and say nothing.
fn can_have(field: &Field, value: &str) -> bool {
    match field.kind {
        FieldType::Code(name) | FieldType::Codes(name) => {
            let is_own = value
                .strip_prefix(OWN_TERM)
                .is_some_and(|id| id.parse::<RecordId>().is_ok());
            let is_term = vocabulary(name).is_some_and(|vocabulary| vocabulary.term(value).is_some());
            is_own || is_term || value == OTHER || RESERVED.contains(&value)
        }
        FieldType::Flag => value == YES,
        _ => true,
    }
}

/// Filters as the vault takes them; of free words every spelling that differs in letter case alone.
fn spelled(view: &View<'_>, filters: &[FieldFilter]) -> Result<Vec<Filter>, Failure> {
    let mut filters = checked(filters)?;
    for filter in &mut filters {
        if declared(&filter.field).is_ok_and(|(_, field)| matches!(field.kind, FieldType::Tags)) {
            let wanted: BTreeSet<String> = filter.values.iter().map(|value| fold(value)).collect();
            let here = filtering::written(view, &filter.field)?;
            filter
                .values
                .extend(here.into_iter().filter(|value| wanted.contains(&fold(value))));
        }
    }
    Ok(filters)
}

/// Free words that differ in letter case alone as one, in the spelling most cases have, with the cases that have any of them.
fn of_one_spelling(view: &View<'_>, field: &str, values: Vec<(String, u64)>) -> Result<Vec<(String, u64)>, Failure> {
    let mut told: Vec<(String, Vec<String>, u64)> = Vec::new();
    for (value, n) in values {
        let folded = fold(&value);
        match told.iter_mut().find(|(known, ..)| *known == folded) {
            Some((_, spellings, _)) => spellings.push(value),
            None => told.push((folded, vec![value], n)),
        }
    }
    let mut found = Vec::new();
    for (_, spellings, n) in told {
        let first = spellings.first().cloned().unwrap_or_default();
        let n = if spellings.len() == 1 {
            n
        } else {
            let field = field.to_owned();
            let filters = vec![Filter {
                field,
                values: spellings,
            }];
            filtering::find(
                view,
                &Question {
                    filters,
                    ..Question::default()
                },
            )?
            .total
        };
        found.push((first, n));
    }
    Ok(found)
}

fn checked(filters: &[FieldFilter]) -> Result<Vec<Filter>, Failure> {
    let too_many = filters.len() > FILTER_LIMIT || filters.iter().any(|filter| filter.values.len() > VALUE_LIMIT);
    if too_many {
        return Err(Failure::about(ErrorCode::NoSuchFilter, "…"));
    }
    let filter = |filter: &FieldFilter| {
        declared(&filter.field)?;
        Ok(Filter {
            field: filter.field.clone(),
            values: filter.values.clone(),
        })
    };
    filters.iter().map(filter).collect()
}

/// The declaration of `kind.field`, if lists can be filtered by it.
fn declared(name: &str) -> Result<(&'static KindSpec, &'static Field), Failure> {
    let found = name.split_once('.').and_then(|(kind, field)| {
        let spec = kind_spec(kind)?;
        Some((spec, spec.field(field)?))
    });
    found
        .filter(|(_, field)| is_coded(field))
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchFilter, name))
}

fn told(filter: &FieldFilter, own: &OwnTerms, lang: Lang) -> String {
    let Ok((spec, field)) = declared(&filter.field) else {
        return filter.field.clone();
    };
    let values = filter.values.iter().map(|value| value_label(field, value, own, lang));
    let name = text(lang, &format!("field-{}-{}", spec.name, field.name));
    format!("{name}: {}", values.collect::<Vec<_>>().join(", "))
}

fn value_label(field: &Field, value: &str, own: &OwnTerms, lang: Lang) -> String {
    let takes_terms = matches!(field.kind, FieldType::Code(_) | FieldType::Codes(_));
    // A tag may begin like that too, and is shown as it was written.
    if let Some(id) = value.strip_prefix(OWN_TERM).filter(|_| takes_terms) {
        let term = id.parse().ok().and_then(|id| own.term(id));
        let label = term.and_then(|term| label(term, lang));
        return label.map_or_else(|| text(lang, "own-term-absent"), str::to_owned);
    }
    match field.kind {
        FieldType::Code(_) | FieldType::Codes(_) if value == OTHER => text(lang, "filter-other"),
        FieldType::Code(name) | FieldType::Codes(name) => reading::term(name, value, lang),
        FieldType::Flag if value == YES => text(lang, "filter-yes"),
        _ => value.to_owned(),
    }
}

const fn sort_of(sort: CaseSort, lang: Lang) -> Sort {
    match sort {
        CaseSort::Recent => Sort::Recent,
        CaseSort::Code => Sort::Code,
        CaseSort::Title => Sort::Title(lang),
        CaseSort::Opened => Sort::Opened,
        CaseSort::Status => Sort::Status,
        CaseSort::Priority => Sort::Priority,
        CaseSort::Risk => Sort::Risk,
    }
}
