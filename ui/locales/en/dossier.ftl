# The readable dossier of a sealed bundle (index.html): for a lawyer at a desk, and for paper.
dossier-title = Case dossier
dossier-sender = From
dossier-recipient = For
dossier-purpose = Purpose
dossier-created = Sealed
dossier-bundle = Bundle
dossier-confidential = Confidential: only for the recipient and the purpose named above. This page works without the internet and sends nothing anywhere.
dossier-practice = PRACTICE
dossier-practice-note = At least one case in this bundle is invented, for practice. It is not about real people.
dossier-identity-withheld = Identities withheld.
dossier-identity-withheld-note = People are named by code only. Names, contacts, documents, official numbers, file names and devices were not handed over.
dossier-contents = Contents
dossier-case-unnamed = Case without a code
dossier-summary = At a glance
dossier-when = When
dossier-where = Where
dossier-victims = Victims
dossier-suffered = What was done
dossier-refusals = Refusals
dossier-refusals-count = { $n ->
    [0] no refusals
    [one] { $n } refusal
   *[other] { $n } refusals
}
dossier-exhibits = Pieces of evidence
dossier-parties = Parties
dossier-part-victim = victim
dossier-part-source = told it
dossier-part-applicant = applicant
dossier-part-lawyer = lawyer
dossier-part-perpetrator = took part in the act
dossier-identity = Identity and contact
dossier-name-withheld = name and contacts withheld
dossier-told = What was told
dossier-acts = Who did what to whom
dossier-doer-not-recorded = doer not recorded
dossier-chronology = Chronology
dossier-deadline = Deadline
dossier-no-date = no date recorded
dossier-proceedings = Proceedings
dossier-steps-elsewhere = Steps of proceedings that are not in this bundle
dossier-no-steps = No steps recorded.
dossier-column-when = Date
dossier-column-step = Step and authority
dossier-asked = Asked
dossier-given = Given
dossier-column-result = Result
dossier-refusal = Refusal
dossier-proof = Proof
dossier-no-proof = none
dossier-evidence = Evidence register
dossier-evidence-lead = Compare a file with its SHA-256 before you rely on it. How to check is said at the end.
dossier-number = No. { $n }
dossier-file-absent = The file is not in this bundle
dossier-derivative = This file was made from the original and is not the original. The figures of the original stand below.
dossier-of-original = (original)
dossier-show-picture = Show picture
dossier-bytes = { $n ->
    [one] { $digits } byte
   *[other] { $digits } bytes
}
dossier-consents = Consents
dossier-none-recorded = none recorded
dossier-not-recorded = not recorded
dossier-withheld = withheld
dossier-withheld-heading = What was withheld, and why
dossier-column-what = What
dossier-column-why = Why
dossier-nothing-withheld = Nothing was withheld.
dossier-withheld-fields = Fields of single records that were not handed over. They stand as “withheld” above; that does not mean that they are empty.
dossier-elsewhere = not in this bundle
dossier-newer-fields = Fields of a newer program, not shown here (they are in the records)
dossier-unread-heading = Records that could not be shown
dossier-unread-note = A newer program wrote these records. They are complete in the folder case, but they are not on this page.
dossier-check = How to check this bundle
dossier-check-lead = Three free, widely used programs check it; this page cannot vouch for itself. Put your key file in place of KEY and the name of the sealed file in place of BUNDLE.age.
dossier-check-open = Unpack. Only the recipient’s key can do this; a file that was cut short or altered gives an error.
dossier-check-signature = Check the signature under the list of contents.
dossier-check-sums = Check every file against its SHA-256. Each line must end with OK.
dossier-check-windows = On Windows without these programs, count the SHA-256 of one file and compare it with the register:
dossier-check-sender = The file sender.pub proves only that nothing was altered since sealing. Who sealed it is proved by the key on the sender’s contact card: compare its fingerprint with the sender in person or by telephone.

# The sheets of paper: contact card, proof card
paper-card-title = Contact card
paper-card-lead = With this card others seal to this person and know their signature. It is not secret.
paper-card-compare = Compare before you trust it: one reads the words or the digits aloud, the other follows on their own screen. In person or by telephone, never in the message that brought the card.
paper-words = In words
paper-digits = In digits
paper-proof-title = Proof card
paper-proof-lead = This sheet stands for one sealed file and says nothing of what is in it. Whoever holds both can prove that the file is the one that was handed over, and that nobody has changed it since.
paper-proof-file = File
paper-proof-day = Sealed
paper-proof-from = From
paper-proof-for = For
paper-proof-bundle = Bundle
paper-proof-key = Signature key
paper-proof-check = How to check the sum (Windows, macOS, Linux)
paper-proof-gave = Handed over: name, date, signature
paper-proof-took = Received: name, date, signature

# Numbered captions of documents; {n} is the number.
document-table = Table { $n }.
document-figure = Figure { $n }.
