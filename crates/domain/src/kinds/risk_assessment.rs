//! What may still happen, and what is done against it.

use super::record;

record! {
    /// A risk assessment. Measures are class A: they tell where somebody hides and who helps.
    RiskAssessment "risk_assessment" in Case {
        main {
            /// For whom.
            person: Link("person"), B;
            /// What threatens, and from whom.
            threats: Prose, B;
            /// How likely it is.
            likelihood: Code("likelihood"), B;
            /// How bad it would be.
            impact: Code("impact"), B;
            /// What is done against it.
            measures: Prose, A;
            /// When to look at it again.
            review_date: Date, B;
        }
        more {
            /// When it was made.
            date: Date, B;
            /// Who made it.
            made_by: Text, A;
            /// Anything else.
            remarks: Prose, A;
        }
    }
}
