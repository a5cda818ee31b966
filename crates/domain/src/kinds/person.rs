//! A person, without a name.

use super::record;

record! {
    /// A person by code; roles come from links, names are in [`super::PersonIdentity`]. ESF `[09]`.
    Person "person" in Vault {
        main {
            /// Neutral code, `P-103`; made by the program when absent.
            code: Text, B machine_made;
            /// What the person is called wherever a name is needed and the real one is not: chosen, unlike the real one.
            pseudonym: Text, B;
            /// One person, a family, a group or an organisation.
            counting_unit: Code("counting_unit"), C;
            /// How many, for groups: the least number.
            number_in_group: Number, C;
            /// Age group, when the year is not known.
            age_band: Code("age_band"), C counted;
            /// Year of birth.
            birth_year: Number, B;
            /// Occupation.
            occupation: Text, B;
            /// Education.
            education: Code("education"), C counted;
            /// Citizenship, in words.
            citizenship: Text, B;
            /// Languages spoken.
            languages: Codes("language"), C;
        }
        sogiesc {
            /// In the person's own words where possible.
            gender_identity: Code("gender_identity"), B counted;
            /// Sex assigned at birth, if the person wants it written down.
            sex_assigned_at_birth: Code("sex_marker"), B;
            /// The marker in the documents.
            legal_sex_marker: Code("sex_marker"), B;
            /// Sexual orientation.
            sexual_orientation: Code("sexual_orientation"), B counted;
            /// Sex characteristics.
            sex_characteristics: Code("sex_characteristics"), B;
            /// How open the person is.
            openness: Code("openness"), B;
            /// Pronouns, in words.
            pronouns: Text, B;
            /// Documents do not match the person.
            document_name_mismatch: Code("yes_no"), B counted;
            /// Who says so: the person, or an assumption.
            sogiesc_source: Code("sogiesc_source"), C;
        }
        voice {
            /// Who says so, of the gender identity alone.
            gender_identity_source: Code("sogiesc_source"), C;
            /// … of the sex assigned at birth.
            sex_assigned_at_birth_source: Code("sogiesc_source"), C;
            /// … of the marker in the documents.
            legal_sex_marker_source: Code("sogiesc_source"), C;
            /// … of the sexual orientation.
            sexual_orientation_source: Code("sogiesc_source"), C;
            /// … of the sex characteristics.
            sex_characteristics_source: Code("sogiesc_source"), C;
            /// … of how open the person is.
            openness_source: Code("sogiesc_source"), C;
            /// … of the pronouns.
            pronouns_source: Code("sogiesc_source"), C;
            /// … of documents that do not match.
            document_name_mismatch_source: Code("sogiesc_source"), C;
        }
        vulnerability {
            /// Living with HIV.
            hiv: Code("yes_no"), A;
            /// Disability.
            disability: Code("yes_no"), B;
            /// Other circumstances that raise the risk.
            vulnerabilities: Codes("vulnerability"), B counted;
            /// Date of death.
            deceased: Date, B;
            /// The same person, who has another code too: whoever is so joined counts once.
            same_as: Link("person"), B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}

impl Person {
    /// What stands wherever the person is named: the pseudonym if one was chosen, else the code.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        let pseudonym = self
            .pseudonym
            .as_deref()
            .map(str::trim)
            .filter(|chosen| !chosen.is_empty());
        pseudonym.or(self.code.as_deref())
    }
}
