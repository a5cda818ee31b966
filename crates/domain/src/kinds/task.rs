//! What is still to be done.

use super::record;

record! {
    /// A task: what, until when, and what became of it.
    Task "task" in Case {
        main {
            /// What is to be done.
            what: Text, B required;
            /// Until when, as a civil day.
            due: Date, B;
            /// The rule the day follows from.
            deadline_rule: Code("deadline_rule"), C;
            /// Where it stands.
            task_status: Code("task_status"), C counted;
            /// Why it was missed or dropped.
            reason: Text, B;
        }
        more {
            /// Who does it.
            assigned_to: Text, A;
            /// Which record it is about.
            about: Link("*"), B;
            /// When it was done.
            done_on: Date, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
