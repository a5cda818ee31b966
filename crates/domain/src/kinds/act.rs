//! What was done to whom.

use super::record;

record! {
    /// An act: one victim suffers one type of act in one event. ESF `[21]`.
    Act "act" in Case {
        main {
            /// In which event.
            event: Link("event"), B;
            /// Who suffered it.
            victim: Link("person"), B required;
            /// What was done.
            act_type: Code("act_type"), C required counted;
            /// How, in words.
            methods: Tags, B;
            /// When, if not simply the event's date.
            date: Date, B counted;
            /// It had not ended when it was recorded.
            continuing: Code("yes_no"), C;
            /// What exactly, in words.
            description: Prose, B;
        }
        motive {
            /// The reason the perpetrators gave.
            stated_reason: Text, B;
            /// Motive of bias.
            bias_motivation: Codes("bias_motivation"), C counted;
            /// What points to it.
            bias_indicator: Codes("bias_indicator"), C counted;
        }
        harm {
            /// Harm to the body.
            physical_harm: Codes("harm"), B counted;
            /// Harm to the mind.
            psychological_harm: Codes("harm"), B counted;
            /// Age when it happened.
            age_at_time: Number, B;
            /// Place, if not the event's.
            place_type: Code("place_type"), C counted;
            /// Treaty articles.
            treaty_articles: Codes("treaty_article"), C counted;
            /// Articles of the law claimed.
            qualifications_claimed: Codes("kz_law"), C counted;
        }
        detention {
            /// On what ground the person was held, as told.
            detention_basis: Text, B;
            /// A protocol was drawn up.
            detention_protocol: Code("yes_no"), C counted;
            /// Hours held.
            hours_held: Number, C counted;
            /// Relatives were told.
            relatives_told: Code("yes_no"), C counted;
            /// A lawyer was let in.
            lawyer_access: Code("yes_no"), C counted;
            /// A doctor examined the person.
            medical_check: Code("yes_no"), C counted;
            /// The phone was searched.
            phone_searched: Code("yes_no"), C counted;
        }
        more {
            /// Where it happened and what followed: anything else.
            remarks: Prose, B;
        }
    }
}
