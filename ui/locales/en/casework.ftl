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
question-of = { $whose }: { $question }
question-silence = What was answered to this: { $what }, { $day }? If nothing, write that down
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
stays-identity-refused = the person said no to this
consent-no = not for: { $what }
stays-identity-expired = consent expired
stays-fields = { $kind }: { $field }
stays-linked = { $code }: belongs to a case that is not handed over
look-evidence = { $n ->
    [one] { $n } file may show faces, places or hidden data of the device
   *[other] { $n } files may show faces, places or hidden data of the device
}
look-unverified = The recipient's fingerprint was never compared
look-practice = { $code } is a practice case: the bundle says so
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
deadline-nature-review = to review
deadline-nature-own = set by yourselves
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
deadline-met-refused = answered: refused
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

# Who did what to whom. One line for each act; `$whom` are codes, `$n` how many.
deed-beating = { $n ->
    [one] { $whom } was beaten
   *[other] { $whom } were beaten
}
deed-rape = { $n ->
    [one] { $whom } was raped
   *[other] { $whom } were raped
}
deed-sexual_violence = { $n ->
    [one] { $whom } was subjected to sexual violence
   *[other] { $whom } were subjected to sexual violence
}
deed-unlawful_detention = { $n ->
    [one] { $whom } was unlawfully detained
   *[other] { $whom } were unlawfully detained
}
deed-abduction = { $n ->
    [one] { $whom } was abducted
   *[other] { $whom } were abducted
}
deed-family_confinement = { $n ->
    [one] { $whom } was confined within the family
   *[other] { $whom } were confined within the family
}
deed-psychiatric_confinement = { $n ->
    [one] { $whom } was placed in psychiatric care by force
   *[other] { $whom } were placed in psychiatric care by force
}
deed-forced_sterilisation = { $n ->
    [one] { $whom } was sterilised under coercion
   *[other] { $whom } were sterilised under coercion
}
deed-forced_medical = { $n ->
    [one] { $whom } was treated or operated on without consent
   *[other] { $whom } were treated or operated on without consent
}
deed-conversion_practice = { $n ->
    [one] { $whom } was subjected to conversion practices
   *[other] { $whom } were subjected to conversion practices
}
deed-forced_religion = { $n ->
    [one] { $whom } was coerced into religious practice
   *[other] { $whom } were coerced into religious practice
}
deed-forced_marriage = { $n ->
    [one] { $whom } was forced into marriage
   *[other] { $whom } were forced into marriage
}
deed-outing = { $n ->
    [one] { $whom } was outed
   *[other] { $whom } were outed
}
deed-health_disclosure = { $whom } had health status disclosed
deed-extortion = { $n ->
    [one] { $whom } was extorted
   *[other] { $whom } were extorted
}
deed-threat = { $n ->
    [one] { $whom } was threatened
   *[other] { $whom } were threatened
}
deed-death_threat = { $n ->
    [one] { $whom } was threatened with death
   *[other] { $whom } were threatened with death
}
deed-stalking = { $n ->
    [one] { $whom } was stalked
   *[other] { $whom } were stalked
}
deed-surveillance = { $n ->
    [one] { $whom } was put under surveillance
   *[other] { $whom } were put under surveillance
}
deed-illegal_search = { $whom } had home or phone searched unlawfully
deed-humiliation = { $n ->
    [one] { $whom } was humiliated
   *[other] { $whom } were humiliated
}
deed-forced_exam = { $n ->
    [one] { $whom } was examined or tested by force
   *[other] { $whom } were examined or tested by force
}
deed-failure_to_protect = { $n ->
    [one] { $whom } was left unprotected
   *[other] { $whom } were left unprotected
}
deed-refusal_registration = { $whom } had a complaint refused
deed-ineffective_investigation = { $whom } had a complaint not effectively investigated
deed-reprisal = { $whom } suffered reprisal for a complaint
deed-denial_documents = { $n ->
    [one] { $whom } was refused legal gender recognition
   *[other] { $whom } were refused legal gender recognition
}
deed-denial_health = { $n ->
    [one] { $whom } was refused medical care
   *[other] { $whom } were refused medical care
}
deed-denial_work = { $n ->
    [one] { $whom } was refused work or dismissed
   *[other] { $whom } were refused work or dismissed
}
deed-eviction = { $n ->
    [one] { $whom } was evicted
   *[other] { $whom } were evicted
}
deed-denial_education = { $n ->
    [one] { $whom } was refused education
   *[other] { $whom } were refused education
}
deed-denial_service = { $n ->
    [one] { $whom } was refused service
   *[other] { $whom } were refused service
}
deed-assembly_obstructed = { $whom } had a gathering disrupted
deed-expulsion = { $n ->
    [one] { $whom } was made to leave town
   *[other] { $whom } were made to leave town
}
deed-robbery = { $n ->
    [one] { $whom } was robbed
   *[other] { $whom } were robbed
}
deed-property_damage = { $whom } had property damaged
deed-killing = { $n ->
    [one] { $whom } was killed
   *[other] { $whom } were killed
}
deed-attempted_killing = { $whom } survived an attempted killing
deed-suicide_driven = { $n ->
    [one] { $whom } was driven to suicide
   *[other] { $whom } were driven to suicide
}
deed-hate_speech = { $n ->
    [one] { $whom } was targeted by hate speech
   *[other] { $whom } were targeted by hate speech
}
deed-who = { $deed } by { $who }
deed-on-duty = on duty
role-source = source
role-applicant = complainant
role-authority = authority in a proceeding
role-refused = { $n ->
    [one] refused { $n } time
   *[other] refused { $n } times
}
role-helped = gave help
role-medical = medical institution
role-organiser = organiser
role-of = { $role } ({ $whom })
track-kui = KUI
track-erdr = ERDR
track-court = court
timeline-deadline = Deadlines
question-hours = How many hours was the person held?
question-refusal-mode = In which way was it refused?
question-refusal-words = What words was it refused with?
question-finding-document = Is there a paper that says what the doctor found?
question-consent-expired = The consent has run out: may it be asked for again?
question-risk = Threats were made: how dangerous is it now?
question-step-when = When was this step?
question-outcome = Where does the proceeding stand now?
question-mark-value = What number, name or plate was it?
question-link-other = Which other event is it?
question-risk-review = The danger should have been looked at again: has it changed?

## Filters
filter-other = in words of one’s own
filter-yes = yes

## Left in texts
residual-name = a name
residual-phone = a telephone number
residual-iin = an IIN
residual-mail = a mail address
residual-handle = a name in a network
residual-account = a card or an account
residual-plate = the plate of a car
residual-address = an address
residual-document = the number of a document
residual-seal = Look again: { $what } in “{ $kind }”, { $field }

# Bundles of every kind, and what two sides changed
sealed-to-passphrase = by passphrase
look-passphrase = Whoever knows the passphrase opens it: tell it by another way, not with the file
leaves-derivatives = { $n ->
    [one] { $n } picture of them leaves as a copy without camera data
   *[other] { $n } pictures of them leave as copies without camera data
}
leaves-history = Earlier versions of records: { $n }
leaves-contacts = Contacts: { $n }
leaves-endings = Notices of what was deleted or forgotten: { $n }
leaves-receipts = Bundles acknowledged: { $n }
bundle-kind-hand-over = hand-over
bundle-kind-move = move
bundle-kind-update = update
bundle-kind-answer = answer
bundle-kind-receipt = receipt
bundle-override = Sent without consent: { $people }
warning-key-changed = Alarm: this contact asks for answers to another key than the one known here. Compare the fingerprint again before sealing anything for them
warning-namesake = Alarm: the sender calls themselves like one of your contacts, but signs with another key. Call the contact
warning-undone = This bundle was merged before, and the merge was taken back
warning-skipped = Between the last bundle received and this one there are others that did not come here
conflict-forged = Alarm: one and the same edit has two different texts. That cannot happen unless somebody forged one, or restored an old copy of a storage
conflict-moved = The version sent puts the record into another case. Here it stayed where it was
journal-broken = The journal is broken at entry { $row }
journal-action-received = Evidence received
journal-action-hashed = Sum of the file reckoned
journal-action-verified = File checked: unchanged
journal-action-verification_failed = File checked: it is not what was received
journal-action-sealed = Sealed into a bundle
journal-action-acknowledged = Arrival acknowledged
journal-action-imported = Evidence taken from a bundle
journal-action-opened = Bundle taken in
journal-action-undone = Taking in undone
journal-action-exported = Given out unencrypted
journal-action-statistics = Numbers given out
journal-action-backed_up = Backup written
journal-action-consent_override = Sent without consent
journal-action-destroyed = Destroyed
journal-action-forgotten = Forgotten
journal-action-gone = What was done here was forgotten
journal-field-people = Without consent of
journal-field-reason = Reason
journal-field-to = To
journal-field-from = From
journal-field-kind = Kind
journal-field-purpose = Purpose
journal-field-file = File
journal-field-path = Place
journal-field-derivative = A copy without camera data
journal-field-taken = Records new here
journal-field-merged = Records merged
journal-field-conflicting = Records to decide on
journal-field-restored = Records as before
journal-field-trashed = Records moved to the trash
journal-field-records = Records
journal-field-files = Files
journal-field-bytes = Size
journal-field-size = Size
journal-yes = yes
stays-no-copy = a picture that cannot be copied without camera data; choose originals to send it as it is
