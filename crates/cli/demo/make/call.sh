#!/usr/bin/env bash
# Speaks and mixes the telephone call of the demonstration: two synthetic voices, nobody's own.
# Needs espeak-ng, sox and opus-tools.   make/call.sh OUT.ogg
set -euo pipefail
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

n=0
line() { # line VOICE PITCH SPEED TEXT
    n=$((n + 1))
    espeak-ng -v "$1" -p "$2" -s "$3" -w "$work/$(printf %02d "$n").wav" "$4"
    sox -n -r 22050 -c 1 "$work/$(printf %02d "$n")p.wav" trim 0 0.55
}
caller() { line ru 62 150 "$1"; }
caller_kk() { line kk 62 145 "$1"; }
officer() { line ru 18 165 "$1"; }
officer_kk() { line kk 18 150 "$1"; }

officer "Дежурная часть, слушаю."
caller "Здравствуйте. Я звоню по поводу заявления об ограблении. Меня увезли вместо тех, кто напал, и заявление у меня не взяли."
officer "А, это опять вы. Я же вам сказал: никакого заявления не будет."
caller "Назовите, пожалуйста, номер записи в журнале. Я имею право знать номер."
officer "Номера нет. Записи нет. Идите в прокуратуру, если вам нечего делать."
caller_kk "Мен арызымды жазбаша бердім. Неге қабылдамадыңыз?"
officer_kk "Қабылдамаймын. Мұндай адамдардан арыз алмаймыз. Болды."
caller "Вы отказываете из-за того, кто я? Пожалуйста, скажите вашу фамилию."
officer "Фамилию вам ещё. Положите трубку и больше сюда не звоните."
caller "Сегодня девятнадцатое марта две тысячи двадцать пятого года, одиннадцать часов двадцать минут. Разговор записан."

# A telephone hears from 300 to 3400 Hz, with a little hiss.
sox "$work"/[0-9][0-9]*.wav "$work/talk.wav" sinc 300-3400 gain -n -4
sox "$work/talk.wav" -p synth whitenoise vol 0.006 | sox -m "$work/talk.wav" - "$work/call.wav" gain -n -3
opusenc --quiet --bitrate 24 --comment "DESCRIPTION=invented call, synthetic voices" "$work/call.wav" "$out"
