//! Filters kept under a name, in this vault alone.

use super::{checked, declared, value_label};
use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{CaseSort, FieldFilter, SavedFilter};
use crate::vocabularies::own_terms;
use sandyq_domain::field::FieldType;
use sandyq_domain::words::text;
use sandyq_domain::{Lang, OwnTerms, Privacy};
use sandyq_vault::{StoreError, Tx, View, filtering, settings};
use serde::{Deserialize, Serialize};

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
fn told(filter: &FieldFilter, own: &OwnTerms, lang: Lang) -> String {
    let Ok((spec, field)) = declared(&filter.field) else {
        return filter.field.clone();
    };
    let values = filter.values.iter().map(|value| value_label(field, value, own, lang));
    let name = text(lang, &format!("field-{}-{}", spec.name, field.name));
    format!("{name}: {}", values.collect::<Vec<_>>().join(", "))
}
