//! An invented report in three languages, with one of everything.

use sandyq_domain::Lang;
use sandyq_report::document::{Anchor, Block, Cell, Column, Cover, Document, Figure, Level, Run, Span, Table, Words};

pub const LANGS: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

/// All letters that Kazakh has beside Russian, in both cases.
pub const KAZAKH: &str = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі";

/// What the tests look for, in each language.
pub struct Told {
    pub headings: [&'static str; 4],
    pub text: &'static str,
    pub notes: [&'static str; 3],
    title: &'static str,
    labels: [&'static str; 3],
}

pub fn told(lang: Lang) -> Told {
    match lang {
        Lang::Kk => Told {
            headings: ["Жалпы мәлімет", "Ұстау жағдайлары", "Ең жиі бұзушылықтар", "Ұсынымдар"],
            text: "Ұйым жыл ішінде өңірлерде жасалған ұстау туралы жазбаларды жинап, әрқайсысын екі дереккөзбен салыстырды. \
                   Үй іші тінтуі, айғақ алу кезіндегі қысым және қорғаушыдан айыру жиі кездеседі.",
            notes: ["Бірінші ескерту", "Екінші ескерту", "Үшінші ескерту"],
            title: "Өңірлердегі ұстау туралы есеп",
            labels: ["Аты-жөні", "Қолы", "Күні"],
        },
        Lang::Ru => Told {
            headings: [
                "Общие сведения",
                "Случаи задержаний",
                "Самые частые нарушения",
                "Рекомендации",
            ],
            text: "За год организация собрала записи о задержаниях в областях и сверила каждую с двумя источниками. Чаще \
                   всего встречаются обыск без санкции, давление при допросе и отказ в защитнике.",
            notes: ["Первая сноска", "Вторая сноска", "Третья сноска"],
            title: "Доклад о задержаниях в областях",
            labels: ["Имя и фамилия", "Подпись", "Дата"],
        },
        Lang::En => Told {
            headings: ["Overview", "Cases of detention", "What happens most", "Recommendations"],
            text: "Over the year the organisation collected records of detentions in the regions and compared each with two \
                   sources. Searches without a warrant, pressure during questioning and refusal of counsel occur most.",
            notes: ["The first footnote", "The second footnote", "The third footnote"],
            title: "Report on detentions in the regions",
            labels: ["Name", "Signature", "Date"],
        },
    }
}

pub fn report(lang: Lang) -> Document {
    let Told {
        headings,
        text,
        notes,
        title,
        labels,
    } = told(lang);
    let heading = |level, at: usize| Block::Heading(level, headings[at].to_owned());
    let mut blocks = vec![
        Block::Contents,
        Block::PageBreak,
        heading(Level::First, 0),
        Block::Paragraph(vec![
            Run::plain(text).note(notes[0]),
            Run::bold(format!(" {KAZAKH}")),
            Run::italic(format!(" {KAZAKH}")),
            Span::plain(format!(" {KAZAKH} ")).bold().italic().into(),
        ]),
        heading(Level::Second, 1),
    ];
    // Paragraph 3 is referred to before and after it.
    blocks.push(Block::Paragraph(refers(NAMED)));
    for at in 0..12 {
        if at == 2 {
            blocks.push(Block::Anchor(NAMED));
        }
        let run = Run::plain(format!("{text} {text}"));
        let note = vec![Span::plain(notes[1]), Span::plain(" (А. против Б.)").italic()];
        blocks.push(Block::Numbered(vec![if at == 1 { run.note_of(note) } else { run }]));
    }
    blocks.extend([
        heading(Level::Third, 2),
        Block::Bullets(vec![
            vec![Run::bold("А. "), Run::plain(text)],
            vec![Run::plain(text).note(notes[2])],
        ]),
        Block::Table(table(lang, 60)),
        Block::Figure(Figure {
            svg: chart(),
            caption: headings[2].to_owned(),
            alt: "alt: \"12\" < 30".to_owned(),
            width_mm: 120,
        }),
        Block::PageBreak,
        heading(Level::First, 3),
        Block::Numbered(refers(NAMED)),
        Block::Numbered(refers(Anchor(2))),
        Block::FillIn(labels[0].to_owned(), 1),
        Block::FillIn(headings[0].to_owned(), 3),
        Block::Signatures(labels.map(str::to_owned).to_vec()),
    ]);
    Document {
        lang,
        words: Words::of(lang),
        title: title.to_owned(),
        cover: Some(Cover {
            subtitle: "2026".to_owned(),
            lines: vec!["«Шаңырақ» бірлестігі".to_owned(), headings[3].to_owned()],
        }),
        header: title.to_owned(),
        blocks,
    }
}

/// The name of a paragraph of the sample.
const NAMED: Anchor = Anchor(1);

fn refers(to: Anchor) -> Vec<Run> {
    vec![Run::plain("¶ ["), Run::number_of(to), Run::plain("]")]
}

pub fn table(lang: Lang, rows: usize) -> Table {
    let Told {
        headings,
        notes,
        labels,
        ..
    } = told(lang);
    let row = |at: usize| {
        let count = u32::try_from(at * 3).unwrap();
        vec![
            Cell::text(format!("Ұлытау, {at}-аудан")),
            Cell::number(count.into(), count.to_string()),
            if at.is_multiple_of(7) {
                Cell::text("< 5")
            } else {
                Cell::number(0.5, "50 %")
            },
        ]
    };
    Table {
        caption: headings[1].to_owned(),
        columns: vec![Column::words(labels[0]), Column::figures("2026"), Column::figures("%")],
        rows: (1..=rows).map(row).collect(),
        notes: vec![format!("{}: {}", headings[0], notes[0])],
    }
}

/// Bars with Kazakh words.
pub fn chart() -> String {
    let mut bars = String::new();
    for (at, (word, long)) in [("Қысым", 300), ("Тінту", 210), ("Үкім", 120)].into_iter().enumerate() {
        let y = 20 + at * 40;
        bars += &format!(
            "<text x='0' y='{}' font-family='Noto Sans' font-size='16'>{word}</text>\
             <rect x='90' y='{y}' width='{long}' height='24' fill='#44618a'/>",
            y + 18
        );
    }
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 420 150'>{bars}</svg>")
}
