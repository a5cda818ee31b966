//! Papers that leave the vault: reports, communications, registers. Each asks its own consent of everybody in a case, is shown
//! before it is written, and is entered in the ledger of copies. **The file is not encrypted.**

mod among;
mod annex;
mod asking;
mod custody;
mod entering;
mod gate;
mod level;
mod own_figures;
mod previewing;
mod templates;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name, new_place};
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{AnnexPreview, ReportKind, ReportPreview, ReportRequest, ReportWritten};
use among::Among;
use asking::{Asked, Format};
use gate::Gated;
use sandyq_domain::words::{size_text, text_with};
use sandyq_domain::{CaseFile, Envelope, Lang, RecordId};
use sandyq_report::document;
use sandyq_report::papers::{self, Material, Paper, Told};
use sandyq_vault::{View, records};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
pub use templates::write_report_template;

/// What goes into a paper, and what was decided on the way.
struct Prepared {
    asked: Asked,
    material: Material,
    gated: Vec<(RecordId, Gated)>,
    /// What stands in its annex of numbers.
    numbers: Option<AnnexPreview>,
    /// Tables of numbers that are in it, for the ledger.
    tables: Vec<Value>,
}

impl Session {
    /// What would be in a paper, who would not and why, and what is missing. Nothing is written. `progress` is told how many cases
    /// were looked at, and may end it.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`]; [`ErrorCode::NoSuchValue`] for a body, article or level that is none; [`ErrorCode::BadTemplate`] with
    /// its line; [`ErrorCode::PracticeMixed`]; [`ErrorCode::OneCaseOnly`].
    pub fn report_preview(
        &self,
        request: &ReportRequest,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<ReportPreview, Failure> {
        let prepared = self.prepare_report(request, lang, progress)?;
        let paper = paper(&prepared.material, request.kind);
        Ok(previewing::of(&prepared, &paper, lang))
    }

    /// Writes a paper into a new file, whose ending says of what kind it is. An existing file is never overwritten. Ended by `progress`
    /// it leaves none; once the file stands it is not asked any more.
    ///
    /// # Errors
    /// As [`Session::report_preview`], and [`ErrorCode::NobodyToTell`], [`ErrorCode::NoSuchFormat`], [`ErrorCode::NoTable`],
    /// [`ErrorCode::CannotPrint`], [`ErrorCode::PlaceInsideVault`], [`ErrorCode::FileExists`], [`ErrorCode::DiskFull`], …
    pub fn write_report(
        &mut self,
        request: &ReportRequest,
        out: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<ReportWritten, Failure> {
        let name = file_name(out);
        let format = Format::of(&name)?;
        let out = &new_place(out, self.vault().folder().path())?;
        let prepared = self.prepare_report(request, lang, progress)?;
        if prepared.material.cases.is_empty() {
            return Err(ErrorCode::NobodyToTell.into());
        }
        let paper = paper(&prepared.material, request.kind);
        let cases = prepared.gated.len() as u64;
        go_on(progress, cases)?;
        let bytes = bytes(&paper, format)?;
        // Laying out pages is one piece of work: whoever ended it meanwhile gets no file.
        go_on(progress, cases)?;
        let unfinished = Unfinished::holding(out, &bytes)?;
        let sha256 = crate::evidence::hex(&Sha256::digest(&bytes));
        self.enter_report(&prepared, &sha256, &unfinished, out)?;
        unfinished.keep();
        // The paper stands and is in the ledger: what fails from here on must not be told as if nothing had been written.
        let (submission, not_noted) = match self.note_submission(&prepared, &sha256, lang) {
            Ok(submission) => (submission, None),
            Err(failure) => (None, Some(not_noted(&failure, lang))),
        };
        Ok(ReportWritten {
            file: name,
            size: bytes.len() as u64,
            size_text: size_text(bytes.len() as u64, lang),
            sha256,
            preview: previewing::of(&prepared, &paper, lang),
            submission: submission.map(|id| id.to_string()),
            not_noted,
        })
    }

    fn prepare_report(
        &self,
        request: &ReportRequest,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<Prepared, Failure> {
        let today = self.now();
        self.vault().read(|view| {
            let asked = Asked::of(view, request, lang)?;
            let (mut gated, mut cases) = (Vec::new(), Vec::new());
            for (case, code) in &asked.cases {
                go_on(progress, gated.len() as u64)?;
                gated.push((*case, gate::of_case(view, *case, code, &asked, today, lang)?));
            }
            let among = Among::of(view, &gated, asked.kind)?;
            let (across, detailed) = (among.across(&gated), among.detailed(&gated));
            for (case, gated) in gated.iter_mut().filter(|(_, gated)| gated.is_told) {
                gated.is_detailed = detailed.contains(case);
                if !gated.is_detailed {
                    among::without_places(gated, asked.level, lang);
                }
                cases.push(told(view, *case, gated, &asked, request.lang)?);
            }
            let counted = match asked.kind {
                ReportKind::AlternativeReport => {
                    let told = gated.iter().filter(|(_, gated)| gated.is_told);
                    own_figures::by_article(told.map(|(case, gated)| (*case, gated.envelopes.as_slice())), &across)
                }
                _ => BTreeMap::new(),
            };
            let told_here = gated.iter().filter(|(_, gated)| gated.is_told).map(|(case, _)| *case);
            let annex = self.report_annex(view, &asked, &told_here.collect(), progress)?;
            let numbers = Some(annex.preview(request.lang)).filter(|numbers| numbers.tables > 0);
            let material = Material {
                lang: request.lang,
                today: today.day().parse().unwrap_or_default(),
                body: asked.body.clone(),
                articles: request.articles.clone(),
                identity: asked.identity_label(request.lang),
                chosen: asked.cases.len(),
                cases,
                across,
                counted,
                recommendations: recommendations(view, request.kind)?,
                template: asked.template.clone(),
                annex: annex.blocks,
                is_practice: asked.is_practice,
            };
            Ok(Prepared {
                asked,
                material,
                gated,
                numbers,
                tables: annex.ledger,
            })
        })
    }
}

fn not_noted(failure: &Failure, lang: Lang) -> String {
    let why = failure.text(lang);
    text_with(lang, "paper-not-noted", &[("why", why.trim_end_matches('.').into())])
}

/// # Errors
/// [`ErrorCode::Cancelled`] when the caller said so.
fn go_on(progress: &mut Progress<'_>, cases: u64) -> Result<(), Failure> {
    if progress(cases).is_break() {
        return Err(ErrorCode::Cancelled.into());
    }
    Ok(())
}

/// The records of a case as they may be told, with what the register says of its files.
fn told(view: &View<'_>, case: RecordId, gated: &Gated, asked: &Asked, lang: Lang) -> Result<Told, Failure> {
    let envelopes = crate::spelling::spelled(gated.envelopes.clone(), lang);
    let file = CaseFile::of(&envelopes);
    let files = custody::files(view, &file)?;
    let (custody, root) = if asked.kind == ReportKind::Register {
        (custody::lines(view, &file, asked, lang)?, custody::root(&files))
    } else {
        (Vec::new(), String::new())
    };
    Ok(Told {
        code: sandyq_vault::codes::shown(view, case)?.unwrap_or_default(),
        file,
        called: gated.called.clone(),
        is_detailed: gated.is_detailed,
        files,
        custody,
        root,
    })
}

/// What bodies have asked of the State, for the papers that follow it up.
fn recommendations(
    view: &View<'_>,
    kind: ReportKind,
) -> Result<Vec<sandyq_domain::Entry<sandyq_domain::kinds::Recommendation>>, Failure> {
    if kind != ReportKind::AlternativeReport {
        return Ok(Vec::new());
    }
    let found: Vec<Envelope> = records::of_kind(view, "recommendation")?;
    Ok(CaseFile::of(&found).recommendations)
}

fn paper(material: &Material, kind: ReportKind) -> Paper {
    match kind {
        ReportKind::AlternativeReport => papers::alternative_report(material),
        ReportKind::Communication => papers::communication(material),
        ReportKind::Register => papers::register(material),
        ReportKind::Chronology => papers::chronology(material),
        ReportKind::HateCrime => papers::hate_crimes(material),
        ReportKind::Statement
        | ReportKind::Complaint
        | ReportKind::JudgeComplaint
        | ReportKind::Examination
        | ReportKind::ConsentForm => papers::form(material, kind.slug()),
    }
}

fn bytes(paper: &Paper, format: Format) -> Result<Vec<u8>, Failure> {
    let Paper { document, sheets, .. } = paper;
    match (format, sheets.first()) {
        (Format::Docx, _) => Ok(document::docx(document)),
        (Format::Pdf, _) => document::pdf(document).map_err(|_| ErrorCode::CannotPrint.into()),
        (Format::Xlsx, Some(_)) => document::xlsx(sheets).map_err(|_| ErrorCode::TableTooLarge.into()),
        (Format::Csv, Some(first)) => Ok(document::csv(first).into_bytes()),
        (Format::Xlsx | Format::Csv, None) => Err(ErrorCode::NoTable.into()),
    }
}
