//! What every chart must hold: hostile words first, then where its texts stand, then the samples that people look at.

mod hostile;
mod layout;
mod read;
mod rules;
mod samples;

use super::*;
use samples::drawn;
use sandyq_domain::lang::Lang;

const LIGHT: Style = Style::PAPER;
const DARK: Style = Style {
    ground: Ground::Dark,
    width: 860,
};
