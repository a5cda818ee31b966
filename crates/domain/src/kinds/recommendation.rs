//! What a body has asked of the State.

use super::record;

record! {
    /// A recommendation of a body, and the cases that show whether it is followed.
    Recommendation "recommendation" in Vault {
        main {
            /// Which body.
            issued_by: Code("un_body"), C required counted;
            /// The text.
            text: Prose, C;
            /// Symbol of the document, such as `CAT/C/KAZ/CO/4`.
            symbol: Text, C;
            /// Its paragraph.
            paragraph: Text, C;
            /// Until when the State has to answer.
            deadline: Date, C;
            /// Whether it is followed.
            implementation: Code("implementation"), C counted;
            /// Cases that show it is not.
            cases: Links("case"), B;
        }
        more {
            /// When it was adopted.
            date: Date, C;
            /// What it is about.
            topics: Tags, C;
            /// Articles it rests on.
            treaty_articles: Codes("treaty_article"), C counted;
            /// What the State has answered.
            state_reply: Prose, C;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
