//! What a doctor saw.

use super::record;

record! {
    /// A medical finding, and how well it fits what is said to have caused it (Istanbul Protocol, 2022).
    MedicalFinding "medical_finding" in Case {
        main {
            /// On whom.
            person: Link("person"), B required;
            /// What was found.
            finding: Prose, B;
            /// On which part of the body.
            body_area: Codes("body_area"), B;
            /// When it was seen.
            date: Date, B;
            /// What is said to have caused it.
            alleged_cause: Prose, B;
            /// How well the finding fits that cause.
            degree_of_consistency: Code("degree_of_consistency"), C counted;
        }
        source {
            /// From which act.
            act: Link("act"), B;
            /// Who examined.
            examiner: Text, A;
            /// Where.
            institution: Link("organisation"), B;
            /// The document that says so.
            document: Link("evidence_item"), B;
            /// Degree of harm to health, as the forensic doctor gave it.
            bodily_harm_degree: Code("bodily_harm_degree"), C counted;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
