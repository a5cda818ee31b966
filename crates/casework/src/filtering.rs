//! The list of cases by what their records answer in coded fields, in an order of the reader's choosing.

mod kept;
mod written;

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::finding::{Reach, cases_found, line_of, search_in};
use crate::reading;
use crate::session::Session;
use crate::view::{CaseList, CaseQuery, CaseSort, FieldFilter, FilterField, FilterValue, SearchHit};
use crate::vocabularies::own_terms;
use sandyq_domain::field::FieldType;
use sandyq_domain::kinds::{OTHER, OWN_TERM, YES};
use sandyq_domain::own_terms::label;
use sandyq_domain::words::text;
use sandyq_domain::{Field, KindSpec, Lang, OwnTerms, Privacy, RecordId, fold, is_coded, kind_spec};
use sandyq_vault::filtering::{self, Filter, Question, Sort};
use sandyq_vault::{View, records};
use std::collections::BTreeSet;

pub(crate) use kept::prune_kept;
pub use written::{counted_filter_written, filter_written};

/// Most cases in one answer.
const PAGE_LIMIT: u32 = 500;
/// Most fields and most values of each in one question: bounds the statement, and nobody reads more chips than that.
const FILTER_LIMIT: usize = 12;
const VALUE_LIMIT: usize = 100;

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

pub(crate) fn value_label(field: &Field, value: &str, own: &OwnTerms, lang: Lang) -> String {
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
