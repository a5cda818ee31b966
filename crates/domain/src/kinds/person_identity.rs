//! A name, and how to reach its bearer safely.

use super::record;

record! {
    /// Who a person is: kept apart so that it can be withheld or destroyed alone. All class A.
    PersonIdentity "person_identity" in Vault {
        main {
            /// Whose identity.
            person: Link("person"), A required;
            /// Names in the documents.
            legal_name: Text, A;
            /// The name the person uses.
            used_name: Text, A;
            /// Other names and handles.
            aliases: Tags, A;
            /// Date of birth.
            birth_date: Date, A;
            /// Individual identification number.
            iin: Text, A;
            /// Identity documents, in words.
            documents: Text, A;
        }
        contact {
            /// Phones, addresses of messengers, mail.
            contacts: Tags, A;
            /// When and how it is safe to get in touch; code word; what never to do.
            safe_contact: Text, A;
            /// Days and hours at which it is safe to call.
            safe_times: Text, A;
            /// A word by which both sides know each other.
            code_word: Text, A;
            /// What never to do: a message, a call at home.
            never_do: Text, A;
            /// Address.
            address: Text, A;
            /// Whom to call in an emergency.
            emergency_contact: Text, A;
            /// Anything else.
            remarks: Prose, A;
        }
    }
}
