//! Where numbers come into a paper: the statistical annex of an alternative report.

use super::asking::Asked;
use crate::counting::{Annex, AnnexRequest, OWN_STATISTICS};
use crate::failure::Failure;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::ReportKind;
use sandyq_domain::RecordId;
use sandyq_report::document::Level;
use sandyq_vault::View;
use std::collections::BTreeSet;

impl Session {
    /// The tables and charts of everything the vault counts, each with its definition below it, guarded beside the cases that the
    /// paper tells; nothing for papers without an annex, and for practice, which counts nowhere.
    pub(super) fn report_annex(
        &self,
        view: &View<'_>,
        asked: &Asked,
        told: &BTreeSet<RecordId>,
        progress: &mut Progress<'_>,
    ) -> Result<Annex, Failure> {
        if asked.kind != ReportKind::AlternativeReport || asked.is_practice {
            return Ok(Annex::default());
        }
        let request = AnnexRequest {
            from: None,
            to: None,
            purpose: OWN_STATISTICS,
            told,
            lang: asked.lang,
        };
        self.annex(view, &request, Level::Third, progress)
    }
}
