# The words of the page.
brand = Sandyq
language = Language
continue = Continue
back = Back
cancel = Cancel
close = Back to the list
done = Done
discard = Discard
add = Add
add-new = New
edit = Edit
show = Show
hide = Hide
export = Save a copy
none = —
other = Other…
not-chosen = Not chosen
not-a-number = Digits only, please.
withheld = kept back by the sender
practice = practice
sha256 = SHA-256
per-cent = { $n } %

## Secrets
passphrase = Passphrase
recovery-code = Recovery code
caps-lock-on = Caps Lock is on
last-letter = Last letter: { $script }
script-latin = Latin
script-cyrillic = Cyrillic
script-kazakh = Kazakh
script-digit = a digit

## Lock screen
locked-title = Locked
locked-lead = Enter the passphrase to continue
locked-code-lead = Enter the thirteen words from your paper
unlock = Open
unlocking = Opening…
have-recovery-code = I have a recovery code
use-passphrase = Use the passphrase instead
unlock-key-damaged = It opened, but a part of the key file that is not needed today is damaged. Make a copy of the whole folder soon.

## First start
setup-step = Step { $n } of { $of }
passphrase-title = Your passphrase
passphrase-why = It is the only thing that opens what you write here. Nobody can reset it: not us, and not a technician.
passphrase-way = How to choose
passphrase-offered = Seven words for you
passphrase-own = One of my own
passphrase-own-label = Your passphrase
passphrase-length = { $n } of at least { $least } characters
passphrase-again = Type it yourself
passphrase-differs = This is not the same yet. Compare it word by word.
passphrase-write-down = Chosen by chance. Picture them as a small story; on paper only until you know them by heart.
show-others = Show others
create = Continue
creating = Making the lock…
recovery-lead = If the passphrase is forgotten, these thirteen words open everything. Write them on paper now: after the set-up the program does not show them again.
recovery-where = Keep the paper away from this computer, with somebody you trust. Do not photograph it.
recovery-written = I have written them down
recovery-retype-lead = Now type the thirteen words from your paper. So you know that the paper is right.
recovery-retype = The thirteen words, in order
recovery-show-again = Show the words again
corner-title = Two buttons to know
corner-lead = While the storage is open, both are always at the top right. It is good to know them before you need them.
corner-lock = Closes everything at once and loses nothing, not even the sentence you are in the middle of. The passphrase opens it again. Ctrl L does the same.
corner-emergency = Hold it for two seconds and everything kept here is destroyed. There is no question and no way back. It also works on the lock screen.
corner-emergency-limits = Copies elsewhere remain: backups, bundles you gave away, and an image of the disk made before.
setup-done = Begin
setup-practice = Begin with practice cases
setup-practice-what = Six invented cases to learn on, if you like. They are marked everywhere, counted nowhere, and can be taken away at any time.

## Shell
main-navigation = Main parts
nav-cases = Cases
nav-contacts = Contacts
nav-bundles = Bundles
nav-settings = Settings
lock = Lock
lock-hint = Lock (Ctrl L). What was typed is kept.
emergency = Emergency
emergency-hold = Emergency · hold 2 s
emergency-hint = Hold for two seconds to destroy everything kept here. Letting go earlier changes nothing.
saving = saving…
saved-now = saved
saved-seconds = saved { $n } s ago
saved-minutes = saved { $n } min ago
idle-countdown = Nobody is here? Locking in { $n } s. Everything typed is kept.
search = Search cases, people, texts
search-key = Ctrl K
search-results = Search results
search-nothing = Nothing found. Try fewer words, or another spelling.

## Case list
cases-title = Cases
cases-empty-title = No cases yet
cases-empty-text = A case holds what happened, who was involved, every answer of the authorities, and the evidence. A few words are enough to begin.
new-case = Record a case
open-bundle = Open a bundle
column-code = Code
column-what = What happened
column-response = Authorities’ response
column-changed = Changed
case-untitled = Untitled
case-summary = Summary of the case
open-case = Open the case
seal = Seal
fact-when = When
fact-where = Where
fact-victims = Harmed
fact-involved = Involved
fact-evidence = Evidence
fact-next = What comes next
missing = Still to ask

## New case
new-case-title = Record a case
new-case-lead = In the order it is told. Everything can be added or changed later.
new-case-told = What happened, in the person’s own words
new-case-told-help = No names are needed here; people get a code.
new-case-when = When
new-case-where = Town or village
new-case-where-help = If it is safe to write down
new-case-name = A short name for your list
new-case-name-help = Neutral, so that it tells a stranger nothing
new-case-done = Open the case
everything-is-kept = What you type is kept at once.
date-help = For example 5 March 2023, spring 2024, before March 2021, yesterday
date-reading = = { $words }
date-as-told = Kept as it was told, but not counted as a date. “April 2025”, “spring 2025” or “about April 2025” would be one.
date-propose = Count as { $date }

## Case page
where-am-i = You are here
case-parts = Parts of the case
tab-timeline = Timeline
tab-texts = Texts
tab-people = People
tab-acts = Acts
tab-evidence = Evidence
tab-records = All records
tab-history = History
edit-case = Edit
date-unknown = date unknown
timeline-empty-title = Nothing on the timeline yet
timeline-empty = Events, steps and evidence will stand here in the order they happened. Begin with Add.
tab-tracks = Proceedings
timeline-sorts = What to show
timeline-all = Everything
timeline-today = Today
timeline-undated = Without a date
timeline-give-date = Give the date
timeline-told = as told: “{ $told }”
timeline-counted = counted as { $counted }
tracks-empty-title = No proceeding yet
tracks-empty-text = A complaint, an investigation, a court case, a letter to the United Nations: each is a track of its own, with its refusals in order.
tracks-add = Add a proceeding
tracks-add-step = Add a step
track-steps = Steps of the proceeding
track-no-steps = No step recorded yet
track-stage = Stands at
track-stage-unknown = stage not recorded
track-outcome = Outcome
track-motive = Motive of bias
track-lawyer = Lawyer
track-applicant = Complainant
track-refusals = { $n ->
    [one] { $n } refusal
   *[other] { $n } refusals
}
track-asked = asked: { $laws }
track-given = given: { $laws }
track-given-none = given: none
track-next = What comes next
aside-organisations = Organisations
aside-relations = Who is what to whom
aside-marks = Numbers and marks
aside-linked = Linked cases
questions-more = { $n ->
    [one] { $n } more question
   *[other] { $n } more questions
}
texts-empty-title = No texts yet
texts-empty-text = What somebody told, in their own words and their own language.
add-text = Add an account
person-by-code = Somebody of another case…
person-by-code-label = Code, for example P-014
person-by-code-find = Find
person-by-code-none = Nobody has the code “{ $code }”.
people-loose = In no case yet
people-loose-what = They belong to a case once an act, a relation or an account there names them. They can be chosen in its forms.
people-empty-title = Nobody yet
people-empty-text = People stand here by code. A name is kept apart, and can be withheld or destroyed alone.
add-person = Add a person
name-kept-apart = name kept apart
open-identity = Open the name
add-identity = Add a name
consent-line = Consent: { $consent }
acts-empty = What was done to whom: one act for each person and each kind of harm. Add those who did it to the act.
add-act = Add an act
records-empty = Nothing recorded yet.
who-did-what = Who did what
revision = version { $n }

## Forms
add-kind = Add: { $kind }
needed-label = { $label } (needed)
needed-first = Still needed: { $fields }. What is typed is kept.
finish-later = Finish later
unfinished = Begun, not finished
answer-instead = Why there is no answer: { $label }
answer-none = no answer?
answer-unknown = not known
answer-not-asked = not asked
answer-declined = declined to say
answer-not-applicable = does not apply
no-answer-group = No answer
other-words = In your own words
other-words-several = Others, in your own words, with ; between them
narrow-list = Narrow the list
nothing-to-choose = Nothing to choose yet
record-elsewhere = A record of another case
one-per-line = One on each line
language-of-text = Language of this text
language-not-said = language not said
same-in-another-language = { $label }, in another language
add-translation = In another language

## Evidence
evidence-empty-title = No evidence yet
evidence-empty-text = Photos, recordings, letters, any kind of file. Each is encrypted as it is taken in, and its SHA-256 proves later that nothing was changed.
attach = Attach files
describe-evidence = Describe without a file
attaching = Encrypting…
attached = { $n ->
    [one] One file was taken in.
   *[other] { $n } files were taken in.
}
file-remark = { $file }: { $remark }
file-absent = file not here
file-described = described, no file
verify = Verify all
verified-all = { $n ->
    [one] One file was read to its last byte. It is what it was.
   *[other] { $n } files were read to the last byte. All are what they were.
}
verified-some = { $n } of { $of } files are not what they were. Look at the marks below.
exported = Saved as { $file }. This copy is not encrypted.

## Sealing
seal-title = Seal a bundle
seal-lead = Only the recipient can open it. Nothing leaves that is not listed here.
seal-cases = Cases
add-case = Add another case…
choose-among = Find a case by words or code ({ $n } match)
take-out = Take out { $case }
seal-for = For whom
seal-to-key = Somebody else, by key…
seal-key = Key of the recipient
name-unverified = { $name } (not compared yet)
seal-purpose = Purpose
seal-withhold = Withhold identity
seal-withhold-help = Names, contacts, addresses and everything else that identifies stays here.
seal-language = Language of the readable page inside
seal-choose-first = Choose for whom and for what. Then you see here what leaves and what stays.
counting = Counting…
will-leave = Will leave · { $size }
stays-here = Stays here
look-again = Look again
seal-recorded = Entered in the ledger of copies.
seal-and-save = Seal and save…
sealing = Sealing…
sealed-title = Sealed
sealed-lead = Only the recipient can open this file. Tell them the SHA-256 by another way, so that they can check it.
sealed-file = File
sealed-size = Size
sealed-inside = Inside
sealed-counts = { $records ->
    [one] one record
   *[other] { $records } records
}, { $evidence ->
    [0] no evidence
    [one] one piece of evidence
   *[other] { $evidence } pieces of evidence
}

## Export in the clear
plain-case = Export unencrypted…
plain-title = Export without encryption
plain-lead = An import document with everything that stands in the records: for another program, or to move records by hand. To hand a case to somebody, seal a bundle.
plain-warning = This file will not be encrypted. Whoever finds it reads everything in it, and neither locking nor the emergency wipe reaches it.
plain-holds = In the file · { $size }
plain-lacks = Not in the file
plain-save = Save unencrypted…
plain-saving = Writing…
plain-saved = Saved without encryption
plain-saved-lead = Delete the file as soon as you no longer need it. Where it lies is entered in the ledger of copies.
plain-counts = cases: { $cases } · records: { $records }
plain-all = A file that anybody can read
plain-all-what = Everything but practice cases as one import document, without encryption, history and evidence files. It is no backup.
plain-all-do = Export everything…
import-title = Take records in
import-what = An import document (docs/formats/import.md) of this program or of another one. What fits is added; each record that does not is named, and nothing that is here changes.
import-do = Import a document…
importing = Taking in…
import-added = { $n ->
    [one] { $n } record was added:
   *[other] { $n } records were added:
}
import-as-told = { $n ->
    [one] { $n } date was kept as it was told: it could not be read.
   *[other] { $n } dates were kept as they were told: they could not be read.
}
import-refused = Not taken: { $n }

## Practice
practice-cases = Practice cases
practice-what = Six invented cases, two in each language, to learn on. They are marked everywhere and counted nowhere. No export of everything holds them.
practice-add = Add practice cases
practice-added = Practice cases added: { $n }
practice-besides = and { $n } for practice
practice-away = Remove these…
practice-remove = Remove practice cases ({ $n })…
practice-remove-title = Remove all practice cases?
practice-remove-lead = Every case marked for practice is erased for good, with what was written into it and the people only it names. There is no way back.
practice-remove-do = Remove for good
practice-removed = The practice cases are gone
practice-records = records: { $n }
practice-trashed = (in the trash)

## Opening
open-title = Open a bundle
open-lead = Nothing is taken in before you say so.
open-explain = The file is checked to its last byte first. Then you see who sealed it, when, and what it would change here.
choose-file = Choose the file…
choose-another = Another file…
checking = Checking…
bundle-from = From
bundle-when = Sealed
bundle-evidence = { $n ->
    [0] none
    [one] one file · { $size }
   *[other] { $n } files · { $size }
}
sender-verified = compared contact
sender-unverified = contact, not compared yet
sender-unknown = unknown sender
sender-own = sealed here
sender-no-name = No name given
sender-kept-back = Kept back by the sender
change-kind = Records
change-new = new
change-newer = newer
change-known = already here
change-conflicting = two versions
accept-unknown = I do not know this sender’s key. I expected this bundle, and I want to take it in.
take-in = Take in
taking-in = Taking in…
opened-title = Taken in
opened-counts = { $taken ->
    [one] One record was taken in
   *[other] { $taken } records were taken in
}, { $evidence ->
    [0] no evidence
    [one] one piece of evidence
   *[other] { $evidence } pieces of evidence
}; already here: { $known }.
opened-conflicts = { $n ->
    [one] One record differs on both sides: both versions are kept.
   *[other] { $n } records differ on both sides: both versions are kept.
}
go-to-case = Go to the case

## Bundles
bundles-empty-title = No bundles yet
bundles-empty-text = What you seal for others and what you receive is listed here, so that you know where copies are. To seal, open a case.
ledger-way = Way
ledger-party = From or for whom
ledger-file = File
ledger-when = When
ledger-received = received
ledger-sealed = sealed

## Contacts
contacts-empty-title = No contacts yet
contacts-empty-text = To seal for somebody you need their contact card: a small file that they save in their own Sandyq and give to you.
add-contact = Add a contact
add-contact-lead = From the contact card that the person gave you.
contact-name = Name for your list
contact-name-help = Only you see it.
choose-card = Choose the card…
contact-verified = compared
contact-verified-when = compared { $when }
contact-unverified = not compared yet
compare = Compare
compare-title = Is this really { $name }?
compare-lead = Compare these with what they see on their own screen, under “Own card”.
compare-how = Face to face or by voice. Not in the message that brought the card: whoever could change the card could change that too.
compare-match = They match
compare-later = Later
fingerprint-show = Fingerprint
fingerprint-digits = Fingerprint in digits
fingerprint-words = Fingerprint in words
own-card = Own card
own-card-explain = Give this file to those who should seal for you. It contains no secret.
own-name = Name on the card
own-name-help = It goes into every bundle you seal. A neutral one will do.
own-fingerprint = Your fingerprint
save-card = Save as a file…
card-saved = Saved as { $file }

## Settings
theme = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
text-size = Text size
no-network = No network
no-network-explain = This program cannot open a connection: the system’s kernel refuses it. Try for yourself.
self-test = Try to connect
self-test-refused = refused
self-test-open = not refused
shortcuts = Keyboard
keys-search = Ctrl K
keys-new = Ctrl N
keys-lock = Ctrl L
keys-size = Ctrl + / − / 0
shortcut-search = Search
shortcut-new = Record a case
shortcut-lock = Lock
shortcut-size = Bigger, smaller, usual text

## Ways in, backup, check
settings-parts = Parts of the settings
settings-look = Look
settings-ways = Ways in
settings-words = Words and laws
settings-backup = Backup
settings-check = Check
first-have-backup = I have a backup
first-restore = Begin from a backup
first-restore-lead = Everything in the backup comes back to this computer. The backup itself stays as it is.
first-restore-with = What opens the backup
first-restore-passphrase = Passphrase of that time
first-restore-do = Choose the folder and restore…
first-restoring = Restoring, checking every file…
first-restoring-lead = Choose the folder the backup was written to. Then every file is read and checked, and this may take a while. If you close the window before it is done, simply begin again.
first-restored = Everything is back
first-restored-lead = Now open it with the same passphrase.
first-restored-counts = Backup of { $when }. Records: { $records }, evidence files: { $files }. Every one was checked.
locked-cards-lead = Any two of the three cards open everything
unlock-have-cards = I have two cards
unlock-then = After opening
unlock-then-renew = set a new passphrase
unlock-then-open = just open
unlock-then-open-about = The forgotten passphrase stays as it is. You can change it later in the settings, with the same code.
unlock-renew = Open and set the passphrase
unlock-card-first = First card
unlock-card-second = Second card
unlock-card-short = Words here: { $n }. A card has { $of }. You can type the words or paste the whole text of the card.

ways-list = What opens this storage
ways-list-lead = Each of these opens everything here; of three cards it takes any two. Know where each one is, and remove what is no longer needed.
ways-this-one = opened with this
ways-remove = Remove
ways-remove-named = Remove: { $name }
ways-steps = What can be done
ways-make = Make
ways-current = Your current passphrase
ways-current-or-code = Your current passphrase, or the recovery code
ways-working = One moment…
ways-change = Change the passphrase
ways-change-about = If somebody may have seen or overheard it.
ways-change-title = Change your passphrase
ways-change-lead = The new one takes its place. Other people’s passphrases, the recovery code and the cards stay as they are.
ways-change-do = Change
ways-changed = The passphrase is changed. The old one no longer opens this storage.
ways-new-passphrase = New passphrase
ways-add = A passphrase for another person
ways-add-about = Two people who use this computer do not have to share one.
ways-add-title = A passphrase for another person
ways-add-lead = It opens everything here, as yours does. Let them choose and type it themselves.
ways-label = Whose it is
ways-label-help = A neutral word will do. It is shown in this list only.
ways-label-refused = At most sixteen letters, please.
ways-their-passphrase = Their passphrase
ways-added = The passphrase is added.
ways-renew = A new recovery code
ways-renew-about = If the paper is lost, or somebody may have seen it.
ways-renew-title = A new recovery code
ways-renew-lead = You get thirteen new words for paper. From that moment on the words on the old paper no longer work.
ways-renew-do = Show the new words
ways-new-code = Your new recovery code
ways-renewed = The new recovery code is set. Destroy the old paper.
ways-cards = Three cards for trusted people
ways-cards-about = Any two of them together set a new passphrase, should you lose yours.
ways-cards-title = Three cards for trusted people
ways-cards-lead = Any two of these cards together open everything here. One alone tells nothing.
ways-cards-give = Give each to a different person you trust, who should not all be in one place. If you made cards before, the old ones stop working.
ways-cards-do = Choose a folder and save…
ways-cards-made = Three cards, set { $set }
ways-cards-made-lead = Each is a file of its own in the folder you chose.
ways-card = Card { $n }
ways-card-by-hand = No printer? The words to copy by hand
ways-cards-print = Print each file, hand out the paper, and then delete the files: they are not encrypted, and any two of them open everything.
ways-remove-title = Remove: { $name }
ways-remove-lead = It will no longer open this storage.
ways-remove-own-lead = You have opened the storage with this one. It will no longer open it, so be sure that you know another.
ways-remove-do = Remove
ways-removed-title = Removed
ways-removed = No longer opens this storage: { $name }
ways-removed-until = Whoever kept an earlier copy of the key file (a backup, a copy of the folder) can still use the removed secret with it. A new key ends this: then the old secret opens old copies at most.
ways-rekey-now = Change the key now
ways-rekey = A new key for the storage
ways-rekey-about = After removing a way in, or when a copy of the folder is in other hands.
ways-rekey-title = A new key for the storage
ways-rekey-lead = Everything kept here is locked anew, with a key that never existed before.
ways-rekey-stops = Passphrases of other people and the three cards stop working. Add them anew afterwards.
ways-rekey-code = You get a new recovery code. The old one stops working.
ways-rekey-while = It takes a while. Leave the window open and the computer on power.
ways-rekey-backup = Last backup: { $when }. Changes since: { $n }.
ways-rekey-no-backup = There is no backup yet. Make one first.
ways-rekey-do = Change the key
ways-rekeying = Locking everything anew…
ways-rekeyed = The key is changed. Your passphrase stays the same; these are the new thirteen words.
ways-rekey-done = The key is changed. Add other people’s passphrases and the cards anew, and make a new backup.

care-last = Last backup
care-when = When
care-where = Where
care-since = Changes since
care-none = There is no backup yet. If this computer is lost or breaks, so is everything kept here.
care-what = A backup is a folder with everything kept here, encrypted. It opens with the same passphrase. Keep it on a disk that does not lie beside this computer. Later backups into the same folder add only what is new.
care-back-up = Back up now…
care-backing-up = Backing up…
care-others-wait = This may take a while. Everything else in this window waits until it is done. Locking stops it, and nothing is lost.
care-made = Backed up. Records: { $records }, evidence files: { $files }, newly written: { $written }.
care-made-verified = All of it was read back and is right.
care-made-unverified = It could not be read back. Make another one on a different disk.
care-made-pruned = Older states removed from the folder: { $n }.
care-made-absent = { $n } evidence files are missing from the storage itself and are not in this backup. An older backup may still have them: open “Check” to see which.
care-rehearsal = Does it open?
care-rehearsal-what = A backup is only worth something if it opens. This tries the last one to its end and counts everything. Nothing here is overwritten.
care-rehearse = Try the backup…
care-rehearsing = Trying…
care-whole = everything is there
care-not-whole = something is missing
care-rehearsed = Backup of { $when }
care-records = Records
care-files = Evidence files
care-of = { $there } of { $expected }
care-not-whole-advice = What is kept on this computer is not affected. Make a new backup in another folder, on another disk if you can.
care-check = The whole storage
care-check-what = Reads everything kept here to the last byte and tells what is damaged. Nothing is changed or deleted.
care-check-do = Check the whole storage
care-checking = Checking…
care-check-whole = Everything is what it was.
care-check-damaged = Something is damaged. Nothing was changed or deleted.
care-part-whole = whole
care-part-noted = to note
care-part-damaged = damaged
care-looked-at = looked at: { $n }
care-due = { $n ->
    [one] One change since the last backup
   *[other] { $n } changes since the last backup
}
care-due-never = No backup yet
care-due-later = Not now
## Undo, versions, trash, forget
undo = Undo
redo = Redo
undo-hint = Undo (Ctrl Z)
redo-hint = Redo (Ctrl Shift Z)
more = More
dismiss = Close this line
keys-undo = Ctrl Z
keys-redo = Ctrl Shift Z · Ctrl Y
shortcut-undo = Undo: in a form its last change, elsewhere the last deletion or return
shortcut-redo = Redo what was undone
record-history = Versions of this record
history-all = All versions of the case
choose-two = Tick two versions to compare them.
one-version = There is one version so far.
compare-versions = Compare the two
compare-versions-title = Version { $a } and version { $b }
compare-with-now = Compare with now
changed-fields = Changed: { $fields }
machine = computer { $id }
version-now = as it is now
version-restore = Bring back
version-restore-n = Bring back version { $n }
version-restored = Version { $n } is back. The one before it stays in the history.
restore-undone = As it was before.
versions-same = These two versions say the same.
was-empty = nothing
is-empty = nothing
nav-trash = Trash
move-to-trash = Move to the trash
trashed = { $n ->
    [1] Moved to the trash: { $title }
   *[other] Moved to the trash with all that belongs to it: { $title }
}
restored = { $n ->
    [1] Back in its place: { $title }
   *[other] Back in its place with all that belongs to it: { $title }
}
action-undone = Undone · { $action }
action-redone = Done again · { $action }
trash-lead = Nothing leaves the trash by itself. What is destroyed here cannot be brought back.
trash-empty-title = The trash is empty
trash-empty-text = What you delete comes here first and can be brought back as it was.
trash-what = What
trash-case = Case
trash-when = Deleted
trash-with = With it
trash-along = and { $n } more
trash-deeds = What to do
trash-restore = Bring back
trash-destroy = Destroy…
destroy-title = Destroy for good?
destroy-lead = The text, every earlier version and the files are erased from this computer. Nobody can bring them back.
destroy-hold = Destroy · hold 2 s
forget-person = Forget this person…
forget-record = Forget this record…
forget-case = Forget this case…
forget-consent = Consent withdrawn: forget the person…
forget-person-title = Forget this person?
forget-record-title = Forget this record?
forget-case-title = Forget this case?
forget-lead = For somebody who has withdrawn consent, or what should not have been written down. The text and its whole history are erased for good. Only a number without meaning stays, so that no bundle can bring it back.
forget-hold = Forget · hold 2 s
hold-hint = Hold for two seconds. Letting go earlier changes nothing.
gone-goes = Will be erased for good
gone-counts = records: { $records } · versions: { $revisions } · files: { $files }
and-more = and { $n } more
gone-copies = Copies that remain elsewhere
gone-bundles = In bundles you handed over. Ask those who have them to destroy them.
gone-backups = In backups. Make a new one afterwards, then destroy these.
gone-exports = What you exported lies in the clear in these files. Destroy them too.
gone-no-copies = No bundle and no backup is known to hold a copy.
gone-named = These still name it
gone-named-why = Words about it may stand in them. Please read them yourself: only a person can tell.
gone-done = Erased for good
gone-done-lead = The text and its history are gone from this computer. What is left for you to look at:
gone-unfinished = The text is out of every table. Old traces in the database's pages are removed at the next opening, when there is room.

## Words and laws
words-title = Words and laws
words-lead = Forms choose from these lists. You can add words of your own: they go with the cases that use them. A word is retired and never lost.
words-list = List
words-open = Lists you can add to
words-closed = Lists the program goes by
words-own = Your own words
words-none = None yet.
words-add = Add a word
words-add-to = A word for the list “{ $list }”
words-add-lead = One language is enough.
words-built-in = Built in
words-retired = not offered
words-retire = Offer no longer
words-retire-named = Offer no longer: { $word }
words-offer = Offer again
words-offer-named = Offer again: { $word }
words-ru = In Russian
words-kk = In Kazakh
words-en = In English
words-more = For laws: since when, and who confirmed it
words-replaces = In place of which built-in word
words-replaces-help = It is counted as that one.
words-from = Holds from
words-to = Held until
words-confirmed-by = Confirmed by
words-confirmed-on = Confirmed on
words-note = What it means
word-elsewhere = a word that is not here
## Deadlines and tasks
nav-tasks = Tasks
tasks-lead = Counted from the steps that are recorded, and set by you. The program counts days; what they mean is for a lawyer to say.
tasks-overdue = Overdue, or may be
tasks-soon = Within seven days
tasks-later = Later
tasks-notes = Presumptions: nothing ends with them
tasks-past = Passed more than sixty days ago
tasks-over = Settled or long past
tasks-settled = Answered or settled
tasks-older = { $n ->
    [one] { $n } more passed over sixty days ago. It stands in its case.
   *[other] { $n } more passed over sixty days ago. They stand in their cases.
}
tasks-more = and { $n } more
tasks-partial = There are more cases than were looked at: those whose last change is oldest are missing here. Choose a case to see its own.
tasks-empty-title = Nothing is due
tasks-empty-text = A deadline appears here by itself once a step is recorded that starts one: a refusal, a complaint, a registration. You can add tasks of your own.
tasks-case = Case
tasks-all-cases = All cases
tasks-with-settled = Also what is settled or long past
tasks-add = Add a task
tasks-rules = How it is counted
tasks-mark = Settle
tasks-to-be-confirmed = to be confirmed by a lawyer
tasks-ground = Rests on: { $ground }
tasks-rule-incomplete = lacks something, counts nothing
case-deadlines = Deadlines and tasks
settle-what = What became of it
settle-done = Done
settle-missed = Missed
settle-dropped = No longer needed
settle-on = Done on
settle-on-help = For example 28.09.2025; empty if you do not know
settle-why = Why
settle-why-help = It stays in the case: whoever reads it later should understand.
settle-open = Open it again
settle-write = Write it down
settled = { $what }: { $how }
settled-why = Why: { $why }
task-add-title = A task of your own
task-what = What is to be done
task-due = By when
task-due-help = A day, a month, or nothing
task-case = Case
task-case-help = Its code, such as K-26-014
rules-title = How deadlines are counted
rules-lead = The day after the step is the first one. From an uncertain date comes an uncertain deadline, never one day. Nothing is moved off a weekend.
rules-add = Add a rule of your own
rules-edit = Change

## First talk
new-case-short = Short form
talk-title = First talk
talk-progress = { $n } of { $of }
talk-language = Language of the talk
talk-way = Questions of the talk
talk-next = Next
talk-summary = What will be recorded
talk-summary-lead = Every record can be completed and changed in the case. What was skipped stays skipped.
talk-record = Record the case
talk-later = Finish later
talk-keys = Ctrl+Enter: next · Alt+← and Alt+→: between questions
talk-discard = Erase this talk…
talk-discard-sure = Erase everything written here? There is no way back.
talk-discard-do = Erase
talk-instead = Answer to the whole question
talk-has-answer = answered below, or skipped
talk-add-row = Add another
talk-remove = Remove
talk-remove-row = Remove: { $row }
talk-answered = answered
talk-skipped = skipped
talk-empty = There is nothing to record yet: it needs the person's words, or at least a title.
talk-untitled = Unfinished talk
talk-begun = { $n } of { $of } answered · { $when }
talk-go-on = Go on
talk-print = Print a blank form…
talk-printed = The form is saved: { $name }. Open it in a browser and print it.

## Filters and the order of the list of cases
filter-add = Filter…
filter-kept = Kept filters
filter-remove = Remove the filter “{ $filter }”
filter-keep = Keep as…
filter-none = Show everything
sort = Order
sort-recent = newest change
sort-code = code
sort-title = title, A to Z
sort-opened = opened last
sort-status = stage of work
sort-priority = urgency
sort-risk = danger
filter-title = Show only cases with…
filter-lead = Choose what to look at. Only what is answered somewhere stands here.
filter-nothing = Nothing like that here
filter-do = Show
filter-keep-title = Keep this filter
filter-name = Name
filter-name-help = It stays in this storage and goes into no bundle.
filter-keep-do = Keep
filter-forget = Take the kept filter “{ $name }” away
filter-forget-short = Take away
filter-empty-title = No case is like that
filter-empty-text = Every filter must be true of a case. Take one away, or show everything.
search-all = Show everything that was found
results-title = Found for “{ $query }”
results-kinds = Kinds of records
results-all = Everything
results-empty-text = Try fewer words, another spelling or fewer filters.
residual-title = Left in texts
residual-lead = Names, numbers and addresses belong under “Name and contacts”: texts go into bundles and reports.
residual-all = { $n ->
    [one] One more
   *[other] { $n } more
}
names-hide = Hide names
names-are-hidden = Names hidden
names-hint = Show codes only, for working where others look on (Ctrl+H)
names-show-here = Show
keys-names = Ctrl+H
shortcut-names = Hide names, or show them

# Links
nav-links = Links
links-lead = What may belong together, with the reason. Nothing is linked by itself: you decide. Practice cases are never looked at.
links-empty-title = Nothing is proposed
links-empty-text = When two cases have a telephone number, plate, document, file or day in common, they stand here.
links-accept = Link them
links-accept-person = It is one person
links-decline = They do not belong together
links-declined = Declined: { $n }
links-take-back = Propose again
links-group = Make a group case
links-done = Linked: { $n }
links-declined-done = Will not be proposed again, until another case or reason comes
links-grouped = Group case made: { $code }
links-looking = Looking through all records…
group-title = Case { $code }: what it is linked with
group-open = Show the group
group-deed = Links and picture
group-alone = No other case is linked with this one.
group-cases = Cases
group-chain = One after the other
group-common = In common
group-where = Where
group-pairs = Links
group-save = Save picture…
group-saved = { $file } was written. { $warning }
group-left-out = Not read: { $n } more cases
group-picture = Picture of the group; the tables below say the same
person-edit = Change
tag-show = All cases with “{ $tag }”

## Bundles of every kind, and what two sides changed
name-own = { $name } (own storage)
seal-to-passphrase = Whoever knows a passphrase…
seal-passphrase = Passphrase of the bundle
seal-passphrase-help = At least four words. Tell it by another way, never with the file.
seal-kind = What kind of bundle
seal-kind-hand-over = Hand-over
seal-kind-hand-over-help = Chosen cases for a lawyer or another group, as consent allows.
seal-kind-move = Move
seal-kind-move-help = Whole cases. To another storage of your own also with their history and your contacts.
seal-kind-update = Update
seal-kind-update-help = Only what the recipient is not known to have. Without a case chosen: all cases.
seal-kind-answer = Answer
seal-kind-answer-help = Back to whom the case came from: what was added and changed here.
seal-kind-receipt = Receipt
seal-kind-receipt-help = Says which bundles arrived, so that the sender knows what you have. No case is in it.
seal-note = Words to the recipient (they are in the bundle)
seal-uncovered = Consent does not cover this
seal-reason = Why it leaves all the same
seal-reason-help = Kept in the journal here and in the bundle. It stands in for a missing or expired consent; whoever said no stays unnamed.
save-proof = Save the proof card…
save-proof-help = One sheet to print: the sum, words and room for two signatures.
proof-saved = Saved as { $file }. Print it from a browser.
opened-merged = Records in which changes of both sides were joined: { $n }
opened-contacts = Contacts that are new here: { $n }
opened-acknowledged = Bundles of yours that arrived: { $n }
opened-proposed = Records that were deleted or forgotten there: { $n }. They are still here; decide under Bundles, To decide.
opened-alarm = Alarm: the contact { $name } has another key here. Nothing was changed; compare the fingerprint again.
accept-undone = Take it in again, although that was taken back before
bundle-passphrase = Passphrase of the bundle
unseal = Open with it
bundle-kind = Kind
bundle-note = Words of the sender
bundle-besides = It also brings
change-merged = joined
bundles-ledger = Sent and received
bundles-decide = To decide
bundles-merged = Taken in
bundles-journal = Journal
journal-lead = Everything that was sealed, opened, given out or overridden here. Entries can only be added.
journal-verify = Check the chain
journal-whole = The chain holds. Entries followed: { $n }
journal-what = What was done
journal-about = About
journal-by = By
journal-range = { $from }–{ $to } of { $total }
journal-newer = Newer
journal-older = Older
seal-other = Update or receipt…
decide-empty-title = Nothing to decide
decide-empty-text = When a bundle changes the same field that was changed here, or tells that a record was deleted elsewhere, it waits here for you.
merged-empty-title = Nothing was taken in yet
merged-empty-text = Each bundle you take in can be taken back here, whole.
ending-accepted = In the trash here too: { $title }
ending-declined = Kept: { $title }
conflict-fields = Changed on both sides: { $fields }
conflict-compare = Compare and decide
ending-forgotten = Forgotten at a person’s request: { $from }, { $when }
ending-deleted = Deleted there: { $from }, { $when }
ending-keep = Keep here
ending-forget = Forget here too…
ending-delete = Delete here too
conflict-decided = Decided. The other value stays in the history.
conflict-title = Two versions: { $title }
conflict-lead = Choose for each field what it is to say. Your choice ends the question on every machine it reaches.
conflict-ours = Here
conflict-theirs = There
conflict-empty = (emptied)
conflict-before = Before: { $value }
conflict-kept = Nothing is lost: both values stay in the history.
conflict-resolve = Decide
merge-undone = Taken back: { $restored } as before, { $trashed } into the trash, { $kept } changed since and kept.
merge-records = records: { $n }
merge-undone-when = taken back { $when }
merge-undo = Take back
compare-told = Or type what they read out
compare-told-help = Ten words of any language or 35 digits: the program compares them.
contact-own = own storage
contact-own-is = This is another storage of my own
contact-own-help = Whole cases may move there with names, history and contacts, without asking for consent.
contact-own-set = { $name }: a storage of your own
contact-own-unset = { $name }: somebody else
print-card = Save a sheet to print…
own-code = Your card as a QR code
seal-evidence = Files of evidence
seal-evidence-allowed = As consent allows: pictures as copies where somebody stays unnamed
seal-evidence-originals = Originals, bit for bit
seal-evidence-none = None
seal-page = As a page that opens itself in any browser
seal-page-help = Nothing to install, no network. Up to 150 MB. The recipient compares its sum with the proof card first.

## Statistics
nav-statistics = Statistics
numbers-ready = Ready questions
numbers-choose = Choose a question. Everything in it can be changed afterwards: what is counted, by what, when, and only of what.
numbers-empty-title = Nothing to count yet
numbers-empty-text = Numbers come from recorded cases. Cases for practice are never counted.
numbers-unit = What is counted
numbers-rows = By, down the side
numbers-columns = and by, across
numbers-by-nothing = – not divided –
numbers-period = Period
numbers-period-own = Other days…
numbers-from = From
numbers-to = To
numbers-only = Count only…
numbers-only-lead = Choose by what. What was not recorded can be chosen too.
numbers-counting = Counting: { $done } of { $total } cases
numbers-stop = Stop
numbers-stopped = Stopped before the end.
numbers-count = Count
numbers-notes = What these numbers mean
numbers-all = All
numbers-possible = possibly inside
numbers-hidden-sign = *
numbers-open = { $n }: { $what }. Show the cases
numbers-of-all = Everything that was counted
numbers-behind = Cases behind them: { $n }.
numbers-behind-possible = Possibly inside the period: { $n }.
numbers-behind-more = and { $n } more
numbers-give = Give out…
numbers-leave = Give numbers out
numbers-leave-lead = This is what others would see. Numbers that could point at a person are hidden, and only those who agreed are counted.
numbers-for = For whom
numbers-for-own = Our own group publishes it
numbers-for-partner = Another group gets it
numbers-as = As what
numbers-as-png = Picture (PNG)
numbers-as-svg = Picture that scales (SVG)
numbers-as-xlsx = Spreadsheet (XLSX)
numbers-as-csv = Lines of text (CSV)
numbers-as-table = Table that can be counted again
together-as-json = Data (JSON)
numbers-hides = Numbers not shown: { $n }. Why, stands below the table.
numbers-hides-nothing = No number is hidden.
numbers-leaves = What leaves
numbers-copy = Copy
numbers-save = Save…
numbers-saved = Written: { $file }. It stands in the journal.
numbers-copied = Copied. It stands in the journal as given out.
numbers-copy-refused = The clipboard of this computer does not take it. Save it as a file.
numbers-again = Check a saved table…
numbers-again-title = Counted again
numbers-as-sealed = Sealed for one group alone (AGE)
numbers-together = Numbers of several groups…
numbers-together-title = Numbers of several groups
numbers-together-lead = Tables that groups gave to yours, put beside one another. They stay in memory until the vault is closed, and become no records.
numbers-together-add = Add files…
numbers-together-none = Choose what the groups sent: sealed files, or plain tables with their signatures (.minisig) beside them.
numbers-together-locked = Some files open with a passphrase. Type it as the group told it.
numbers-together-open = Open
numbers-together-out = Leave { $file } out
numbers-together-about = N = { $n } · not shown: { $hidden } · rules { $rules }
numbers-together-given = given { $day }
numbers-together-added = Put together: { $n } of { $all }

## Reports
nav-reports = Reports
report-lead = Papers made from recorded cases. Each is shown before it is written, and tells only of people who agreed to it.
report-about = About case { $case }. Choose the paper.
report-empty-title = No paper can be made yet
report-empty-text = Reports, complaints, registers of evidence and numbers are made from recorded cases. Record a case first.
report-to-cases = To the cases
report-of-case = Write a paper…
report-group-abroad = To bodies abroad
report-group-file = For the lawyer and the court
report-group-forms = For signature
report-alternative = Alternative report
report-alternative-what = What many cases show together, article by article, for a treaty body.
report-communication = Individual communication
report-communication-what = One person’s complaint against the State: facts, remedies that were tried, articles.
report-hate-crime = Hate-crime submission
report-hate-crime-what = Crimes with a recorded motive of hate, for the OSCE office (ODIHR).
report-annex = Statistical annex
report-annex-what = Tables and pictures, and how each number was counted, for a report or for another group.
report-register = Register of evidence
report-register-what = Every file with its checksum and who had it in their hands, for a court, a lawyer or an expert.
report-chronology = Chronology
report-chronology-what = What happened and what was answered, in one line of time.
report-statement = Statement
report-statement-what = What somebody told, in their words, for their signature.
report-complaint = Complaint
report-complaint-what = To the police or a prosecutor, under articles of the law, with a paragraph about the motive.
report-judge = Complaint to the investigating judge
report-judge-what = Against an action or a refusal, under article 106 of the Criminal Procedure Code.
report-examination = Request for an examination
report-examination-what = Asks the investigator for a forensic examination.
report-consent = Consent form
report-consent-what = The sheet on which consent is asked. It names nobody.
report-back = All papers
report-which-cases = Which cases
report-cases-all = All ({ $n })
report-cases-some = Only chosen ones
report-cases-chosen = Chosen cases
report-case-one = Which case
choose-case = Choose a case…
report-body = To which body
report-articles = Articles
report-add-article = Add an article…
report-articles-help = Without any: all articles that are recorded with the acts.
report-take-out = Take out { $what }
report-identity = How people are shown
report-identity-usual = As is usual for this paper
report-identity-help = Never with more than each of them agreed to.
report-lang = Language of the paper
report-texts = Texts that people write
report-texts-own = The program’s own texts
report-texts-choose = Choose a file…
report-texts-back = Use the program’s own
report-texts-save = Save to edit…
report-texts-help = Save the texts, change them in any editor, and choose the file here.
report-texts-saved = Saved: { $file }. Change it, then choose it here.
report-preview = What would be in the paper
report-choose-case = Choose a case. Then you see here what would be in the paper.
report-looking = Looking what would be in it…
report-counting = Looking what would be in it: { $done } cases read
report-again = Show
report-purpose = Consent needed: { $purpose }. People are shown: { $level }.
report-nobody = Nobody may be told of in this paper. Why, stands below.
report-missing = Missing
report-people = In it: { $told } of { $n } cases
report-left = left out
show-more = Show { $n } more
report-stays = Left out
report-length = Length
report-part = Part
report-words = Words
report-count = words: { $n }
report-of = words: { $n } of { $limit }
report-over = words: { $n }, more than { $limit }
report-as = As what
report-as-docx = To edit (DOCX)
report-as-pdf = To keep (PDF)
report-as-xlsx = Tables (XLSX)
report-as-csv = Lines of text (CSV)
report-write = Write file…
report-writing = Writing…
report-recorded = The file will not be encrypted. It is entered in the ledger of copies.
report-written = Written
report-written-lead = The file is not encrypted: keep it only as long as needed. It is entered in the ledger of copies.
report-inside = Cases: { $cases }, words: { $words }
report-submission = The submission is recorded too. When the paper has been sent, note there when and how.
report-annex-nobody = Nobody in the recorded cases agreed to be counted for this.
report-annex-holds = Tables: { $tables }, pictures: { $pictures }.
report-annex-sum = N = { $n }
report-numbers = Annex of numbers
report-annex-hidden = Tables in which small numbers are hidden: { $n }.
report-annex-empty = Tables of which nothing can be told: { $n }.
report-annex-inside = Tables: { $n }
report-annex-after = What these tables show is remembered: later ones will not give away by a difference what these hide.
numbers-figure = { $n }
numbers-no-value = no value
