use super::*;

fn node(label: &str) -> Node {
    Node {
        label: label.to_owned(),
        ..Node::default()
    }
}

fn graph(left: usize, right: usize) -> Graph {
    Graph {
        title: "Дело K-26-107".to_owned(),
        headings: ["Дела".to_owned(), "Общее".to_owned()],
        left: (0..left).map(|n| node(&format!("K-26-{n:03}"))).collect(),
        right: (0..right).map(|n| node(&format!("M{n}"))).collect(),
        kinds: vec!["тот же способ".to_owned(), "те же исполнители".to_owned()],
        left_out: "Не нарисовано ещё: {}".to_owned(),
        ..Graph::default()
    }
}

#[test]
fn nothing_a_person_wrote_becomes_markup() {
    let hostile = "</text><script>alert(1)</script>\"&'\u{0}";
    let mut drawn = graph(1, 1);
    drawn.title = hostile.to_owned();
    drawn.left[0].label = hostile.to_owned();
    drawn.right[0].note = hostile.to_owned();
    drawn.kinds[1] = hostile.to_owned();
    drawn.left_out = hostile.to_owned();
    drawn.headings = [hostile.to_owned(), hostile.to_owned()];
    drawn.lines = vec![(0, 0)];
    let svg = draw(&drawn, Ground::Light);
    assert!(!svg.contains("<script") && !svg.contains('\0'));
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    assert!(svg.contains("&lt;script&gt;"));
}

#[test]
fn what_is_seen_in_the_same_cases_stands_beside_them_and_the_same_input_makes_the_same_bytes() {
    let mut drawn = graph(3, 3);
    drawn.lines = vec![(2, 0), (0, 2), (1, 2), (1, 1)];
    let svg = draw(&drawn, Ground::Dark);
    let places: Vec<usize> = ["M2", "M1", "M0"]
        .iter()
        .map(|label| svg.find(&format!(">{label}<")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(svg, draw(&drawn, Ground::Dark));
    assert_ne!(svg, draw(&drawn, Ground::Light));
}

#[test]
fn too_many_boxes_are_left_out_and_counted_and_what_led_to_them_is_not_drawn() {
    let mut drawn = graph(50, 50);
    drawn.lines = (0..50).map(|n| (n, n)).collect();
    drawn.arcs = vec![(0, 49, 0), (0, 1, 1), (7, 7, 1), (99, 1, 1)];
    let svg = draw(&drawn, Ground::Light);
    assert_eq!(svg.matches("<g>").count(), MOST_BOXES);
    assert!(svg.contains("Не нарисовано ещё: 40"));
    assert_eq!(svg.matches("<circle").count(), 1);
    assert!(!svg.contains("Infinity") && !svg.contains("NaN"));
}

#[test]
fn an_empty_group_and_long_words_stay_a_picture() {
    assert!(draw(&Graph::default(), Ground::Light).starts_with("<svg "));
    let mut long = graph(1, 0);
    long.left[0].note = "ұзақ ".repeat(40);
    let svg = draw(&long, Ground::Light);
    assert!(svg.contains('…') && !svg.contains(">Общее<"));
}
