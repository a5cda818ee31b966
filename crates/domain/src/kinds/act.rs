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
            /// When it ended, if it lasted.
            ended: Date, B;
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
            /// How it was for the victim at the end.
            status_at_end: Code("status_at_end"), C counted;
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
            /// The ground was shown or told to the person held.
            basis_shown: Code("yes_no"), C counted;
            /// When the person was brought in, as told.
            delivered: Date, B;
            /// When, according to the record of the authority.
            delivered_on_record: Date, B;
            /// Hours held.
            hours_held: Number, C counted;
            /// With whom the person was held.
            held_with: Codes("held_with"), C counted;
            /// Relatives were told.
            relatives_told: Code("yes_no"), C counted;
            /// A lawyer was let in.
            lawyer_access: Code("yes_no"), C counted;
            /// A doctor examined the person.
            medical_check: Code("yes_no"), C counted;
            /// The phone was searched.
            phone_searched: Code("yes_no"), C counted;
            /// The person was made to unlock it.
            forced_unlock: Code("yes_no"), C counted;
        }
        medical {
            /// What was done, in words.
            procedure: Text, B;
            /// Where.
            institution: Link("organisation"), B;
            /// For what purpose.
            medical_purpose: Code("medical_purpose"), C counted;
            /// Who demanded it, in words.
            demanded_by: Text, B;
            /// What consent there was.
            medical_consent: Code("medical_consent"), C counted;
            /// It can be undone.
            reversible: Code("yes_no"), C counted;
        }
        conversion {
            /// In what setting.
            conversion_setting: Code("conversion_setting"), C counted;
            /// What was done there.
            conversion_practices: Codes("conversion_method"), C counted;
            /// How long it lasted, in words.
            conversion_duration: Text, B;
            /// Who organised it, in words.
            organised_by: Text, B;
            /// Which organisation organised it.
            organiser: Link("organisation"), B;
        }
        loss {
            /// Income lost, in tenge.
            lost_income_kzt: Number, B;
            /// Over which time, in words.
            lost_income_period: Text, B;
            /// Cost of treatment, in tenge.
            medical_cost_kzt: Number, B;
            /// Property lost, in tenge.
            property_loss_kzt: Number, B;
            /// What was lost, in words.
            property_lost: Text, B;
            /// Money extorted, in tenge.
            extorted_kzt: Number, B;
            /// Lost the home.
            housing_lost: Code("yes_no"), C counted;
            /// Lost the job.
            job_lost: Code("yes_no"), C counted;
        }
        qualification {
            /// What the act amounts to: a conclusion, not what was recorded.
            qualification: Codes("qualification"), C counted;
            /// Torture: severe pain or suffering.
            severe_pain: Code("element_standing"), B;
            /// Torture: done on purpose.
            intent: Code("element_standing"), B;
            /// Torture: for one of the purposes of the Convention.
            purpose: Code("element_standing"), B;
            /// Which purpose.
            purposes: Codes("torture_purpose"), C counted;
            /// Torture: by an official, or with their consent or acquiescence.
            official_capacity: Code("element_standing"), B;
            /// Why the elements stand as they do.
            qualification_grounds: Prose, B;
            /// Who concluded so.
            qualified_by: Text, A;
            /// When.
            qualified_on: Date, B;
        }
        more {
            /// Where it happened and what followed: anything else.
            remarks: Prose, B;
        }
    }
}
