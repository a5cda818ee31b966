# Читаемое досье запечатанного пакета (index.html): для адвоката за столом и для бумаги.
dossier-title = Досье по делу
dossier-sender = От кого
dossier-recipient = Кому
dossier-purpose = Цель
dossier-created = Запечатано
dossier-bundle = Пакет
dossier-confidential = Конфиденциально: только для названного выше получателя и только для названной цели. Страница работает без интернета и никуда ничего не отправляет.
dossier-practice = УЧЕБНОЕ
dossier-practice-note = В этом пакете есть вымышленное дело, созданное для тренировки. Оно не о настоящих людях.
dossier-identity-withheld = Личности не раскрыты.
dossier-identity-withheld-note = Люди названы только кодами. Имена, контакты, документы, официальные номера, имена файлов и устройства не переданы.
dossier-contents = Содержание
dossier-case-unnamed = Дело без кода
dossier-summary = Коротко
dossier-when = Когда
dossier-where = Где
dossier-victims = Пострадавшие
dossier-suffered = Что сделали
dossier-refusals = Отказы
dossier-refusals-count = { $n ->
    [0] отказов нет
    [one] { $n } отказ
    [few] { $n } отказа
   *[other] { $n } отказов
}
dossier-exhibits = Доказательств
dossier-parties = Участники
dossier-part-victim = пострадавший человек
dossier-part-source = источник рассказа
dossier-part-applicant = заявитель
dossier-part-lawyer = адвокат
dossier-part-perpetrator = участие в нарушении
dossier-identity = Личность и связь
dossier-name-withheld = имя и контакты не переданы
dossier-told = Что рассказано
dossier-acts = Кто, что и кому сделал
dossier-doer-not-recorded = кто сделал, не записано
dossier-chronology = Хронология
dossier-deadline = Срок
dossier-no-date = дата не записана
dossier-proceedings = Производства
dossier-steps-elsewhere = Шаги производств, которых нет в этом пакете
dossier-no-steps = Шагов не записано.
dossier-column-when = Дата
dossier-column-step = Шаг и орган
dossier-asked = Просили
dossier-given = Дали
dossier-column-result = Результат
dossier-refusal = Отказ
dossier-proof = Чем доказано
dossier-no-proof = нет
dossier-evidence = Реестр доказательств
dossier-evidence-lead = Прежде чем опираться на файл, сверьте его SHA-256. Как проверить, сказано в конце.
dossier-number = № { $n }
dossier-file-absent = Файла в этом пакете нет
dossier-derivative = Этот файл сделан из оригинала и не совпадает с ним. Данные оригинала приведены ниже.
dossier-of-original = (оригинал)
dossier-show-picture = Показать снимок
dossier-bytes = { $n ->
    [one] { $digits } байт
    [few] { $digits } байта
   *[other] { $digits } байт
}
dossier-consents = Согласия
dossier-none-recorded = не записано
dossier-not-recorded = не записано
dossier-withheld = не передано
dossier-withheld-heading = Что не передано и почему
dossier-column-what = Что
dossier-column-why = Почему
dossier-nothing-withheld = Передано всё.
dossier-withheld-fields = Поля отдельных записей, которые не переданы. Выше на их месте стоит «не передано»: это не значит, что они пустые.
dossier-elsewhere = в этом пакете нет
dossier-newer-fields = Поля более новой программы, здесь не показаны (они есть в записях)
dossier-unread-heading = Записи, которые не удалось показать
dossier-unread-note = Эти записи сделаны более новой программой. Они целиком лежат в папке case, но на этой странице их нет.
dossier-check = Как проверить этот пакет
dossier-check-lead = Проверяют три свободные и распространённые программы; сама за себя эта страница поручиться не может. Вместо KEY подставьте файл своего ключа, вместо BUNDLE.age имя запечатанного файла.
dossier-check-open = Распаковать. Это может только ключ получателя; обрезанный или изменённый файл даст ошибку.
dossier-check-signature = Проверить подпись под описью содержимого.
dossier-check-sums = Сверить каждый файл с его SHA-256. Каждая строка должна кончаться словом OK.
dossier-check-windows = В Windows без этих программ посчитайте SHA-256 одного файла и сравните с реестром:
dossier-check-sender = Файл sender.pub доказывает только то, что после запечатывания ничего не изменили. Кто запечатал, доказывает ключ с карточки отправителя: сверьте его отпечаток с отправителем лично или по телефону.

# The sheets of paper: contact card, proof card
paper-card-title = Карточка контакта
paper-card-lead = По этой карточке этому человеку запечатывают пакеты и узнают его подпись. Она не секретна.
paper-card-compare = Сверьте, прежде чем доверять: один читает слова или цифры вслух, другой следит по своему экрану. При встрече или по телефону, но не в том сообщении, с которым пришла карточка.
paper-words = Словами
paper-digits = Цифрами
paper-proof-title = Карточка сверки
paper-proof-lead = Этот лист относится к одному запечатанному файлу и ничего не говорит о том, что внутри. У кого есть и лист, и файл, тот может доказать, что передан именно этот файл и с тех пор его никто не менял.
paper-proof-file = Файл
paper-proof-day = Запечатан
paper-proof-from = От кого
paper-proof-for = Для кого
paper-proof-bundle = Пакет
paper-proof-key = Ключ подписи
paper-proof-check = Как проверить сумму (Windows, macOS, Linux)
paper-proof-gave = Передал: имя, дата, подпись
paper-proof-took = Получил: имя, дата, подпись

# Подписи с номером в документах; {n} — номер.
document-table = Таблица { $n }.
document-figure = Рисунок { $n }.
