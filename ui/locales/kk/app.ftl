# Беттің сөздері. Сан есімнен кейін зат есім жекеше тұрады, сондықтан көпше түр қажет емес.
brand = Sandyq
language = Тіл
continue = Әрі қарай
back = Артқа
cancel = Бас тарту
close = Тізімге
done = Дайын
discard = Сақтамау
add = Қосу
add-new = Жаңа жазба
edit = Өзгерту
show = Көрсету
hide = Жасыру
export = Көшірмесін сақтау
show-more = Тағы көрсету
none = —
other = Басқа…
not-chosen = Таңдалмаған
not-a-number = Мұнда тек цифр жазылады.
withheld = жіберуші бермеген
practice = жаттығу
sha256 = SHA-256
per-cent = { $n } %

## Құпиялар
passphrase = Құпия сөйлем
recovery-code = Қалпына келтіру коды
caps-lock-on = Caps Lock қосулы
last-letter = Соңғы таңба: { $script }
script-latin = латын
script-cyrillic = кирилл
script-kazakh = қазақ әрпі
script-digit = цифр

## Құлып экраны
locked-title = Жабық
locked-lead = Жалғастыру үшін құпия сөйлемді енгізіңіз
locked-code-lead = Қағаздағы он үш сөзді енгізіңіз
unlock = Ашу
unlocking = Ашылуда…
have-recovery-code = Қалпына келтіру коды бар
use-passphrase = Құпия сөйлеммен ашу
unlock-key-damaged = Ашылды, бірақ кілт файлының бүгін керек емес бөлігі бүлінген. Бүкіл қалтаның көшірмесін тезірек жасап алыңыз.

## Алғашқы іске қосу
setup-step = { $of } қадамның { $n }-қадамы
passphrase-title = Құпия сөйлеміңіз
passphrase-why = Мұнда жазғаныңызды тек осы сөйлем ашады. Оны ешкім қалпына келтіре алмайды: біз де, шебер де.
passphrase-way = Қалай таңдау керек
passphrase-offered = Сізге жеті сөз
passphrase-own = Өзімнің сөйлемім
passphrase-own-label = Сіздің сөйлеміңіз
passphrase-length = { $n } таңба, кемінде { $least } керек
passphrase-again = Тағы бір рет теріңіз
passphrase-differs = Әзірге сәйкес емес. Сөзбе-сөз салыстырыңыз.
passphrase-write-down = Кездейсоқ таңдалды. Сөздерден шағын әңгіме құрап көріңіз; жаттап алғанша ғана қағазда сақтаңыз.
show-others = Басқа сөздер
create = Әрі қарай
creating = Құлып жасалуда…
recovery-lead = Құпия сөйлем ұмытылса, осы он үш сөз бәрін ашады. Қазір қағазға жазып алыңыз. Олар тек бір рет көрсетіледі.
recovery-where = Қағазды осы компьютерден алыс, сенімді адамда сақтаңыз. Суретке түсірмеңіз.
recovery-written = Жазып алдым
recovery-retype-lead = Енді қағаздағы он үш сөзді теріңіз. Сонда қағазда қате жоқ екенін білесіз.
recovery-retype = Он үш сөз, ретімен
recovery-show-again = Сөздерді қайта көрсету
corner-title = Екі түйме, әрқашан бір бұрышта
corner-lead = Олар әр экранда бар. Керек болмай тұрып біліп алған жақсы.
corner-lock = Бәрін бірден жабады және ештеңені, тіпті аяқталмаған сөйлемді де жоғалтпайды. Құпия сөйлем қайта ашады. Ctrl L де соны істейді.
corner-emergency = Екі секунд басып тұрсаңыз, мұнда сақталғанның бәрі жойылады. Сұрақ та, қайтару да жоқ. Құлып экранында да жұмыс істейді.
corner-emergency-limits = Басқа жердегі көшірмелер қалады: сақтық көшірмелер, сіз берген пакеттер және бұрын жасалған диск бейнесі.
setup-done = Бастау

## Қабықша
main-navigation = Негізгі бөлімдер
nav-cases = Істер
nav-contacts = Байланыстар
nav-bundles = Пакеттер
nav-settings = Баптаулар
lock = Жабу
lock-hint = Жабу (Ctrl L). Жазылғаны сақталады.
emergency = Шұғыл
emergency-hold = Шұғыл · 2 с басып тұрыңыз
emergency-hint = Мұнда сақталғанның бәрін жою үшін екі секунд басып тұрыңыз. Ертерек жіберсеңіз, ештеңе өзгермейді.
saving = сақталуда…
saved-now = сақталды
saved-seconds = { $n } с бұрын сақталды
saved-minutes = { $n } мин бұрын сақталды
idle-countdown = Осындасыз ба? { $n } секундтан кейін жабылады. Жазылғанның бәрі сақталады.
search = Іздеу: істер, адамдар, мәтіндер
search-key = Ctrl K
search-results = Табылғандар
search-nothing = Ештеңе табылмады. Азырақ сөзбен немесе басқаша жазып көріңіз.

## Істер тізімі
cases-title = Істер
cases-empty-title = Әзірге іс жоқ
cases-empty-text = Істе не болғаны, кімнің қатысы бары, биліктің әр жауабы және дәлелдер жиналады. Бастау үшін бірнеше сөз жеткілікті.
new-case = Оқиғаны жазу
open-bundle = Пакетті ашу
column-code = Код
column-what = Не болды
column-response = Билік жауабы
column-changed = Өзгертілді
case-untitled = Атауы жоқ
case-summary = Іс туралы қысқаша
open-case = Істі ашу
seal = Мөрлеу
fact-when = Қашан
fact-where = Қайда
fact-victims = Жәбірленгендер
fact-involved = Қатысы барлар
fact-evidence = Дәлелдер
fact-next = Әрі қарай
missing = Не жетіспейді

## Жаңа іс
new-case-title = Оқиғаны жазу
new-case-lead = Қалай айтылса, сол ретпен. Бәрін кейін толықтыруға және өзгертуге болады.
new-case-told = Не болды, адамның өз сөзімен
new-case-told-help = Мұнда есімдер керек емес: адамдарға код беріледі.
new-case-when = Қашан
new-case-where = Қала немесе ауыл
new-case-where-help = Жазу қауіпсіз болса
new-case-name = Тізімге арналған қысқа атау
new-case-name-help = Бейтарап болсын, бөтен адамға ештеңе айтпасын
new-case-done = Істі ашу
everything-is-kept = Жазғаныңыз бірден сақталады.
date-help = Мысалы: 28.09.2025, 09.2025, 2025 немесе сөзбен
date-as-told = Айтылған күйінде сақталады. Күн ретінде есептелмейді.

## Іс беті
where-am-i = Сіз осындасыз
case-parts = Істің бөліктері
tab-timeline = Уақыт желісі
tab-texts = Мәтіндер
tab-people = Адамдар
tab-acts = Әрекеттер
tab-evidence = Дәлелдер
tab-records = Барлық жазба
tab-history = Тарих
edit-case = Өзгерту
date-unknown = күні белгісіз
timeline-empty-title = Уақыт желісі әзірге бос
timeline-empty = Мұнда оқиғалар, қадамдар мен дәлелдер болған ретімен тұрады. «Қосу» түймесінен бастаңыз.
texts-empty-title = Әзірге мәтін жоқ
texts-empty-text = Адамның өз сөзімен, өз тілінде айтқаны.
add-text = Әңгімесін қосу
people-empty-title = Әзірге ешкім жоқ
people-empty-text = Адамдар мұнда кодпен тұрады. Есім бөлек сақталады: оны бермеуге немесе бөлек жоюға болады.
add-person = Адам қосу
name-kept-apart = есімі бөлек
open-identity = Есімін ашу
add-identity = Есімін қосу
consent-line = Келісім: { $consent }
acts-empty = Кімге не істелді: әр адамға және зиянның әр түріне бір әрекеттен. Әрекетке оны жасағандарды қосыңыз.
add-act = Әрекет қосу
records-empty = Әзірге ештеңе жазылмаған.
who-did-what = Кім не істеді
somebody = Белгісіз біреу
revision = { $n }-нұсқа

## Формалар
add-kind = Қосу: { $kind }
needed-label = { $label } (керек)
needed-first = Әлі керек: { $fields }. Жазылғаны сақталады.
finish-later = Кейін аяқтау
unfinished = Басталған, аяқталмаған
answer-instead = Жауап неге жоқ: { $label }
answer-none = жауап жоқ па?
answer-unknown = белгісіз
answer-not-asked = сұралмады
answer-declined = айтқысы келмеді
answer-not-applicable = қатысы жоқ
no-answer-group = Жауап жоқ
other-words = Өз сөзіңізбен
other-words-several = Басқалары, өз сөзіңізбен, арасына ; қойып
narrow-list = Тізімді тарылту
nothing-to-choose = Әзірге таңдайтын ештеңе жоқ
record-elsewhere = Басқа істің жазбасы
one-per-line = Әр жолға біреуден
language-of-text = Осы мәтіннің тілі
language-not-said = тілі көрсетілмеген
same-in-another-language = { $label }, басқа тілде
add-translation = Басқа тілде

## Дәлелдер
evidence-empty-title = Әзірге дәлел жоқ
evidence-empty-text = Фото, жазбалар, ресми жауаптар, кез келген файл. Әрқайсысы қабылданған бойда шифрланады, ал SHA-256 кейін ештеңе өзгермегенін дәлелдейді.
attach = Файл тіркеу
attaching = Шифрлануда…
attached = { $n } файл қабылданды.
file-remark = { $file }: { $remark }
file-absent = файл мұнда жоқ
verify = Бәрін тексеру
verified-all = { $n } файл соңғы байтына дейін оқылды: бәрі қабылданған күйінде.
verified-some = { $of } файлдың { $n } файлы өзгерген. Төмендегі белгілерді қараңыз.
exported = { $file } деп сақталды. Бұл көшірме шифрланбаған.

## Мөрлеу
seal-title = Пакетті мөрлеу
seal-lead = Оны тек алушы аша алады. Мұнда көрсетілмеген ештеңе кетпейді.
seal-cases = Істер
add-case = Тағы бір іс қосу…
take-out = { $case } ісін алып тастау
seal-for = Кімге
seal-to-key = Басқа адам, кілті бойынша…
seal-key = Алушының кілті
name-unverified = { $name } (әлі салыстырылмаған)
seal-purpose = Мақсаты
seal-withhold = Жеке басын бермеу
seal-withhold-help = Есімдер, байланыстар, мекенжайлар және адамды танытатынның бәрі осында қалады.
seal-language = Пакет ішіндегі оқылатын беттің тілі
seal-choose-first = Кімге және не үшін екенін таңдаңыз. Сонда не кететіні мен не қалатыны осында көрінеді.
counting = Есептелуде…
will-leave = Кетеді · { $size }
stays-here = Осында қалады
look-again = Тағы қараңыз
seal-recorded = Көшірмелер тізіліміне жазылады.
seal-and-save = Мөрлеп, сақтау…
sealing = Мөрленуде…
sealed-title = Мөрленді
sealed-lead = Бұл файлды тек алушы аша алады. Салыстыруы үшін SHA-256 мәнін оған басқа жолмен айтыңыз.
sealed-file = Файл
sealed-size = Көлемі
sealed-inside = Ішінде
sealed-counts = { $records } жазба, { $evidence ->
    [0] дәлелсіз
   *[other] { $evidence } дәлел
}

## Ашу
open-title = Пакетті ашу
open-lead = Сіз келіспейінше, ештеңе қабылданбайды.
open-explain = Алдымен файл соңғы байтына дейін тексеріледі. Содан кейін оны кім, қашан мөрлегенін және мұнда не өзгертетінін көресіз.
choose-file = Файлды таңдау…
choose-another = Басқа файл…
checking = Тексерілуде…
bundle-from = Кімнен
bundle-when = Мөрленген
bundle-evidence = { $n ->
    [0] жоқ
   *[other] { $n } файл · { $size }
}
sender-verified = салыстырылған байланыс
sender-unverified = байланыс, әлі салыстырылмаған
sender-unknown = белгісіз жіберуші
sender-own = осында мөрленген
sender-no-name = Есімі көрсетілмеген
sender-kept-back = Жіберуші бермегені
change-kind = Жазбалар
change-new = жаңа
change-newer = жаңарақ
change-known = бұрыннан бар
change-conflicting = екі нұсқа
accept-unknown = Бұл жіберушінің кілті маған белгісіз. Бұл пакетті күткенмін және қабылдағым келеді.
take-in = Қабылдау
taking-in = Қабылдануда…
opened-title = Қабылданды
opened-counts = Қабылданды: { $taken } жазба, { $evidence ->
    [0] дәлелсіз
   *[other] { $evidence } дәлел
}; бұрыннан бар: { $known }.
opened-conflicts = { $n } жазба екі жақта да өзгерген: екі нұсқасы да сақталды.
go-to-case = Іске өту

## Пакеттер
bundles-empty-title = Әзірге пакет жоқ
bundles-empty-text = Басқаларға мөрлегеніңіз бен алғаныңыз осында тізіледі: көшірмелердің қайда екенін білесіз. Мөрлеу үшін істі ашыңыз.
ledger-way = Бағыты
ledger-party = Кімнен немесе кімге
ledger-file = Файл
ledger-when = Қашан
ledger-received = алынды
ledger-sealed = мөрленді

## Байланыстар
contacts-empty-title = Әзірге байланыс жоқ
contacts-empty-text = Біреуге мөрлеу үшін оның байланыс карточкасы керек: ол өз Sandyq бағдарламасында сақтап, сізге беретін шағын файл.
add-contact = Байланыс қосу
add-contact-lead = Сол адам берген карточка бойынша.
contact-name = Тізіміңіздегі есімі
contact-name-help = Оны тек сіз көресіз.
choose-card = Карточканы таңдау…
contact-verified = салыстырылған
contact-verified-when = салыстырылған: { $when }
contact-unverified = әлі салыстырылмаған
compare = Салыстыру
compare-title = { $name }: шынымен сол адам ба?
compare-lead = Ол өз экранындағы «Өз карточкам» бөлімінде көріп тұрғанымен салыстырыңыз.
compare-how = Бетпе-бет немесе дауыстап. Карточка келген хатта емес: карточканы ауыстыра алған адам хатты да ауыстыра алады.
compare-match = Сәйкес келеді
compare-later = Кейін
fingerprint-show = Таңба
fingerprint-digits = Цифрмен жазылған таңба
fingerprint-words = Сөзбен жазылған таңба
own-card = Өз карточкам
own-card-explain = Бұл файлды сізге мөрлейтін адамдарға беріңіз. Ішінде құпия жоқ.
own-name = Карточкадағы есім
own-name-help = Ол мөрлеген әр пакетіңізге жазылады. Бейтарап есім жарайды.
own-fingerprint = Сіздің таңбаңыз
save-card = Файл етіп сақтау…
card-saved = { $file } деп сақталды

## Баптаулар
theme = Түстер
theme-system = Жүйедегідей
theme-light = Жарық
theme-dark = Қараңғы
text-size = Мәтін өлшемі
no-network = Желісіз
no-network-explain = Бұл бағдарлама желіге шыға алмайды: жүйе ядросы оған рұқсат бермейді. Өзіңіз тексеріп көріңіз.
self-test = Қосылып көру
self-test-refused = рұқсат берілмеді
self-test-open = рұқсат берілді
shortcuts = Пернетақта
keys-search = Ctrl K
keys-new = Ctrl N
keys-lock = Ctrl L
keys-size = Ctrl + / − / 0
shortcut-search = Іздеу
shortcut-new = Оқиғаны жазу
shortcut-lock = Бәрін жабу
shortcut-size = Мәтінді үлкейту, кішірейту, қалпына келтіру

## Болдырмау, нұсқалар, себет, ұмыту
undo = Болдырмау
redo = Қайталау
undo-hint = Болдырмау (Ctrl Z)
redo-hint = Қайталау (Ctrl Shift Z)
more = Тағы
dismiss = Бұл жолды жабу
keys-undo = Ctrl Z
keys-redo = Ctrl Shift Z · Ctrl Y
shortcut-undo = Болдырмау: формада — соңғы өзгерісті, басқа жерде — соңғы жоюды не қайтаруды
shortcut-redo = Болдырмағанды қайталау
record-history = Осы жазбаның нұсқалары
history-all = Істің барлық нұсқасы
choose-two = Салыстыру үшін екі нұсқаны белгілеңіз.
one-version = Әзірге бір ғана нұсқа бар.
compare-versions = Екеуін салыстыру
compare-versions-title = { $a }-нұсқа мен { $b }-нұсқа
compare-with-now = Қазіргісімен салыстыру
changed-fields = Өзгергені: { $fields }
machine = компьютер { $id }
version-now = қазіргісі
version-restore = Қайтару
version-restore-n = { $n }-нұсқаны қайтару
version-restored = { $n }-нұсқа қайтарылды. Оған дейінгісі тарихта қалды.
restore-undone = Бұрынғы қалпында.
versions-same = Бұл екі нұсқаның айырмашылығы жоқ.
was-empty = бос
is-empty = бос
nav-trash = Себет
move-to-trash = Себетке салу
trashed = { $n ->
    [1] Себетке салынды: { $title }
   *[other] Өзіне қатысты жазбалармен бірге себетке салынды: { $title }
}
restored = { $n ->
    [1] Орнына қайтарылды: { $title }
   *[other] Өзіне қатысты жазбалармен бірге орнына қайтарылды: { $title }
}
action-undone = Кері қайтарылды · { $action }
action-redone = Қайта орындалды · { $action }
trash-lead = Себеттен ештеңе өздігінен кетпейді. Осы жерде біржола жойылғанды қайтару мүмкін емес.
trash-empty-title = Себет бос
trash-empty-text = Жойғаныңыз алдымен осында түседі, оны бұрынғы күйінде қайтарып алуға болады.
trash-what = Не
trash-case = Іс
trash-when = Жойылды
trash-with = Бірге кеткені
trash-along = тағы { $n } жазба
trash-deeds = Не істеу керек
trash-restore = Қайтару
trash-destroy = Біржола жою…
destroy-title = Біржола жоясыз ба?
destroy-lead = Мәтін, оның барлық бұрынғы нұсқасы және файлдар осы компьютерден өшіріледі. Оларды ешкім қайтара алмайды.
destroy-hold = Біржола жою · 2 с басып тұрыңыз
forget-person = Бұл адамды ұмыту…
forget-record = Бұл жазбаны ұмыту…
forget-case = Бұл істі ұмыту…
forget-consent = Келісім қайтарып алынды: адамды ұмыту…
forget-person-title = Бұл адамды ұмыту керек пе?
forget-record-title = Бұл жазбаны ұмыту керек пе?
forget-case-title = Бұл істі ұмыту керек пе?
forget-lead = Келісімін қайтарып алған адам үшін және жазылмауы тиіс болған нәрсе үшін. Мәтін мен оның бүкіл тарихы біржола өшіріледі. Біреудің пакетімен қайтып келмеуі үшін мағынасыз нөмірі ғана қалады.
forget-hold = Ұмыту · 2 с басып тұрыңыз
hold-hint = Екі секунд басып тұрыңыз. Ертерек жіберсеңіз, ештеңе өзгермейді.
gone-goes = Біржола өшіріледі
gone-counts = жазба: { $records } · нұсқа: { $revisions } · файл: { $files }
and-more = тағы { $n }
gone-copies = Басқа жерде қалатын көшірмелер
gone-bundles = Сіз берген пакеттерде. Қолында пакет бар адамдардан оны жоюды сұраңыз.
gone-backups = Сақтық көшірмелерде. Осыдан кейін жаңасын жасап, мыналарын жойыңыз.
gone-no-copies = Белгілі пакеттер мен сақтық көшірмелердің ешқайсысында көшірмесі жоқ.
gone-named = Мына жазбаларда әлі аталады
gone-named-why = Бұл жазбаларда ол туралы сөз қалуы мүмкін. Өзіңіз оқып шығыңыз: мұны адам ғана шеше алады.
gone-done = Біржола өшірілді
gone-done-lead = Мәтін мен оның тарихы бұл компьютерде енді жоқ. Өзіңіз қарап шығатыны:
