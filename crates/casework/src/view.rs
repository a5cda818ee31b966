//! What the verbs answer: plain values, already in the reader's language, for the page and for `--json`.
//!
//! Nothing here is stored. Each type is exported to TypeScript, so that a changed answer stops the page's build.

mod annex;
mod around;
mod backup;
mod bundle;
mod case;
mod catalogue;
mod check;
mod deadline;
mod export;
mod filter;
mod form;
mod gate;
mod intake;
mod joins;
mod keys;
mod merge;
mod practice;
mod report;
mod residual;
mod stats;
mod track;
mod trash;
mod vocabulary;

pub use annex::{AnnexChapter, AnnexPreview};
pub use around::{LinkedCase, MarkLine, OrganisationLine, Question};
pub use backup::{BackupState, BackupView, RehearsalView, RestoreView};
pub use bundle::{
    AttachOutcome, BundleLine, CardView, Change, ContactView, EvidenceCheck, EvidenceLine, InspectView, OpenOutcome,
    PreviewLine, SealEvidence, SealKind, SealOutcome, SealPreview, SealRequest, SenderStanding,
};
pub use case::{
    CaseLine, CaseList, CasePage, CaseRow, HistoryLine, Mark, Meaning, NewCase, PersonLine, RecordLine, RecordView,
    SearchHit, Sentence, TextLine, TimelineItem, TimelinePart,
};
pub use catalogue::{CountedCase, CountedCases, StatsCatalogue, StatsDimension, StatsPeriod, StatsQuestion, StatsUnit};
pub use check::{CheckLine, CheckedPart, RescueView, RescuedTable, VerifyView};
pub use deadline::{DeadlineGroup, DeadlineLine, NewTask, RuleLine, SettleTask, TaskFilter, TaskList};
pub use export::{ExportOutcome, ExportPreview, ImportView};
pub use filter::{CaseQuery, CaseSort, FieldFilter, FilterField, FilterValue, SavedFilter};
pub use form::{DateReading, DraftSaved, FieldProblem, FieldView, FormKind, OptionView};
pub use gate::{DoorState, Look, RecoveryView, StatusView, Theme, UnlockView};
pub use intake::{IntakeLine, IntakePreview, IntakeQuestion};
pub use joins::{
    ChainStep, CommonLine, GroupView, LinkOutcome, LinkProposal, LinkProposals, PairLine, PictureOutcome, ProposalSide,
};
pub use keys::{ShareView, SlotUse, SlotView};
pub use merge::{
    ConflictField, ConflictValue, ConflictView, EndingView, JournalCheck, JournalLine, JournalPage, JournalRow,
    JournalView, MergeLine, UndoneMerge,
};
pub use practice::{PracticeCase, PracticeView};
pub use report::{ReportCase, ReportKind, ReportLength, ReportPerson, ReportPreview, ReportRequest, ReportWritten};
pub use residual::ResidualLine;
pub(crate) use stats::stats_title;
pub use stats::{
    AnnexAsked, AnnexReleased, GroupNumbers, StatsAgain, StatsCell, StatsLine, StatsReleased, StatsRequest, StatsRow,
    StatsTo, StatsTogether, StatsValue, StatsView,
};
pub use track::{ProceedingTrack, TrackNext, TrackStation};
pub use trash::{ActionsView, Deleted, FieldChange, Gone, GoneRecord, Place, TrashLine};
pub use vocabulary::{NewTerm, TermView, VocabularyLine, VocabularyView};

#[cfg(test)]
mod tests {
    /// Like the types above, the page's types of record kinds are written by this test; CI refuses a stale copy.
    #[test]
    fn the_page_gets_a_type_for_every_kind() {
        let folder = std::path::PathBuf::from(std::env::var("TS_RS_EXPORT_DIR").expect("set by .cargo/config.toml"));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("kinds.ts"), sandyq_domain::schema::typescript()).expect("written");
        assert!(sandyq_domain::schema::typescript().contains("export interface ProceedingStep {"));
    }
}
