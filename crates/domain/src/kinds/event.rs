//! What happened, when and where.

use super::record;

record! {
    /// An event: something that happened at a time and a place; acts happen in it. ESF `[01]`.
    Event "event" in Case {
        main {
            /// What happened, in the words it was told.
            description: Prose, B;
            /// Short name for lists and the timeline.
            title: Text, B;
            /// When.
            date: Date, B counted;
            /// When it ended, if it lasted.
            ended: Date, B;
        }
        place {
            /// Region of Kazakhstan.
            region: Code("region"), C counted;
            /// District, in words.
            district: Text, B;
            /// Town or village.
            locality: Text, B;
            /// Country, when it was not in Kazakhstan.
            country: Code("country"), C counted;
            /// Kind of place.
            place_type: Code("place_type"), C counted;
        }
        more {
            /// Treaty articles concerned.
            rights_affected: Codes("treaty_article"), C counted;
            /// Victims known by name or code.
            victims_known: Number, C;
            /// Fewest victims by estimate.
            victims_min: Number, C;
            /// Most victims by estimate.
            victims_max: Number, C;
            /// How well this event is established.
            verification: Code("verification"), C counted;
            /// It was reported to an authority.
            reported: Code("yes_no"), C counted;
            /// Why it was not.
            why_not_reported: Codes("why_not_reported"), C counted;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
