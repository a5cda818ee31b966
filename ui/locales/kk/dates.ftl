# Күндер, көлемдер, қанша уақыт өткені.
# $form: name (alone), of (after a day), to and from (before and after a bound), short (narrow columns)
month-1 = { $form ->
    [to] қаңтарға
    [from] қаңтардан
    [short] қаң.
   *[name] қаңтар
}
month-2 = { $form ->
    [to] ақпанға
    [from] ақпаннан
    [short] ақп.
   *[name] ақпан
}
month-3 = { $form ->
    [to] наурызға
    [from] наурыздан
    [short] нау.
   *[name] наурыз
}
month-4 = { $form ->
    [to] сәуірге
    [from] сәуірден
    [short] сәу.
   *[name] сәуір
}
month-5 = { $form ->
    [to] мамырға
    [from] мамырдан
    [short] мам.
   *[name] мамыр
}
month-6 = { $form ->
    [to] маусымға
    [from] маусымнан
    [short] мау.
   *[name] маусым
}
month-7 = { $form ->
    [to] шілдеге
    [from] шілдеден
    [short] шіл.
   *[name] шілде
}
month-8 = { $form ->
    [to] тамызға
    [from] тамыздан
    [short] там.
   *[name] тамыз
}
month-9 = { $form ->
    [to] қыркүйекке
    [from] қыркүйектен
    [short] қыр.
   *[name] қыркүйек
}
month-10 = { $form ->
    [to] қазанға
    [from] қазаннан
    [short] қаз.
   *[name] қазан
}
month-11 = { $form ->
    [to] қарашаға
    [from] қарашадан
    [short] қар.
   *[name] қараша
}
month-12 = { $form ->
    [to] желтоқсанға
    [from] желтоқсаннан
    [short] жел.
   *[name] желтоқсан
}

# $size: long («2025 жылғы 28 қыркүйек»), short («28 қыр. 2025»)
date-day = { $size ->
    [short] { $day } { $month } { $year }
   *[long] { $year } жылғы { $day } { $month }
}
date-days = { $size ->
    [short] { $from }–{ $to } { $month } { $year }
   *[long] { $year } жылғы { $from }–{ $to } { $month }
}
date-days-of-months = { $size ->
    [short] { $from } { $from-month } – { $to } { $month } { $year }
   *[long] { $year } жылғы { $from } { $from-month } – { $to } { $month }
}
date-month = { $size ->
    [short] { $month } { $year }
   *[long] { $year } жылғы { $month }
}
date-months = { $size ->
    [short] { $from }–{ $to } { $year }
   *[long] { $year } жылғы { $from }–{ $to }
}
date-year = { $year } жыл
date-years = { $from }–{ $to } жылдар
date-from-to = { $from } – { $to }
date-time = { $day }, { $time } ({ $zone })
date-time-short = { $day }, { $time }
date-before = { $date } дейін
date-after = { $date } кейін
date-about = шамамен { $date }
date-about-days = { $date }, есепте { $days }
date-not-known = күні белгісіз
date-told = { $date } («{ $told }»)
date-only-told = «{ $told }»
season-spring = { $year } жылғы көктем
season-summer = { $year } жылғы жаз
season-autumn = { $year } жылғы күз
season-winter = { $year } жылғы қыс

recent-now = жаңа ғана
recent-minutes = { $n } минут бұрын
recent-hours = { $n } сағат бұрын
recent-days = { $n } күн бұрын

size-bytes = { $n } байт
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ
size-gigabytes = { $n } ГБ
size-terabytes = { $n } ТБ
