//! Cases for practice: six invented ones, two in each language, marked wherever they stand, counted nowhere, and gone
//! without a trace when nobody needs them any more.
//!
//! Their codes are of a series of their own, so that no number of a real case or person is used up. What people write into
//! them, or beside them in a case marked for practice, goes with them.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::spelling::title_of;
use crate::view::{Gone, PracticeCase, PracticeView};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::forgetting::End;
use sandyq_vault::{View, codes, records, trash, walking};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The records of six import documents, each with one case.
static RECORDS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let documents = [
        include_str!("practice/kk-1.json"),
        include_str!("practice/kk-2.json"),
        include_str!("practice/ru-1.json"),
        include_str!("practice/ru-2.json"),
        include_str!("practice/en-1.json"),
        include_str!("practice/en-2.json"),
    ];
    let read = |text| -> Value {
        serde_json::from_str(text).expect("they are a part of the program, and a test takes every one")
    };
    let records = |document: Value| document["records"].as_array().cloned().unwrap_or_default();
    documents.into_iter().map(read).flat_map(records).collect()
});

impl Session {
    /// The cases for practice that are here, in the trash too, and how many records go with them.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_practice(&self, lang: Lang) -> Result<PracticeView, Failure> {
        self.vault().read(|view| {
            let ids = walking::practice_cases(view)?;
            let mut cases = Vec::new();
            for &id in &ids {
                let envelope = trash::read(view, id)?.ok_or(ErrorCode::VaultDamaged)?;
                cases.push(PracticeCase {
                    id,
                    code: codes::shown(view, id)?.unwrap_or_default(),
                    title: title_of(view, &envelope.kind, &envelope.body, lang)?,
                    is_trashed: records::read(view, id)?.is_none(),
                });
            }
            cases.sort_by(|a, b| (&a.code, a.id).cmp(&(&b.code, b.id)));
            let records = u32::try_from(everything_of(view, &ids)?).unwrap_or(u32::MAX);
            Ok(PracticeView { cases, records })
        })
    }

    /// Adds the six cases, all or none.
    ///
    /// # Errors
    /// [`ErrorCode::PracticeHere`] when any of them is here, in the trash too; those of writing the vault.
    pub fn add_practice(&mut self, lang: Lang) -> Result<PracticeView, Failure> {
        let own: Vec<&str> = RECORDS.iter().filter_map(|record| record["code"].as_str()).collect();
        let here = self.list_practice(lang)?;
        if here.cases.iter().any(|case| own.contains(&case.code.as_str())) {
            return Err(ErrorCode::PracticeHere.into());
        }
        let report = self.import_document(&json!({ "records": *RECORDS }).to_string(), lang)?;
        debug_assert!(report.refused.is_empty(), "a test takes every one");
        self.list_practice(lang)
    }

    /// Destroys every case for practice, those in the trash too, with whom and what only they name. **No undo.**
    ///
    /// # Errors
    /// [`ErrorCode::NoPractice`]; those of writing the vault: at worst all of it lies in the trash then, as one deletion.
    pub fn remove_practice(&mut self, lang: Lang) -> Result<Gone, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let (cases, around) = self
            .vault()
            .read(|view| Ok::<_, Failure>((walking::practice_cases(view)?, walking::known_to_practice_only(view)?)))?;
        let root = *cases.first().ok_or(ErrorCode::NoPractice)?;
        let all: Vec<RecordId> = cases.into_iter().chain(around).collect();
        self.vault_mut()
            .write(|tx| Ok::<_, Failure>(trash::delete_together(tx, &all, &author, now)?))?;
        self.erase(root, End::Destroyed, lang)
    }
}

/// How many records go with these, the cases for practice.
fn everything_of(view: &View<'_>, cases: &[RecordId]) -> Result<usize, Failure> {
    let mut sum = walking::known_to_practice_only(view)?.len();
    for case in cases {
        sum += trash::of_case(view, *case)?;
    }
    Ok(sum)
}
