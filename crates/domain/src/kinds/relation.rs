//! What two people, or a person and an organisation, are to each other.

use super::record;

record! {
    /// A relation as one case tells it: the person is this *of* the other person or of the organisation. ESF `[23]`.
    ///
    /// It lives in a case, so that it is handed over, withheld and deleted with the story it was told in. It says nothing
    /// of anybody's part in that story.
    Relation "relation" in Case {
        main {
            /// Who.
            person: Link("person"), B required;
            /// Is what.
            relation_type: Code("relation_type"), C required counted;
            /// To whom.
            other_person: Link("person"), B;
            /// Or in which organisation.
            organisation: Link("organisation"), B;
        }
        more {
            /// Rank or post.
            rank: Text, B;
            /// Since when.
            began: Date, B;
            /// Until when.
            ended: Date, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
