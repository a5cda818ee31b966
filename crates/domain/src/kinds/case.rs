//! The case.

use super::record;

record! {
    /// A case: what holds the events, acts and proceedings of one story together.
    Case "case" in Case {
        main {
            /// Neutral human code, `K-26-014`; made by the program when absent.
            code: Text, B machine_made;
            /// Short working title.
            title: Text, B;
            /// One person's story, a linked group, or a policy.
            case_kind: Code("case_kind"), C counted;
            /// Where the work stands.
            monitoring_status: Code("monitoring_status"), C counted;
            /// How urgent it is.
            priority: Code("priority"), C;
            /// How well it is established.
            verification: Code("verification"), C counted;
            /// What to do next.
            next_action: Text, B;
        }
        more {
            /// How dangerous it is for those concerned.
            risk_level: Code("risk_level"), B;
            /// When work on it began.
            opened: Date, B;
            /// When it ended.
            closed: Date, B;
            /// Who is responsible, by profile name.
            owner: Text, A;
            /// Free words to find it by.
            tags: Tags, B;
            /// Anything else.
            remarks: Prose, B;
            /// An invented case for practice: never counted, sealed only with a watermark.
            is_practice: Flag, C;
        }
    }
}
