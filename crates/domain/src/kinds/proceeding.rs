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
            /// Where it stands now.
            current_stage: Code("proceeding_stage"), C counted;
            /// How it ended.
            outcome: Code("outcome"), C counted;
        }
        numbers {
            /// Number in the book of reports (КУИ).
            kui_number: Text, A;
            /// Number in the unified register of pre-trial investigations (ЕРДР).
            erdr_number: Text, A;
            /// Number of the case in court.
            court_number: Text, A;
            /// Other official numbers.
            official_numbers: Tags, A;
        }
        more {
            /// The lawyer.
            lawyer: Link("person"), B;
            /// Length of the sentence, in months.
            imprisonment_months: Number, C counted;
            /// Where the sentence stands between the limits of its article.
            sentence_level: Code("sentence_level"), C counted;
            /// What the sentence took beside liberty.
            further_penalties: Codes("further_penalty"), C counted;
            /// What became of the facts that aggravate.
            aggravating_facts: Code("aggravating_facts"), C counted;
            /// Compensation, in tenge.
            compensation_kzt: Number, C counted;
            /// What became of the motive.
            bias_motive_status: Code("bias_motive_status"), C counted;
            /// The ground given for that.
            bias_motive_ground: Text, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
