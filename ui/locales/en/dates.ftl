# Dates, sizes, how long ago.
# $form: name (alone), of (after a day), to and from (before and after a bound), short (narrow columns)
month-1 = { $form ->
    [short] Jan
   *[name] January
}
month-2 = { $form ->
    [short] Feb
   *[name] February
}
month-3 = { $form ->
    [short] Mar
   *[name] March
}
month-4 = { $form ->
    [short] Apr
   *[name] April
}
month-5 = { $form ->
    [short] May
   *[name] May
}
month-6 = { $form ->
    [short] Jun
   *[name] June
}
month-7 = { $form ->
    [short] Jul
   *[name] July
}
month-8 = { $form ->
    [short] Aug
   *[name] August
}
month-9 = { $form ->
    [short] Sep
   *[name] September
}
month-10 = { $form ->
    [short] Oct
   *[name] October
}
month-11 = { $form ->
    [short] Nov
   *[name] November
}
month-12 = { $form ->
    [short] Dec
   *[name] December
}

date-day = { $day } { $month } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-days-of-months = { $from } { $from-month } – { $to } { $month } { $year }
date-month = { $month } { $year }
date-months = { $from }–{ $to } { $year }
date-year = { $year }
date-years = { $from }–{ $to }
date-from-to = { $from } – { $to }
date-time = { $day }, { $time } ({ $zone })
date-time-short = { $day }, { $time }
date-before = before { $date }
date-after = after { $date }
date-about = about { $date }
date-about-days = { $date }: counted as { $days }
date-not-known = date not known
date-told = { $date } (“{ $told }”)
date-only-told = “{ $told }”
season-spring = spring { $year }
season-summer = summer { $year }
season-autumn = autumn { $year }
season-winter = winter { $year }

recent-now = just now
recent-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
recent-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
recent-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}

size-bytes = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB
size-terabytes = { $n } TB
