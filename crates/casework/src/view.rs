//! What the verbs answer: plain values, already in the reader's language, for the page and for `--json`.
//!
//! Nothing here is stored. Each type is exported to TypeScript, so that a changed answer stops the page's build.

mod bundle;
mod case;
mod form;
mod gate;

pub use bundle::{
    AttachOutcome, BundleLine, CardView, Change, ContactView, EvidenceCheck, EvidenceLine, InspectView, OpenOutcome,
    PreviewLine, SealOutcome, SealPreview, SealRequest, SenderStanding,
};
pub use case::{
    CaseList, CasePage, CaseRow, HistoryLine, Mark, Meaning, NewCase, PersonLine, RecordLine, RecordView, SearchHit,
    Sentence, TextLine, TimelineItem,
};
pub use form::{DraftSaved, FieldProblem, FieldView, FormKind, OptionView};
pub use gate::{DoorState, Look, RecoveryView, StatusView, Theme, UnlockView};
