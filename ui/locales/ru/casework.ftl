# Что отвечают глаголы: пометки, роли, следующие вопросы.
refusals = { $n ->
    [one] { $n } отказ
    [few] { $n } отказа
   *[many] { $n } отказов
}
refused = отказ
response-registered = зарегистрировано
response-none = не сообщалось
response-pending = рассматривается
role-victim = пострадавший человек
role-perpetrator = причастен к нарушению
role-lawyer = адвокат
step-asked = Просили
step-given = Дали
question-event = Что произошло, словами самого человека?
question-when = Когда это было? Достаточно «весной» или «после праздника».
question-where = Где это было?
question-acts = Что именно сделали и кому?
question-who = Кто это сделал? «Неизвестный в форме» тоже ответ.
question-medical = Осматривал ли после этого врач?
question-reported = Сообщали ли об этом? Если нет, почему?
question-evidence = Есть ли фото, запись, бумага?
question-consent = Что человек разрешил: адвокат, суд, доклад?
question-of = { $whose }: { $question }
question-silence = Что ответили: { $what }, { $day }? Если ничего, запишите и это
sealed-to-contact = контакт, отпечаток сверен
sealed-to-unverified = отпечаток не сверен
sealed-to-key = просто ключ, без имени
leaves-records = { $kind }: { $n }
leaves-evidence = Доказательства с хешами: { $n }
leaves-evidence-consent = как приняты, бит в бит
stays-identity = Имя и контакты { $code }
stays-identity-by-you = вы решили не передавать
stays-identity-no-consent = нет согласия на эту цель
stays-identity-level = согласие без имени
stays-identity-withdrawn = согласие отозвано
stays-identity-refused = человек на это не согласен
consent-no = не согласен(на): { $what }
stays-identity-expired = срок согласия истёк
stays-fields = { $kind }: { $field }
stays-linked = { $code }: относится к делу, которое не передаётся
look-evidence = { $n ->
    [one] { $n } файл может показывать лица, места или скрытые данные устройства
    [few] { $n } файла могут показывать лица, места или скрытые данные устройства
   *[many] { $n } файлов могут показывать лица, места или скрытые данные устройства
}
look-unverified = Отпечаток получателя ни разу не сверяли
look-practice = { $code } — учебное дело: в пакете это сказано
consent-covers = согласие { $date }
warning-older = Старше пакета от этого отправителя, который уже здесь
warning-seen = Этот пакет здесь уже открывали
warning-forked = Здесь уже есть другой пакет с тем же номером: спросите отправителя, какой верный
warning-forwarded = Запечатан для другого и передан вам
warning-unverified = Отпечаток отправителя ни разу не сверяли
attach-same = такие же байты уже есть: «{ $title }»
check-whole = каждый байт как при приёме
check-damaged = повреждено: сохранённый файл не тот, что приняли
check-absent = файла нет в этом хранилище
own-vault = это хранилище
stays-somebody-unnamed = кто-то в деле не разрешил называть своё имя
author-default = документатор
look-residual = Имя { $code } осталось в тексте, который уйдёт
look-bare-key = Запечатывается просто ключу: убедитесь, чей он
problem-missing = не заполнено «{ $field }»
problem-type = «{ $field }» записано не в том виде
problem-term = «{ $field }»: такого нет в списке, для иного есть «другое»
problem-date = «{ $field }» — не дата: напишите 2025, 09.2025, 28.09.2025, до …, после …, около …
problem-long = «{ $field }»: слишком длинно
problem-reference = «{ $field }» ведёт к записи, которой здесь нет, или к нескольким
problem-here = запись с таким «{ $field }» здесь уже есть; она остаётся как была
problem-kind = нет такого вида записи: «{ $field }»

slot-passphrase = Парольная фраза
slot-recovery = Код восстановления
slot-shares = Карточки, две из трёх
slot-unknown = Из более новой версии
share-card-title = Карточка { $number } из 3
share-card-set = Набор { $set }
share-card-what = Любые две из трёх карточек этого набора вместе открывают. Одна карточка ничего не открывает и ни о чём не говорит.
share-card-use = Чтобы открыть: возьмите любые две разные карточки одного набора и введите шестнадцать слов каждой по порядку или укажите оба файла. Достаточно четырёх букв слова.
share-card-keep = Храните три карточки в трёх местах, лучше у трёх разных людей. Не пишите на карточке, к чему она.
check-part-key = Файл ключа
check-part-pages = Страницы записей
check-part-structure = Таблицы, указатели и ссылки
check-part-search = Поисковый указатель
check-part-journal = Журнал
check-part-evidence = Файлы материалов
check-part-strays = Файлы, не принадлежащие ни одной записи
check-fault-key = байт файла ключа не тот, что был записан
check-fault-page = страница { $n } не та, что была записана
check-fault-length = файл обрезан, или за его концом что-то есть
check-fault-structure = { $about }
check-fault-reference = таблица { $about }: строка ссылается на ту, которой нет
check-fault-unreadable = прочесть до конца мешают повреждённые страницы
check-fault-search = слова в указателе не те, что в самих записях; таких записей: { $n }
check-fault-index = указатель не сходится с собственными текстами
check-fault-journal = запись { $n } от { $date } или одна из предыдущих не та, что была внесена
check-fault-journal-end = последних записей нет
check-fault-missing = нет файла с SHA-256 { $about }…
check-fault-altered = изменён или обрезан файл с SHA-256 { $about }…
check-fault-unread = диск не читает файл с SHA-256 { $about }…
check-fault-stray = { $about }
check-fault-more = и ещё { $n }
check-advice-restore = Повреждено начало записей: прочесть в них ничего нельзя. Ничего не изменено и не удалено. Восстановите последнюю резервную копию в пустую папку.
check-advice-rescue = Ничего не изменено и не удалено. Больше ничего сюда не вносите. Сначала восстановите последнюю резервную копию в пустую папку; то, что новее, возьмите в другую: «sandyq rescue --into ПАПКА». Возможно, отказывает диск: прежде скопируйте всю папку.
check-advice-evidence = Ничего не изменено и не удалено. Найдите эти файлы в последней резервной копии или там, откуда они пришли.
check-advice-journal = Ничего не изменено и не удалено. Сравните журнал с журналом более ранней резервной копии и сохраните оба.
check-advice-key = Сделайте сейчас резервную копию, затем смените парольную фразу: файл ключа будет записан заново.
check-advice-strays = Это не повреждение. Такие файлы остаются на месте: их записи могут быть в резервной копии.
# Резервные копии.
backup-unreliable = диск возвращает не то, что на него записано
backup-damage-list = не читается её опись
backup-damage-parts = { $n ->
    [one] { $n } часть повреждена или отсутствует ({ $pack }…)
    [few] { $n } части повреждены или отсутствуют (первая — { $pack }…)
   *[many] { $n } частей повреждено или отсутствует (первая — { $pack }…)
}
backup-damage-records = затронуты записи
backup-damage-files = { $n ->
    [one] затронут { $n } файл доказательств
    [few] затронуты { $n } файла доказательств
   *[many] затронуто { $n } файлов доказательств
}
backup-fault-part = Часть { $pack }… повреждена или отсутствует
backup-fault-more = { $n ->
    [one] ещё { $n } часть повреждена или отсутствует
    [few] ещё { $n } части повреждены или отсутствуют
   *[many] ещё { $n } частей повреждено или отсутствует
}
backup-fault-records = Записи в ней не открываются или повреждены
backup-fault-counts = В ней не то, что сказано в её описи
backup-fault-key = Файла ключа нет, или он другой: парольная фраза может её не открыть
backup-fault-newest = Последней сделанной копии здесь нет, или она не читается; это более старая
backup-fault-absent = { $n ->
    [one] { $n } файла доказательств не было в хранилище, когда делали копию
   *[other] { $n } файлов доказательств не было в хранилище, когда делали копию
}
# The trash, and what is gone for good
action-deleted = Удалено: { $what }
action-restored = Восстановлено: { $what }
gone-bundle = { $recipient }: { $file }, { $day }
gone-backup = { $place }, { $day }
backup-beside-another = В папке лежит и опись резервной копии другого хранилища.
gone-export = { $path }, { $day }
# Вынос в открытом виде.
export-plain = Файл не зашифрован: кто его получит, прочтёт в нём всё. Чтобы передать дела кому-то, запечатайте пакет.
export-names = Имена и контакты людей: { $n }
export-unconsented = В нём есть имя { $code }
export-unconsented-many = Имена в нём без действующего согласия: { $n }
export-no-consent = согласие не записано
export-altered = Записи, которые эта версия выносит, но обратно примет не точно такими: { $n }
export-elsewhere = Записи, на которые есть ссылки, но которых в файле нет: { $n }
export-too-long = Для одной загрузки это слишком много: за раз принимается не больше { $records } записей и { $size } МБ. Вынесите дела несколькими файлами, называя коды части дел, и загрузите файлы один за другим.
export-stays-history = Прежние версии и то, кто и когда что записал
export-stays-history-note = при загрузке история начинается заново
export-stays-evidence = Файлы доказательств: { $n }
export-stays-evidence-note = сведения о них в файле есть; сами файлы есть в резервной копии
export-stays-drafts = Незаконченные записи: { $n }
export-stays-drafts-note = закончите их сначала, если они тоже нужны
export-stays-trash = В корзине: { $n }
export-stays-trash-note = восстановите сначала то, что тоже нужно
export-stays-practice = Учебные записи: { $n }
export-stays-practice-note = в одном файле с настоящими они не лежат

own-term-absent = слово, которого здесь нет
to-be-confirmed = Уточнить у юриста
confirmed-by = Подтверждено: { $who }
valid-from = с { $from }
valid-to = по { $to }
laws-to-be-confirmed = Этот список нужно уточнить у юриста.
# Сроки и задачи
deadline-nature-term = после него право теряется
deadline-nature-presumption = презумпция, а не запрет
deadline-nature-reply = к этому дню ждут ответа
deadline-nature-review = срок пересмотра
deadline-nature-own = назначено вами
deadline-undated = день неизвестен
deadline-today = сегодня
deadline-in = { $n ->
    [one] через { $n } день
    [few] через { $n } дня
   *[other] через { $n } дней
}
deadline-in-earliest = { $n ->
    [0] самое раннее сегодня
    [one] самое раннее через { $n } день
    [few] самое раннее через { $n } дня
   *[other] самое раннее через { $n } дней
}
deadline-may-have-passed = мог уже пройти
deadline-passed = { $n ->
    [one] прошёл { $n } день назад
    [few] прошёл { $n } дня назад
   *[other] прошёл { $n } дней назад
}
deadline-passed-about = прошёл
deadline-silent = { $n ->
    [one] ответа нет, прошёл { $n } день
    [few] ответа нет, прошло { $n } дня
   *[other] ответа нет, прошло { $n } дней
}
deadline-silent-about = ответа нет, срок прошёл
deadline-met = ответ есть
deadline-met-refused = ответ – отказ
deadline-met-by = На него ответил шаг: { $step }
deadline-met-late = На него ответил, уже после последнего дня, шаг: { $step }
deadline-perhaps-met = Возможно, на него уже ответил шаг: { $step }
deadline-weekend = Этот день — суббота или воскресенье. Он не перенесён; переносит ли его закон, скажет адвокат.
deadline-holiday = Этот день — праздник. Он не перенесён; переносит ли его закон, скажет адвокат.
deadline-about = Считается от примерной даты.
deadline-date-missing = У шага нет даты: день посчитать нельзя.
deadline-date-withheld = Дата не была передана: день посчитать нельзя.
deadline-step-undated = без даты
deadline-length-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[other] { $n } дней
}
deadline-length-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[other] { $n } месяцев
}
deadline-length-years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[other] { $n } лет
}
deadline-length-spread = { $length } и ещё до { $n }

# Кто что сделал и кому. По строке на каждое деяние; `$whom` стоит кодами и не склоняется, род не нужен.
deed-beating = { $whom } избили
deed-rape = { $whom } изнасиловали
deed-sexual_violence = { $whom } подвергли сексуальному насилию
deed-unlawful_detention = { $whom } незаконно задержали
deed-abduction = { $whom } похитили
deed-family_confinement = { $whom } удерживали в семье
deed-psychiatric_confinement = { $whom } принудительно поместили в психиатрию
deed-forced_sterilisation = { $whom } принудительно стерилизовали
deed-forced_medical = { $whom } лечили или оперировали без согласия
deed-conversion_practice = { $whom } подвергли «конверсионной» практике
deed-forced_religion = { $whom } принуждали к религиозным обрядам
deed-forced_marriage = { $whom } принуждали к браку
deed-outing = Ориентацию или идентичность { $whom } раскрыли без согласия
deed-health_disclosure = Сведения о здоровье { $whom } раскрыли
deed-extortion = У { $whom } вымогали деньги или имущество
deed-threat = { $whom } угрожали
deed-death_threat = { $whom } угрожали убийством
deed-stalking = { $whom } преследовали
deed-surveillance = За { $whom } следили
deed-illegal_search = У { $whom } незаконно обыскали дом или телефон
deed-humiliation = { $whom } унижали
deed-forced_exam = { $whom } принудительно осмотрели или взяли анализы
deed-failure_to_protect = { $whom } не защитили
deed-refusal_registration = Заявление { $whom } не приняли или не зарегистрировали
deed-ineffective_investigation = Жалобу { $whom } не расследовали эффективно
deed-reprisal = { $whom } преследовали за жалобу
deed-denial_documents = { $whom } отказали в смене документов
deed-denial_health = { $whom } отказали в медицинской помощи
deed-denial_work = { $whom } отказали в работе или уволили
deed-eviction = { $whom } выселили
deed-denial_education = { $whom } отказали в образовании
deed-denial_service = { $whom } отказали в обслуживании
deed-assembly_obstructed = Встречу с участием { $whom } сорвали
deed-expulsion = { $whom } выдворили из города или села
deed-robbery = { $whom } ограбили
deed-property_damage = Имущество { $whom } испортили
deed-killing = { $whom } убили
deed-attempted_killing = { $whom } пытались убить
deed-suicide_driven = { $whom } довели до самоубийства
deed-hate_speech = { $whom } подвергли языку вражды
deed-who = { $deed }: { $who }
deed-on-duty = на службе
role-source = источник
role-applicant = заявитель
role-authority = орган в производстве
role-refused = { $n ->
    [one] { $n } отказ
    [few] { $n } отказа
   *[many] { $n } отказов
}
role-helped = оказывали помощь
role-medical = медицинское учреждение
role-organiser = организатор
role-of = { $role } ({ $whom })
track-kui = КУИ
track-erdr = ЕРДР
track-court = суд
timeline-deadline = Сроки
question-hours = Сколько часов удерживали человека?
question-refusal-mode = Каким образом отказали?
question-refusal-words = Какими словами отказали?
question-finding-document = Есть ли бумага о том, что увидел врач?
question-consent-expired = Срок согласия истёк: можно ли спросить снова?
question-risk = Были угрозы: насколько опасно сейчас?
question-step-when = Когда был этот шаг?
question-outcome = На каком этапе производство сейчас?
question-mark-value = Какой это был номер, имя или знак?
question-link-other = С каким другим событием это связано?
question-risk-review = Опасность пора оценить снова: что изменилось?

## Filters
filter-other = своими словами
filter-yes = да

## Left in texts
residual-name = имя
residual-phone = номер телефона
residual-iin = ИИН
residual-mail = адрес почты
residual-handle = имя в соцсети или мессенджере
residual-account = карта или счёт
residual-plate = номер машины
residual-address = адрес
residual-document = номер документа
residual-seal = Проверьте: { $what } — { $kind }, { $field }

# Bundles of every kind, and what two sides changed
sealed-to-passphrase = по паролю
look-passphrase = Откроет любой, кто знает пароль: сообщите его другим путём, не вместе с файлом
leaves-derivatives = { $n ->
    [one] Из них { $n } снимок уходит копией без данных камеры
    [few] Из них { $n } снимка уходят копиями без данных камеры
   *[many] Из них { $n } снимков уходят копиями без данных камеры
}
leaves-history = Прежние версии записей: { $n }
leaves-contacts = Контакты: { $n }
leaves-endings = Сообщения о том, что удалено или забыто: { $n }
leaves-receipts = Подтверждения о получении: { $n }
bundle-kind-hand-over = передача
bundle-kind-move = перенос
bundle-kind-update = обновление
bundle-kind-answer = ответ
bundle-kind-receipt = подтверждение получения
bundle-override = Отправлено без согласия: { $people }
warning-key-changed = Тревога: у этого контакта другой ключ для ответов, чем записан здесь. Сверьте отпечаток заново, прежде чем что-либо ему запечатывать
warning-namesake = Тревога: отправитель называет себя как ваш контакт, но подпись другая. Позвоните контакту
warning-undone = Этот пакет уже принимали, а потом отменили приём
warning-skipped = Между последним полученным пакетом и этим есть другие, которые сюда не пришли
conflict-forged = Тревога: у одной и той же правки два разных текста. Так не бывает, если никто ничего не подделал и никто не восстановил старую копию хранилища
conflict-moved = В присланной версии запись относится к другому делу. Здесь она осталась, где была
journal-broken = Журнал нарушен у записи { $row }
journal-action-received = Доказательство получено
journal-action-hashed = Контрольная сумма файла вычислена
journal-action-verified = Файл проверен: не изменился
journal-action-verification_failed = Файл проверен: он не тот, что был получен
journal-action-sealed = Запечатано в пакет
journal-action-acknowledged = Получение подтверждено
journal-action-imported = Доказательство принято из пакета
journal-action-opened = Пакет принят
journal-action-undone = Приём пакета отменён
journal-action-exported = Выдано без шифрования
journal-action-statistics = Выданы числа
journal-action-backed_up = Записана резервная копия
journal-action-consent_override = Отправлено без согласия
journal-action-destroyed = Уничтожено
journal-action-forgotten = Забыто
journal-action-gone = Что здесь было сделано, забыто
journal-field-people = Без согласия
journal-field-reason = Причина
journal-field-to = Кому
journal-field-from = От кого
journal-field-kind = Вид
journal-field-purpose = Цель
journal-field-file = Файл
journal-field-path = Место
journal-field-derivative = Копия без данных камеры
journal-field-taken = Новых записей
journal-field-merged = Объединено записей
journal-field-conflicting = Записей ждут решения
journal-field-restored = Записей возвращено
journal-field-trashed = Записей в корзине
journal-field-records = Записей
journal-field-files = Файлов
journal-field-bytes = Размер
journal-field-size = Размер
journal-yes = да
stays-no-copy = снимок нельзя скопировать без данных камеры; чтобы отправить как есть, выберите оригиналы
