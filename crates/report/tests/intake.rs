//! What the printed form of a first talk promises.

use sandyq_domain::Lang;
use sandyq_domain::field::FieldType;
use sandyq_domain::intake::QUESTIONS;
use sandyq_domain::vocab::vocabulary;
use sandyq_report::intake::blank;

#[test]
fn every_question_stands_there_once_in_order_with_answers_to_decline() {
    for lang in Lang::ALL {
        let html = blank(lang);
        let numbers: Vec<&str> = html
            .split("<h2>")
            .skip(1)
            .filter_map(|rest| rest.split('.').next())
            .collect();
        let declared: Vec<String> = QUESTIONS.iter().map(|question| question.number.to_string()).collect();
        assert_eq!(numbers, declared);
        assert_eq!(html.matches("class=\"instead\"").count(), QUESTIONS.len());
        assert!(
            !html.contains("[intake-") && !html.contains("[field-"),
            "a word is missing in {lang}"
        );
    }
}

#[test]
fn what_is_offered_on_the_screen_can_be_ticked_on_paper() {
    let html = blank(Lang::Ru);
    for part in QUESTIONS.iter().flat_map(|question| question.parts) {
        let (FieldType::Code(name) | FieldType::Codes(name)) = part.declared().kind else {
            continue;
        };
        let terms = vocabulary(name).expect("a vocabulary").terms().iter();
        for term in terms.filter(|term| part.offers(&term.slug)) {
            let label = term.label(Lang::Ru).replace('"', "&quot;");
            assert!(html.contains(&format!("<li>{label}</li>")), "{label}");
        }
    }
}

#[test]
fn it_says_nothing_of_the_program_loads_nothing_and_is_the_same_every_time() {
    for lang in Lang::ALL {
        let html = blank(lang);
        let small = html.to_lowercase();
        for word in [
            "sandyq",
            "sandık",
            "сандық",
            "generator",
            "name=\"author",
            "<script",
            "http://",
            "https://",
            "src=",
            "href=",
            "url(",
        ] {
            assert!(!small.contains(word), "{lang}: {word}");
        }
        assert_eq!(html, blank(lang));
        assert!(html.contains("size: A4"));
    }
}
