//! What is asked for, once it is understood: cases, purpose of consent, level of identity, template.

use super::level::Level;
use crate::failure::{ErrorCode, Failure};
use crate::infile::beginning;
use crate::view::{ReportKind, ReportRequest};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::{text, text_with};
use sandyq_domain::{Lang, RecordId};
use sandyq_report::papers::{self, Flaw, TEMPLATE_LIMIT, Template};
use sandyq_vault::{View, codes, walking};
use std::path::Path;

/// A request that was understood.
pub(super) struct Asked {
    pub(super) kind: ReportKind,
    pub(super) body: String,
    /// Chosen cases with the codes they are shown under, each once.
    pub(super) cases: Vec<(RecordId, String)>,
    pub(super) is_practice: bool,
    /// A slug of `consent_purpose`.
    pub(super) purpose: &'static str,
    pub(super) level: Level,
    pub(super) template: Template,
    pub(super) articles: Vec<String>,
    pub(super) lang: Lang,
}

impl Asked {
    pub(super) fn of(view: &View<'_>, request: &ReportRequest, lang: Lang) -> Result<Self, Failure> {
        let ReportRequest {
            kind,
            cases,
            articles,
            body,
            lang: own,
            identity,
            template,
        } = request;
        let (purpose, usual) = needs(*kind);
        let level = match identity.as_str() {
            "" => usual,
            slug => Level::of(slug).ok_or_else(|| Failure::about(ErrorCode::NoSuchValue, slug))?,
        };
        let body = match (body.as_str(), kind) {
            // Only the OSCE office collects hate crimes.
            (_, ReportKind::HateCrime) => "odihr",
            ("", _) => "cat",
            (named, _) => named,
        };
        known("un_body", body)?;
        articles
            .iter()
            .try_for_each(|article| known(articles_of(*kind), article))?;
        let template = read_template(*kind, template, *own, lang)?;
        let (cases, is_practice) = chosen(view, cases)?;
        if *kind == ReportKind::Communication && cases.len() != 1 {
            return Err(ErrorCode::OneCaseOnly.into());
        }
        Ok(Self {
            kind: *kind,
            body: body.to_owned(),
            cases,
            is_practice,
            purpose,
            level,
            template,
            articles: articles.clone(),
            lang: *own,
        })
    }

    /// The level asked for, in words.
    pub(super) fn identity_label(&self, lang: Lang) -> String {
        self.level.label(lang)
    }
}

/// The purpose of consent a paper needs, and how much of identities it usually shows.
fn needs(kind: ReportKind) -> (&'static str, Level) {
    match kind {
        ReportKind::AlternativeReport => ("un_report", Level::Pseudonym),
        ReportKind::Communication => ("un_communication", Level::NamedConfidential),
        ReportKind::Register | ReportKind::Chronology | ReportKind::Statement => {
            ("legal_help", Level::NamedConfidential)
        }
        ReportKind::Complaint | ReportKind::JudgeComplaint | ReportKind::Examination => {
            ("domestic_complaint", Level::NamedConfidential)
        }
        ReportKind::HateCrime => ("odihr", Level::Pseudonym),
        // It asks for consent, and tells of nobody.
        ReportKind::ConsentForm => ("internal_record", Level::Pseudonym),
    }
}

/// The vocabulary of the articles a paper is about.
fn articles_of(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Complaint | ReportKind::JudgeComplaint | ReportKind::Examination => "kz_law",
        ReportKind::AlternativeReport
        | ReportKind::Communication
        | ReportKind::Register
        | ReportKind::Chronology
        | ReportKind::HateCrime
        | ReportKind::Statement
        | ReportKind::ConsentForm => "treaty_article",
    }
}

fn known(name: &str, slug: &str) -> Result<(), Failure> {
    let term = vocabulary(name).and_then(|terms| terms.term(slug));
    term.map(drop)
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchValue, slug))
}

/// The cases of these names; without names every case that is not for practice. Real and practice cases are never in one paper.
fn chosen(view: &View<'_>, names: &[String]) -> Result<(Vec<(RecordId, String)>, bool), Failure> {
    let mut ids: Vec<RecordId> = Vec::new();
    if names.is_empty() {
        ids = walking::cases(view)?;
    }
    for name in names {
        let case = crate::finding::find_case(view, name)?;
        if !ids.contains(&case) {
            ids.push(case);
        }
    }
    let (mut cases, mut practice) = (Vec::new(), 0);
    for id in ids {
        practice += usize::from(walking::whereabouts(view, id)?.is_some_and(|place| place.is_practice));
        cases.push((id, codes::shown(view, id)?.unwrap_or_default()));
    }
    if practice > 0 && practice < cases.len() {
        return Err(ErrorCode::PracticeMixed.into());
    }
    cases.sort_by(|one, two| (&one.1, one.0).cmp(&(&two.1, two.0)));
    Ok((cases, practice > 0))
}

/// The template named, else the program's own.
fn read_template(kind: ReportKind, path: &str, own: Lang, lang: Lang) -> Result<Template, Failure> {
    let bytes = if path.is_empty() {
        papers::default_template(kind.slug(), own)
            .unwrap_or_default()
            .as_bytes()
            .to_vec()
    } else {
        let read = beginning(Path::new(path), TEMPLATE_LIMIT as u64 + 1);
        read.map_err(|_| Failure::about(ErrorCode::FileUnreadable, path))?
    };
    Template::read(&bytes, |name| papers::knows_section(kind.slug(), name))
        .map_err(|flaw| Failure::about(ErrorCode::BadTemplate, flaw_text(flaw, lang)))
}

fn flaw_text(flaw: Flaw, lang: Lang) -> String {
    let what = text(lang, flaw.what.key());
    if flaw.line == 0 {
        return what;
    }
    let args = [("n", flaw.line.into()), ("what", what.as_str().into())];
    text_with(lang, "template-line", &args)
}

/// Of what kind a file is, by its ending.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// To be edited.
    Docx,
    /// To be kept.
    Pdf,
    /// To calculate with.
    Xlsx,
    /// For programs.
    Csv,
}

impl Format {
    pub(super) fn of(name: &str) -> Result<Self, Failure> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("docx") => Ok(Self::Docx),
            Some("pdf") => Ok(Self::Pdf),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("csv") => Ok(Self::Csv),
            Some(_) | None => Err(Failure::about(ErrorCode::NoSuchFormat, name)),
        }
    }
}
