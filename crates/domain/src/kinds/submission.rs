//! What was handed to a treaty body, a procedure or another organisation.

use super::record;

record! {
    /// A submission. It names several cases and is never handed over with one of them.
    Submission "submission" in Vault {
        main {
            /// To which body.
            addressed_to: Code("un_body"), C required counted;
            /// What kind of document.
            document_type: Code("document_type"), C counted;
            /// Short title.
            title: Text, B;
            /// Which cycle, session or list of issues.
            cycle: Text, C;
            /// Cases it rests on.
            cases: Links("case"), B;
            /// How much of identities it shows.
            identity_level: Code("identity_level"), C;
            /// Where it stands.
            submission_status: Code("submission_status"), C counted;
            /// When it was sent.
            sent: Date, B;
        }
        reply {
            /// When the answer came.
            reply_date: Date, B;
            /// What was answered.
            reply: Prose, B;
            /// The number or symbol the body gave it.
            symbol: Text, B;
        }
        more {
            /// Language it is written in.
            language: Code("language"), C;
            /// Articles it invokes.
            treaty_articles: Codes("treaty_article"), C counted;
            /// SHA-256 of the file that was sent, 64 lower-case hexadecimal digits.
            file_sha256: Text, B;
            /// Which consents stood on that day, and for what.
            consent_snapshot: Prose, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
