//! What a perpetrator leaves behind: a number, a handle, a plate.

use super::record;

record! {
    /// A mark of perpetrators: the key for finding the same people twice. Involvements of several cases name the same one.
    /// Everything in it that was written down is class A.
    PerpetratorMark "perpetrator_mark" in Vault {
        main {
            /// What kind of mark.
            mark_kind: Code("mark_kind"), C required counted;
            /// The number, handle or words themselves.
            value: Text, A;
            /// How they look or speak, and where this was seen.
            description: Prose, A;
        }
        more {
            /// Whose it is, when known.
            person: Link("person"), A;
            /// Or of which group.
            organisation: Link("organisation"), A;
            /// When it was first seen.
            first_seen: Date, A;
            /// When it was last seen.
            last_seen: Date, A;
            /// Anything else.
            remarks: Prose, A;
        }
    }
}
