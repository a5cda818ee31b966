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
show-more = Показать ещё
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
passphrase-again = Введите её ещё раз
passphrase-differs = Пока не совпадает. Сверьте слово за словом.
passphrase-write-down = Выбраны случайно. Сложите из них маленькую историю; на бумаге держите, только пока не запомните.
show-others = Другие слова
create = Дальше
creating = Создаётся замок…
recovery-lead = Если фраза забудется, эти тринадцать слов откроют всё. Запишите их на бумаге сейчас. Они показываются только один раз.
recovery-where = Храните бумагу не рядом с этим компьютером, у человека, которому доверяете. Не фотографируйте её.
recovery-written = Слова записаны
recovery-retype-lead = Теперь введите тринадцать слов со своей бумаги. Так вы будете знать, что на ней нет ошибки.
recovery-retype = Тринадцать слов по порядку
recovery-show-again = Показать слова снова
corner-title = Две кнопки, всегда в одном углу
corner-lead = Они есть на каждом экране. Лучше узнать их до того, как они понадобятся.
corner-lock = Закрывает всё сразу и ничего не теряет, даже недописанное предложение. Снова открыть можно парольной фразой. То же делает Ctrl L.
corner-emergency = Удерживайте две секунды, и всё, что хранится здесь, будет уничтожено. Без вопросов и без возврата. Работает и на экране блокировки.
corner-emergency-limits = Останутся копии в других местах: резервные копии, переданные пакеты и снимок диска, если его сделали раньше.
setup-done = Начать

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
date-help = Например: 28.09.2025, 09.2025, 2025 или словами
date-as-told = Сохранится так, как рассказано. Как дата не считается.

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
texts-empty-title = Текстов пока нет
texts-empty-text = То, что человек рассказал, его словами и на его языке.
add-text = Добавить рассказ
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
somebody = Неизвестно кто
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
attaching = Шифруется…
attached = { $n ->
    [one] Принят { $n } файл.
    [few] Принято { $n } файла.
   *[many] Принято { $n } файлов.
}
file-remark = { $file }: { $remark }
file-absent = файла здесь нет
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
gone-no-copies = Ни в пакетах, ни в резервных копиях известных копий нет.
gone-named = Здесь это ещё упомянуто
gone-named-why = В этих записях могли остаться слова об этом. Прочтите их сами: решить это может только человек.
gone-done = Стёрто навсегда
gone-done-lead = Текста и его истории на этом компьютере больше нет. Что осталось посмотреть вам:
