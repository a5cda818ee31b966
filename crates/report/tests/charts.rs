//! The pictures of charts that people look at, in docs/samples/charts.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use sandyq_domain::lang::Lang;
use sandyq_report::chart::*;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../src/chart/tests/samples.rs"]
mod samples;

const LIGHT: Style = Style::PAPER;
const DARK: Style = Style {
    ground: Ground::Dark,
    width: 860,
};

/// The pictures people look at. A change of how a chart is drawn shows there, and is written anew by
/// `SANDYQ_FREEZE=1 ./test the_samples_are_those_that_were_looked_at`.
#[test]
fn the_samples_are_those_that_were_looked_at() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/samples/charts");
    let mut seen = 0;
    for lang in Lang::ALL {
        for (style, ground) in [(LIGHT, "light"), (DARK, "dark")] {
            for (name, svg) in samples::drawn(lang, style) {
                let name = format!("{name}-{}-{ground}.svg", lang.code());
                if KEPT.contains(&name.as_str()) {
                    compare(&folder.join(&name), &svg);
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, KEPT.len());
}

fn compare(path: &Path, svg: &str) {
    if std::env::var_os("SANDYQ_FREEZE").is_some() {
        fs::write(path, svg).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap();
    assert!(svg == kept, "{} is not drawn as it was", path.display());
}

/// Each chart once, in turn in each language and on each ground.
const KEPT: [&str; 8] = [
    "funnel-ru-light.svg",
    "funnel-kk-dark.svg",
    "months-kk-light.svg",
    "grid-ru-light.svg",
    "grid-kk-dark.svg",
    "bars-en-light.svg",
    "tiles-kk-light.svg",
    "tiles-2021-ru-dark.svg",
];
