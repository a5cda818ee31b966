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
problem-here = a record with this “{ $field }” is here already; it stays as it is
problem-kind = there is no kind of record “{ $field }”

slot-passphrase = Passphrase
slot-recovery = Recovery code
slot-shares = Cards, two of three
slot-unknown = Of a newer version
share-card-title = Card { $number } of 3
share-card-set = Set { $set }
share-card-what = Any two of the three cards of this set open together. One card alone opens nothing and tells nothing.
share-card-use = To open: take any two different cards of the same set and type the sixteen words of each in this order, or give both files. Four letters of a word are enough.
share-card-keep = Keep the three cards in three places, best with three people. Write nothing on a card that says what it belongs to.
check-part-key = Key file
check-part-pages = Pages of the records
check-part-structure = Tables, indexes and references
check-part-search = Search index
check-part-journal = Journal
check-part-evidence = Evidence files
check-part-strays = Files that belong to no record
check-fault-key = a byte of the key file is not what was written
check-fault-page = page { $n } is not what was written
check-fault-length = the file is cut short or has something behind its end
check-fault-structure = { $about }
check-fault-reference = table { $about }: a row refers to one that is not there
check-fault-unreadable = damaged pages stand in the way of reading it to the end
check-fault-search = of { $n } records the index has other words than the records themselves
check-fault-index = the index does not agree with its own texts
check-fault-journal = entry { $n } of { $date }, or one before it, is not what was entered
check-fault-journal-end = the last entries are missing
check-fault-missing = missing: the file with SHA-256 { $about }…
check-fault-altered = altered or cut short: the file with SHA-256 { $about }…
check-fault-unread = the disk cannot read the file with SHA-256 { $about }…
check-fault-stray = { $about }
check-fault-more = and { $n } more
check-advice-restore = The beginning of the records is damaged: nothing in them can be read. Nothing was changed or deleted. Restore the last backup into an empty folder.
check-advice-rescue = Nothing was changed or deleted. Make no more entries here. First restore the last backup into an empty folder; what is newer, take with “sandyq rescue --into FOLDER” into another. The disk may be failing: copy the whole folder first.
check-advice-evidence = Nothing was changed or deleted. Look for these files in the last backup or where they came from.
check-advice-journal = Nothing was changed or deleted. Compare the journal with that of a backup made earlier, and keep both.
check-advice-key = Make a backup now, then change the passphrase: that writes the key file anew.
check-advice-strays = This is no damage. Such files stay where they are; their records may be in a backup.
# Backups.
backup-unreliable = the disk does not give back what is written to it
backup-damage-list = its list of contents cannot be read
backup-damage-parts = { $n ->
    [one] one part is damaged or missing ({ $pack }…)
   *[other] { $n } parts are damaged or missing (the first is { $pack }…)
}
backup-damage-records = the records are concerned
backup-damage-files = { $n ->
    [one] one file of evidence is concerned
   *[other] { $n } files of evidence are concerned
}
backup-fault-part = Part { $pack }… is damaged or missing
backup-fault-more = { $n ->
    [one] one more part is damaged or missing
   *[other] { $n } more parts are damaged or missing
}
backup-fault-records = The records in it cannot be opened or are damaged
backup-fault-counts = It does not hold what its list of contents says
backup-fault-key = Its key file is missing or another one: no passphrase may open it
backup-fault-newest = The backup made last is not there or cannot be read; this is an older one
backup-fault-absent = { $n ->
    [one] One file of evidence was missing from the storage when the backup was made
   *[other] { $n } files of evidence were missing from the storage when the backup was made
}
# The trash, and what is gone for good
action-deleted = Deleted: { $what }
action-restored = Restored: { $what }
gone-bundle = { $recipient }: { $file }, { $day }
gone-backup = { $place }, { $day }
backup-beside-another = A list of contents of another storage's backup lies in the folder too.
gone-export = { $path }, { $day }
# An export in the clear.
export-plain = The file is not encrypted: whoever gets hold of it reads everything in it. To hand cases to somebody, seal a bundle.
export-names = Names and contacts of people: { $n }
export-unconsented = The name of { $code } is in it
export-unconsented-many = Names in it of people without valid consent: { $n }
export-no-consent = no consent is recorded
export-altered = Records that this version writes but would not take back exactly: { $n }
export-elsewhere = Records that are referred to and are not in the file: { $n }
export-too-long = This is too much for one import, which takes { $records } records and { $size } MB at most. Export the cases in several files, each with some of their codes, and import them one after another.
export-stays-history = Earlier versions, and who wrote what when
export-stays-history-note = an import begins the history anew
export-stays-evidence = Files of evidence: { $n }
export-stays-evidence-note = what is known about them is in it; a backup holds the files too
export-stays-drafts = Unfinished entries: { $n }
export-stays-drafts-note = finish them first if they should go along
export-stays-trash = In the trash: { $n }
export-stays-trash-note = restore first what should go along
export-stays-practice = Practice records: { $n }
export-stays-practice-note = they lie in no file with real ones

own-term-absent = a word that is not here
to-be-confirmed = To be confirmed by a lawyer
confirmed-by = Confirmed: { $who }
valid-from = since { $from }
valid-to = until { $to }
laws-to-be-confirmed = This list is to be confirmed by a lawyer.
# Deadlines and tasks
deadline-nature-term = a right ends with it
deadline-nature-presumption = a presumption, not a bar
deadline-nature-reply = a reply is expected by then
deadline-nature-review = to be looked at again
deadline-nature-own = your own
deadline-undated = no day known
deadline-today = today
deadline-in = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
deadline-in-earliest = { $n ->
    [0] today at the earliest
    [one] in { $n } day at the earliest
   *[other] in { $n } days at the earliest
}
deadline-may-have-passed = may have passed
deadline-passed = { $n ->
    [one] passed { $n } day ago
   *[other] passed { $n } days ago
}
deadline-passed-about = passed
deadline-silent = { $n ->
    [one] no reply, { $n } day over
   *[other] no reply, { $n } days over
}
deadline-silent-about = no reply, the time is over
deadline-met = answered
deadline-met-by = Answered by: { $step }
deadline-met-late = Answered after the last day by: { $step }
deadline-perhaps-met = Perhaps answered already by: { $step }
deadline-weekend = The day is a Saturday or Sunday. It is not moved; whether the law moves it is for a lawyer to say.
deadline-holiday = The day is a public holiday. It is not moved; whether the law moves it is for a lawyer to say.
deadline-about = Counted from an approximate date.
deadline-date-missing = The step has no date: no day can be counted.
deadline-date-withheld = The date was not handed over: no day can be counted.
deadline-step-undated = without a date
deadline-length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
deadline-length-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
deadline-length-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
deadline-length-spread = { $length }, up to { $n } more
