//! What fits nowhere else yet.

use super::record;

record! {
    /// A note.
    Note "note" in Case {
        main {
            /// The note.
            text: Prose, B;
            /// Short name for lists.
            title: Text, B;
            /// Which records it is about.
            about: Links("*"), B;
            /// When.
            date: Date, B;
            /// Free words to find it by.
            tags: Tags, B;
        }
    }
}
