//! A map of tiles: one square for each region of Kazakhstan, roughly where it lies, in the borders of a day.
//!
//! A region that did not exist on that day has no tile; the region that it was split from covers its square too, and a dashed
//! line shows where the border runs today. A count that has no tile on that day, such as one from abroad, stands below the
//! map and is never lost.

use super::clean::clean;
use super::measure::{self, Size};
use super::numbers::{greatest, known};
use super::sheet::{Anchor, Area, BOLD, MARGIN, Mark, PLAIN, Sheet};
use super::{Cell, Count, Frame, Label, Style, Table};
use chrono::NaiveDate;
use sandyq_domain::places::region_on;

/// Counts by region.
#[derive(Clone)]
pub struct Tiles {
    /// Title, unit, lines at the foot.
    pub frame: Frame,
    /// Heading of the regions in the table.
    pub heading: String,
    /// In the borders of this day.
    pub day: NaiveDate,
    /// What the dashed line in a tile of several squares means: "the border since 8 June 2022".
    pub later_border: String,
    /// A region each; those of missing answers, too.
    pub regions: Vec<Region>,
}

/// A region.
#[derive(Clone, Default)]
pub struct Region {
    /// Its slug in the vocabulary `region`; empty for a missing answer.
    pub slug: String,
    /// Its short name.
    pub label: Label,
    /// How many.
    pub cell: Cell,
}

/// The squares: column and row. No two regions that were one before are apart.
const SQUARES: [(&str, i32, i32); 20] = [
    ("kz_39", 1, 0), // Kostanay
    ("kz_59", 2, 0), // North Kazakhstan
    ("kz_27", 0, 1), // West Kazakhstan
    ("kz_15", 1, 1), // Aktobe
    ("kz_11", 2, 1), // Akmola
    ("kz_71", 3, 1), // Astana
    ("kz_55", 4, 1), // Pavlodar
    ("kz_23", 0, 2), // Atyrau
    ("kz_62", 2, 2), // Ulytau
    ("kz_35", 3, 2), // Karaganda
    ("kz_10", 4, 2), // Abai
    ("kz_63", 5, 2), // East Kazakhstan
    ("kz_47", 0, 3), // Mangystau
    ("kz_43", 1, 3), // Kyzylorda
    ("kz_61", 2, 3), // Turkistan
    ("kz_31", 3, 3), // Jambyl
    ("kz_19", 4, 3), // Almaty Region
    ("kz_33", 5, 3), // Jetisu
    ("kz_79", 2, 4), // Shymkent
    ("kz_75", 4, 4), // Almaty
];
const COLUMNS: i32 = 6;
const ROWS: i32 = 5;
const GAP: i32 = 6;
const NUMBER: Size = Size { px: 17, is_bold: true };
/// The first in which no word of a name is broken.
const NAMES: [i32; 3] = [11, 10, 9];
/// Largest square, and the width with which it is reached: more would be white.
const LARGEST: i32 = 92;
const BROADEST: u32 = 640;

/// A tile of the day: one square, or several that were one region.
struct Tile {
    slug: &'static str,
    squares: Vec<(i32, i32)>,
}

impl Tiles {
    /// The picture as an SVG document.
    #[must_use]
    pub fn draw(&self, style: Style) -> String {
        let width = style.width.min(BROADEST);
        let mut sheet = Sheet::new(&self.frame, Style { width, ..style });
        let words = &self.frame.words;
        if self.regions.is_empty() {
            sheet.nothing(&words.nothing);
            return sheet.finish(&self.frame.footnotes);
        }
        let side = ((sheet.room() - (COLUMNS - 1) * GAP) / COLUMNS).min(LARGEST);
        let tiles = tiles_of(self.day);
        let (mapped, apart) = self.placed(&tiles);
        let most = greatest(mapped.iter().flatten().map(|region| known(region.cell.count)));
        let top = sheet.y;
        for (tile, region) in tiles.iter().zip(&mapped) {
            self.tile(&mut sheet, tile, *region, (top, side), most);
        }
        sheet.y = top + ROWS * (side + GAP);
        for region in &apart {
            self.apart(&mut sheet, region);
        }
        self.legend(&mut sheet, &tiles, mapped.iter().all(Option::is_some));
        sheet.finish(&self.frame.footnotes)
    }

    /// The same as a table: the regions as given, what has no tile at the end.
    #[must_use]
    pub fn table(&self) -> Table {
        let (mapped, apart) = self.placed(&tiles_of(self.day));
        let given = self.regions.iter();
        let on_map = given.filter(|region| mapped.iter().flatten().any(|mapped| std::ptr::eq(*mapped, *region)));
        let row = |region: &Region| vec![clean(&region.label.text), self.frame.words.count(region.cell.count)];
        Table {
            header: vec![clean(&self.heading), clean(&self.frame.unit)],
            rows: on_map.chain(apart).map(row).collect(),
        }
    }

    /// For each tile its region, and those that have none: abroad, missing, of another day, or named twice.
    fn placed<'t>(&'t self, tiles: &[Tile]) -> (Vec<Option<&'t Region>>, Vec<&'t Region>) {
        let mut mapped = vec![None; tiles.len()];
        let mut apart = Vec::new();
        for region in &self.regions {
            let tile = tiles.iter().position(|tile| tile.slug == region.slug);
            match tile.filter(|at| mapped[*at].is_none() && !region.label.is_missing) {
                Some(at) => mapped[at] = Some(region),
                None => apart.push(region),
            }
        }
        apart.sort_by_key(|region| region.label.is_missing);
        (mapped, apart)
    }

    fn legend(&self, sheet: &mut Sheet, tiles: &[Tile], is_full: bool) {
        let words = &self.frame.words;
        let is_any = |count| self.regions.iter().any(|region| region.cell.count == count);
        let suppressed = words.suppressed_legend();
        let mut entries = Vec::new();
        if is_any(Count::Suppressed) {
            entries.push((Mark::Suppressed, suppressed.as_str()));
        }
        if tiles.iter().any(|tile| tile.squares.len() > 1) {
            entries.push((Mark::Border, &self.later_border));
        }
        sheet.legend(&entries);
        if is_any(Count::NotCounted) || !is_full {
            sheet.sign_legend(&words.not_counted_legend());
        }
    }

    fn tile(&self, sheet: &mut Sheet, tile: &Tile, region: Option<&Region>, (top, side): (i32, i32), most: u128) {
        let area = tile.area(top, side);
        let (name, count, id) = region.map_or((tile.slug, Count::NotCounted, ""), |region| {
            (&region.label.text, region.cell.count, &region.cell.id)
        });
        let words = &self.frame.words;
        sheet.open(id, &format!("{name}: {}", words.count(count)));
        let ink = sheet.ground_of(area, count, false, most);
        if count == Count::NotCounted {
            sheet.frame(area);
        }
        let middle = area.x + area.width / 2;
        let (letters, lines) = name_in(&clean(name), area.width - 4);
        sheet.stack((middle, area.y + 7), Anchor::Middle, letters, ink, &lines);
        let written = words.count_within(count, area.width - 8, NUMBER);
        sheet.text(
            (middle, area.y + area.height - 12),
            Anchor::Middle,
            NUMBER,
            ink,
            &written,
        );
        sheet.close();
        for (from, to) in tile.inner_borders(top, side) {
            sheet.rule(from, to, ink, true);
        }
    }

    /// A line of its own below the map.
    fn apart(&self, sheet: &mut Sheet, region: &Region) {
        let words = &self.frame.words;
        let Region {
            slug: _,
            label: Label { text, is_missing },
            cell: Cell { count, id },
        } = region;
        let number = words.count(*count);
        let broad = (measure::width(&number, BOLD) + 16).clamp(40, sheet.room() / 3);
        let area = Area {
            x: MARGIN,
            y: sheet.y + 2,
            width: broad,
            height: 24,
        };
        sheet.open(id, &format!("{text}: {number}"));
        let ink = sheet.inks.ink;
        match count {
            Count::Suppressed => sheet.mark(area, Mark::Suppressed),
            Count::Known(_) if *is_missing => sheet.mark(area, Mark::Missing),
            Count::Known(_) | Count::NotCounted => sheet.frame(area),
        }
        let written = words.count_within(*count, broad - 8, BOLD);
        sheet.text((area.x + broad / 2, area.y + 17), Anchor::Middle, BOLD, ink, &written);
        let room = sheet.room() - broad - 10;
        let at = (MARGIN + broad + 10, area.y + 3);
        let height = sheet.block(at, room, PLAIN, ink, text, 3);
        sheet.close();
        sheet.y += height.max(24) + 6;
    }
}

/// A name in two lines at most, smaller where a word would be broken.
fn name_in(name: &str, room: i32) -> (Size, Vec<String>) {
    let sizes = NAMES.map(|px| Size { px, is_bold: false });
    let fits = |size: &&Size| {
        measure::broadest_word(name, **size) <= room && measure::lines(name, room, **size, usize::MAX).len() <= 2
    };
    let size = *sizes.iter().find(fits).unwrap_or(&sizes[0]);
    (size, measure::lines(name, room, size, 2))
}

/// The tiles of a day, each region once.
fn tiles_of(day: NaiveDate) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = Vec::new();
    for (slug, column, row) in SQUARES {
        let slug = region_on(slug, day);
        match tiles.iter_mut().find(|tile| tile.slug == slug) {
            Some(tile) => tile.squares.push((column, row)),
            None => tiles.push(Tile {
                slug,
                squares: vec![(column, row)],
            }),
        }
    }
    tiles
}

impl Tile {
    /// What it covers: its squares and the gaps between them.
    fn area(&self, top: i32, side: i32) -> Area {
        let ends = |values: &dyn Fn(&(i32, i32)) -> i32| {
            let values = || self.squares.iter().map(values);
            (values().min().unwrap_or(0), values().max().unwrap_or(0))
        };
        let ((left, right), (high, low)) = (ends(&|square| square.0), ends(&|square| square.1));
        let step = side + GAP;
        Area {
            x: MARGIN + left * step,
            y: top + high * step,
            width: (right - left) * step + side,
            height: (low - high) * step + side,
        }
    }

    /// Where borders of later days run through it; one from the top down leaves out the name and the number.
    fn inner_borders(&self, top: i32, side: i32) -> Vec<((i32, i32), (i32, i32))> {
        let Area { x, y, width, height } = self.area(top, side);
        let mut borders = Vec::new();
        let mut at = side + GAP;
        while at < width.max(height) {
            let half = at - GAP / 2;
            if width > height {
                let pieces = [(0, 5), (38, height - 34), (height - 5, height)];
                borders.extend(pieces.map(|(from, to)| ((x + half, y + from), (x + half, y + to))));
            } else {
                borders.push(((x, y + half), (x + width, y + half)));
            }
            at += side + GAP;
        }
        borders
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::vocab::vocabulary;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_region_of_today_has_one_square_and_no_two_share_one() {
        let tiles = tiles_of(day("2026-11-27"));
        let mut slugs: Vec<&str> = tiles.iter().map(|tile| tile.slug).collect();
        slugs.sort_unstable();
        let regions = vocabulary("region").unwrap().terms().iter();
        let today: Vec<&str> = regions
            .filter(|term| term.iso.is_some() && term.to.is_none())
            .map(|term| term.slug.as_str())
            .collect();
        assert_eq!(slugs, today);
        let mut squares: Vec<_> = tiles.iter().flat_map(|tile| tile.squares.clone()).collect();
        squares.sort_unstable();
        squares.dedup();
        assert_eq!(squares.len(), 20);
        assert!(
            squares
                .iter()
                .all(|(column, row)| (0..COLUMNS).contains(column) && (0..ROWS).contains(row))
        );
    }

    #[test]
    fn what_was_one_region_is_one_tile_until_the_day_it_was_split() {
        let merged = |text| {
            let tiles = tiles_of(day(text));
            let merged = tiles.iter().filter(|tile| tile.squares.len() > 1);
            (tiles.len(), merged.map(|tile| tile.slug).collect::<Vec<_>>())
        };
        assert_eq!(merged("2022-06-08"), (20, vec![]));
        assert_eq!(merged("2022-06-07"), (17, vec!["kz_35", "kz_63", "kz_19"]));
        assert_eq!(merged("2018-06-18"), (16, vec!["kz_35", "kz_63", "kz_yuz", "kz_19"]));
    }

    #[test]
    fn squares_of_one_region_lie_side_by_side_so_that_it_covers_no_other() {
        for tile in tiles_of(day("2018-06-18")) {
            let area = tile.area(0, 10);
            let covered = (area.width + GAP) / (10 + GAP) * ((area.height + GAP) / (10 + GAP));
            assert_eq!(usize::try_from(covered), Ok(tile.squares.len()), "{}", tile.slug);
        }
    }
}
