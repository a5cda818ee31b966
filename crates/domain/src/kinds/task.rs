//! Something to be done by a day, and what became of it.

use super::record;

record! {
    /// A task: one's own, or what became of a deadline that the program computed from a step or another record.
    Task "task" in Case {
        main {
            /// What is to be done.
            what: Text, B required;
            /// By when.
            due: Date, B;
            /// What became of it.
            status: Code("task_status"), C;
            /// When it was done.
            done_on: Date, B;
            /// Why it was done so, missed or dropped.
            why: Prose, B;
        }
        more {
            /// The rule the deadline follows from.
            rule: Code("deadline_rule"), C;
            /// The rule of one's own it follows from.
            own_rule: Link("deadline_rule"), B;
            /// The step it is counted from.
            step: Link("proceeding_step"), B;
            /// The event it belongs to.
            event: Link("event"), B;
            /// The record it is counted from, when that is no step.
            about: Link("*"), B;
            /// Who does it.
            assigned_to: Text, A;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
