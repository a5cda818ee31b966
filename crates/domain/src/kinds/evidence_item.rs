//! A piece of evidence.

use super::record;

record! {
    /// A piece of evidence and where it came from. Its bytes are an encrypted file of the vault.
    EvidenceItem "evidence_item" in Case {
        main {
            /// Short title.
            title: Text, B;
            /// What kind of evidence.
            evidence_kind: Code("evidence_kind"), C counted;
            /// What it shows or proves: acts and steps.
            supports: Links("*"), B;
            /// Whom it shows.
            shows: Links("person"), B;
            /// When it was made.
            captured: Date, B;
            /// Where it was made, as told.
            captured_place: Text, B;
        }
        source {
            /// Where it came from.
            provenance: Code("provenance"), C;
            /// How, from whom and when it was obtained.
            obtained: Text, B;
            /// From whom, when they have a code here.
            obtained_from: Link("person"), B;
            /// When it was obtained.
            obtained_on: Date, B;
            /// When it was made, as the file itself says.
            captured_by_file: Date, B;
            /// Where it was made, as the file itself says: coordinates.
            captured_place_by_file: Text, A;
            /// Original or what kind of copy.
            copy_kind: Code("copy_kind"), C;
            /// Device it was made with.
            device: Text, A;
            /// What to take care of when showing it.
            sensitivity: Codes("sensitivity"), B;
            /// Words in the recording or picture.
            transcription: Prose, B;
            /// Anything else.
            remarks: Prose, B;
        }
        file {
            /// Name of the file as received.
            original_name: Text, A machine_made;
            /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
            sha256: Text, B machine_made;
            /// Size in bytes.
            size: Number, B machine_made;
            /// Type told by the first bytes.
            media_type: Text, C machine_made;
            /// Made from this item.
            parent: Link("evidence_item"), B machine_made;
            /// Why it was made from it.
            derivation: Text, B machine_made;
        }
    }
}
