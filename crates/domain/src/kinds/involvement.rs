//! Who did it.

use super::record;

record! {
    /// Who did it: one perpetrator in one act. ESF `[24]`.
    Involvement "involvement" in Case {
        main {
            /// In which act.
            act: Link("act"), B required;
            /// The person, when known.
            person: Link("person"), B;
            /// The organisation, when it acted as one.
            organisation: Link("organisation"), B;
            /// How the perpetrator is called here when not known: "unknown A", "the officer on duty".
            described_as: Text, B;
            /// What kind of perpetrator.
            perpetrator_type: Code("perpetrator_type"), C required counted;
            /// Part in the act.
            degree: Code("degree"), C counted;
        }
        more {
            /// On duty.
            on_duty: Code("yes_no"), C counted;
            /// In uniform.
            in_uniform: Code("yes_no"), C counted;
            /// Numbers, handles, plates they left.
            marks: Links("perpetrator_mark"), B;
            /// How it is known who it was.
            identified_by: Text, B;
            /// What became of the perpetrator.
            latest_status: Text, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
