# Слова страницы.
brand = Sandyq
language = Язык
continue = Дальше
back = Назад
cancel = Отмена
close = К списку
done = Готово
discard = Не сохранять
add = Добавить
add-new = Новая запись
edit = Изменить
show = Показать
hide = Скрыть
export = Сохранить копию
none = —
other = Другое…
not-chosen = Не выбрано
not-a-number = Здесь нужны только цифры.
withheld = не передано отправителем
practice = учебное
sha256 = SHA-256
per-cent = { $n } %

## Секреты
passphrase = Парольная фраза
recovery-code = Код восстановления
caps-lock-on = Включён Caps Lock
last-letter = Последний знак: { $script }
script-latin = латиница
script-cyrillic = кириллица
script-kazakh = казахская буква
script-digit = цифра

## Экран блокировки
locked-title = Закрыто
locked-lead = Введите парольную фразу, чтобы продолжить
locked-code-lead = Введите тринадцать слов с вашей бумаги
unlock = Открыть
unlocking = Открывается…
have-recovery-code = У меня есть код восстановления
use-passphrase = Ввести парольную фразу
unlock-key-damaged = Открылось, но часть файла ключа, которая сегодня не нужна, повреждена. Поскорее сделайте копию всей папки.

## Первый запуск
setup-step = Шаг { $n } из { $of }
passphrase-title = Ваша парольная фраза
passphrase-why = Только она открывает то, что вы здесь запишете. Сбросить её не сможет никто: ни мы, ни мастер по ремонту.
passphrase-way = Как выбрать
passphrase-offered = Семь слов для вас
passphrase-own = Своя фраза
passphrase-own-label = Ваша фраза
passphrase-length = { $n } знаков, нужно не меньше { $least }
passphrase-again = Наберите её сами
passphrase-differs = Пока не совпадает. Сверьте слово за словом.
passphrase-write-down = Выбраны случайно. Сложите из них маленькую историю; на бумаге держите, только пока не запомните.
show-others = Другие слова
create = Дальше
creating = Создаётся замок…
recovery-lead = Если фраза забудется, эти тринадцать слов откроют всё. Запишите их на бумаге сейчас: после настройки программа их больше не покажет.
recovery-where = Храните бумагу не рядом с этим компьютером, у человека, которому доверяете. Не фотографируйте её.
recovery-written = Слова записаны
recovery-retype-lead = Теперь введите тринадцать слов со своей бумаги. Так вы будете знать, что на ней нет ошибки.
recovery-retype = Тринадцать слов по порядку
recovery-show-again = Показать слова снова
corner-title = Две кнопки, которые нужно знать
corner-lead = Когда хранилище открыто, обе всегда справа вверху. Лучше узнать их до того, как они понадобятся.
corner-lock = Закрывает всё сразу и ничего не теряет, даже недописанное предложение. Снова открыть можно парольной фразой. То же делает Ctrl L.
corner-emergency = Удерживайте две секунды, и всё, что хранится здесь, будет уничтожено. Без вопросов и без возврата. Работает и на экране блокировки.
corner-emergency-limits = Останутся копии в других местах: резервные копии, переданные пакеты и снимок диска, если его сделали раньше.
setup-done = Начать
setup-practice = Начать с учебных дел
setup-practice-what = Если хотите, шесть выдуманных дел, чтобы освоиться. Они везде помечены, нигде не считаются, и убрать их можно в любое время.

## Оболочка
main-navigation = Главные разделы
nav-cases = Дела
nav-contacts = Контакты
nav-bundles = Пакеты
nav-settings = Настройки
lock = Закрыть
lock-hint = Закрыть (Ctrl L). Написанное сохранится.
emergency = Экстренно
emergency-hold = Экстренно · удерживайте 2 с
emergency-hint = Удерживайте две секунды, чтобы уничтожить всё, что здесь хранится. Если отпустить раньше, ничего не изменится.
saving = сохраняется…
saved-now = сохранено
saved-seconds = сохранено { $n } с назад
saved-minutes = сохранено { $n } мин назад
idle-countdown = Вы здесь? Закроется через { $n } с. Всё написанное сохранится.
search = Поиск: дела, люди, тексты
search-key = Ctrl K
search-results = Найденное
search-nothing = Ничего не найдено. Попробуйте меньше слов или другое написание.

## Список дел
cases-title = Дела
cases-empty-title = Дел пока нет
cases-empty-text = В деле собрано, что произошло, кто причастен, каждый ответ властей и доказательства. Для начала хватит нескольких слов.
new-case = Записать случай
open-bundle = Открыть пакет
column-code = Код
column-what = Что произошло
column-response = Ответ властей
column-changed = Изменено
case-untitled = Без названия
case-summary = Коротко о деле
open-case = Открыть дело
seal = Запечатать
fact-when = Когда
fact-where = Где
fact-victims = Пострадавшие
fact-involved = Причастные
fact-evidence = Доказательства
fact-next = Что дальше
missing = Чего не хватает

## Новое дело
new-case-title = Записать случай
new-case-lead = В том порядке, в каком рассказывают. Всё можно дополнить и изменить потом.
new-case-told = Что произошло, словами самого человека
new-case-told-help = Имена здесь не нужны: люди получают код.
new-case-when = Когда
new-case-where = Город или село
new-case-where-help = Если это безопасно записывать
new-case-name = Короткое название для списка
new-case-name-help = Нейтральное, чтобы постороннему ничего не говорило
new-case-done = Открыть дело
everything-is-kept = Всё, что вы пишете, сразу сохраняется.
date-help = Например: 5 марта 2023, весна 2024, до марта 2021, вчера
date-reading = = { $words }
date-as-told = Сохранится так, как рассказано, но датой не считается. Датой были бы «апрель 2025», «весна 2025», «около апреля 2025».
date-propose = Считать: { $date }

## Страница дела
where-am-i = Вы здесь
case-parts = Части дела
tab-timeline = Лента времени
tab-texts = Тексты
tab-people = Люди
tab-acts = Деяния
tab-evidence = Доказательства
tab-records = Все записи
tab-history = История
edit-case = Изменить
date-unknown = дата неизвестна
timeline-empty-title = На ленте времени пока пусто
timeline-empty = Здесь по порядку встанут события, шаги и доказательства. Начните с кнопки «Добавить».
tab-tracks = Производства
timeline-sorts = Что показать
timeline-all = Всё
timeline-today = Сегодня
timeline-undated = Без даты
timeline-give-date = Указать дату
timeline-told = со слов: «{ $told }»
timeline-counted = считается как { $counted }
tracks-empty-title = Производств пока нет
tracks-empty-text = Заявление, расследование, суд, сообщение в ООН: у каждого своя дорожка, с отказами по порядку.
tracks-add = Добавить производство
tracks-add-step = Добавить шаг
track-steps = Шаги производства
track-no-steps = Шагов пока не записано
track-stage = Сейчас
track-stage-unknown = этап не записан
track-outcome = Итог
track-motive = Мотив ненависти
track-lawyer = Адвокат
track-applicant = Заявитель
track-refusals = { $n ->
    [one] { $n } отказ
    [few] { $n } отказа
   *[many] { $n } отказов
}
track-asked = просили: { $laws }
track-given = дали: { $laws }
track-given-none = дали: ничего
track-next = Что дальше
aside-organisations = Организации
aside-relations = Кто кем приходится
aside-marks = Номера и приметы
aside-linked = Связанные дела
questions-more = { $n ->
    [one] ещё { $n } вопрос
    [few] ещё { $n } вопроса
   *[many] ещё { $n } вопросов
}
texts-empty-title = Текстов пока нет
texts-empty-text = То, что человек рассказал, его словами и на его языке.
add-text = Добавить рассказ
person-by-code = Человек из другого дела…
person-by-code-label = Код, например P-014
person-by-code-find = Найти
person-by-code-none = Кода «{ $code }» ни у кого нет.
people-loose = Пока ни в одном деле
people-loose-what = Человек появится в деле, когда его назовёт деяние, связь или рассказ. Выбрать его можно в формах дела.
people-empty-title = Пока никого
people-empty-text = Люди стоят здесь под кодом. Имя хранится отдельно: его можно не передавать или уничтожить отдельно.
add-person = Добавить человека
name-kept-apart = имя отдельно
open-identity = Открыть имя
add-identity = Добавить имя
consent-line = Согласие: { $consent }
acts-empty = Что и с кем сделали: одно деяние на каждого человека и каждый вид вреда. К деянию добавьте тех, кто его совершил.
add-act = Добавить деяние
records-empty = Пока ничего не записано.
who-did-what = Кто что сделал
revision = версия { $n }

## Формы
add-kind = Добавить: { $kind }
needed-label = { $label } (нужно)
needed-first = Ещё нужно: { $fields }. Написанное хранится.
finish-later = Закончить позже
unfinished = Начато, не закончено
answer-instead = Почему нет ответа: { $label }
answer-none = нет ответа?
answer-unknown = неизвестно
answer-not-asked = не спрашивали
answer-declined = отказ отвечать
answer-not-applicable = не относится
no-answer-group = Нет ответа
other-words = Своими словами
other-words-several = Другое, своими словами, через ;
narrow-list = Сузить список
nothing-to-choose = Пока не из чего выбрать
record-elsewhere = Запись из другого дела
one-per-line = По одному в строке
language-of-text = Язык этого текста
language-not-said = язык не указан
same-in-another-language = { $label }, на другом языке
add-translation = На другом языке

## Доказательства
evidence-empty-title = Доказательств пока нет
evidence-empty-text = Фото, записи, ответы органов, любые файлы. Каждый шифруется сразу при приёме, а его SHA-256 потом докажет, что ничего не изменено.
attach = Прикрепить файлы
describe-evidence = Описать без файла
attaching = Шифруется…
attached = { $n ->
    [one] Принят { $n } файл.
    [few] Принято { $n } файла.
   *[many] Принято { $n } файлов.
}
file-remark = { $file }: { $remark }
file-absent = файла здесь нет
file-described = описано, файла нет
verify = Проверить всё
verified-all = { $n ->
    [one] Прочитан до последнего байта { $n } файл: он тот же, что был принят.
    [few] Прочитаны до последнего байта { $n } файла: они те же, что были приняты.
   *[many] Прочитано до последнего байта { $n } файлов: они те же, что были приняты.
}
verified-some = Изменились файлы: { $n } из { $of }. Посмотрите отметки ниже.
exported = Сохранено как { $file }. Эта копия не зашифрована.

## Запечатывание
seal-title = Запечатать пакет
seal-lead = Открыть его сможет только получатель. Уйдёт только то, что перечислено здесь.
seal-cases = Дела
add-case = Добавить ещё дело…
choose-among = Найти дело по словам или коду (подходит: { $n })
take-out = Убрать { $case }
seal-for = Для кого
seal-to-key = Другой человек, по ключу…
seal-key = Ключ получателя
name-unverified = { $name } (ещё не сверен)
seal-purpose = Цель
seal-withhold = Не передавать личность
seal-withhold-help = Имена, контакты, адреса и всё, что указывает на человека, останется здесь.
seal-language = Язык страницы для чтения внутри пакета
seal-choose-first = Выберите, для кого и для чего. Тогда здесь будет видно, что уйдёт и что останется.
counting = Подсчитывается…
will-leave = Уйдёт · { $size }
stays-here = Останется здесь
look-again = Посмотрите ещё раз
seal-recorded = Будет внесено в учёт копий.
seal-and-save = Запечатать и сохранить…
sealing = Запечатывается…
sealed-title = Запечатано
sealed-lead = Открыть этот файл сможет только получатель. Сообщите ему SHA-256 другим путём, чтобы он мог сверить.
sealed-file = Файл
sealed-size = Размер
sealed-inside = Внутри
sealed-counts = { $records ->
    [one] { $records } запись
    [few] { $records } записи
   *[many] { $records } записей
}, { $evidence ->
    [0] без доказательств
    [one] { $evidence } доказательство
    [few] { $evidence } доказательства
   *[many] { $evidence } доказательств
}

## Вынос без шифрования
plain-case = Вынести без шифрования…
plain-title = Вынести без шифрования
plain-lead = Документ для загрузки со всем, что стоит в записях: для другой программы или чтобы перенести записи вручную. Чтобы передать дело кому-то, запечатайте пакет.
plain-warning = Этот файл не будет зашифрован. Кто его найдёт, прочтёт в нём всё; ни запирание, ни экстренное уничтожение до него не дотянутся.
plain-holds = В файле · { $size }
plain-lacks = В файле нет
plain-save = Сохранить без шифрования…
plain-saving = Записывается…
plain-saved = Сохранено без шифрования
plain-saved-lead = Удалите файл, как только он станет не нужен. Где он лежит, внесено в учёт копий.
plain-counts = дела: { $cases } · записи: { $records }
plain-all = Файл, который прочтёт любой
plain-all-what = Всё, кроме учебных дел, одним документом для загрузки: без шифрования, без истории и без файлов доказательств. Это не резервная копия.
plain-all-do = Вынести всё…
import-title = Принять записи
import-what = Документ для импорта (docs/formats/import.md) из этой программы или из другой. Что подходит, добавится; каждая неподходящая запись будет названа, а то, что уже есть, не изменится.
import-do = Импортировать документ…
importing = Принимается…
import-added = { $n ->
    [one] Добавлена { $n } запись:
    [few] Добавлены { $n } записи:
   *[other] Добавлено { $n } записей:
}
import-as-told = { $n ->
    [one] { $n } дата сохранена так, как её назвали: прочитать её не удалось.
    [few] { $n } даты сохранены так, как их назвали: прочитать их не удалось.
   *[other] { $n } дат сохранены так, как их назвали: прочитать их не удалось.
}
import-refused = Не принято: { $n }

## Учебные дела
practice-cases = Учебные дела
practice-what = Шесть выдуманных дел, по два на каждом языке, чтобы освоиться. Они везде помечены и нигде не считаются. Когда выносится всё, их в файле нет.
practice-add = Добавить учебные дела
practice-added = Добавлено учебных дел: { $n }
practice-besides = и учебных: { $n }
practice-away = Убрать их…
practice-remove = Убрать учебные дела ({ $n })…
practice-remove-title = Убрать все учебные дела?
practice-remove-lead = Каждое дело с пометкой «учебное» будет стёрто навсегда, со всем, что в него записали, и с людьми, которых больше нигде нет. Вернуть нельзя.
practice-remove-do = Убрать навсегда
practice-removed = Учебных дел больше нет
practice-records = записей: { $n }
practice-trashed = (в корзине)

## Открытие
open-title = Открыть пакет
open-lead = Пока вы не согласитесь, ничего не принимается.
open-explain = Сначала файл проверяется до последнего байта. Потом вы увидите, кто и когда его запечатал и что он здесь изменит.
choose-file = Выбрать файл…
choose-another = Другой файл…
checking = Проверяется…
bundle-from = От кого
bundle-when = Запечатан
bundle-evidence = { $n ->
    [0] нет
    [one] { $n } файл · { $size }
    [few] { $n } файла · { $size }
   *[many] { $n } файлов · { $size }
}
sender-verified = сверенный контакт
sender-unverified = контакт, ещё не сверен
sender-unknown = неизвестный отправитель
sender-own = запечатан здесь
sender-no-name = Имя не указано
sender-kept-back = Не передано отправителем
change-kind = Записи
change-new = новые
change-newer = новее
change-known = уже есть
change-conflicting = две версии
accept-unknown = Ключ этого отправителя мне не известен. Этот пакет я жду и хочу принять.
take-in = Принять
taking-in = Принимается…
opened-title = Принято
opened-counts = Принято: { $taken ->
    [one] { $taken } запись
    [few] { $taken } записи
   *[many] { $taken } записей
}, { $evidence ->
    [0] без доказательств
    [one] { $evidence } доказательство
    [few] { $evidence } доказательства
   *[many] { $evidence } доказательств
}; уже было: { $known }.
opened-conflicts = { $n ->
    [one] { $n } запись изменена с обеих сторон: сохранены обе версии.
    [few] { $n } записи изменены с обеих сторон: сохранены обе версии.
   *[many] { $n } записей изменены с обеих сторон: сохранены обе версии.
}
go-to-case = Перейти к делу

## Пакеты
bundles-empty-title = Пакетов пока нет
bundles-empty-text = Здесь перечислено, что вы запечатали для других и что получили: чтобы знать, где есть копии. Чтобы запечатать, откройте дело.
ledger-way = Куда
ledger-party = От кого или для кого
ledger-file = Файл
ledger-when = Когда
ledger-received = получен
ledger-sealed = запечатан

## Контакты
contacts-empty-title = Контактов пока нет
contacts-empty-text = Чтобы запечатать для кого-то, нужна его карточка: маленький файл, который он сохраняет в своём Sandyq и отдаёт вам.
add-contact = Добавить контакт
add-contact-lead = По карточке, которую дал вам этот человек.
contact-name = Имя для вашего списка
contact-name-help = Его видите только вы.
choose-card = Выбрать карточку…
contact-verified = сверен
contact-verified-when = сверен { $when }
contact-unverified = ещё не сверен
compare = Сверить
compare-title = Это действительно { $name }?
compare-lead = Сверьте с тем, что этот человек видит у себя в разделе «Своя карточка».
compare-how = Лично или голосом. Не в том сообщении, с которым пришла карточка: кто мог подменить её, тот подменит и его.
compare-match = Совпадает
compare-later = Позже
fingerprint-show = Отпечаток
fingerprint-digits = Отпечаток цифрами
fingerprint-words = Отпечаток словами
own-card = Своя карточка
own-card-explain = Отдайте этот файл тем, кто будет запечатывать для вас. Секретов в нём нет.
own-name = Имя на карточке
own-name-help = Оно входит в каждый ваш пакет. Подойдёт нейтральное.
own-fingerprint = Ваш отпечаток
save-card = Сохранить файлом…
card-saved = Сохранено как { $file }

## Настройки
theme = Цвета
theme-system = Как в системе
theme-light = Светлые
theme-dark = Тёмные
text-size = Размер текста
no-network = Без сети
no-network-explain = Эта программа не может выйти в сеть: ядро системы ей в этом отказывает. Проверьте сами.
self-test = Попробовать соединиться
self-test-refused = отказано
self-test-open = не отказано
shortcuts = Клавиатура
keys-search = Ctrl K
keys-new = Ctrl N
keys-lock = Ctrl L
keys-size = Ctrl + / − / 0
shortcut-search = Поиск
shortcut-new = Записать случай
shortcut-lock = Закрыть всё
shortcut-size = Крупнее, мельче, обычный текст

## Способы входа, резервная копия, проверка
settings-parts = Разделы настроек
settings-look = Вид
settings-ways = Способы входа
settings-words = Слова и законы
settings-backup = Резервная копия
settings-check = Проверка
first-have-backup = У меня есть резервная копия
first-restore = Начать с резервной копии
first-restore-lead = Всё, что есть в копии, вернётся на этот компьютер. Сама копия останется как есть.
first-restore-with = Чем открывается копия
first-restore-passphrase = Парольная фраза того времени
first-restore-do = Выбрать папку и восстановить…
first-restoring = Восстановление, проверяется каждый файл…
first-restoring-lead = Выберите папку, в которую записывали копию. Потом каждый файл читается и проверяется, на это нужно время. Если закрыть окно раньше, просто начните снова.
first-restored = Всё вернулось
first-restored-lead = Теперь откройте его той же парольной фразой.
first-restored-counts = Копия от { $when }. Записей: { $records }, файлов-доказательств: { $files }. Проверено всё.
locked-cards-lead = Любые две из трёх карточек открывают всё
unlock-have-cards = У меня есть две карточки
unlock-then = Когда откроется
unlock-then-renew = задать новую парольную фразу
unlock-then-open = просто открыть
unlock-then-open-about = Забытая фраза останется прежней. Сменить её можно позже в настройках, с тем же кодом.
unlock-renew = Открыть и задать фразу
unlock-card-first = Первая карточка
unlock-card-second = Вторая карточка
unlock-card-short = Слов здесь: { $n }, а на карточке их { $of }. Можно ввести слова или вставить весь текст карточки.

ways-list = Что открывает это хранилище
ways-list-lead = Каждый из этих способов открывает всё, что здесь есть; из трёх карточек нужны любые две. Помните, где что лежит, и удаляйте то, что больше не нужно.
ways-this-one = открыто этим
ways-remove = Удалить
ways-remove-named = Удалить: { $name }
ways-steps = Что можно сделать
ways-make = Создать
ways-current = Ваша нынешняя парольная фраза
ways-current-or-code = Ваша нынешняя парольная фраза или код восстановления
ways-working = Минутку…
ways-change = Сменить парольную фразу
ways-change-about = Если её могли увидеть или услышать.
ways-change-title = Сменить парольную фразу
ways-change-lead = Новая встанет на место прежней. Фразы других людей, код восстановления и карточки останутся как есть.
ways-change-do = Сменить
ways-changed = Парольная фраза сменена. Прежняя это хранилище больше не открывает.
ways-new-passphrase = Новая парольная фраза
ways-add = Парольная фраза для другого человека
ways-add-about = Двоим за одним компьютером не нужно делить одну фразу.
ways-add-title = Парольная фраза для другого человека
ways-add-lead = Она открывает здесь всё, как и ваша. Пусть человек сам выберет её и введёт.
ways-label = Чья она
ways-label-help = Подойдёт нейтральное слово. Видно только в этом списке.
ways-label-refused = Не больше шестнадцати знаков.
ways-their-passphrase = Фраза этого человека
ways-added = Парольная фраза добавлена.
ways-renew = Новый код восстановления
ways-renew-about = Если бумага потерялась или её могли увидеть.
ways-renew-title = Новый код восстановления
ways-renew-lead = Вы получите тринадцать новых слов для бумаги. С этой минуты слова на прежней бумаге больше не действуют.
ways-renew-do = Показать новые слова
ways-new-code = Ваш новый код восстановления
ways-renewed = Новый код восстановления действует. Уничтожьте прежнюю бумагу.
ways-cards = Три карточки для тех, кому вы доверяете
ways-cards-about = Любые две вместе позволят задать новую фразу, если вы потеряете свою.
ways-cards-title = Три карточки для тех, кому вы доверяете
ways-cards-lead = Любые две из этих карточек вместе открывают всё, что здесь есть. Одна сама по себе не говорит ничего.
ways-cards-give = Отдайте их трём разным людям, которым доверяете; лучше, если они живут не в одном месте. Если карточки уже были, прежние перестанут действовать.
ways-cards-do = Выбрать папку и сохранить…
ways-cards-made = Три карточки, набор { $set }
ways-cards-made-lead = Каждая отдельным файлом в папке, которую вы выбрали.
ways-card = Карточка { $n }
ways-card-by-hand = Нет принтера? Слова, чтобы переписать от руки
ways-cards-print = Распечатайте каждый файл, раздайте бумагу, а потом удалите файлы: они не зашифрованы, и любые два из них открывают всё.
ways-remove-title = Удалить: { $name }
ways-remove-lead = Больше это хранилище так не открыть.
ways-remove-own-lead = Хранилище сейчас открыто именно этим. Больше так его не открыть, поэтому убедитесь, что помните другую фразу.
ways-remove-do = Удалить
ways-removed-title = Удалено
ways-removed = Больше не открывает это хранилище: { $name }
ways-removed-until = У кого осталась прежняя копия файла ключа (резервная копия, копия папки), тот ещё может войти с удалённым секретом. Новый ключ это прекращает: после него прежний секрет откроет разве что старые копии.
ways-rekey-now = Сменить ключ сейчас
ways-rekey = Новый ключ хранилища
ways-rekey-about = После удаления способа входа или если копия папки попала в чужие руки.
ways-rekey-title = Новый ключ хранилища
ways-rekey-lead = Всё, что здесь хранится, запирается заново ключом, которого раньше не было.
ways-rekey-stops = Фразы других людей и три карточки перестанут действовать. Потом добавьте их заново.
ways-rekey-code = Вы получите новый код восстановления. Прежний перестанет действовать.
ways-rekey-while = На это нужно время. Не закрывайте окно и не отключайте компьютер от питания.
ways-rekey-backup = Последняя резервная копия: { $when }. Изменений с тех пор: { $n }.
ways-rekey-no-backup = Резервной копии ещё нет. Сначала сделайте её.
ways-rekey-do = Сменить ключ
ways-rekeying = Всё запирается заново…
ways-rekeyed = Ключ сменён. Ваша парольная фраза осталась прежней, а вот новые тринадцать слов.
ways-rekey-done = Ключ сменён. Добавьте заново фразы других людей и карточки и сделайте новую резервную копию.

care-last = Последняя резервная копия
care-when = Когда
care-where = Где
care-since = Изменений с тех пор
care-none = Резервной копии ещё нет. Если компьютер пропадёт или сломается, с ним пропадёт всё, что здесь хранится.
care-what = Резервная копия — это папка со всем, что здесь хранится, в зашифрованном виде. Она открывается той же парольной фразой. Держите её на диске, который лежит не рядом с этим компьютером. Следующие копии в ту же папку дописывают только новое.
care-back-up = Сделать копию…
care-backing-up = Копируется…
care-others-wait = На это нужно время. Всё остальное в этом окне подождёт. Если закрыть хранилище, копирование или проверка прервётся, и ничего не потеряется.
care-made = Копия сделана. Записей: { $records }, файлов-доказательств: { $files }, записано нового: { $written }.
care-made-verified = Всё прочитано обратно и верно.
care-made-unverified = Прочитать её обратно не удалось. Сделайте ещё одну на другой диск.
care-made-pruned = Старых состояний убрано из папки: { $n }.
care-made-absent = Файлов доказательств, которых нет в самом хранилище: { $n }. В этой копии их нет. Возможно, они есть в более старой: откройте «Проверка», чтобы увидеть, каких.
care-rehearsal = Откроется ли она?
care-rehearsal-what = Копия чего-то стоит, только если открывается. Здесь последняя копия читается до конца и всё в ней пересчитывается. Ничего при этом не перезаписывается.
care-rehearse = Испытать копию…
care-rehearsing = Испытывается…
care-whole = всё на месте
care-not-whole = чего-то не хватает
care-rehearsed = Копия от { $when }
care-records = Записи
care-files = Файлы-доказательства
care-of = { $there } из { $expected }
care-not-whole-advice = Того, что хранится на этом компьютере, это не касается. Сделайте новую копию в другую папку, если можно, на другой диск.
care-check = Всё хранилище
care-check-what = Читает всё, что здесь хранится, до последнего байта и говорит, что повреждено. Ничего не меняется и не удаляется.
care-check-do = Проверить всё хранилище
care-checking = Проверяется…
care-check-whole = Всё такое, каким было.
care-check-damaged = Что-то повреждено. Ничего не изменено и не удалено.
care-part-whole = цело
care-part-noted = к сведению
care-part-damaged = повреждено
care-looked-at = просмотрено: { $n }
care-due = { $n ->
    [one] { $n } изменение после последней резервной копии
    [few] { $n } изменения после последней резервной копии
   *[many] { $n } изменений после последней резервной копии
}
care-due-never = Резервной копии ещё нет
care-due-later = Не сейчас
## Отмена, версии, корзина, забвение
undo = Отменить
redo = Повторить
undo-hint = Отменить (Ctrl Z)
redo-hint = Повторить (Ctrl Shift Z)
more = Ещё
dismiss = Убрать эту строку
keys-undo = Ctrl Z
keys-redo = Ctrl Shift Z · Ctrl Y
shortcut-undo = Отменить: в форме — последнее изменение, вне её — последнее удаление или возврат
shortcut-redo = Повторить отменённое
record-history = Версии этой записи
history-all = Все версии дела
choose-two = Отметьте две версии, чтобы сравнить их.
one-version = Пока есть только одна версия.
compare-versions = Сравнить две
compare-versions-title = Версия { $a } и версия { $b }
compare-with-now = Сравнить с нынешней
changed-fields = Изменено: { $fields }
machine = компьютер { $id }
version-now = нынешняя
version-restore = Вернуть
version-restore-n = Вернуть версию { $n }
version-restored = Версия { $n } возвращена. Прежняя осталась в истории.
restore-undone = Снова как было.
versions-same = Эти две версии одинаковы.
was-empty = пусто
is-empty = пусто
nav-trash = Корзина
move-to-trash = В корзину
trashed = { $n ->
    [1] Перемещено в корзину: { $title }
   *[other] Перемещено в корзину со всем, что к этому относится: { $title }
}
restored = { $n ->
    [1] Возвращено на место: { $title }
   *[other] Возвращено на место со всем, что к этому относится: { $title }
}
action-undone = Отменено · { $action }
action-redone = Сделано снова · { $action }
trash-lead = Само из корзины ничего не исчезает. Уничтоженное здесь вернуть нельзя.
trash-empty-title = В корзине пусто
trash-empty-text = Удалённое сначала попадает сюда, и его можно вернуть таким, каким оно было.
trash-what = Что
trash-case = Дело
trash-when = Удалено
trash-with = Вместе с ним
trash-along = и ещё { $n }
trash-deeds = Что сделать
trash-restore = Вернуть
trash-destroy = Уничтожить…
destroy-title = Уничтожить навсегда?
destroy-lead = Текст, все прежние версии и файлы будут стёрты с этого компьютера. Вернуть их не сможет никто.
destroy-hold = Уничтожить · удерживайте 2 с
forget-person = Забыть этого человека…
forget-record = Забыть эту запись…
forget-case = Забыть это дело…
forget-consent = Согласие отозвано: забыть человека…
forget-person-title = Забыть этого человека?
forget-record-title = Забыть эту запись?
forget-case-title = Забыть это дело?
forget-lead = Для тех, кто отозвал согласие, и для того, что не следовало записывать. Текст и вся его история стираются навсегда. Остаётся только номер без смысла, чтобы запись не вернулась с чьим-нибудь пакетом.
forget-hold = Забыть · удерживайте 2 с
hold-hint = Удерживайте две секунды. Если отпустить раньше, ничего не изменится.
gone-goes = Будет стёрто навсегда
gone-counts = записи: { $records } · версии: { $revisions } · файлы: { $files }
and-more = и ещё { $n }
gone-copies = Копии, которые остаются в других местах
gone-bundles = В пакетах, которые вы передали. Попросите тех, у кого они есть, уничтожить их.
gone-backups = В резервных копиях. Сделайте после этого новую и уничтожьте эти.
gone-exports = То, что вы вынесли, лежит открыто в этих файлах. Уничтожьте и их.
gone-no-copies = Ни в пакетах, ни в резервных копиях известных копий нет.
gone-named = Здесь это ещё упомянуто
gone-named-why = В этих записях могли остаться слова об этом. Прочтите их сами: решить это может только человек.
gone-done = Стёрто навсегда
gone-done-lead = Текста и его истории на этом компьютере больше нет. Что осталось посмотреть вам:
gone-unfinished = Текста больше нет ни в одной таблице. Старые следы в страницах базы будут удалены при следующем открытии, когда на диске будет место.

## Слова и законы
words-title = Слова и законы
words-lead = Из этих списков выбирают в формах. Можно добавить свои слова: они передаются вместе с делами, где стоят. Слово можно убрать из выбора, но оно не пропадает.
words-list = Список
words-open = Списки, куда можно добавить
words-closed = Списки, по которым решает программа
words-own = Свои слова
words-none = Пока нет.
words-add = Добавить слово
words-add-to = Слово в список «{ $list }»
words-add-lead = Достаточно одного языка.
words-built-in = Встроенные
words-retired = не предлагается
words-retire = Больше не предлагать
words-retire-named = Больше не предлагать: { $word }
words-offer = Снова предлагать
words-offer-named = Снова предлагать: { $word }
words-ru = По-русски
words-kk = По-казахски
words-en = По-английски
words-more = Для законов: с какого времени и кто подтвердил
words-replaces = Вместо какого встроенного слова
words-replaces-help = Считается как это слово.
words-from = Действует с
words-to = Действовало до
words-confirmed-by = Кто подтвердил
words-confirmed-on = Когда подтвердили
words-note = Что это значит
word-elsewhere = слово, которого здесь нет
## Сроки и задачи
nav-tasks = Задачи
tasks-lead = Посчитано от записанных шагов или назначено вами. Программа считает дни; что они значат, скажет адвокат.
tasks-overdue = Прошли или могли пройти
tasks-soon = В ближайшие семь дней
tasks-later = Позже
tasks-notes = Презумпции: с ними ничего не кончается
tasks-past = Прошли больше шестидесяти дней назад
tasks-over = Решённое и давно прошедшее
tasks-settled = Есть ответ или решено
tasks-older = { $n ->
    [one] Ещё { $n } срок прошёл больше шестидесяти дней назад. Он виден в своём деле.
    [few] Ещё { $n } срока прошли больше шестидесяти дней назад. Они видны в своих делах.
   *[other] Ещё { $n } сроков прошли больше шестидесяти дней назад. Они видны в своих делах.
}
tasks-more = и ещё { $n }
tasks-partial = Дел больше, чем удалось просмотреть: здесь нет тех, что менялись давнее всего. Выберите дело, чтобы увидеть его сроки.
tasks-empty-title = Ничего срочного нет
tasks-empty-text = Срок появится здесь сам, когда будет записан шаг, от которого он считается: отказ, жалоба, регистрация. Можно добавлять и свои задачи.
tasks-case = Дело
tasks-all-cases = Все дела
tasks-with-settled = И решённое, и давно прошедшее
tasks-add = Добавить задачу
tasks-rules = Как это считается
tasks-mark = Отметить
tasks-to-be-confirmed = должен подтвердить адвокат
tasks-ground = Основание: { $ground }
tasks-rule-incomplete = чего-то не хватает, ничего не считает
case-deadlines = Сроки и задачи
settle-what = Чем кончилось
settle-done = Сделано
settle-missed = Пропущено
settle-dropped = Больше не нужно
settle-on = Когда сделано
settle-on-help = Например 28.09.2025; пусто, если не знаете
settle-why = Почему
settle-why-help = Останется в деле: чтобы тот, кто прочтёт потом, понял.
settle-open = Вернуть в работу
settle-write = Записать
settled = { $what }: { $how }
settled-why = Почему: { $why }
task-add-title = Своя задача
task-what = Что сделать
task-due = К какому сроку
task-due-help = День, месяц или ничего
task-case = Дело
task-case-help = Его код, например K-26-014
rules-title = Как считаются сроки
rules-lead = Первый день — следующий после шага. От неточной даты получается неточный срок, и никогда один день. С выходных ничего не переносится.
rules-add = Добавить своё правило
rules-edit = Изменить

## Первый разговор
new-case-short = Короткая форма
talk-title = Первый разговор
talk-progress = { $n } из { $of }
talk-language = Язык разговора
talk-way = Вопросы разговора
talk-next = Дальше
talk-summary = Что будет записано
talk-summary-lead = Каждую запись можно дополнить и изменить в деле. Пропущенное так и останется пропущенным.
talk-record = Записать дело
talk-later = Закончить позже
talk-keys = Ctrl+Enter: дальше · Alt+← и Alt+→: между вопросами
talk-discard = Стереть разговор…
talk-discard-sure = Стереть всё, что здесь записано? Вернуть будет нельзя.
talk-discard-do = Стереть
talk-instead = Ответ на весь вопрос
talk-has-answer = есть ответ или пропуск
talk-add-row = Добавить ещё
talk-remove = Убрать
talk-remove-row = Убрать: { $row }
talk-answered = есть ответ
talk-skipped = пропущено
talk-empty = Пока записывать нечего: нужны слова человека или хотя бы название.
talk-untitled = Незаконченный разговор
talk-begun = ответов: { $n } из { $of } · { $when }
talk-go-on = Продолжить
talk-print = Бланк для печати…
talk-printed = Бланк сохранён: { $name }. Откройте его в браузере и напечатайте.

## Filters and the order of the list of cases
filter-add = Отобрать…
filter-kept = Сохранённые отборы
filter-remove = Убрать отбор «{ $filter }»
filter-keep = Сохранить как…
filter-none = Показать всё
sort = Порядок
sort-recent = по последнему изменению
sort-code = по коду
sort-title = по названию
sort-opened = сначала новые
sort-status = по этапу работы
sort-priority = по срочности
sort-risk = по опасности
filter-title = Показать только дела, где…
filter-lead = Выберите, по чему отбирать. Здесь только то, на что где-то есть ответ.
filter-nothing = Ничего такого нет
filter-do = Показать
filter-keep-title = Сохранить отбор
filter-name = Название
filter-name-help = Остаётся в этом хранилище и не попадает ни в один пакет.
filter-keep-do = Сохранить
filter-forget = Удалить сохранённый отбор «{ $name }»
filter-forget-short = Удалить
filter-empty-title = Таких дел нет
filter-empty-text = К делу должен подходить каждый отбор. Уберите один или покажите всё.
search-all = Показать всё найденное
results-title = Найдено по «{ $query }»
results-kinds = Виды записей
results-all = Всё
results-empty-text = Попробуйте меньше слов, другое написание или меньше отборов.
residual-title = Осталось в текстах
residual-lead = Именам, номерам и адресам место в записи «Имя и контакты»: тексты попадают в пакеты и отчёты.
residual-all = Ещё { $n }
names-hide = Скрыть имена
names-are-hidden = Имена скрыты
names-hint = Показывать только коды, когда рядом посторонние (Ctrl+H)
names-show-here = Показать
keys-names = Ctrl+H
shortcut-names = Скрыть имена или показать

# Связи
nav-links = Связи
links-lead = Что может быть связано и почему. Само ничего не связывается: решаете вы. Учебные дела не смотрятся.
links-empty-title = Предложений нет
links-empty-text = Когда у двух дел общий телефон, номер машины, документ, файл или день, они появятся здесь.
links-accept = Связать
links-accept-person = Это один человек
links-decline = Не связаны
links-declined = Отклонено: { $n }
links-take-back = Предлагать снова
links-group = Создать групповое дело
links-done = Связано: { $n }
links-declined-done = Больше не предлагается, пока не появится новое дело или новый признак
links-grouped = Создано групповое дело: { $code }
links-looking = Просматриваются все записи…
group-title = Дело { $code }: с чем оно связано
group-open = Показать группу
group-deed = Связи и картинка
group-alone = С этим делом не связано ни одно другое.
group-cases = Дела
group-chain = Одно за другим
group-common = Общее
group-where = Где
group-pairs = Связи
group-save = Сохранить картинку…
group-saved = Записан файл { $file }. { $warning }
group-left-out = Не прочитано ещё дел: { $n }
group-picture = Картинка группы; таблицы ниже говорят то же
person-edit = Изменить
tag-show = Все дела с меткой «{ $tag }»

## Пакеты всех видов и то, что изменили обе стороны
name-own = { $name } (своё хранилище)
seal-to-passphrase = Кто знает пароль…
seal-passphrase = Пароль пакета
seal-passphrase-help = Не меньше четырёх слов. Сообщите его другим путём, не вместе с файлом.
seal-kind = Какой это пакет
seal-kind-hand-over = Передача
seal-kind-hand-over-help = Выбранные дела для адвоката или другой группы, насколько позволяет согласие.
seal-kind-move = Перенос
seal-kind-move-help = Дела целиком. В другое своё хранилище ещё и с историей и вашими контактами.
seal-kind-update = Обновление
seal-kind-update-help = Только то, чего у получателя, насколько известно, ещё нет. Если дело не выбрано — все дела.
seal-kind-answer = Ответ
seal-kind-answer-help = Тому, от кого дело пришло: что здесь добавлено и изменено.
seal-kind-receipt = Подтверждение получения
seal-kind-receipt-help = Говорит, какие пакеты дошли, чтобы отправитель знал, что у вас есть. Дел в нём нет.
seal-note = Слова получателю (они будут в пакете)
seal-uncovered = Согласие это не покрывает
seal-reason = Почему пакет всё же уходит
seal-reason-help = Останется в журнале и в пакете. Заменяет отсутствующее или истёкшее согласие; кто отказал, тот останется без имени.
save-proof = Сохранить карточку сверки…
save-proof-help = Один лист для печати: сумма, слова и место для двух подписей.
proof-saved = Сохранено как { $file }. Напечатайте из браузера.
opened-merged = Записи, где соединены правки обеих сторон: { $n }
opened-contacts = Новые здесь контакты: { $n }
opened-acknowledged = Ваши пакеты, которые дошли: { $n }
opened-proposed = Записи, которые там удалены или забыты: { $n }. Здесь они остались; решите в разделе «Пакеты», «Решить».
opened-alarm = Тревога: у контакта { $name } здесь другой ключ. Ничего не изменено; сверьте отпечаток заново.
accept-undone = Принять снова, хотя приём уже отменяли
bundle-passphrase = Пароль пакета
unseal = Открыть с ним
bundle-kind = Вид
bundle-note = Слова отправителя
bundle-besides = Ещё в нём
change-merged = соединены
bundles-ledger = Отправлено и получено
bundles-decide = Решить
bundles-merged = Принято
bundles-journal = Журнал
journal-lead = Всё, что здесь запечатали, открыли, выдали или сделали вопреки предупреждению. Записи можно только добавлять.
journal-verify = Проверить цепочку
journal-whole = Цепочка цела. Проверено записей: { $n }
journal-what = Что сделано
journal-about = О чём
journal-by = Кто
journal-range = { $from }–{ $to } из { $total }
journal-newer = Новее
journal-older = Старее
seal-other = Обновление или подтверждение…
decide-empty-title = Решать нечего
decide-empty-text = Если пакет меняет то же поле, что изменено здесь, или сообщает, что запись где-то удалена, это ждёт здесь вашего решения.
merged-empty-title = Ещё ничего не принято
merged-empty-text = Каждый принятый пакет можно здесь отменить целиком.
ending-accepted = Теперь в корзине и здесь: { $title }
ending-declined = Оставлено: { $title }
conflict-fields = Изменено с обеих сторон: { $fields }
conflict-compare = Сравнить и решить
ending-forgotten = Забыто по просьбе человека: { $from }, { $when }
ending-deleted = Удалено там: { $from }, { $when }
ending-keep = Оставить здесь
ending-forget = Забыть и здесь…
ending-delete = Удалить и здесь
conflict-decided = Решено. Другое значение осталось в истории.
conflict-title = Две версии: { $title }
conflict-lead = Выберите для каждого поля, что в нём должно стоять. Ваш выбор закроет вопрос на каждой машине, куда дойдёт.
conflict-ours = Здесь
conflict-theirs = Там
conflict-empty = (стёрто)
conflict-before = Было: { $value }
conflict-kept = Ничего не теряется: оба значения останутся в истории.
conflict-resolve = Решить
merge-undone = Приём отменён: { $restored } как было, { $trashed } в корзину, { $kept } изменены с тех пор и оставлены.
merge-records = записей: { $n }
merge-undone-when = отменено { $when }
merge-undo = Отменить приём
compare-told = Или введите, что вам прочитали
compare-told-help = Десять слов на любом языке или 35 цифр: программа сравнит сама.
contact-own = своё хранилище
contact-own-is = Это другое моё хранилище
contact-own-help = Туда дела переносятся целиком: с именами, историей и контактами, без вопроса о согласии.
contact-own-set = { $name }: ваше хранилище
contact-own-unset = { $name }: другой человек
print-card = Сохранить лист для печати…
own-code = Ваша карточка QR-кодом
seal-evidence = Файлы доказательств
seal-evidence-allowed = Как позволяет согласие: снимки копиями, если кто-то без имени
seal-evidence-originals = Оригиналы, бит в бит
seal-evidence-none = Никаких
seal-page = Страницей, которая открывается сама в любом браузере
seal-page-help = Ничего не нужно устанавливать, сеть не нужна. До 150 МБ. Получатель сначала сверяет сумму с карточкой сверки.

## Статистика
nav-statistics = Статистика
numbers-ready = Готовые вопросы
numbers-choose = Выберите вопрос. Потом в нём можно изменить всё: что считать, по чему, за какое время и только ли часть.
numbers-empty-title = Считать пока нечего
numbers-empty-text = Числа берутся из записанных дел. Учебные дела никогда не считаются.
numbers-unit = Что считать
numbers-rows = По чему: строки
numbers-columns = и по чему: столбцы
numbers-by-nothing = – не делить –
numbers-period = Период
numbers-period-own = Другие дни…
numbers-from = С
numbers-to = По
numbers-only = Считать только…
numbers-only-lead = Выберите, по чему отбирать. Можно выбрать и то, что не записано.
numbers-counting = Подсчёт: { $done } из { $total } дел
numbers-stop = Остановить
numbers-stopped = Остановлено до конца.
numbers-count = Посчитать
numbers-notes = Что означают эти числа
numbers-all = Всего
numbers-possible = возможно, внутри
numbers-hidden-sign = *
numbers-open = { $n }: { $what }. Показать дела
numbers-of-all = Всё, что посчитано
numbers-behind = Дел за ними: { $n }.
numbers-behind-possible = Возможно, внутри периода: { $n }.
numbers-behind-more = и ещё { $n }
numbers-give = Выдать…
numbers-leave = Выдать числа
numbers-leave-lead = Вот что увидят другие. Числа, которые могли бы указать на человека, скрыты; посчитаны только те, кто согласился.
numbers-for = Для кого
numbers-for-own = Публикует наша группа
numbers-for-partner = Получит другая группа
numbers-as = В каком виде
numbers-as-png = Картинка (PNG)
numbers-as-svg = Картинка без потерь (SVG)
numbers-as-xlsx = Таблица (XLSX)
numbers-as-csv = Строки текста (CSV)
numbers-as-table = Таблица для пересчёта
together-as-json = Данные (JSON)
numbers-hides = Не показано чисел: { $n }. Почему – сказано под таблицей.
numbers-hides-nothing = Ни одно число не скрыто.
numbers-leaves = Что уходит
numbers-copy = Копировать
numbers-save = Сохранить…
numbers-saved = Записан файл { $file }. Это отмечено в журнале.
numbers-copied = Скопировано. В журнале отмечено как выданное.
numbers-copy-refused = Буфер обмена этого компьютера её не принимает. Сохраните файлом.
numbers-again = Проверить таблицу…
numbers-again-title = Посчитано заново
numbers-as-sealed = Запечатано для одной группы (AGE)
numbers-together = Числа нескольких групп…
numbers-together-title = Числа нескольких групп
numbers-together-lead = Таблицы, которые отдали вам группы, рядом друг с другом. Они остаются в памяти до закрытия хранилища и не становятся записями.
numbers-together-add = Добавить файлы…
numbers-together-none = Выберите то, что прислали группы: запечатанные файлы или открытые таблицы, рядом с которыми лежит подпись (.minisig).
numbers-together-locked = Некоторые файлы открываются паролем. Введите его так, как назвала группа.
numbers-together-open = Открыть
numbers-together-out = Убрать { $file }
numbers-together-about = N = { $n } · не показано: { $hidden } · правила { $rules }
numbers-together-given = отдано { $day }
numbers-together-added = Сложено: { $n } из { $all }

## Документы
nav-reports = Документы
report-lead = Документы из записанных дел. Каждый показан до того, как записан, и рассказывает только о тех, кто на это согласился.
report-about = О деле { $case }. Выберите документ.
report-empty-title = Документы пока не из чего составить
report-empty-text = Доклады, заявления, описи доказательств и числа составляются из записанных дел. Сначала запишите дело.
report-to-cases = К делам
report-of-case = Составить документ…
report-group-abroad = В международные органы
report-group-file = Для адвоката и суда
report-group-forms = На подпись
report-alternative = Альтернативный доклад
report-alternative-what = Что показывают многие дела вместе, по статьям, для договорного органа.
report-communication = Индивидуальное сообщение
report-communication-what = Жалоба одного человека на государство: факты, пройденные инстанции, статьи.
report-hate-crime = Сообщение о преступлениях ненависти
report-hate-crime-what = Преступления с записанным мотивом ненависти, для БДИПЧ ОБСЕ.
report-annex = Статистическое приложение
report-annex-what = Таблицы и картинки, и как посчитано каждое число, для доклада или другой группы.
report-register = Опись доказательств
report-register-what = Каждый файл с контрольной суммой и тем, у кого он был, для суда, адвоката или эксперта.
report-chronology = Хронология
report-chronology-what = Что произошло и что ответили, в одной линии времени.
report-statement = Объяснение
report-statement-what = Что человек рассказал, его словами, на его подпись.
report-complaint = Заявление
report-complaint-what = В полицию или прокуратуру, по статьям закона, с абзацем о мотиве.
report-judge = Жалоба следственному судье
report-judge-what = На действие или отказ, по статье 106 УПК.
report-examination = Ходатайство об экспертизе
report-examination-what = Просьба к следователю назначить судебную экспертизу.
report-consent = Бланк согласия
report-consent-what = Лист, на котором просят согласия. В нём никто не назван.
report-back = Все документы
report-which-cases = Какие дела
report-cases-all = Все ({ $n })
report-cases-some = Только выбранные
report-cases-chosen = Выбранные дела
report-case-one = Какое дело
choose-case = Выберите дело…
report-body = В какой орган
report-articles = Статьи
report-add-article = Добавить статью…
report-articles-help = Если не выбрать: все статьи, записанные у деяний.
report-take-out = Убрать: { $what }
report-identity = Как показать людей
report-identity-usual = Как принято в таком документе
report-identity-help = Никогда не больше, чем каждый согласился.
report-lang = Язык документа
report-texts = Тексты, которые пишут люди
report-texts-own = Тексты программы
report-texts-choose = Выбрать файл…
report-texts-back = Взять тексты программы
report-texts-save = Сохранить для правки…
report-texts-help = Сохраните тексты, измените их в любом редакторе и выберите файл здесь.
report-texts-saved = Сохранено: { $file }. Измените и выберите здесь.
report-preview = Что войдёт в документ
report-choose-case = Выберите дело. Тогда здесь будет видно, что войдёт в документ.
report-looking = Смотрим, что в него войдёт…
report-counting = Смотрим, что в него войдёт: прочитано дел: { $done }
report-again = Показать
report-purpose = Нужно согласие: { $purpose }. Как показаны люди: { $level }.
report-nobody = В этом документе ни о ком нельзя рассказать. Почему, сказано ниже.
report-missing = Не хватает
report-people = Войдёт дел: { $told } из { $n }
report-left = не войдёт
show-more = Показать ещё { $n }
report-stays = Не войдёт
report-length = Объём
report-part = Часть
report-words = Слов
report-count = слов: { $n }
report-of = слов: { $n } из { $limit }
report-over = слов: { $n }, больше { $limit }
report-as = В каком виде
report-as-docx = Для правки (DOCX)
report-as-pdf = Для хранения (PDF)
report-as-xlsx = Таблицы (XLSX)
report-as-csv = Строки текста (CSV)
report-write = Записать файл…
report-writing = Записывается…
report-recorded = Файл не будет зашифрован. Он вносится в учёт копий.
report-written = Записано
report-written-lead = Файл не зашифрован: храните его не дольше, чем нужно. Он внесён в учёт копий.
report-inside = Дел: { $cases }, слов: { $words }
report-submission = Обращение тоже записано в деле. Когда документ отправят, отметьте там, когда и как.
report-annex-nobody = Никто в записанных делах не согласился, чтобы его для этого посчитали.
report-annex-holds = Таблиц: { $tables }, картинок: { $pictures }.
report-annex-sum = N = { $n }
report-numbers = Приложение с числами
report-annex-hidden = Таблиц, где скрыты малые числа: { $n }.
report-annex-empty = Таблиц, о которых нечего рассказать: { $n }.
report-annex-inside = Таблиц: { $n }
report-annex-after = Что показано в этих таблицах, запомнено: следующие не выдадут разностью того, что скрыто здесь.
numbers-figure = { $n }
numbers-no-value = нет значения
