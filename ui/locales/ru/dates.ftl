# Даты, размеры, давность.
# $form: name (alone), of (after a day), to and from (before and after a bound), short (narrow columns)
month-1 = { $form ->
    [of] января
    [to] января
    [from] января
    [short] янв.
   *[name] январь
}
month-2 = { $form ->
    [of] февраля
    [to] февраля
    [from] февраля
    [short] фев.
   *[name] февраль
}
month-3 = { $form ->
    [of] марта
    [to] марта
    [from] марта
    [short] мар.
   *[name] март
}
month-4 = { $form ->
    [of] апреля
    [to] апреля
    [from] апреля
    [short] апр.
   *[name] апрель
}
month-5 = { $form ->
    [of] мая
    [to] мая
    [from] мая
    [short] мая
   *[name] май
}
month-6 = { $form ->
    [of] июня
    [to] июня
    [from] июня
    [short] июн.
   *[name] июнь
}
month-7 = { $form ->
    [of] июля
    [to] июля
    [from] июля
    [short] июл.
   *[name] июль
}
month-8 = { $form ->
    [of] августа
    [to] августа
    [from] августа
    [short] авг.
   *[name] август
}
month-9 = { $form ->
    [of] сентября
    [to] сентября
    [from] сентября
    [short] сен.
   *[name] сентябрь
}
month-10 = { $form ->
    [of] октября
    [to] октября
    [from] октября
    [short] окт.
   *[name] октябрь
}
month-11 = { $form ->
    [of] ноября
    [to] ноября
    [from] ноября
    [short] ноя.
   *[name] ноябрь
}
month-12 = { $form ->
    [of] декабря
    [to] декабря
    [from] декабря
    [short] дек.
   *[name] декабрь
}

date-day = { $day } { $month } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-days-of-months = { $from } { $from-month } – { $to } { $month } { $year }
date-month = { $month } { $year }
date-months = { $from }–{ $to } { $year }
date-year = { $year } год
date-years = { $from }–{ $to } годы
date-from-to = { $from } – { $to }
date-time = { $day }, { $time } ({ $zone })
date-time-short = { $day }, { $time }
date-before = до { $date }
date-after = после { $date }
date-about = примерно { $date }
date-about-days = { $date }, в подсчётах { $days }
date-not-known = дата неизвестна
date-told = { $date } («{ $told }»)
date-only-told = «{ $told }»
season-spring = весна { $year }
season-summer = лето { $year }
season-autumn = осень { $year }
season-winter = зима { $year }

recent-now = только что
recent-minutes = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[many] { $n } минут назад
}
recent-hours = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[many] { $n } часов назад
}
recent-days = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[many] { $n } дней назад
}

size-bytes = { $n ->
    [one] { $n } байт
    [few] { $n } байта
   *[many] { $n } байт
}
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ
size-gigabytes = { $n } ГБ
size-terabytes = { $n } ТБ
