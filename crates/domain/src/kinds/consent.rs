//! What a person allowed.

use super::record;

record! {
    /// What a person allowed: for which purpose, to whom, at which level of identity.
    Consent "consent" in Case {
        main {
            /// Whose consent.
            person: Link("person"), B required;
            /// For what.
            purpose: Codes("consent_purpose"), C required counted;
            /// What the person said no to.
            refused: Codes("consent_purpose"), C counted;
            /// To whom, as a class or a name.
            recipient: Text, B;
            /// To which class of recipients.
            recipient_class: Code("recipient_class"), C;
            /// How much of the identity may be shown.
            identity_level: Code("identity_level"), C required;
            /// Which materials, in words.
            materials: Text, B;
            /// When it was given.
            given: Date, B;
            /// Until when.
            expires: Date, B;
            /// When it was withdrawn.
            withdrawn: Date, B;
        }
        more {
            /// Who gave it.
            given_by: Code("consent_given_by"), C;
            /// The guardian or relative, when it was not the person.
            given_by_person: Link("person"), B;
            /// Whether that person could decide.
            capacity: Code("consent_capacity"), C;
            /// In what form.
            form: Code("consent_form"), C;
            /// May be contacted again.
            contact_again: Code("yes_no"), C;
            /// Conditions, in words.
            conditions: Text, B;
            /// Who took it.
            taken_by: Text, A;
            /// The signed form or recording.
            evidence: Link("evidence_item"), B;
            /// The text that was shown.
            text_shown: Prose, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
