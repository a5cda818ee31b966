#!/usr/bin/env python3
"""Makes en.txt, ru.txt and kk.txt: 2048 words each. A tool of the authors; nothing of it runs in the program.

Needs Debian's hunspell-ru, hunspell-kk, wamerican-small and wordnet-base, and from PyPI wordfreq and pymorphy3
(with pymorphy3-dicts-ru). How and why: docs/wordlists.md.
"""

import re
import sys
import unicodedata
from pathlib import Path

import pymorphy3
from wordfreq import zipf_frequency

HERE = Path(__file__).parent
COUNT = 2048
LETTERS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
           "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"}
FOLD = str.maketrans("ёәіңғүұқөһ", "еаингуукох")


def prefix(word):
    """The first four letters as the program compares them."""
    return word.translate(FOLD)[:4]


def words_of(name):
    path = HERE / name
    return path.read_text("utf-8").split() if path.exists() else []


def allowed(lang):
    """The test every word passes: 3-8 letters of its alphabet, not refused."""
    refused = set(words_of(f"refused-{lang}.txt"))
    letters = set(LETTERS[lang])
    return lambda w: 3 <= len(w) <= 8 and set(w) <= letters and w not in refused


def hunspell(path, encoding="utf-8"):
    lines = Path(path).read_text(encoding).lstrip("\ufeff").split("\n")[1:]
    return {line.strip().partition("/")[0] for line in lines}


def distinct(candidates, taken=()):
    """Best first: one word for each four letters, none whose letters are taken."""
    seen, chosen = set(taken), []
    for word in candidates:
        if prefix(word) not in seen:
            seen.add(prefix(word))
            chosen.append(word)
    return chosen


def kazakh():
    """Chosen by hand, by theme; kept when the spelling dictionary knows them."""
    known, good = hunspell("/usr/share/hunspell/kk_KZ.dic"), allowed("kk")
    return distinct(w for w in words_of("chosen-kk.txt") if w in known and good(w))


ABSTRACT = re.compile("(ость|есть|ение|ание|яние|ция|сия|изм|ство|ист|тель|тие|чик|щик|ница|логия|ика|онка|сть|нье|стка|ка?ние)$")
PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr", "Init", "Infr", "Slng", "Arch", "Erro", "Pltm"}


def russian(taken):
    """Nouns in their base form, commonest first; of the living, only the animals chosen by hand."""
    morph, good, animals = pymorphy3.MorphAnalyzer(), allowed("ru"), set(words_of("animals-ru.txt"))
    ranked = []
    for word in hunspell("/usr/share/hunspell/ru_RU.dic"):
        if not good(word) or len(word) < 4 and word not in animals:
            continue
        first = morph.parse(word)[0]
        tags = first.tag
        base = tags.POS == "NOUN" and first.normal_form == word and "nomn" in tags and "sing" in tags
        if word in animals:
            ranked.append((9.0, word))
        elif base and "inan" in tags and not PROPER & tags.grammemes and not ABSTRACT.search(word):
            ranked.append((zipf_frequency(word, "ru"), word))
    return distinct((w for _, w in sorted(ranked, key=lambda p: (-p[0], p[1]))), taken)


CONCRETE = {"05": 2.0, "06": 2.0, "13": 2.0, "17": 2.0, "20": 2.0, "25": 2.0, "27": 2.0, "28": 2.0, "15": 1.5,
            "19": 1.5, "23": 1.5}  # WordNet's files: animal, artifact, food, object, plant, shape, substance, time ...


def english():
    """Things one can point at, by WordNet's first sense, and words chosen by hand; commonest first."""
    lexfile, senses = {}, {}
    for line in Path("/usr/share/wordnet/data.noun").read_text().split("\n"):
        if line and not line.startswith("  "):
            parts = line.split(" ")
            lexfile[parts[0]] = parts[1]
    for line in Path("/usr/share/wordnet/index.noun").read_text().split("\n"):
        if line and not line.startswith("  "):
            parts = line.split()
            senses[parts[0]] = lexfile[parts[-int(parts[2])]]
    small = set(Path("/usr/share/dict/american-english-small").read_text().split("\n"))
    good, chosen = allowed("en"), set(words_of("chosen-en.txt"))
    ranked = []
    for word in small:
        if not good(word) or word not in senses:
            continue
        plural = word.endswith("s") and not word.endswith("ss") and word[:-1] in small
        awkward = plural or re.search("(ing|ness|ed)$", word)
        if word not in chosen and (awkward or senses[word] not in CONCRETE):
            continue
        score = zipf_frequency(word, "en") + CONCRETE.get(senses[word], 0) + 3 * (word in chosen) - 0.4 * (len(word) == 3)
        ranked.append((score, word))
    return distinct(w for _, w in sorted(ranked, key=lambda p: (-p[0], p[1])))


def write(lang, words):
    if len(words) < COUNT:
        sys.exit(f"{lang}: only {len(words)} words")
    kept = sorted(words[:COUNT], key=lambda w: [LETTERS[lang].index(c) for c in w])
    assert all(unicodedata.normalize("NFC", w) == w for w in kept)
    (HERE / f"{lang}.txt").write_text("\n".join(kept) + "\n", "utf-8")
    print(lang, len(words), "candidates")


def main():
    kk = kazakh()
    write("kk", kk)
    write("ru", russian(prefix(w) for w in kk[:COUNT]))
    write("en", english())


if __name__ == "__main__":
    main()
