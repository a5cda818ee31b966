# What the verbs answer: marks, roles, next questions.
refusals = { $n ->
    [one] { $n } refusal
   *[other] { $n } refusals
}
refused = refused
response-registered = registered
response-none = not reported
response-pending = under way
role-victim = victim
role-perpetrator = perpetrator
role-lawyer = lawyer
step-asked = Asked
step-given = Given
question-event = What happened, in the person's own words?
question-when = When did it happen? A season or "after the holiday" is enough.
question-where = Where did it happen?
question-acts = What exactly was done, and to whom?
question-who = Who did it? "Unknown, in uniform" is an answer too.
question-medical = Did a doctor examine the person afterwards?
question-reported = Was it reported? If not, why not?
question-evidence = Is there a photo, a recording, a paper?
question-consent = What did the person allow: lawyer, court, report?
sealed-to-contact = contact, fingerprint compared
sealed-to-unverified = fingerprint not compared
sealed-to-key = bare key, nobody's name
leaves-records = { $kind }: { $n }
leaves-evidence = Evidence with hashes: { $n }
leaves-evidence-consent = as it was taken in, bit for bit
stays-identity = Name and contacts of { $code }
stays-identity-by-you = withheld by you
stays-identity-no-consent = no consent for this purpose
stays-identity-level = consent without the name
stays-identity-withdrawn = consent withdrawn
stays-identity-expired = consent expired
stays-fields = { $kind }: { $field }
stays-linked = { $code }: belongs to a case that is not handed over
look-evidence = { $n ->
    [one] { $n } file may show faces, places or hidden data of the device
   *[other] { $n } files may show faces, places or hidden data of the device
}
look-unverified = The recipient's fingerprint was never compared
look-practice = { $code } is a practice case: the bundle says so
look-no-consent = No consent recorded for { $code }
consent-covers = consent { $date }
warning-older = Older than a bundle from this sender that is already here
warning-seen = This bundle was opened here before
warning-forked = Another bundle with the same number is already here: ask the sender which one is right
warning-forwarded = Sealed for somebody else and passed on to you
warning-unverified = The sender's fingerprint was never compared
attach-same = the same bytes are already here as "{ $title }"
check-whole = every byte as it was taken in
check-damaged = damaged: the stored file is not what was taken in
check-absent = the file is not in this vault
own-vault = this vault
stays-somebody-unnamed = somebody in the case has not let their name out
author-default = documenter
look-residual = The name of { $code } still stands in a text that leaves
look-bare-key = Sealed to a bare key: make sure whose it is
problem-missing = “{ $field }” is missing
problem-type = “{ $field }” is not of the right kind
problem-term = “{ $field }” is not in the list; choose “other” for anything else
problem-date = “{ $field }” is not a date: write 2025, 09.2025, 28.09.2025, before …, after …, about …
problem-long = “{ $field }” is too long
problem-reference = “{ $field }” leads to a record that is not here, or to several
problem-kind = there is no kind of record “{ $field }”
# The trash, and what is gone for good
action-deleted = Deleted: { $what }
action-restored = Restored: { $what }
gone-bundle = { $recipient }: { $file }, { $day }
gone-backup = { $place }, { $day }
