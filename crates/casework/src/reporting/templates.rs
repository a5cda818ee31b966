//! The texts that people write, as a file to begin with.

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{file_name, write_small};
use crate::view::ReportKind;
use sandyq_domain::Lang;
use sandyq_domain::vocab::vocabulary;
use sandyq_report::papers::{article_sections, default_template};
use std::path::Path;

/// Writes the template of a paper into a new file, with sections for these articles. Its name.
///
/// # Errors
/// [`ErrorCode::NoTemplate`] for papers without one; [`ErrorCode::NoSuchValue`] for an article that is none; those of writing a file.
pub fn write_report_template(kind: ReportKind, articles: &[String], lang: Lang, out: &Path) -> Result<String, Failure> {
    let mut lines = vec![
        default_template(kind.slug(), lang)
            .ok_or(ErrorCode::NoTemplate)?
            .to_owned(),
    ];
    for article in articles {
        let term = vocabulary("treaty_article").and_then(|terms| terms.term(article));
        let term = term.ok_or_else(|| Failure::about(ErrorCode::NoSuchValue, article.as_str()))?;
        lines.push(format!("# {}", term.label(lang)));
        let parts = article_sections(kind.slug()).iter();
        lines.extend(parts.map(|part| format!("[article {article} {part}]\n")));
    }
    let template = lines.join("\n");
    write_small(out, template.as_bytes())?;
    Ok(file_name(out))
}
