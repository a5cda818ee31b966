//! What was missed once, or may be: names in their rarer endings, numbers between other numbers, and what only looks alike.

use super::{Class, Known, find};
use proptest::prelude::*;

fn found<'t>(text: &'t str, known: &Known) -> Vec<(Class, &'t str)> {
    let all = find(text, known).into_iter();
    all.map(|one| (one.class, &text[one.start..one.end])).collect()
}

#[test]
fn surnames_like_adjectives_and_names_that_lose_a_vowel_are_found() {
    for (name, text, what) in [
        ("Придумская", "видели Придумской паспорт", "Придумской"),
        ("Придумская", "он назвал её Придумским", "Придумским"),
        ("Небывальский", "спросили Небывальского", "Небывальского"),
        ("Небывальский", "НЕБЫВАЛЬСКОМУ отказали", "НЕБЫВАЛЬСКОМУ"),
        ("Вымышленный", "пришла Вымышленная", "Вымышленная"),
        ("Павел", "дома у Павла", "Павла"),
        ("Павел", "вместе с Павлом", "Павлом"),
        ("Лев", "нет Льва", "Льва"),
        ("Любовь", "отказано Любви Образцовне", "Любви"),
        ("Вымышлева", "её назвали Вымышлевым", "Вымышлевым"),
        ("Вымышлев", "с Вымышлевыми не говорили", "Вымышлевыми"),
        ("Вымышлёв", "у Вымышлева", "Вымышлева"),
    ] {
        assert_eq!(found(text, &Known::of([name])), [(Class::Name, what)], "{name}: {text}");
    }
}

#[test]
fn kazakh_names_are_found_under_several_endings_at_once() {
    for (name, text, what) in [
        ("Қуаныш", "бұл Қуаныштікі", "Қуаныштікі"),
        ("Қуаныш", "Қуаныштармен сөйлесті", "Қуаныштармен"),
        ("Қуаныш", "Қуанышымыздың анасы", "Қуанышымыздың"),
        ("Қуаныш", "Қуаныштағы дәптер", "Қуаныштағы"),
        ("Қуаныш", "Қуаныштай болды", "Қуаныштай"),
        ("Айгүл", "Айгүліме айттым", "Айгүліме"),
        ("Динара", "Динарамның үйі", "Динарамның"),
        ("Ая", "Аямен бірге", "Аямен"),
    ] {
        assert_eq!(found(text, &Known::of([name])), [(Class::Name, what)], "{name}: {text}");
    }
}

#[test]
fn a_name_is_found_in_the_other_alphabet_whichever_it_was_written_down_in() {
    for (name, text, what) in [
        ("Aigerim", "видели Айгерим", "Айгерим"),
        ("Aigerim", "Айгерімді алып кетті", "Айгерімді"),
        ("Kuanysh", "спросили у Куаныша", "Куаныша"),
        ("Kayrat", "Кайрата увезли", "Кайрата"),
        ("Zhanar", "Жанардың үйі", "Жанардың"),
        ("Қуаныш", "Kuanyshtyn uiine keldi", "Kuanyshtyn"),
        ("Қуаныш", "Quanyshqa aitty", "Quanyshqa"),
        ("Динара", "Dinaru uvezli", "Dinaru"),
        ("Вымышлева", "govorili s Vymyshlevoi", "Vymyshlevoi"),
        ("Динара", "Dinara’s mother", "Dinara"),
    ] {
        assert_eq!(found(text, &Known::of([name])), [(Class::Name, what)], "{name}: {text}");
    }
}

#[test]
fn a_name_is_found_however_its_letters_were_pasted() {
    let known = Known::of(["Кайрат", "Динара"]);
    for (text, what) in [
        ("Каи\u{306}рата видели", "Каи\u{306}рата"),
        ("Кайра\u{301}т ушёл", "Кайра\u{301}т"),
        ("Ди\u{ad}нара пришла", "Ди\u{ad}нара"),
        ("Дин\u{200b}ару увезли", "Дин\u{200b}ару"),
    ] {
        assert_eq!(found(text, &known), [(Class::Name, what)], "{text:?}");
    }
}

#[test]
fn words_that_begin_like_a_name_or_belong_to_many_are_none() {
    for (name, text) in [
        ("Дана", "Данные собраны. Дань уплачена. Данью обложены"),
        ("Дина", "Dinner was cold, Dino and Dining"),
        ("Алия", "Алиби подтверждено"),
        ("Асель", "Аселение"),
        ("Ойдан Небыл ұлы", "Ұлы мереке, қызы келді"),
        ("Ойдан Небыл қызы", "Қызы келді, Улы бар"),
        ("Толстой", "толстого слоя, толстым"),
        ("Вера", "верность, Верю ему"),
        ("Ая", "Аялдама, Аян берді, Аязды күн"),
        ("Павел", "павлин, Павлины кричат"),
        ("Aru", "Әр адам, Әрі де"),
        ("Лев", "Левый берег, льва видели в зоопарке"),
    ] {
        assert_eq!(found(text, &Known::of([name])), [], "{name}: {text}");
    }
}

#[test]
fn a_number_is_found_whatever_stands_right_beside_it() {
    let known = Known::default();
    for (text, class, what) in [
        ("12.03.2026 8 700 000 01 23", Class::Phone, "8 700 000 01 23"),
        ("1 87000000123 звонил", Class::Phone, "87000000123"),
        ("8 700 000 01 23 2 раза", Class::Phone, "8 700 000 01 23"),
        ("+7 700 000-01-23 12.03", Class::Phone, "+7 700 000-01-23"),
        ("к 23:40 8-700-000-01-23", Class::Phone, "8-700-000-01-23"),
        ("8700000 0000", Class::Phone, "8700000 0000"),
        ("8.700.000.01.23", Class::Phone, "8.700.000.01.23"),
        ("8–700–000–01–23", Class::Phone, "8–700–000–01–23"),
        (
            "8\u{a0}700\u{202f}000 01 23",
            Class::Phone,
            "8\u{a0}700\u{202f}000 01 23",
        ),
        ("8 (7172) 00-00-01", Class::Phone, "8 (7172) 00-00-01"),
        ("тел. 7000000123", Class::Phone, "7000000123"),
        ("700 000 01 23 — её", Class::Phone, "700 000 01 23"),
        ("(747) 000-01-23", Class::Phone, "747) 000-01-23"),
        ("ИИН 900101300017 2 копии", Class::Iin, "900101300017"),
        ("2 ИИН: 900101-300017", Class::Iin, "900101-300017"),
        ("KZ86 125K ZT50 0410 0100", Class::Account, "KZ86 125K ZT50 0410 0100"),
        ("2026 4000 0000 0000 0002", Class::Account, "4000 0000 0000 0002"),
        ("номер 123abc02", Class::Plate, "123abc02"),
        ("удостоверение № 012345678", Class::Document, "012345678"),
        ("жеке куәлігі 012345678", Class::Document, "012345678"),
        ("её N12345678", Class::Document, "N12345678"),
        ("nobody+x@example.org", Class::Mail, "nobody+x@example.org"),
    ] {
        assert_eq!(found(text, &known), [(class, what)], "{text}");
    }
    assert_eq!(found("87000000123 87000000124", &known).len(), 2);
    assert_eq!(found("87000000123, +77000000124; 8 700 000 01 25", &known).len(), 3);
}

#[test]
fn streets_are_found_however_they_are_typed() {
    let known = Known::default();
    for (text, what) in [
        ("жил на ул.Вымышленной,12", "ул.Вымышленной,12"),
        ("ул. Вымышленной 12-5", "ул. Вымышленной 12-5"),
        ("улицу Вымышленную, д.7, кв.12", "улицу Вымышленную, д.7, кв.12"),
        ("на Вымышленной улице 7А", "Вымышленной улице 7А"),
        ("пр-т Вымышленный 7", "пр-т Вымышленный 7"),
        ("б-р Вымышленный, 7/2", "б-р Вымышленный, 7/2"),
        ("мкр Небыль-2, дом 14", "мкр Небыль-2, дом 14"),
        ("Ойдан көшесіндегі 12 үй", "Ойдан көшесіндегі 12"),
        ("Ойдан даңғылы, 5-үй, 9 пәтер", "Ойдан даңғылы, 5-үй, 9"),
        ("Небыл ықшамауданы, 3 үй", "Небыл ықшамауданы, 3"),
    ] {
        assert_eq!(found(text, &known), [(Class::Address, what)], "{text}");
    }
}

#[test]
fn sums_file_numbers_and_days_beside_each_other_lead_to_nobody() {
    for text in [
        "сумма 87 000 000 000 тенге",
        "7 700 000 000 тенге, 8 700 000 000 ₸",
        "КУИ 227700001000123 от 12.03.2026",
        "ЕРДР 227700031000123",
        "ЕРДР 25770003 1000123",
        "12.03.2026 8 раз, 700 000 тенге",
        "2026 8 700 000",
        "ст. 145, 146, 293, 412 УК, ч. 2 и 3",
        "по улице шли 12 человек",
        "улица была пуста 3 дня",
        "квартал 4 года назад",
        "көшеде 12 адам болды",
        "приказ № 012345678",
        "v. 1.12.3-4 (5) 6",
    ] {
        assert_eq!(found(text, &Known::default()), [], "{text}");
    }
}

#[test]
fn what_stands_in_an_identity_is_found_without_the_signs_it_is_known_by() {
    let contacts = [
        "+7 (7172) 00-00-01 дом",
        "@vymysel_07",
        "t.me/nebyl.x",
        "паспорт 55 123456",
        "после 18:00",
    ];
    let known = Known::of(["Дина"]).and(contacts);
    for (text, class, what) in [
        ("нашли по нику vymysel_07", Class::Handle, "vymysel_07"),
        ("в телеграме Vymysel_07 написал", Class::Handle, "Vymysel_07"),
        ("писал nebyl.x", Class::Handle, "nebyl.x"),
        ("показал 55 123456", Class::Document, "55 123456"),
        ("звонили на 7172 00 00 01", Class::Phone, "7172 00 00 01"),
    ] {
        assert_eq!(found(text, &known), [(class, what)], "{text}");
    }
    for text in [
        "после 18:00",
        "12.03.2020",
        "vymysel_071",
        "звонил 7172 00 00 02",
        "дом",
    ] {
        assert_eq!(found(text, &known), [], "{text}");
    }
}

proptest! {
    #[test]
    fn a_telephone_is_found_between_any_other_numbers(
        before in prop::sample::select(vec!["", "12.03.2026 ", "3 ", "23:40 ", "ст. 145 ", "250 000 ", "900101300018 "]),
        behind in prop::sample::select(vec!["", " 12.03.2026", " 5 раз", ", 3", ".", " 250 000 тенге", " 2026"]),
        number in "(\\+7|8)( |-|\\()?7(0[0-8]|47|7[15678])( |-|\\))?[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}",
    ) {
        let text = format!("{before}{number}{behind}");
        let told = found(&text, &Known::default());
        prop_assert!(told.iter().any(|(class, what)| *class == Class::Phone && what.ends_with(&number[2..])), "{told:?}");
    }

    #[test]
    fn a_known_name_is_found_under_every_ending_it_takes(ending in prop::sample::select(vec!["ның", "ға", "ны", "да", "дан", "мен", "лардың", "мның", "дікі"])) {
        let text = format!("кеше Динара{ending} көрді");
        let told = found(&text, &Known::of(["Динара"]));
        prop_assert_eq!(told.len(), 1, "{}", ending);
    }
}
