//! How two events belong together.

use super::record;

record! {
    /// A link between two events: one precedes or causes the other, or the same people or method stand behind both. ESF `[22]`.
    EventLink "event_link" in Case {
        main {
            /// The one event.
            from_event: Link("event"), B required;
            /// What it is to the other.
            link_type: Code("event_link_type"), C required counted;
            /// The other event, perhaps of another case.
            to_event: Link("event"), B;
            /// How sure this is.
            confidence: Code("confidence"), C;
            /// What it rests on and anything else.
            remarks: Prose, B;
        }
    }
}
