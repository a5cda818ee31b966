//! A police department, a hospital, a court, a club, a gang.

use super::record;

record! {
    /// An organisation: whoever acts as a body. The same one is named by many cases. At least one of its names is known.
    Organisation "organisation" in Vault {
        main {
            /// Name in Russian.
            name_ru: Text, B either;
            /// Name in Kazakh.
            name_kk: Text, B either;
            /// Name in English.
            name_en: Text, B either;
            /// What kind of organisation.
            organisation_kind: Code("organisation_kind"), C counted;
            /// What it is a part of.
            parent: Link("organisation"), B;
        }
        place {
            /// Region of Kazakhstan.
            region: Code("region"), C counted;
            /// Town or village.
            locality: Text, B;
            /// Address.
            address: Text, A;
            /// Phones, mail, pages.
            contacts: Tags, A;
        }
        more {
            /// Other names people use for it.
            aliases: Tags, B;
            /// Anything else.
            remarks: Prose, B;
        }
    }
}
