//! A rule of one's own for deadlines.

use super::record;

record! {
    /// A rule of one's own: what starts a deadline, and how long it is. The program adds nothing to it and knows no law behind it.
    DeadlineRule "deadline_rule" in Vault {
        main {
            /// What is due.
            label: Text, B required;
            /// Steps that start it.
            starts: Codes("step_type"), C required;
            /// Only when the step is a refusal.
            only_refusals: Flag, C;
            /// How long, in units.
            length: Number, C required;
            /// Days, months or years.
            unit: Code("deadline_unit"), C required;
            /// Later steps of the same proceeding that answer it.
            met_by: Codes("step_type"), C;
            /// What it rests on: a law, an agreement, a custom of the group.
            ground: Text, B;
            /// What one should know about it.
            note: Prose, B;
        }
    }
}
