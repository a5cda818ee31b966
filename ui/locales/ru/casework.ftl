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
look-no-consent = Нет записанного согласия { $code }
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
problem-kind = нет такого вида записи: «{ $field }»
# The trash, and what is gone for good
action-deleted = Удалено: { $what }
action-restored = Восстановлено: { $what }
gone-bundle = { $recipient }: { $file }, { $day }
gone-backup = { $place }, { $day }
