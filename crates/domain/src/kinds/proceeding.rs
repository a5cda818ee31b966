//! A legal track.

use super::record;

record! {
    /// A proceeding: one legal track with its own numbers, stage and outcome.
    Proceeding "proceeding" in Case {
        main {
            /// Short name for lists.
            title: Text, B;
            /// What kind of track.
            proceeding_kind: Code("proceeding_kind"), C required counted;
            /// Whose complaint.
            applicant: Link("person"), B;
            /// Articles it rests on.
            legal_basis: Codes("kz_law"), C counted;
            /// Official numbers: registration, criminal file, court.
            official_numbers: Tags, A;
            /// How it ended.
            outcome: Code("outcome"), C counted;
        }
        more {
            /// The lawyer.
            lawyer: Link("person"), B;
            /// What became of the motive.
            bias_motive_status: Code("bias_motive_status"), C counted;
            /// The ground given for that.
            bias_motive_ground: Text, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
