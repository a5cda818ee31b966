//! Invented numbers under real words. Also read by tests/charts.rs, which keeps the pictures of them.

use super::*;
use sandyq_domain::{lang::Lang, vocab::vocabulary};

/// The word of a language.
fn of(lang: Lang, [en, ru, kk]: [&str; 3]) -> String {
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
    .to_owned()
}

fn term(name: &str, slug: &str, lang: Lang) -> String {
    vocabulary(name).unwrap().label(slug, lang).unwrap().to_owned()
}

fn cell(id: &str, count: Count) -> Cell {
    Cell {
        count,
        id: id.to_owned(),
    }
}

fn frame(lang: Lang, id: &str, title: [&str; 3], unit: [&str; 3]) -> Frame {
    let words = Words {
        lang,
        suppressed: "*".to_owned(),
        suppressed_means: of(
            lang,
            [
                "fewer than 5, not shown",
                "меньше 5, не показывается",
                "5-тен аз, көрсетілмейді",
            ],
        ),
        not_counted: "–".to_owned(),
        not_counted_means: of(lang, ["not counted", "не считалось", "есептелмеді"]),
        missing: of(lang, ["no answer", "нет ответа", "жауап жоқ"]),
        nothing: of(
            lang,
            [
                "nothing in this period",
                "за этот период ничего нет",
                "бұл кезеңде ештеңе жоқ",
            ],
        ),
    };
    Frame {
        id: id.to_owned(),
        title: of(lang, title),
        unit: of(lang, unit),
        description: of(
            lang,
            [
                "A chart; the same numbers stand in the table beside it.",
                "Диаграмма; те же числа стоят в таблице рядом.",
                "Диаграмма; дәл осы сандар қасындағы кестеде тұр.",
            ],
        ),
        footnotes: vec![
            of(
                lang,
                [
                    "N = 61. Period: January 2025 to November 2026, by the date of the event; confirmed and likely ones only.",
                    "N = 61. Период: январь 2025 – ноябрь 2026, по дате события; только подтверждённые и вероятные.",
                    "N = 61. Кезең: 2025 жылғы қаңтар – 2026 жылғы қараша, оқиға күні бойынша; тек расталғандары мен ықтималдары.",
                ],
            ),
            of(
                lang,
                [
                    "Documented cases are not a sample: they say nothing about how often this happens.",
                    "Документированные случаи не являются выборкой: по ним нельзя судить о распространённости.",
                    "Құжатталған істер іріктеме емес: олар бойынша мұның қаншалықты жиі болатынын айтуға болмайды.",
                ],
            ),
        ],
        words,
        is_bare: false,
    }
}

pub(super) fn funnel(lang: Lang) -> Funnel {
    let step = |at: usize, words, reached, unknown, note| Step {
        label: of(lang, words),
        reached: cell(&format!("step-{at}"), Count::Known(reached)),
        unknown: cell(&format!("unknown-{at}"), Count::Known(unknown)),
        note: of(lang, note),
    };
    let none = ["", "", ""];
    Funnel {
        frame: frame(
            lang,
            "funnel",
            [
                "The way of applications under Article 145",
                "Путь заявлений по статье 145 УК",
                "ҚК 145-бабы бойынша арыздардың жолы",
            ],
            ["applications", "заявления", "арыздар"],
        ),
        words: FunnelWords {
            step: of(lang, ["step", "шаг", "қадам"]),
            reached: of(lang, ["reached", "дошли", "жеткені"]),
            of_previous: of(lang, ["of the step before", "от шага раньше", "алдыңғы қадамнан"]),
            of_first: of(lang, ["of the first", "от первого", "біріншіден"]),
            unknown: of(lang, ["not known", "неизвестно", "белгісіз"]),
        },
        steps: vec![
            step(1, ["filed", "подано", "берілді"], 17, 0, none),
            step(
                2,
                ["receipt issued", "выдан талон", "талон берілді"],
                6,
                2,
                ["9 without a receipt", "9 без талона", "9 арызға талон берілмеді"],
            ),
            step(
                3,
                [
                    "entered in the journal",
                    "записано в журнал учёта информации",
                    "журналға жазылды",
                ],
                5,
                3,
                none,
            ),
            step(
                4,
                ["registered", "зарегистрировано в ЕРДР", "СДТБТ-да тіркелді"],
                1,
                1,
                [
                    "1 under another, lighter article",
                    "1 по другой, более мягкой статье",
                    "1 арыз басқа, жеңілірек бап бойынша тіркелді",
                ],
            ),
            step(
                5,
                ["suspect named", "назван подозреваемый", "күдікті аталды"],
                1,
                0,
                none,
            ),
            step(6, ["charged", "предъявлено обвинение", "айып тағылды"], 1, 0, none),
            step(7, ["court", "дошло до суда", "сотқа жетті"], 0, 0, none),
            step(8, ["sentence", "приговор", "үкім"], 0, 0, none),
        ],
    }
}

pub(super) fn months(lang: Lang) -> Months {
    let names = [
        ["Jan", "янв", "қаң"],
        ["Feb", "фев", "ақп"],
        ["Mar", "мар", "нау"],
        ["Apr", "апр", "сәу"],
        ["May", "май", "мам"],
        ["Jun", "июн", "мау"],
        ["Jul", "июл", "шіл"],
        ["Aug", "авг", "там"],
        ["Sep", "сен", "қыр"],
        ["Oct", "окт", "қаз"],
        ["Nov", "ноя", "қар"],
        ["Dec", "дек", "жел"],
    ];
    let month = |at: usize| Month {
        label: of(lang, names[at % 12]),
        year: (2025 + at / 12).to_string(),
        is_missing: false,
        sure: cell(
            &format!("sure-{at}"),
            match at {
                4 | 15 => Count::Suppressed,
                22.. => Count::NotCounted,
                at => Count::Known([9, 10, 6, 7, 0, 5, 0, 12, 8, 5, 6][at % 11]),
            },
        ),
        possible: cell(
            &format!("possible-{at}"),
            match at {
                7 => Count::Suppressed,
                at => Count::Known([2, 0, 0, 5, 0, 0, 1][at % 7]),
            },
        ),
    };
    let undated = Month {
        label: of(lang, ["none", "нет", "жоқ"]),
        is_missing: true,
        sure: cell("undated", Count::Known(7)),
        ..Month::default()
    };
    let mut frame = frame(
        lang,
        "months",
        ["Events by month", "События по месяцам", "Оқиғалар айлар бойынша"],
        ["events", "события", "оқиғалар"],
    );
    frame.words.missing = of(lang, ["without a date", "без даты", "күні белгісіз"]);
    Months {
        frame,
        words: MonthsWords {
            month: of(lang, ["month", "месяц", "ай"]),
            sure: of(lang, ["surely in the month", "точно в этом месяце", "дәл осы айда"]),
            possible: of(
                lang,
                [
                    "possibly in the month",
                    "возможно в этом месяце",
                    "осы айда болуы мүмкін",
                ],
            ),
        },
        months: (0..23).map(month).chain([undated]).collect(),
    }
}

pub(super) fn grid(lang: Lang) -> Grid {
    let acts = [
        "beating",
        "unlawful_detention",
        "family_confinement",
        "psychiatric_confinement",
        "extortion",
        "refusal_registration",
        "ineffective_investigation",
    ];
    let perpetrators = [
        "police_duty_station",
        "police_criminal",
        "parent",
        "organised_group",
        "medical_state",
        "prison_officer",
    ];
    let missing = |slug| Label::missing(term("act_type", slug, lang));
    let count = |row: usize, column: usize| match (row * 7 + column * 5) % 11 {
        0 => Count::Suppressed,
        n @ 1..=4 => Count::Known([0, 22, 5, 9][n - 1]),
        5 if row == 2 => Count::NotCounted,
        n => Count::Known([0, 6, 0, 13, 7, 31][n - 5]),
    };
    let labels = acts
        .iter()
        .map(|slug| Label::value(term("act_type", slug, lang)))
        .chain([missing("unknown")]);
    let columns: Vec<Label> = perpetrators
        .iter()
        .map(|slug| Label::value(term("perpetrator_type", slug, lang)))
        .chain([missing("unknown"), missing("not_asked")])
        .collect();
    let row = |(row, label): (usize, Label)| {
        let cells = (0..columns.len()).map(|column| cell(&format!("{row}-{column}"), count(row, column)));
        (label, cells.collect())
    };
    Grid {
        frame: frame(
            lang,
            "grid",
            ["Who did what", "Кто что делал", "Кім не істеді"],
            ["acts", "деяния", "әрекеттер"],
        ),
        corner: of(
            lang,
            ["act × perpetrator", "деяние × кто совершил", "әрекет × кім жасады"],
        ),
        rows: labels.enumerate().map(row).collect(),
        columns,
    }
}

pub(super) fn bars(lang: Lang) -> Bars {
    let counted = [
        ("oral_refusal", Count::Known(11)),
        ("redirected_to_administrative", Count::Suppressed),
        ("no_reply_in_term", Count::Known(19)),
        ("pressured_to_withdraw", Count::Known(8)),
        ("accepted_no_receipt", Count::Known(27)),
        ("lost_papers", Count::Known(0)),
        ("insulted", Count::Suppressed),
        ("registered_lighter", Count::Known(5)),
    ];
    let missing = [("not_asked", Count::Known(14)), ("declined", Count::Suppressed)];
    let bar = |label: Label, (slug, count): &(&str, Count)| Bar {
        label,
        cell: cell(slug, *count),
    };
    Bars {
        frame: frame(
            lang,
            "bars",
            [
                "How applications were refused",
                "Как отказывали в приёме заявлений",
                "Арыздарды қабылдаудан қалай бас тартты",
            ],
            ["applications", "заявления", "арыздар"],
        ),
        heading: of(lang, ["form of refusal", "вид отказа", "бас тарту түрі"]),
        bars: counted
            .iter()
            .map(|counted| bar(Label::value(term("refusal_mode", counted.0, lang)), counted))
            .chain(
                missing
                    .iter()
                    .map(|counted| bar(Label::missing(term("act_type", counted.0, lang)), counted)),
            )
            .collect(),
    }
}

pub(super) fn tiles(lang: Lang, day: &str) -> Tiles {
    let day = day.parse().unwrap();
    // Two regions bear the name of their city; the others do without the word for a region.
    let short = |slug: &str, name: &str| match slug {
        "kz_19" => name.to_owned(),
        _ => [
            " область",
            "область ",
            "город ",
            " облысы",
            " қаласы",
            " Region",
            " (city)",
        ]
        .iter()
        .fold(name.to_owned(), |name, word| name.replace(word, "")),
    };
    let regions = vocabulary("region").unwrap().terms().iter();
    let count = |at: usize| match at % 5 {
        0 | 3 => Count::Suppressed,
        1 => Count::Known(0),
        _ => Count::Known([5, 22, 9, 6, 7, 13][at % 6]),
    };
    let mut regions: Vec<Region> = regions
        .filter(|term| term.is_valid_on(day))
        .enumerate()
        .map(|(at, term)| Region {
            slug: term.slug.clone(),
            label: Label::value(short(&term.slug, term.label_on(day, lang))),
            cell: cell(&term.slug, count(at)),
        })
        .collect();
    regions.push(Region {
        slug: String::new(),
        label: Label::missing(term("act_type", "unknown", lang)),
        cell: cell("unknown", Count::Known(6)),
    });
    Tiles {
        frame: frame(
            lang,
            "tiles",
            ["Where it happened", "Где происходило", "Қайда болды"],
            [
                "events, in the borders of their day",
                "события, в границах на дату события",
                "оқиғалар, сол күнгі шекара бойынша",
            ],
        ),
        heading: of(lang, ["region", "регион", "өңір"]),
        day,
        later_border: of(
            lang,
            [
                "border since 8 June 2022",
                "граница с 8 июня 2022 года",
                "2022 жылғы 8 маусымнан бергі шекара",
            ],
        ),
        regions,
    }
}

/// Every picture of a language, with its name.
pub(super) fn drawn(lang: Lang, style: Style) -> Vec<(&'static str, String)> {
    vec![
        ("funnel", funnel(lang).draw(style)),
        ("months", months(lang).draw(style)),
        ("grid", grid(lang).draw(style)),
        ("bars", bars(lang).draw(style)),
        ("tiles", tiles(lang, "2026-11-01").draw(style)),
        ("tiles-2021", tiles(lang, "2021-11-01").draw(style)),
    ]
}
