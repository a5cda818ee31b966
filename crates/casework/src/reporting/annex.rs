//! Where numbers come into a paper: the annex of an alternative report, and the annex alone.
//!
//! Empty until counting offers its tables as parts of a document: then [`blocks`] is the one place to ask for them.

use super::asking::Asked;
use crate::failure::Failure;
use sandyq_domain::Lang;
use sandyq_report::document::Block;
use sandyq_vault::View;

/// The tables and charts of the annex, each with its definition below it; nothing for papers without one.
#[expect(clippy::unnecessary_wraps, reason = "counting reads the vault, which can fail")]
pub(super) fn blocks(_view: &View<'_>, _asked: &Asked, _lang: Lang) -> Result<Vec<Block>, Failure> {
    Ok(Vec::new())
}
