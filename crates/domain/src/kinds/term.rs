//! A word a group adds to a vocabulary.

use super::record;

record! {
    /// A term of a group's own: a value of a coded field names it as `{"term": "<id>"}`. At least one label is there. It is
    /// retired, not deleted, so that what was written with it stays readable.
    OwnTerm "term" in Vault {
        main {
            /// Of which vocabulary.
            vocabulary: Code("vocabulary"), C required;
            /// In Russian.
            label_ru: Text, C either;
            /// In Kazakh.
            label_kk: Text, C either;
            /// In English.
            label_en: Text, C either;
            /// The built-in term it says anew, such as an article that was amended: a slug of the same vocabulary.
            replaces: Text, C;
        }
        validity {
            /// Since when it holds.
            valid_from: Date, C;
            /// Until when it held.
            valid_to: Date, C;
            /// Who confirmed it: for laws, a lawyer.
            confirmed_by: Text, A;
            /// When it was confirmed.
            confirmed_on: Date, C;
            /// No longer offered.
            retired: Flag, C;
        }
        more {
            /// What it means and where it comes from.
            note: Prose, B;
        }
    }
}
