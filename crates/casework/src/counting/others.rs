//! Tables that other groups gave, as they were chosen one after another: whose each is, and which of them can be added up. They are
//! held in memory alone, until the vault is closed; nothing of them becomes a record.

use super::given::{self, Opens};
use super::telling::Telling;
use super::{PARTNER_STATISTICS, RULES, asking, together};
use crate::failure::{ErrorCode, Failure};
use crate::outfile::file_name;
use crate::session::Session;
use crate::view::{GroupNumbers, StatsCell, StatsRequest, StatsTogether, StatsValue, StatsView};
use crate::vocabularies::own_terms;
use sandyq_bundle::{VerifyingKey, is_signed_by};
use sandyq_domain::counting::Question;
use sandyq_domain::words::{day_text, text};
use sandyq_domain::{Lang, OwnTerms, Timestamp};
use sandyq_vault::{View, contacts};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Most numbers of one table; the largest that was ever asked has some hundreds.
const NUMBERS: usize = 5_000;
/// More than there are people to count.
const LARGEST: u64 = 1_000_000_000;
/// Longest value of a dimension and longest label, in characters, and most values of all filters together.
const VALUE: usize = 300;
const VALUES: usize = 300;

/// A table that left for a partner, when, and the key it says it is signed with.
#[derive(Deserialize)]
pub(super) struct Signed {
    #[serde(flatten)]
    pub(super) table: StatsView,
    #[serde(default)]
    pub(super) signer: String,
    #[serde(default)]
    given: Option<Timestamp>,
}

/// A file that somebody chose, and what was in it.
pub(crate) struct Chosen {
    path: PathBuf,
    opened: Result<Signed, Failure>,
}

/// Who puts them together.
struct Own {
    signer: String,
    name: String,
    terms: OwnTerms,
}

impl Session {
    /// Puts tables together that groups gave to this one as partners: one column for each, and the sums. Sealed ones are opened
    /// with this vault's key or the passphrase.
    ///
    /// # Errors
    /// With the name of the first file that cannot be added: those of opening a bundle, [`ErrorCode::NotATable`],
    /// [`ErrorCode::NotForPartners`], [`ErrorCode::NumbersAltered`] for a signature that does not hold,
    /// [`ErrorCode::NumbersTwice`] and [`ErrorCode::NumbersOlder`] for a group that is there already,
    /// [`ErrorCode::OtherQuestion`], [`ErrorCode::OtherRules`] and [`ErrorCode::OtherPeriod`] where another thing was counted than
    /// in most of them.
    pub fn numbers_together(
        &self,
        files: &[PathBuf],
        passphrase: Option<&str>,
        lang: Lang,
    ) -> Result<StatsTogether, Failure> {
        let opens = self.opens(passphrase)?;
        let chosen: Vec<Chosen> = files.iter().map(|file| Chosen::open(file, &opens)).collect();
        let put = self.put_numbers(&chosen, lang)?;
        match put.groups.iter().find_map(|group| group.failure.clone()) {
            Some(failure) => Err(failure),
            None => Ok(put),
        }
    }

    /// Opens further files beside those that were chosen before, and with the passphrase those of them that wait for one. What
    /// cannot be added says why, and the others are put together.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn choose_numbers(
        &mut self,
        files: &[PathBuf],
        passphrase: Option<&str>,
        lang: Lang,
    ) -> Result<StatsTogether, Failure> {
        let opens = self.opens(passphrase)?;
        let mut others = std::mem::take(&mut self.others);
        for chosen in &mut others {
            if passphrase.is_some() && chosen.waits_for_passphrase() {
                *chosen = Chosen::open(&chosen.path, &opens);
            }
        }
        for file in files {
            // The same file chosen again is read again: it may be another by now.
            others.retain(|chosen| chosen.path != *file);
            others.push(Chosen::open(file, &opens));
        }
        self.others = others;
        self.chosen_numbers(lang)
    }

    /// The files that were chosen, put together.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn chosen_numbers(&self, lang: Lang) -> Result<StatsTogether, Failure> {
        self.put_numbers(&self.others, lang)
    }

    /// Leaves one of the files that were chosen out again, by its place; without one, all of them.
    pub fn drop_numbers(&mut self, at: Option<usize>) {
        match at {
            Some(at) if at < self.others.len() => drop(self.others.remove(at)),
            Some(_) => (),
            None => self.others.clear(),
        }
    }

    fn opens<'k>(&self, passphrase: Option<&'k str>) -> Result<Opens<'k>, Failure> {
        Ok(Opens {
            identity: self.identity()?,
            passphrase,
        })
    }

    fn put_numbers(&self, chosen: &[Chosen], lang: Lang) -> Result<StatsTogether, Failure> {
        let (signer, name) = (self.signing_key()?.public()?.to_string(), self.own_name()?);
        self.vault().read(|view| {
            let terms = own_terms(view)?;
            let own = Own { signer, name, terms };
            let failures = judge(chosen);
            let mut groups = Vec::new();
            for (file, failure) in chosen.iter().zip(failures) {
                groups.push(line(view, file, failure, &own, lang)?);
            }
            let added = chosen.iter().zip(&groups).filter(|(_, group)| group.failure.is_none());
            let added: Vec<_> = added
                .filter_map(|(file, group)| Some((group, &file.opened.as_ref().ok()?.table)))
                .collect();
            let table = match added.first() {
                Some((_, first)) => {
                    let question = asking::question(&first.asked)?;
                    Some(together::table(&added, &question, &own.terms, lang))
                }
                None => None,
            };
            Ok(StatsTogether { table, groups })
        })
    }
}

impl Chosen {
    fn open(file: &Path, opens: &Opens<'_>) -> Self {
        Self {
            path: file.to_owned(),
            opened: opened(file, opens),
        }
    }

    fn waits_for_passphrase(&self) -> bool {
        let code = self.opened.as_ref().err().map(|failure| failure.code);
        matches!(
            code,
            Some(ErrorCode::BundleNeedsPassphrase | ErrorCode::WrongBundlePassphrase)
        )
    }
}

/// Opens a file, and takes from it only a table whose signature holds and which can be one of numbers.
fn opened(file: &Path, opens: &Opens<'_>) -> Result<Signed, Failure> {
    let about = |code| Failure::about(code, file_name(file));
    let given = given::read(file, opens)?;
    let mut signed: Signed = serde_json::from_slice(&given.table).map_err(|_| about(ErrorCode::NotATable))?;
    let table = &signed.table;
    if table.purpose.as_deref() != Some(PARTNER_STATISTICS) || table.is_measured {
        return Err(about(ErrorCode::NotForPartners));
    }
    match (&given.signature, signed.signer.parse::<VerifyingKey>()) {
        (None, _) => signed.signer.clear(),
        (Some(signature), Ok(key)) if is_signed_by(&key, &given.table, signature) => (),
        (Some(_), _) => return Err(about(ErrorCode::NumbersAltered)),
    }
    if !is_sound(&signed.table) {
        return Err(about(ErrorCode::NotATable));
    }
    Ok(signed)
}

/// Whether it can be a table that a program of ours counted: what is drawn and added is as long and as large as such a one.
fn is_sound(table: &StatsView) -> bool {
    let across = table.columns.len();
    let asks = &table.asked;
    let filters = asks.filters.iter().flat_map(|filter| &filter.values);
    let is_once = |values: Vec<&StatsValue>| {
        let mut seen = BTreeSet::new();
        let mut values = values.iter().map(|value| value.value.as_str());
        values.all(|value| value.chars().count() <= VALUE && seen.insert(value))
    };
    let is_possible = |cell: &StatsCell| cell.sure.is_none_or(|n| n <= LARGEST);
    let sums = table.column_totals.iter().chain([&table.all]);
    let lines = table.rows.iter().flat_map(|row| row.cells.iter().chain([&row.all]));
    asking::question(asks).is_ok()
        && table.rows.len().saturating_mul(across.max(1)) <= NUMBERS
        && table.column_totals.len() == across
        && table.rows.iter().all(|row| row.cells.len() == across)
        && is_once(table.rows.iter().map(|row| &row.value).collect())
        && is_once(table.columns.iter().collect())
        && filters.clone().count() <= VALUES
        && filters.map(|value| value.chars().count()).all(|n| n <= VALUE)
        && sums.chain(lines).all(is_possible)
}

/// Why each cannot be added; none where it can. What most of them counted is what is put together.
fn judge(chosen: &[Chosen]) -> Vec<Option<Failure>> {
    let counted = |signed: &&Signed| signed.table.rules == RULES;
    let tables = || {
        chosen
            .iter()
            .filter_map(|chosen| chosen.opened.as_ref().ok())
            .filter(counted)
    };
    let so_many = |asked: &StatsRequest| tables().filter(|signed| signed.table.asked == *asked).count();
    // Of two that as many asked, the first.
    let asked = tables().map(|signed| &signed.table.asked);
    let asked = asked.reduce(|most, next| if so_many(next) > so_many(most) { next } else { most });
    let fits = |signed: &Signed| -> Result<(), ErrorCode> {
        let of = &signed.table.asked;
        let Some(asked) = asked.filter(|_| signed.table.rules == RULES) else {
            return Err(ErrorCode::OtherRules);
        };
        let in_its_period = StatsRequest {
            from: asked.from.clone(),
            to: asked.to.clone(),
            ..of.clone()
        };
        match () {
            () if of == asked => Ok(()),
            () if in_its_period == *asked => Err(ErrorCode::OtherPeriod),
            () => Err(ErrorCode::OtherQuestion),
        }
    };
    let rival = |at: usize, signed: &Signed| {
        let others = chosen.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.filter_map(|(other, chosen)| Some((other, chosen.opened.as_ref().ok()?)));
        let mut same = others.filter(|(_, other)| is_same_group(signed, other) && fits(other).is_ok());
        same.find_map(|(other, that)| match that.given.cmp(&signed.given) {
            std::cmp::Ordering::Greater => Some(ErrorCode::NumbersOlder),
            std::cmp::Ordering::Equal if other < at => Some(ErrorCode::NumbersTwice),
            _ => None,
        })
    };
    let failure = |(at, chosen): (usize, &Chosen)| match &chosen.opened {
        Err(failure) => Some(failure.clone()),
        Ok(signed) => fits(signed)
            .err()
            .or_else(|| rival(at, signed))
            .map(|code| Failure::about(code, file_name(&chosen.path))),
    };
    chosen.iter().enumerate().map(failure).collect()
}

/// By the key they are signed with; where one is not signed, by the records they were counted from.
fn is_same_group(one: &Signed, other: &Signed) -> bool {
    if one.signer.is_empty() || other.signer.is_empty() {
        return one.table.snapshot == other.table.snapshot;
    }
    one.signer == other.signer
}

/// What is said of a file.
fn line(
    view: &View<'_>,
    chosen: &Chosen,
    failure: Option<Failure>,
    own: &Own,
    lang: Lang,
) -> Result<GroupNumbers, Failure> {
    let file = file_name(&chosen.path);
    let Ok(Signed { table, signer, given }) = &chosen.opened else {
        return Ok(GroupNumbers {
            group: String::new(),
            standing: String::new(),
            is_verified: false,
            number: None,
            snapshot: String::new(),
            title: String::new(),
            given: None,
            rules: 0,
            hidden: 0,
            file,
            failure,
        });
    };
    let contact = contacts::by_signer(view, signer)?.filter(|_| !signer.is_empty());
    let is_own = own.signer == *signer;
    let (group, standing) = match &contact {
        _ if is_own => (own.name.clone(), "stats-group-own"),
        Some(contact) if contact.verified.is_some() => (contact.name.clone(), "stats-group-verified"),
        Some(contact) => (contact.name.clone(), "stats-group-unverified"),
        None if signer.is_empty() => (file.clone(), "stats-group-unsigned"),
        None => (file.clone(), "stats-group-unknown"),
    };
    let question: Question = asking::question(&table.asked)?;
    let telling = Telling {
        asked: &table.asked,
        question: &question,
        own: &own.terms,
        purpose: Some(PARTNER_STATISTICS),
        lang,
    };
    Ok(GroupNumbers {
        group: if group.trim().is_empty() { file.clone() } else { group },
        standing: text(lang, standing),
        is_verified: is_own || contact.is_some_and(|contact| contact.verified.is_some()),
        number: table.all.sure,
        snapshot: table.snapshot.chars().take(64).collect(),
        title: telling.title(),
        given: given.map(|time| day_text(time, lang)),
        rules: table.rules,
        hidden: table.hidden,
        file,
        failure,
    })
}
