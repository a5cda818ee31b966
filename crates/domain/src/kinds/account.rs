//! Who told it.

use super::record;

record! {
    /// An account: who told it, when, and their words. ESF `[25]`.
    Account "account" in Case {
        main {
            /// Who told it.
            source: Link("person"), B;
            /// How the source stands to what happened.
            connection: Code("connection"), C counted;
            /// The words as they were told.
            text: Prose, B;
            /// When it was told.
            received: Date, B;
        }
        more {
            /// Language it was told in.
            language: Code("language"), C;
            /// Through an interpreter.
            interpreter: Code("yes_no"), C;
            /// How reliable it seems.
            reliability: Code("reliability"), B;
            /// How and where the talk took place.
            circumstances: Text, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
