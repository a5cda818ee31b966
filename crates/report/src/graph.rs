//! A small picture of a group: cases on the left in rows, what they have in common on the right, a line where the one was seen in
//! the other, and arcs between cases that are linked. An SVG that anything shows; it has no script, style sheet or foreign file.
//!
//! What it is given it draws, in that order of the left column; the right one is ordered so that lines cross little. The same
//! input makes the same bytes. The table that says the same in words is the caller's.

mod svg;

use svg::Svg;

/// Most boxes in one picture: more are a tangle, and a table says it better.
pub const MOST_BOXES: usize = 60;
/// Most of them on the left: the right column needs room too.
const MOST_LEFT: usize = 40;

/// A box: what is called by its code, and a few words beneath. Never a name or a number.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Node {
    /// In bold.
    pub label: String,
    /// Beneath, smaller; may be empty.
    pub note: String,
    /// Drawn as the one the picture is about.
    pub is_main: bool,
}

/// What is drawn.
#[derive(Clone, Default)]
pub struct Graph {
    /// The title, read out for who cannot see.
    pub title: String,
    /// Headings of the two columns.
    pub headings: [String; 2],
    /// Cases, or events, in their order.
    pub left: Vec<Node>,
    /// What several of them have in common.
    pub right: Vec<Node>,
    /// A box on the left and one on the right, by their places.
    pub lines: Vec<(usize, usize)>,
    /// Two boxes on the left and a kind of link, by their places.
    pub arcs: Vec<(usize, usize, usize)>,
    /// Kinds of links, for the legend.
    pub kinds: Vec<String>,
    /// Said at the foot with the number of boxes that found no room; `{}` is the number.
    pub left_out: String,
}

/// On which ground.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// White, also for paper.
    Light,
    /// Dark.
    Dark,
}

const WIDTH: i32 = 860;
const LEFT: i32 = 180;
const BOX: i32 = 240;
const RIGHT: i32 = WIDTH - BOX - 16;
const TOP: i32 = 56;
const ROW: i32 = 52;
const HEIGHT: i32 = 40;

/// The picture as an SVG document.
#[must_use]
pub fn draw(graph: &Graph, ground: Ground) -> String {
    let shown_left = graph.left.len().min(MOST_LEFT);
    let shown_right = graph.right.len().min(MOST_BOXES - shown_left);
    let hidden = graph.left.len() - shown_left + graph.right.len() - shown_right;
    let lines: Vec<(usize, usize)> = graph
        .lines
        .iter()
        .copied()
        .filter(|(left, right)| *left < shown_left && *right < shown_right)
        .collect();
    let order = order_right(shown_right, &lines);
    let rows = shown_left.max(shown_right).max(1);
    let used: Vec<usize> = (0..graph.kinds.len())
        .filter(|kind| graph.arcs.iter().any(|arc| arc.2 == *kind))
        .collect();
    let foot = TOP + as_i32(rows) * ROW + 8;
    let notes = as_i32(used.len()) + i32::from(hidden > 0);
    let mut svg = Svg::new(WIDTH, foot + 22 * notes + 10, &graph.title, ground);
    svg.heading(LEFT, TOP - 20, &graph.headings[0]);
    if shown_right > 0 {
        svg.heading(RIGHT, TOP - 20, &graph.headings[1]);
    }
    let middle = |row: usize, of: usize| TOP + row_offset(row, of, rows) + HEIGHT / 2;
    for (left, right) in &lines {
        let at = order.iter().position(|place| place == right).unwrap_or(0);
        svg.line(
            (LEFT + BOX, middle(*left, shown_left)),
            (RIGHT, middle(at, shown_right)),
        );
    }
    for (from, to, kind) in &graph.arcs {
        if *from < shown_left && *to < shown_left && from != to {
            svg.arc(LEFT, middle(*from, shown_left), middle(*to, shown_left), *kind);
        }
    }
    for (row, node) in graph.left.iter().take(shown_left).enumerate() {
        svg.node((LEFT, middle(row, shown_left) - HEIGHT / 2), (BOX, HEIGHT), node, 6);
    }
    for (row, place) in order.iter().enumerate() {
        svg.node(
            (RIGHT, middle(row, shown_right) - HEIGHT / 2),
            (BOX, HEIGHT),
            &graph.right[*place],
            HEIGHT / 2,
        );
    }
    let mut at = foot + 14;
    for kind in used {
        svg.legend(LEFT, at, kind, &graph.kinds[kind]);
        at += 22;
    }
    if hidden > 0 {
        svg.remark(LEFT, at, &graph.left_out.replace("{}", &hidden.to_string()));
    }
    svg.finish()
}

/// The shorter column stands in the middle of the longer one.
fn row_offset(row: usize, of: usize, rows: usize) -> i32 {
    as_i32(rows - of.min(rows)) * ROW / 2 + as_i32(row) * ROW
}

/// Each box of the right column as near as can be to the middle of those it is seen in; ties by their given order.
fn order_right(shown: usize, lines: &[(usize, usize)]) -> Vec<usize> {
    let middle = |right: usize| {
        let seen: Vec<usize> = lines.iter().filter(|line| line.1 == right).map(|line| line.0).collect();
        // In thousandths, so that no floating point decides.
        seen.iter().sum::<usize>() * 1000 / seen.len().max(1)
    };
    let mut order: Vec<usize> = (0..shown).collect();
    order.sort_by_key(|right| (middle(*right), *right));
    order
}

fn as_i32(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
