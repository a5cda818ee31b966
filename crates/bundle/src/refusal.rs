//! Every rule a bundle can break, by name. The slugs are published in `docs/formats/bundle.md` and never change meaning.

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $text:literal;)*) => {
        /// The rule that a bundle breaks.
        ///
        /// The texts say what is wrong with the file and carry nothing that a person wrote.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[doc = $text] #[error($text)] $name,)*
        }

        impl Refusal {
            /// Every rule, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable name of the rule.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }
        }
    };
}

refusals! {
    // --- the tar
    CutShort = "cut-short", "the tar ends before its end";
    TrailingBytes = "trailing-bytes", "something follows the end of the tar";
    EndMissing = "end-missing", "the tar does not end with two blocks of zeros";
    HeaderChecksum = "header-checksum", "a tar header has a wrong checksum";
    HeaderMagic = "header-magic", "a tar header is not ustar";
    HeaderType = "header-type", "a member is not a regular file";
    HeaderName = "header-name", "a tar header has a malformed name";
    HeaderMode = "header-mode", "a member has another mode than 0644";
    HeaderOwner = "header-owner", "a member has an owner";
    HeaderSize = "header-size", "a tar header has a malformed size";
    HeaderTime = "header-time", "a member has a time";
    HeaderLink = "header-link", "a member links elsewhere";
    HeaderDevice = "header-device", "a member has a device number";
    HeaderPrefix = "header-prefix", "a tar header has a name prefix";
    HeaderRest = "header-rest", "a tar header has unknown bytes at its end";
    MemberFill = "member-fill", "the rest of a member's last block is not zero";
    FirstMembers = "first-members", "the first three members are not manifest, signature and sender's key";
    ManifestTooLong = "manifest-too-long", "the manifest is longer than 1 MiB";
    SignatureTooLong = "signature-too-long", "the signature is longer than 10 KiB";
    SenderTooLong = "sender-too-long", "the sender's key file is longer than 1 KiB";
    // --- the signature
    SenderForm = "sender-form", "sender.pub is not a minisign public key";
    SignatureForm = "signature-form", "manifest.json.minisig is not a minisign signature";
    SignatureLegacy = "signature-legacy", "the signature is of the old kind, without prehashing";
    SignatureKey = "signature-key", "the signature was made by another key than sender.pub";
    SignatureWrong = "signature-wrong", "the signature does not belong to this manifest";
    // --- the manifest
    ManifestSyntax = "manifest-syntax", "the manifest is not JSON";
    ManifestDepth = "manifest-depth", "the manifest is nested deeper than 16";
    ManifestTwice = "manifest-twice", "the manifest names a field twice";
    ManifestValues = "manifest-values", "the manifest holds more than 100 000 values";
    ManifestFormat = "manifest-format", "the manifest is of another format";
    ManifestNewer = "manifest-newer", "the bundle was made by a newer version of the program";
    ManifestShape = "manifest-shape", "a field of the manifest is missing, unknown or of the wrong type";
    SignatureComment = "signature-comment", "the signed comment names another bundle or sequence";
    SenderDiffers = "sender-differs", "the manifest names another key than sender.pub";
    LabelForm = "label-form", "a name or code in the manifest is empty, too long or has hidden signs";
    TextForm = "text-form", "a text in the manifest is too long or has hidden signs";
    PurposeForm = "purpose-form", "the purpose is not a plain word";
    CasesTooMany = "cases-too-many", "the manifest names more than 9 999 cases";
    CaseTwice = "case-twice", "the manifest names a case twice";
    CaseSequence = "case-sequence", "a sequence is 0, or does not fit the previous bundle's hash";
    KindReceipts = "kind-receipts", "a receipt without receipts, or receipts in another kind of bundle";
    KindCases = "kind-cases", "a receipt with cases, or another kind of bundle without any";
    KindContacts = "kind-contacts", "contacts in a bundle that is neither a move nor an update";
    KindRecords = "kind-records", "a receipt with records or evidence";
    KindHistory = "kind-history", "earlier versions of records in a bundle that is no move";
    OverrideEmpty = "override-empty", "an override of consent without a reason or without people";
    ListTooLong = "list-too-long", "more than 5 000 endings, receipts or contacts";
    EndingTwice = "ending-twice", "the manifest ends a record twice";
    ReceiptTwice = "receipt-twice", "the manifest acknowledges a bundle twice";
    ContactTwice = "contact-twice", "the manifest names a contact's key twice";
    TooManyEntries = "too-many-entries", "the bundle has more than 100 000 members and records";
    MemberName = "member-name", "the manifest lists an unsafe name";
    MemberTwice = "member-twice", "the manifest lists a member twice";
    MembersOrder = "members-order", "the manifest lists its members in another order than the format's";
    MembersFixed = "members-fixed", "the manifest does not list sender.pub, SHA256SUMS, README.txt and index.html";
    MemberItem = "member-item", "evidence without its record's id, or a record's id on something else";
    MemberTooLarge = "member-too-large", "a member is 8 GiB or larger";
    RecordFileTooLong = "record-file-too-long", "a member of records is longer than 64 MiB";
    RecordsTooLong = "records-too-long", "all records together are longer than 64 MiB";
    TarTooLarge = "tar-too-large", "the members together are larger than 512 GiB";
    TotalsDiffer = "totals-differ", "the totals in the manifest do not fit its contents";
    // --- the members
    MemberMissing = "member-missing", "a member that the manifest lists is not there";
    MemberExtra = "member-extra", "a member that the manifest does not list";
    MemberRepeated = "member-repeated", "a member comes a second time";
    MemberOrder = "member-order", "a member comes at another place than in the manifest";
    MemberSize = "member-size", "a member has another size than in the manifest";
    MemberHash = "member-hash", "a member has another hash than in the manifest";
    SumsDiffer = "sums-differ", "SHA256SUMS does not fit the manifest";
    PaddingMissing = "padding-missing", "the padding is not there";
    PaddingSize = "padding-size", "the padding does not reach the Padmé length";
    PaddingNotZero = "padding-not-zero", "the padding hides something";
    // --- the records
    RecordLines = "record-lines", "a member of records does not have one record on each line between [ and ]";
    RecordTooLong = "record-too-long", "a record is longer than 4 MiB";
    RecordSyntax = "record-syntax", "a record is not JSON";
    RecordDepth = "record-depth", "a record is nested deeper than 16";
    RecordTwiceField = "record-twice-field", "a record names a field twice";
    RecordValues = "record-values", "a record holds more than 50 000 values, or all records more than 2 000 000";
    RecordShape = "record-shape", "a field of a record's envelope is missing, unknown or of the wrong type";
    RecordLabel = "record-label", "a record's kind or author is malformed";
    RecordEdits = "record-edits", "a record names edits that its version does not contain, or rival values in another order";
    RecordFieldName = "record-field-name", "a field of a record has a name that is empty, too long or has hidden signs";
    RecordCode = "record-code", "a record's code is empty, too long or has hidden signs";
    RecordTwice = "record-twice", "a record comes twice";
    HistoryRecord = "history-record", "an earlier version of a record that is not in the bundle, or of another kind";
    RecordCase = "record-case", "a record belongs to a case that the manifest does not name";
    FileWithoutRecord = "file-without-record", "evidence whose record is not in the bundle";
    EvidenceRoot = "evidence-root", "the root of a case's evidence does not fit its files";
}
