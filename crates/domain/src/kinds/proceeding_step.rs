//! A step of a legal track, refusals included.

use super::record;

record! {
    /// A step of a proceeding. A refusal is a step: dated, typed and provable.
    ProceedingStep "proceeding_step" in Case {
        main {
            /// In which proceeding.
            proceeding: Link("proceeding"), B required;
            /// What happened.
            step_type: Code("step_type"), C required counted;
            /// When.
            date: Date, B counted;
            /// Before which body.
            forum_level: Code("forum_level"), C counted;
            /// Name of the authority.
            authority: Text, B;
            /// The authority, when it is known here.
            organisation: Link("organisation"), B;
            /// The official, as known.
            official: Text, A;
            /// How it was handed in or received.
            channel: Code("channel"), C;
            /// What it led to.
            result: Code("result"), C counted;
        }
        refusal {
            /// In which way it was refused.
            refusal_mode: Code("refusal_mode"), C counted;
            /// The words used.
            refusal_words: Text, B;
            /// Article asked for.
            requested_qualification: Codes("kz_law"), C counted;
            /// Article given.
            given_qualification: Codes("kz_law"), C counted;
            /// What was said of the motive.
            bias_motive: Code("bias_step"), C counted;
            /// The ground of the motive, as said.
            bias_motive_ground: Text, B;
        }
        more {
            /// Evidence of this step.
            proof: Links("evidence_item"), B;
            /// An earlier attempt of the same application.
            continues: Link("proceeding_step"), B;
            /// Next deadline, as a civil day.
            next_deadline: Date, B;
            /// The rule it follows from.
            deadline_rule: Code("deadline_rule"), C;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
