//! What every chart must hold: hostile words first, then where its texts stand, then the samples that people look at.

mod hostile;
mod layout;
mod read;
mod rules;
mod samples;

use super::*;
use sandyq_domain::lang::Lang;

/// Every picture of a sample, with a name.
fn drawn(lang: Lang, style: Style) -> Vec<(&'static str, String)> {
    vec![
        ("funnel", samples::funnel(lang).draw(style)),
        ("months", samples::months(lang).draw(style)),
        ("grid", samples::grid(lang).draw(style)),
        ("bars", samples::bars(lang).draw(style)),
        ("tiles", samples::tiles(lang, "2026-11-01").draw(style)),
        ("tiles-2021", samples::tiles(lang, "2021-11-01").draw(style)),
    ]
}

const LIGHT: Style = Style::PAPER;
const DARK: Style = Style {
    ground: Ground::Dark,
    width: 860,
};
