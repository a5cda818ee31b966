//! What was done to help.

use super::record;

record! {
    /// An intervention: what we or others did, and what came of it. ESF `[26]`.
    Intervention "intervention" in Case {
        main {
            /// What was done.
            intervention_kind: Code("intervention_kind"), C required counted;
            /// For whom.
            persons: Links("person"), B;
            /// When.
            date: Date, B counted;
            /// What exactly, in words.
            description: Prose, B;
            /// What was answered.
            response: Prose, B;
            /// What changed by it.
            impact: Prose, B;
        }
        more {
            /// Who did it, in words.
            provided_by: Text, B;
            /// Which organisation did it.
            organisation: Link("organisation"), B;
            /// For which proceeding.
            proceeding: Link("proceeding"), B;
            /// What it cost, in tenge.
            cost_kzt: Number, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
